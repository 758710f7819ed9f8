"""What became of the run and of the decisions, in words: ``changes.md`` and the status for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from verbale.extractors.tables import count_changes
from verbale.review.log import STATUSES, Carried, ComparedRun, agreement, outcomes

_MOST_PROBLEMS = 20


def summary(state: ComparedRun, changes: pd.DataFrame | None) -> str:
    """What changed since the run before, and what that does to the decisions, as Markdown."""
    lines = ["# What changed", ""]
    counted = count_changes(changes) if changes is not None and len(changes) else {}
    if counted:
        lines += ["| table | added | removed | changed |", "|--|--|--|--|"]
        lines += [f"| {table} | {n['added']} | {n['removed']} | {n['changed']} |" for table, n in counted.items()]
    else:
        lines.append("Nothing, or there was no run before.")
    lines += ["", "# Decisions", "", *_decision_lines(state)]
    touched = [c for c in state.carried if c.status != "current"]
    if touched:
        lines += ["", "| decision | by | was | now | what |", "|--|--|--|--|--|"]
        lines += [_touched_line(c) for c in touched[:500]]
    if len(touched) > 500:
        lines.append(f"\n{len(touched) - 500} more: see the queues of review.html.")
    return "\n".join(lines) + "\n"


def _decision_lines(state: ComparedRun) -> list[str]:
    names = {
        "current": "stand as they are",
        "values_changed": "are about rows that say something else now: look again",
        "resolved": "are resolved: the run now says what the reviewer said",
        "found_since": "added an event that the run now tells itself",
        "re_anchored": "have lost their row, and the same claim stands in a similar sentence: confirm or drop",
        "stale": "are stale: the sentence is there, the claim is not found in it, or which of several was meant is in doubt",
        "orphaned": "are orphaned: the sentence is gone",
    }
    counted = outcomes(state.carried)
    lines = [f"- {counted[status]} {names[status]}" for status in STATUSES if counted[status]]
    if state.elsewhere:
        others = ", ".join(f"{corpus or 'not named'} {n}" for corpus, n in sorted(state.elsewhere.items()))
        lines.append(f"- {sum(state.elsewhere.values())} are of another corpus and left alone: {others}")
    lines += [f"- not readable: {problem}" for problem in state.log.problems[:_MOST_PROBLEMS]]
    if len(state.log.problems) > _MOST_PROBLEMS:
        lines.append(f"- not readable: {len(state.log.problems) - _MOST_PROBLEMS} more lines")
    return lines or ["None yet."]


def _touched_line(carried: Carried) -> str:
    decision = carried.decision
    judged = {**decision.snapshot, **decision.values} if decision.action == "add" else decision.snapshot
    what = f"{judged.get('source_parties', '')} {judged.get('relation_type', '')} {judged.get('target_parties', '')}"
    changed = "; ".join(
        f"{column}: {before or 'nothing'} -> {now or 'nothing'}" for column, (before, now) in carried.changed.items()
    )
    cells = [decision.id, decision.reviewer, f"{decision.action} {what}", carried.status, changed or carried.note]
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|")[:200] for cell in cells) + " |"


def report_lines(state: ComparedRun) -> Iterable[str]:
    """The state of the review in a few lines, for a terminal."""
    for name in ("events", "candidates"):
        rows = state.tables[name]["event_id"].tolist() if name in state.tables else []
        if rows or name == "events":
            counted = Counter(state.verdicts[row].status for row in rows if row in state.verdicts)
            done = counted.total() - counted["recheck"]
            yield f"{done} of {len(rows)} {name} reviewed" + "".join(f", {counted[s]} {s}" for s in sorted(+counted))
    if added := sum(c.row is not None for c in state.carried):
        yield f"{added} {'event' if added == 1 else 'events'} added that the run does not tell"
    yield from (line.removeprefix("- ") for line in _decision_lines(state))
    for pair in agreement(state.carried):
        yield f"{pair.one} and {pair.other} judged {pair.n} events both: {pair.agreed:.0%} agreed, kappa {pair.kappa:.2f}"
