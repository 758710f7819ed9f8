"""The decisions that somebody made in a workbook.

Rows that were sorted apart are noticed; a row that was deleted is no rejection; a cell that was edited without a decision is
reported, never taken, and so is one that holds a formula. What a spreadsheet made a date or a number of is read as it was meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from verbale.extractors import ids
from verbale.review.files.workbook import CORRECTABLE, DECISION_COLUMNS, JUDGED_SHEET, JUDGED_TABLES
from verbale.review.files.workbook_additions import Imported, read_additions, rows_of
from verbale.review.log import LONGEST_CELL, Decision, DecisionError, EdtfError, check_values, make, normalised_values, now

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_x[0-9A-Fa-f]{4}_")


def read_workbook(path: Path, reviewer: str, types: Iterable[str] = ()) -> Imported:
    """The decisions of a workbook that ``workbook`` made. Raises DecisionError for a file that is none."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:  # openpyxl passes on whatever zip and XML libraries raise
        raise DecisionError(f"{path}: not a workbook that can be read ({type(error).__name__})") from None
    if "events" not in book.sheetnames or JUDGED_SHEET not in book.sheetnames:
        raise DecisionError(f"{path}: not a workbook of verbale (it lacks the sheet events or its hidden one)")
    kept = _kept(book[JUDGED_SHEET])
    added = read_additions(book, {name: cells for name, (_, cells) in kept.rows.items()}, reviewer, frozenset(types), kept.corpus)
    decisions, problems, spoilt = [], [], []
    for name in (name for name in JUDGED_TABLES if name in book.sheetnames):
        for number, row in _rows(path, book[name], name):
            place = f"{'' if name == 'events' else f'{name}, '}row {number}"
            if row.get("event_id") in kept.spoilt:
                spoilt.append(place)
                continue
            try:
                decision = _decision(row, kept.rows, reviewer, frozenset(types))
            except (DecisionError, EdtfError) as error:
                problems.append(f"{place}: {error}")
                continue
            if decision:
                decisions.append(replace(decision, corpus=kept.corpus))
    if spoilt:
        more = f" and {len(spoilt) - 1} more" if len(spoilt) > 1 else ""
        problems.append(
            f"{spoilt[0]}{more}: what the hidden sheet {JUDGED_SHEET} keeps of it is spoilt, so nothing of it is taken: "
            "decide in a new workbook (verbale review refresh)"
        )
    return Imported((*decisions, *added.decisions), (*problems, *added.problems))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a workbook keeps of its rows: event id -> (hash, snapshot); of some it is no longer to be read."""

    rows: Mapping[str, tuple[str, dict[str, str]]]
    spoilt: frozenset[str]
    corpus: str


def _kept(sheet: Any) -> _Kept:
    lines = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    rows: dict[str, tuple[str, dict[str, str]]] = {}
    spoilt: set[str] = set()
    for cells in (cells for cells in lines[1:] if any(cells)):
        try:
            snapshot = json.loads("".join(cells[2:]))
            if not isinstance(snapshot, dict) or not all(isinstance(cell, str) for cell in snapshot.values()):
                raise ValueError
            rows[cells[0]] = cells[1], snapshot
        except (ValueError, IndexError, RecursionError):
            spoilt.add(cells[0])
    head = [*lines[:1], []][0]
    return _Kept(rows, frozenset(spoilt), head[3] if len(head) > 3 else "")


def _rows(path: Path, sheet: Any, name: str) -> Iterator[tuple[int, dict[str, str | None]]]:
    """The rows of a sheet with their numbers; None where a cell holds a formula, which says nothing by itself. Raises
    DecisionError where a column is gone that decisions need."""
    header, rows = rows_of(sheet)
    missing = {"event_id", "row_hash", *DECISION_COLUMNS} - set(header)
    if missing:
        raise DecisionError(f"{path}: the sheet {name} lacks the column {sorted(missing)[0]}")
    yield from rows


def _decision(
    cells: Mapping[str, str | None],
    judged: Mapping[str, tuple[str, dict[str, str]]],
    reviewer: str,
    types: frozenset[str],
) -> Decision | None:
    """The decision of one row, None where nothing was decided. The same row decided the same way gets the same id."""
    for column in ("event_id", "row_hash", *DECISION_COLUMNS, *CORRECTABLE):
        if column in cells and cells[column] is None:
            raise DecisionError(f"{column} holds a formula: write what it says into the cell")
    row = {column: cell or "" for column, cell in cells.items()}
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
    return {c: row[c].strip() for c in CORRECTABLE if c in row and _differs(row[c], snapshot.get(c, ""))}


def _differs(cell: str, kept: str) -> bool:
    """Of a cell that is longer than what snapshots keep only the beginning can be compared."""
    if len(kept) >= LONGEST_CELL:
        return not _plain(cell).startswith(_plain(kept))
    return _plain(cell) != _plain(kept)


def _judged_row(row: Mapping[str, str], judged: Mapping[str, tuple[str, dict[str, str]]]) -> tuple[str, dict[str, str]]:
    """(hash, snapshot) of what the row said when the workbook was made. Raises DecisionError where it is not that row."""
    if row["event_id"] not in judged:
        raise DecisionError(f"{row['event_id']!r} is no event of this workbook")
    digest, snapshot = judged[row["event_id"]]
    if digest != row["row_hash"]:
        raise DecisionError("id and row_hash do not belong together: were some columns sorted without the others?")
    return digest, snapshot


def _plain(cell: str) -> str:
    """A cell as far as an edit by a person can be told from what a spreadsheet does to white space and control characters."""
    return ids.normalise(_CONTROL.sub("", cell))
