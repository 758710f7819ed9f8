"""The tables as a workbook, with columns to decide in, and the decisions read back from it.

Every cell is text: nothing becomes a formula, a number or a date. A hidden sheet keeps what each row said when the workbook was
made, so that decisions can be read back after a later run, and rows that were sorted apart are noticed. A row that was deleted is
no rejection; a cell that was edited without a decision is reported, never taken.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from verbale.extractors import ids
from verbale.extractors.tables import TABLES, records
from verbale.review.file_names import REVIEW_PAGE
from verbale.review.log import (
    EDITABLE,
    MODALITIES,
    POLARITIES,
    REASONS,
    VERDICTS,
    Decision,
    DecisionError,
    EdtfError,
    Evidence,
    Verdict,
    check_values,
    make,
    now,
)

DECISION_COLUMNS = ("decision", "reason", "comment")
_JUDGED_SHEET, _LIST_SHEET = "_judged", "_lists"
_LONGEST = 32_000  # a cell holds 32,767 characters
_MOST_LINKS = 60_000  # a sheet holds 65,530 links
_WIDTHS = {"event_id": 20, "decision": 11, "reason": 15, "comment": 28, "quote": 70, "text": 80, "relation_type": 20, "title": 40}
_CHOICES = {"decision": VERDICTS, "reason": REASONS, "polarity": POLARITIES, "modality": MODALITIES}
_CORRECTABLE = tuple(
    column for column in EDITABLE if column not in ("sources", "targets")
)  # the words of the text are shown only
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_x[0-9A-Fa-f]{4}_")
_EVENT_ORDER = (
    "event_id", *DECISION_COLUMNS, "decided", "relation_type", "source_ids", "source_parties", "target_ids", "target_parties",
    "date_edtf", "polarity", "modality", "quote", "trigger", "sources", "targets", "instrument", "place", "quantity",
    "attributed_to", "confidence", "rule_id", "doc_id", "section",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """Decisions of a workbook, and one line for every row that was not taken."""

    decisions: tuple[Decision, ...]
    problems: tuple[str, ...]


def row_hash(event_id: str, snapshot: Mapping[str, str]) -> str:
    return ids.content_id("h", event_id, json.dumps(snapshot, sort_keys=True, ensure_ascii=False))


def workbook(
    tables: Mapping[str, pd.DataFrame], found: Mapping[str, Verdict], types: Iterable[str], page: str = REVIEW_PAGE
) -> bytes:
    """The tables as XLSX: one sheet each, events first, with what was decided and room to decide. ``page``: what ids link to."""
    import xlsxwriter  # heavy, and needed here only

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime(1980, 1, 1)})  # the same tables make the same bytes
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#E8E2D4", "bottom": 1, "num_format": "@"}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "open": book.add_format({"num_format": "@", "valign": "top", "bg_color": "#FFF8E1"}),
        "link": book.add_format({"num_format": "@", "valign": "top", "font_color": "#1D4F86", "underline": 1}),
    }
    lists = {**_CHOICES, "relation_type": tuple(types)}
    evidence = Evidence.of(tables["events"], tables["sentences"])
    _events_sheet(book, formats, evidence, found, lists, page)
    for name in TABLES:
        if name in tables and name != "events":
            rows = [[row[column] for column in tables[name].columns] for row in records(tables[name])]
            _sheet(book, formats, name, [str(column) for column in tables[name].columns], rows)
    _lists_sheet(book, lists)
    book.close()
    return target.getvalue()


def _events_sheet(
    book: Any,
    formats: Mapping[str, Any],
    evidence: Evidence,
    found: Mapping[str, Verdict],
    lists: Mapping[str, Sequence[str]],
    page: str,
) -> None:
    header = [*_EVENT_ORDER, "row_hash"]
    rows, kept = [], []
    for event_id, row in evidence.events.items():
        snapshot = evidence.snapshot(event_id)
        digest = row_hash(event_id, snapshot)
        extra = {"decision": "", "reason": "", "comment": "", "row_hash": digest}
        extra["decided"] = found[event_id].status if event_id in found else ""
        rows.append([{**row, **extra}[column] for column in header])
        kept.append([event_id, digest, json.dumps(snapshot, ensure_ascii=False)])
    sheet = _sheet(book, formats, "events", header, rows, editable={*DECISION_COLUMNS, *_CORRECTABLE}, link=page)
    sheet.set_column(header.index("row_hash"), header.index("row_hash"), None, None, {"hidden": True})
    for column, choices in lists.items():
        if choices and rows:
            at, letter = header.index(column), _letter(list(lists).index(column))
            source = f"={_LIST_SHEET}!${letter}$2:${letter}${len(choices) + 1}"
            sheet.data_validation(1, at, len(rows), at, {"validate": "list", "source": source, "error_type": "warning"})
    judged = book.add_worksheet(_JUDGED_SHEET)
    for number, cells in enumerate([["event_id", "row_hash", "snapshot"], *kept]):
        for at, cell in enumerate(_pieces(cells)):
            judged.write_string(number, at, cell)
    judged.very_hidden()


def _pieces(cells: Sequence[str]) -> Iterator[str]:
    """A snapshot longer than a cell goes on in the next one."""
    yield from cells[:2]
    for start in range(0, max(1, len(cells[2])), _LONGEST):
        yield cells[2][start : start + _LONGEST]


def _sheet(
    book: Any,
    formats: Mapping[str, Any],
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    editable: Iterable[str] = (),
    link: str = "",
) -> Any:
    sheet = book.add_worksheet(name)
    for at, column in enumerate(header):
        sheet.write_string(0, at, column, formats["head"])
        sheet.set_column(at, at, _WIDTHS.get(column, 16), formats["text"])
    open_columns = {header.index(column) for column in editable if column in header}
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if link and at == 0 and number <= _MOST_LINKS:
                sheet.write_url(number, at, f"external:{link}#{cell}", formats["link"], cell)
            else:
                sheet.write_string(number, at, _fit(cell), formats["open" if at in open_columns else "text"])
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(header) - 1)
    return sheet


def _fit(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else cell[:_LONGEST] + " …"


def _lists_sheet(book: Any, lists: Mapping[str, Sequence[str]]) -> None:
    """The choices of the drop-down columns (a list inside the validation itself may not be longer than 255 characters)."""
    sheet = book.add_worksheet(_LIST_SHEET)
    for at, (column, choices) in enumerate(lists.items()):
        for number, choice in enumerate([column, *choices]):
            sheet.write_string(number, at, choice)
    sheet.hide()


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def read_workbook(path: Path, reviewer: str, types: Iterable[str] = ()) -> Imported:
    """The decisions of a workbook that ``workbook`` made. Raises DecisionError for a file that is none."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl passes on whatever zip and XML libraries raise
        raise DecisionError(f"{path}: not a workbook that can be read ({type(error).__name__})") from None
    if "events" not in book.sheetnames or _JUDGED_SHEET not in book.sheetnames:
        raise DecisionError(f"{path}: not a workbook of verbale (it lacks the sheet events or its hidden one)")
    judged = {cells[0]: (cells[1], "".join(cells[2:])) for cells in _lines(book[_JUDGED_SHEET]) if len(cells) > 2}
    lines = _lines(book["events"])
    header = next(lines, [])
    missing = {"event_id", "row_hash", *DECISION_COLUMNS} - set(header)
    if missing:
        raise DecisionError(f"{path}: the sheet events lacks the column {sorted(missing)[0]}")
    decisions, problems = [], []
    for number, cells in enumerate(lines, 2):
        row = dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False))
        try:
            decision = _decision(row, judged, reviewer, frozenset(types))
        except (DecisionError, EdtfError) as error:
            problems.append(f"row {number}: {error}")
            continue
        if decision:
            decisions.append(decision)
    return Imported(tuple(decisions), tuple(problems))


