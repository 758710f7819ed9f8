"""The report of a run: a few lines for the terminal, Markdown for the Prefect UI."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.line import Report

_SHOWN = 20


def summary(report: Report, output: str) -> list[str]:
    """What a run did, in a few lines."""
    if not report.changed_anything:
        return [f"{output}: nothing changed since the last run; {report.counts.get('events', 0)} events stand as they are"]
    counts = ", ".join(f"{report.counts[table]} {table}" for table in ("documents", "events", "relations", "dates", "mentions"))
    lines = [f"{output}: {counts} ({work_line(report)}; {report.timings.get('all', 0):.1f} s)"]
    if report.changes:
        lines.append("changes: " + "; ".join(_change_lines(report.changes)))
    lines += [f"failed: {message}" for message in report.failures[:_SHOWN]]
    if len(report.failures) > _SHOWN:
        lines.append(f"failed: {len(report.failures) - _SHOWN} more, see documents.csv")
    return lines


def work_line(report: Report) -> str:
    """``2 extracted, 1 parsed, 1998 from the cache``."""
    done = report.work
    parts = [f"{done.get('extracted', 0)} extracted", f"{done.get('parsed', 0)} parsed"]
    reused = done.get("documents", 0) - done.get("extracted", 0)
    return ", ".join([*parts, f"{reused} from the cache"] if reused else parts)


def markdown(report: Report) -> str:
    """The report as an artifact: why, what, how much, what changed, what failed."""
    state = "wrote new tables" if report.changed_anything else "found nothing to do"
    parts = [
        f"# Run {report.run_id} {state}",
        f"From `{report.settings['input']}` to `{report.settings['output']}`, {report.started} to {report.finished}.",
        "**Why:** " + (", ".join(report.reasons) or "nothing changed since the last run"),
        "**Work:** " + work_line(report),
        table(("table", "rows", "added", "removed", "changed"), list(_count_rows(report))),
        "## Documents",
        table(("status", "documents"), sorted(report.documents.items())),
    ]
    if report.failures:
        shown = "\n".join(f"- {message}" for message in report.failures[:200])
        parts += [f"## {len(report.failures)} failed", shown]
    parts += [
        "## Versions and timings",
        table(("part", "version"), sorted(report.versions.items())),
        table(("step", "seconds"), [(step, f"{seconds:.1f}") for step, seconds in report.timings.items()]),
    ]
    return "\n\n".join(parts) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; cells cannot break it."""
    lines = [header, ["--"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(c) for c in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _count_rows(report: Report) -> Iterable[tuple[object, ...]]:
    for name, number in report.counts.items():
        change = (report.changes or {}).get(name, {})
        yield (name, number, *(change.get(kind, 0) for kind in ("added", "removed", "changed")))


def _change_lines(changes: dict[str, dict[str, int]]) -> Iterable[str]:
    for name, kinds in changes.items():
        yield f"{name} " + ", ".join(f"{number} {kind}" for kind, number in kinds.items() if number)
