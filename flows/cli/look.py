"""Commands that look at texts, tables and rules and write nothing: each returns the text to show."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from verbale.errors import UsageError
from verbale.extractors import Event, extract_parsed, parse
from verbale.extractors.evaluation import as_json as report_as_json
from verbale.extractors.evaluation import (
    evaluate,
    format_report,
    format_rules_report,
    load_gold,
    report_rules,
    rows_of_events,
    rows_of_table,
    score,
)
from verbale.extractors.explain import explain_event
from verbale.extractors.tables import read_table
from verbale.extractors.text import InputError, list_sources, read_documents
from verbale.flows.line import extractions, last_run, pipeline_of, resources
from verbale.flows.observe import Observer
from verbale.flows.output import OutputError, settle
from verbale.flows.report import counted
from verbale.flows.settings import Settings

_Rows = list[dict[str, Any]]
_READING = frozenset(
    {"input", "model", "families", "mode", "actors", "rules", "finder", "threshold", "floor", "decisions", "learned"}
)
"""The settings that say what is read and how: those of the last run hold for what is told of its rows."""


class SettingsError(UsageError):
    """An argument that cannot be used; one line with the mend."""


def evaluate_text(
    gold: Path, events: Path | None, candidates: Path | None, model: str, observer: Observer, *, detail: bool, as_json: bool
) -> str:
    """Scores of tables of events and candidates, or of what the texts beside the annotations give now."""
    if candidates and not events:
        raise SettingsError("--candidates: name the table of events beside it with --events")
    annotated = load_gold(gold)
    if events:
        rows, more = _rows_of(events), _rows_of(candidates) if candidates else []
    else:
        rows, more = _extracted(gold, annotated, model, observer)
    report = evaluate(annotated, rows, more)
    return json.dumps(report_as_json(report)) if as_json else format_report(report, detail=detail)


def rules_text(gold: Path, events: Path | None, model: str, observer: Observer, examples: int) -> str:
    """What every rule gave on annotated documents; rules that fire in one document only, or never; what was missed."""
    annotated = load_gold(gold)
    rows = _rows_of(events) if events else _extracted(gold, annotated, model, observer)[0]
    rules = {loaded.rule.id: loaded.family for loaded in resources(Settings(model=model)).rules.rules}
    return format_rules_report(report_rules(score(annotated, rows), rules), rules, examples)


def _extracted(gold: Path, names: Collection[str], model: str, observer: Observer) -> tuple[_Rows, _Rows]:
    """Rows of the events and of the candidates that the annotated texts of a folder give now."""
    wanted = (d for d in read_documents(f"{gold}/*.txt") if Path(d.doc_id).name in names)
    observer.stage("extract", len(names))
    events: list[Event] = []
    candidates: list[Event] = []
    for found in extractions(wanted, Settings(model=model)):
        events += found.events
        candidates += found.candidates
        observer.advance(1)
    return rows_of_events(events), rows_of_events(candidates)


def explain_text(event_id: str, output: Path) -> str:
    """Why an event or a candidate is there: its document is read and extracted again with the settings of the last run."""
    settle(output)
    row = next(
        (r for table in ("events", "candidates") for r in _rows(output / f"{table}.csv") if r["event_id"] == event_id), None
    )
    if row is None:
        sentence = "; for a sentence say verbale rules try" if " " in event_id else ""
        raise SettingsError(f"{event_id}: no such event or candidate in {output}{sentence}")
    settings = _as_read(last_run(output).get("settings", {}), output)
    document = next((d for d in read_documents(settings.input) if d.doc_id == row["doc_id"]), None)
    if document is None:
        raise SettingsError(f"{row['doc_id']}: not found in {settings.input} any more; run verbale extract again")
    nlp, known = pipeline_of(settings), resources(settings)
    parsed = parse(nlp, document)
    extraction = extract_parsed(parsed, known, settings.mode)
    if all(event.event_id != event_id for event in (*extraction.events, *extraction.candidates)):
        raise SettingsError(f"{event_id}: text or rules changed since the tables were written; run verbale extract again")
    return explain_event(parsed, extraction, event_id, known, nlp, settings.mode)


def _as_read(before: dict[str, Any], output: Path) -> Settings:
    """What the last run read and how, with its paths as they lead from here, wherever this was started."""
    settings = Settings(**{name: value for name, value in before.items() if name in _READING})
    places = dict.fromkeys((*_started_in(before.get("output", ""), output), Path(), output.absolute().parent))
    base = next((place for place in places if _has_texts(place / settings.input)), None)
    if base is None:
        said = f"the texts are not here: the tables were made of {settings.input}"
        raise SettingsError(f"{said}; start this in the folder where verbale extract was started, or run it again")
    if base.absolute() == Path.cwd():
        return settings
    paths = {name: base / path for name in ("actors", "rules", "decisions") if (path := getattr(settings, name)) is not None}
    model = {"model": str(base / settings.model)} if (base / settings.model).exists() else {}
    return settings.model_copy(update={"input": str(base / settings.input), **paths, **model})


def _started_in(recorded: str, output: Path) -> Iterator[Path]:
    """Where the run was started that called its folder of tables ``recorded``, if that can be told from where the folder is."""
    parts, folder = Path(recorded).parts, output.resolve()
    if parts and not Path(recorded).is_absolute() and folder.parts[-len(parts) :] == parts:
        yield folder.parents[len(parts) - 1]


def _has_texts(source: Path) -> bool:
    try:
        return bool(list_sources(source))
    except InputError:
        return False


def changes_text(output: Path, limit: int) -> str:
    """The table of changes, readable; ``limit`` rows at most (0: all)."""
    settle(output)
    rows = sorted(_rows(output / "changes.csv"), key=_counts_less)
    shown = rows[:limit] if limit else rows
    lines = [_change_line(row) for row in shown]
    more = len(rows) - len(shown)
    return "\n".join([*lines, *([f"{counted(more, 'more row')} in {output / 'changes.csv'}"] if more else [])]) or "no changes"


def _counts_less(row: dict[str, str]) -> tuple[bool, bool]:
    """What counts comes first: candidates are counted nowhere, and how sure rows are moves a little with every word of a text."""
    return row["table"] == "candidates", row["column"] in ("confidence", "parties_confidence")


def _change_line(row: dict[str, str]) -> str:
    changed = f"{row['column']}: {row['before']!r} -> {row['after']!r}"
    what = {"added": row["after"], "removed": row["before"]}.get(row["change"], changed)
    return f"{row['change']:8} {row['table']:10} {row['row_id']}  {what}"


def _rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table of events or candidates, for scoring."""
    return rows_of_table(_table(path))


def _must_be_there(path: Path) -> None:
    if not path.is_file():
        raise OutputError(f"{path}: no such table; run verbale extract first, or name the folder of the tables")


def _table(path: Path) -> pd.DataFrame:
    _must_be_there(path)
    try:
        return read_table(path)
    except ValueError as error:
        raise OutputError(f"{path}: {error}; run verbale extract again") from error


def _rows(path: Path) -> Iterator[dict[str, str]]:
    _must_be_there(path)
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)
