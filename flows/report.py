"""The report of a run: a few lines for the terminal, Markdown for the Prefect UI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.review import REVIEW_PAGE, WORKBOOK

if TYPE_CHECKING:
    from verbale.flows.line import Report

_SHOWN = 20
_FEW = 2  # files of which the same is told one by one


def summary(report: Report, output: str) -> list[str]:
    """What a run did, in a few lines."""
    if not report.changed_anything:
        standing = counted(report.counts.get("events", 0), "event")
        return [f"{output}: nothing changed since the last run; {standing} stand as they are", *_unread_decisions(report)]
    shown = [row for row in ("document", "event", "candidate", "relation", "date", "mention") if _is_told(row, report)]
    counts = ", ".join(counted(report.counts[f"{row}s"], row) for row in shown)
    lines = [f"{output}: {counts} ({work_line(report)}; {report.timings.get('all', 0):.1f} s)"]
    if report.changes:
        lines.append("changes: " + "; ".join(_change_lines(report.changes)))
    lines += _unread_decisions(report)
    if report.learned:
        lines.append(learned_line(report))
    if report.unsure:
        lines.append(unsure_line(report))
    lines += [f"note: {message}" for message in report.notes]
    reading = _gathered(report.reading)
    lines += [f"note: {message}" for message in reading[:_SHOWN]]
    if len(reading) > _SHOWN:
        lines.append(f"note: {len(reading) - _SHOWN} more, see documents.csv")
    lines += [f"failed: {message}" for message in report.failures[:_SHOWN]]
    if len(report.failures) > _SHOWN:
        lines.append(f"failed: {len(report.failures) - _SHOWN} more, see documents.csv")
    return lines


def _gathered(messages: Iterable[str]) -> list[str]:
    """``PLACE: what`` of many places in one line each: ``a.md and 58 more: left out: ...``; of one or two as they are."""
    places: dict[str, list[str]] = {}
    for message in messages:
        place, _, what = message.partition(": ")
        places.setdefault(what, []).append(place)
    few = [f"{place}: {what}" for what, found in places.items() if len(found) <= _FEW for place in found]
    many = [f"{found[0]} and {len(found) - 1} more: {what}" for what, found in places.items() if len(found) > _FEW]
    return sorted([*few, *many])


def _unread_decisions(report: Report) -> list[str]:
    """One line on the lines of the reviewers' logs that are without effect."""
    unread = report.unread_decisions
    return [f"note: {counted(len(unread), 'line')} of decisions could not be read: {'; '.join(unread[:2])}"] if unread else []


def learned_line(report: Report) -> str:
    """``confidence: as learned from 240 decisions on rows of vienna (version 2)``."""
    about = report.learned
    layer = f"; the finder's last layer refitted on {about['last_layer_words']} words" if "last_layer_words" in about else ""
    return (
        f"confidence: as learned from {about['rows']} decisions on rows of {about['corpus']} (version {about['version']}){layer}"
    )


def unsure_line(report: Report) -> str:
    """``relations: pairs of 12 events are left out, less sure than 0.6 of their parties (--relations 0 tells all)``."""
    about = report.unsure
    events = counted(int(about["events"]), "event")
    return (
        f"relations: pairs of {events} are left out, less sure than {about['limit']} of their parties (--relations 0 tells all)"
    )


def _is_told(row: str, report: Report) -> bool:
    """Of candidates nothing is said where there are none: most runs ask for none."""
    return row != "candidate" or bool(report.counts["candidates"])


def work_line(report: Report) -> str:
    """``2 extracted, 1 parsed, 1998 from the cache``."""
    done = report.work
    parts = [f"{done.get('extracted', 0)} extracted", f"{done.get('parsed', 0)} parsed"]
    reused = done.get("documents", 0) - done.get("extracted", 0)
    return ", ".join([*parts, f"{reused} from the cache"] if reused else parts)


