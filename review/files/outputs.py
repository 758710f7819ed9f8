"""A folder of outputs joined with a folder of decisions: everything that the review adds to a run.

``extractors`` and the flow know nothing of decisions; the flow calls ``products`` when its tables are written, and writes what it
is given. The same again after decisions were made, without a run.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from verbale.errors import UserError
from verbale.extractors import tables
from verbale.extractors.tables import count_changes
from verbale.review.files.pictures import PicturesError, pictures
from verbale.review.files.workbook import workbook
from verbale.review.log.carry_over import STATUSES, Carried, Evidence, carry_over, outcomes
from verbale.review.log.decisions import Decision, Log, read, standing
from verbale.review.log.reviewed import (
    RelationType,
    Verdict,
    agreement,
    reviewed_events,
    reviewed_relations,
    verdicts,
    with_status,
)
from verbale.review.page.payload import Judged, Review
from verbale.review.page.render import static_page

PRODUCTS = ("reviewed_events.csv", "reviewed_relations.csv", "review.html", "review.xlsx", "timeline.html", "changes.md")
_NEEDED = ("documents", "sentences", "actors", "mentions", "dates", "events")
_MOST_ROWS = 100_000  # in the workbook: a sheet holds 1,048,576, and nobody reviews that many


class NoOutputsError(UserError):
    """The folder holds no tables of a run; the message says what to do."""


@dataclass(frozen=True, slots=True)
class State:
    """A run and its decisions, compared."""

    tables: Mapping[str, pd.DataFrame]
    log: Log
    carried: tuple[Carried, ...]
    verdicts: Mapping[str, Verdict]

    @property
    def standing(self) -> tuple[Decision, ...]:
        return tuple(c.decision for c in self.carried)


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a run as text. Raises NoOutputsError."""
    missing = [name for name in _NEEDED if not (folder / f"{name}.csv").is_file()]
    if missing:
        raise NoOutputsError(f"{folder}: no {missing[0]}.csv here; run the extraction first (verbale extract)")
    found = [name for name in tables.TABLES if (folder / f"{name}.csv").is_file()]
    return {name: tables.read_table(folder / f"{name}.csv") for name in found}


def compare(run: Mapping[str, pd.DataFrame], decisions: Path) -> State:
    """The log of decisions against the tables of a run (typed or text; events and sentences are needed)."""
    log = read(decisions)
    carried = carry_over(standing(log.decisions), Evidence.of(run["events"], run["sentences"]))
    return State(run, log, carried, verdicts(carried))


def review_of(
    folder: Path,
    run: Mapping[str, pd.DataFrame],
    types: Mapping[str, RelationType],
    why: Mapping[str, Sequence[str]] | None = None,
) -> Review:
    """What the page shows of a run in a folder. Links only lead to files that are there or will be."""
    links = {"timeline": "timeline.html"} if (folder / "timeline.html").is_file() or _can_draw() else {}
    return Review(run, types, why=why or {}, run=_run(folder), links=links, changes=run.get("changes"))


def _can_draw() -> bool:
    from importlib.util import find_spec

    return find_spec("altair") is not None and find_spec("vl_convert") is not None


def _run(folder: Path) -> dict[str, str]:
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"id": ""}
    name = run.get("run_id") or run.get("id") or ""
    return {"id": str(name), "finished": str(run.get("finished") or run.get("ended") or "")}


def products(
    folder: Path,
    decisions: Path,
    types: Mapping[str, RelationType],
    why: Mapping[str, Sequence[str]] | None = None,
    *,
    draw: bool = True,
) -> Iterator[tuple[str, bytes]]:
    """(file name, content) of everything that the review adds to the tables in ``folder``, and ``events.csv`` itself where
    ``review_status`` changes. Pictures (the slowest part: seconds for the first ones of a process) are left out with
    ``draw=False`` and where their libraries are not installed."""
    run = read_tables(folder)
    state = compare(run, decisions)
    judged = with_status(run["events"], state.verdicts)
    if judged["review_status"].tolist() != run["events"]["review_status"].tolist():
        yield "events.csv", tables.to_csv(judged)
    confirmed = reviewed_events(judged, state.verdicts, types)
    yield "reviewed_events.csv", tables.to_csv(confirmed)
    yield "reviewed_relations.csv", tables.to_csv(reviewed_relations(confirmed, types))
    yield "changes.md", summary(state, run.get("changes")).encode("utf-8", "replace")
    page = Judged(state.log.decisions, state.carried, agreement(state.carried))
    yield "review.html", static_page(review_of(folder, run, types, why), page).html
    if len(run["events"]) <= _MOST_ROWS:
        shown = {name: table for name, table in run.items() if len(table) <= _MOST_ROWS}
        yield "review.xlsx", workbook({**shown, "events": judged}, state.verdicts, sorted(types))
    if draw:
        with contextlib.suppress(PicturesError):
            yield "timeline.html", pictures(run)


def summary(state: State, changes: pd.DataFrame | None) -> str:
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


def _decision_lines(state: State) -> list[str]:
    names = {
        "current": "stand as they are",
        "values_changed": "are about rows that say something else now: look again",
        "resolved": "are resolved: the run now says what the reviewer said",
        "re_anchored": "have lost their row, and the same claim stands in a similar sentence: confirm or drop",
        "stale": "are stale: the sentence is there, the claim is not found in it, or which of several was meant is in doubt",
        "orphaned": "are orphaned: the sentence is gone",
    }
    counted = outcomes(state.carried)
    lines = [f"- {counted[status]} {names[status]}" for status in STATUSES if counted[status]]
    lines += [f"- not readable: {problem}" for problem in state.log.problems]
    return lines or ["None yet."]


def _touched_line(carried: Carried) -> str:
    decision = carried.decision
    judged = decision.snapshot
    what = f"{judged.get('source_parties', '')} {judged.get('relation_type', '')} {judged.get('target_parties', '')}"
    changed = "; ".join(
        f"{column}: {before or 'nothing'} -> {now or 'nothing'}" for column, (before, now) in carried.changed.items()
    )
    cells = [decision.id, decision.reviewer, f"{decision.action} {what}", carried.status, changed or carried.note]
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|")[:200] for cell in cells) + " |"


def statuses(run: Mapping[str, pd.DataFrame], decisions: Path) -> dict[str, str]:
    """event_id -> ``review_status``, for who writes the events table by other means."""
    return {event_id: verdict.status for event_id, verdict in compare(run, decisions).verdicts.items()}


def report_lines(state: State, n_events: int) -> Iterable[str]:
    """The state of the review in a few lines, for a terminal."""
    counted: dict[str, int] = {}
    for verdict in state.verdicts.values():
        counted[verdict.status] = counted.get(verdict.status, 0) + 1
    done = sum(n for status, n in counted.items() if status != "recheck")
    yield f"{done} of {n_events} events reviewed" + "".join(f", {n} {status}" for status, n in sorted(counted.items()))
    yield from (line.removeprefix("- ") for line in _decision_lines(state))
    for pair in agreement(state.carried):
        yield f"{pair.one} and {pair.other} judged {pair.n} events both: {pair.agreed:.0%} agreed, kappa {pair.kappa:.2f}"