def _lines(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


def _decision(
    row: Mapping[str, str], judged: Mapping[str, tuple[str, str]], reviewer: str, types: frozenset[str]
) -> Decision | None:
    """The decision of one row, None where nothing was decided. The same row decided the same way gets the same id."""
    if not row["event_id"] and not any(row[column].strip() for column in DECISION_COLUMNS):
        return None
    if row["event_id"] not in judged:
        raise DecisionError(f"{row['event_id']!r} is no event of this workbook")
    digest, text = judged[row["event_id"]]
    if digest != row["row_hash"]:
        raise DecisionError("id and row_hash do not belong together: were some columns sorted without the others?")
    snapshot: dict[str, str] = json.loads(text)
    action = row["decision"].strip().lower()
    edited = {c: row[c].strip() for c in _CORRECTABLE if c in row and _plain(row[c]) != _plain(snapshot.get(c, ""))}
    if not action:
        if edited:
            raise DecisionError(f"{sorted(edited)[0]} was edited, but there is no decision: choose correct to take it")
        if not row["comment"].strip():
            return None
        action = "comment"
    entry: dict[str, Any] = {
        "action": action,
        "event_id": row["event_id"],
        "snapshot": snapshot,
        "comment": row["comment"].strip(),
    }
    if action == "correct":
        check_values(edited, types)
        entry["values"] = edited
    elif edited:
        raise DecisionError(f"{sorted(edited)[0]} was edited, but the decision is {action}: choose correct to take it")
    if action == "reject":
        entry["reason"] = row["reason"].strip().lower().replace(" ", "_") or "other"
    key = json.dumps([reviewer, digest, entry], sort_keys=True, ensure_ascii=False)
    return make({**entry, "id": ids.content_id("d", key), "at": now(), "reviewer": reviewer})


def _plain(cell: str) -> str:
    """A cell as far as an edit by a person can be told from what a spreadsheet does to white space and control characters."""
    return ids.normalise(_CONTROL.sub("", cell))[:_LONGEST]
