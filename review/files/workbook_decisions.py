"""The decisions that somebody made in a workbook.

Rows that were sorted apart are noticed; a row that was deleted is no rejection; a cell that was edited without a decision is
reported, never taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from verbale.extractors import ids
from verbale.review.files.workbook import CORRECTABLE, DECISION_COLUMNS, JUDGED_SHEET, JUDGED_TABLES, LONGEST
from verbale.review.log import Decision, DecisionError, EdtfError, check_values, make, normalised_values, now

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True, slots=True)
class Imported:
    """Decisions of a workbook, and one line for every row that was not taken."""

    decisions: tuple[Decision, ...]
    problems: tuple[str, ...]


def read_workbook(path: Path, reviewer: str, types: Iterable[str] = ()) -> Imported:
    """The decisions of a workbook that ``workbook`` made. Raises DecisionError for a file that is none."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl passes on whatever zip and XML libraries raise
        raise DecisionError(f"{path}: not a workbook that can be read ({type(error).__name__})") from None
    if "events" not in book.sheetnames or JUDGED_SHEET not in book.sheetnames:
        raise DecisionError(f"{path}: not a workbook of verbale (it lacks the sheet events or its hidden one)")
    kept = list(_lines(book[JUDGED_SHEET]))
    judged = {cells[0]: (cells[1], "".join(cells[2:])) for cells in kept if len(cells) > 2}
    corpus = kept[0][3] if kept and len(kept[0]) > 3 else ""
    decisions, problems = [], []
    for name in (name for name in JUDGED_TABLES if name in book.sheetnames):
        for number, row in _rows(path, book[name], name):
            try:
                decision = _decision(row, judged, reviewer, frozenset(types))
                decision = decision and replace(decision, corpus=corpus)
            except (DecisionError, EdtfError) as error:
                problems.append(f"{'' if name == 'events' else f'{name}, '}row {number}: {error}")
                continue
            if decision:
                decisions.append(decision)
    return Imported(tuple(decisions), tuple(problems))


def _rows(path: Path, sheet: Any, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a sheet with their numbers. Raises DecisionError where a column is gone that decisions need."""
    lines = _lines(sheet)
    header = next(lines, [])
    missing = {"event_id", "row_hash", *DECISION_COLUMNS} - set(header)
    if missing:
        raise DecisionError(f"{path}: the sheet {name} lacks the column {sorted(missing)[0]}")
    for number, cells in enumerate(lines, 2):
        yield number, dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False))


def _lines(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


def _decision(
    row: Mapping[str, str], judged: Mapping[str, tuple[str, str]], reviewer: str, types: frozenset[str]
) -> Decision | None:
    """The decision of one row, None where nothing was decided. The same row decided the same way gets the same id."""
    if not row["event_id"] and not any(row[column].strip() for column in DECISION_COLUMNS):
        return None
    digest, snapshot = _judged_row(row, judged)
    action, comment = row["decision"].strip().lower(), row["comment"].strip()
    edited = _edited(row, snapshot)
    if edited and action != "correct":
        said = f"the decision is {action}" if action else "there is no decision"
        raise DecisionError(f"{sorted(edited)[0]} was edited, but {said}: choose correct to take it")
    if not action and not comment:
        return None
    entry: dict[str, Any] = {
        "action": action or "comment",
        "event_id": row["event_id"],
        "snapshot": snapshot,
        "comment": comment,
    }
    if action == "correct":
        edited = normalised_values(edited)
        check_values(edited, types)
        entry["values"] = edited
    if action == "reject":
        entry["reason"] = row["reason"].strip().lower().replace(" ", "_") or "other"
    key = json.dumps([reviewer, digest, entry], sort_keys=True, ensure_ascii=False)
    return make({**entry, "id": ids.content_id("d", key), "at": now(), "reviewer": reviewer})


def _edited(row: Mapping[str, str], snapshot: Mapping[str, str]) -> dict[str, str]:
    """The cells that say something else than when the workbook was made."""
    return {c: row[c].strip() for c in CORRECTABLE if c in row and _plain(row[c]) != _plain(snapshot.get(c, ""))}


def _judged_row(row: Mapping[str, str], judged: Mapping[str, tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """(hash, snapshot) of what the row said when the workbook was made. Raises DecisionError where it is not that row."""
    if row["event_id"] not in judged:
        raise DecisionError(f"{row['event_id']!r} is no event of this workbook")
    digest, text = judged[row["event_id"]]
    if digest != row["row_hash"]:
        raise DecisionError("id and row_hash do not belong together: were some columns sorted without the others?")
    snapshot: dict[str, str] = json.loads(text)
    return digest, snapshot


def _plain(cell: str) -> str:
    """A cell as far as an edit by a person can be told from what a spreadsheet does to white space and control characters."""
    return ids.normalise(_CONTROL.sub("", cell))[:LONGEST]