def markdown(report: Report, folder: Path, changed: Sequence[Mapping[str, str]], picture: str = "") -> str:
    """The report as an artifact, for the morning after: what changed, what failed and how to mend it, where the tables are.

    ``folder`` is where the tables are, ``changed`` the rows of its table of changes that are about events, ``picture`` the
    address of the timeline.
    """
    parts = [f"# {_headline(report)}", _why(report)]
    if report.failures:
        parts += [f"## {counted(len(report.failures), 'document')} failed", _FAILED]
        parts += ["\n".join(f"- {message}" for message in report.failures[:_SHOWN_FAILURES])]
    if report.reading:
        parts += ["## How texts were read", "\n".join(f"- {message}" for message in report.reading[:_SHOWN_FAILURES])]
    if report.unread_decisions:
        parts += ["## Decisions that could not be read", "\n".join(f"- {line}" for line in report.unread_decisions[:_SHOWN])]
    if report.unsure:
        parts += ["## Pairs that relations leave out", unsure_line(report)]
    if report.notes:
        parts += ["## Rules of your own", "\n".join(f"- {message}" for message in report.notes)]
    if report.changed_anything:
        parts += ["## What changed" if report.changes else "## Rows"]
        parts += [table(("table", "rows", "added", "removed", "changed"), list(_count_rows(report)))]
    if picture:
        parts += ["## Events over time", f"![events per year]({picture})"]
    if changed:
        parts += [f"## Events added, removed or changed{f', the first {_SHOWN}' if len(changed) > _SHOWN else ''}"]
        parts += [table(("", "what", "who", "to whom", "when", "words of the text"), map(_event_row, changed[:_SHOWN]))]
    parts += ["## Where the tables are", _where(folder)]
    parts += ["## How it was made", table(("part", "version"), sorted(report.versions.items()))]
    parts += [table(("step", "seconds"), [(step, f"{seconds:.1f}") for step, seconds in report.timings.items()])]
    return "\n\n".join(parts) + "\n"


_SHOWN_FAILURES, _WORDS = 200, 80
_FAILED = (
    "The tables hold all other documents. Mend each file as its line says, or take it out of the input; "
    "the next run tries it again by itself. `documents.csv` has a row for each, with `status` failed or too_slow."
)


def counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _headline(report: Report) -> str:
    events = counted(report.counts.get("events", 0), "event")
    failed = f", {len(report.failures)} failed" if report.failures else ""
    if not report.changed_anything:
        return f"Nothing changed: {events} stand as they are{failed}"
    return f"{events} from {counted(sum(report.documents.values()), 'document')}{failed}"


def _why(report: Report) -> str:
    reasons = ", ".join(report.reasons) or "the input and everything that reads it are as they were at the last run"
    source, output = report.settings["input"], report.settings["output"]
    when = f"{report.started.replace('T', ' ').replace('+00:00', ' UTC')}, run {report.run_id}"
    return f"`{source}` → `{output}`, {when}\n\n**Why:** {reasons}. **Work:** {work_line(report)}."


def _where(folder: Path) -> str:
    files = [
        (REVIEW_PAGE, "read the events beside their sentences, accept and reject (`verbale review` serves it)"),
        (WORKBOOK, "the same as a workbook"),
        ("events.csv", "one event a row, with the words that say so"),
        ("candidates.csv", "what is less sure than the threshold: for review, counted nowhere"),
        ("relations.csv", "what the events say about each pair"),
        ("documents.csv", "what was read, and what could not be"),
        ("changes.csv", "every row that changed"),
        ("verbale.sqlite", "all tables in one database, with views and full text"),
    ]
    rows = [(f"`{name}`", what) for name, what in files if (folder / name).exists()]
    return f"In `{folder}` on the machine that ran this:\n\n" + table(("file", "what for"), rows)


def _event_row(change: Mapping[str, str]) -> tuple[str, ...]:
    """A row about an event: what was added or removed in its own words, or which cell changed."""
    if change["change"] == "changed":
        return ("changed", f"`{change['row_id']}`", "", "", "", f"{change['column']}: {change['before']} → {change['after']}")
    summary = (change["after"] or change["before"]).split(" | ", 4)
    what, who, whom, when, words = summary + [""] * (5 - len(summary))
    return (change["change"], f"`{what}`", who.replace(";", ", "), whom.replace(";", ", "), when, _cut(words))


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; cells cannot break it."""
    lines = [header, ["--"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(c) for c in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _count_rows(report: Report) -> Iterable[tuple[object, ...]]:
    for name, number in report.counts.items():
        change = (report.changes or {}).get(name, {})
        yield (name, number, *(change.get(kind) or "" for kind in ("added", "removed", "changed")))


def _change_lines(changes: dict[str, dict[str, int]]) -> Iterable[str]:
    for name, kinds in changes.items():
        yield f"{name} " + ", ".join(f"{number} {kind}" for kind, number in kinds.items() if number)
