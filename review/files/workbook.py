"""The tables as a workbook with columns to decide in.

Rows stand in the order of the texts. Counts, offsets and weights are numbers; every other cell is text: no code or date becomes a
number, and nothing a formula. A hidden sheet keeps what each row said when the workbook was
made, so that decisions can be read back after a later run (``workbook_decisions.py``).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from verbale.extractors import ids
from verbale.extractors.tables import PLACES, TABLES, records, value_types
from verbale.review.file_names import REVIEW_PAGE
from verbale.review.log import (
    EDITABLE,
    MODALITIES,
    PLACED,
    POLARITIES,
    REASONS,
    VERDICTS,
    Evidence,
    Verdict,
)

JUDGED_TABLES = ("events", "candidates")
"""The tables whose rows are decided on, each on a sheet of its name."""
ADD_SHEET = "Add"
"""Where events are written that the run missed."""
ADD_COLUMNS = {
    "sentence": "The sentence that tells of it: its sentence_id, or so many of its words that no other sentence has them",
    "trigger": "The words of the sentence that carry the event",
    "relation_type": "What it is",
    "sources": "Who acts: codes or names, joined by ;",
    "targets": "Who is acted on: codes or names, joined by ;",
    "date": "1991-12-08, 8 December 1991, 1991/1993; empty where the text tells none",
    "polarity": "pos, or neg where it did not happen",
    "modality": "asserted unless it is only planned, supposed or reported",
    "attributed_to": "Who says so, where it is only reported",
    "instrument": "Treaty, law or measure, as the text puts it",
    "place": "Where, as the text puts it",
    "quantity": "How much or how many, as the text puts it",
    "comment": "",
}
_ROOM = 200  # rows
DECISION_COLUMNS = ("decision", "reason", "comment")
JUDGED_SHEET, _LIST_SHEET = "_judged", "_lists"
LONGEST = 32_000  # a cell holds 32,767 characters
_MOST_LINKS = 60_000  # a sheet holds 65,530 links
_WIDTHS = {"event_id": 20, "decision": 11, "reason": 15, "comment": 28, "quote": 70, "text": 80, "relation_type": 20, "title": 40}
_CHOICES = {"decision": VERDICTS, "reason": REASONS, "polarity": POLARITIES, "modality": MODALITIES}
CORRECTABLE = tuple(
    column for column in EDITABLE if column not in ("sources", "targets") and column.removesuffix("_at") not in PLACED
)
"""Columns that can be corrected here. The words of the text are shown only: which of them are meant, the page can tell."""
_EVENT_ORDER = (
    "event_id", *DECISION_COLUMNS, "decided", "relation_type", "source_ids", "source_parties", "target_ids", "target_parties",
    "date_edtf", "polarity", "modality", "quote", "trigger", "sources", "targets", "instrument", "place", "quantity",
    "attributed_to", "confidence", "parties_confidence", "method", "rule_id", "doc_id", "section",
)  # fmt: skip


def row_hash(event_id: str, snapshot: Mapping[str, str]) -> str:
    return ids.content_id("h", event_id, json.dumps(snapshot, sort_keys=True, ensure_ascii=False))


def workbook(
    tables: Mapping[str, pd.DataFrame],
    found: Mapping[str, Verdict],
    types: Iterable[str],
    page: str = REVIEW_PAGE,
    corpus: str = "",
) -> bytes:
    """The tables as XLSX: one sheet each, events and candidates first, with what was decided and room to decide.

    ``page``: what ids link to. ``corpus``: whose decisions these will be.
    """
    import xlsxwriter  # heavy, and needed here only

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime(1980, 1, 1)})  # the same tables make the same bytes
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#E8E2D4", "bottom": 1, "num_format": "@"}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "open": book.add_format({"num_format": "@", "valign": "top", "bg_color": "#FFF8E1"}),
        "number": book.add_format({"valign": "top"}),
        "link": book.add_format({"num_format": "@", "valign": "top", "font_color": "#1D4F86", "underline": 1}),
    }
    lists = {**_CHOICES, "relation_type": tuple(types)}
    evidence = Evidence.of_run(tables)
    judged = [name for name in JUDGED_TABLES if name in tables]
    kept = {event_id: evidence.snapshot(event_id) for event_id in evidence.events}
    hashes = {event_id: row_hash(event_id, snapshot) for event_id, snapshot in kept.items()}
    for name in judged:
        status = {event_id: verdict.status for event_id, verdict in found.items()}
        decided = [
            row | {"row_hash": hashes[row["event_id"]], "decided": status.get(row["event_id"], "")}
            for row in _in_text_order(name, records(tables[name]))
        ]
        _decision_sheet(book, formats, name, decided, lists, page)
    _add_sheet(book, formats, lists)
    _judged_sheet(book, hashes, kept, corpus)
    for name in TABLES:
        if name in tables and name not in judged:
            rows = [[row[column] for column in tables[name].columns] for row in _in_text_order(name, records(tables[name]))]
            _sheet(book, formats, name, [str(column) for column in tables[name].columns], rows)
    _lists_sheet(book, lists)
    book.close()
    return target.getvalue()


def _in_text_order(name: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of a table by document and place in its text; those of other tables as they are."""
    place = PLACES.get(name)
    return sorted(rows, key=lambda row: (row["doc_id"], int(row[place]))) if place else rows


def _decision_sheet(
    book: Any,
    formats: Mapping[str, Any],
    name: str,
    rows: Sequence[Mapping[str, str]],
    lists: Mapping[str, Sequence[str]],
    page: str,
) -> None:
    """Events or candidates, each row with room for a decision."""
    header = [*_EVENT_ORDER, "row_hash"]
    cells = [[row.get(column, "") for column in header] for row in rows]
    sheet = _sheet(book, formats, name, header, cells, editable={*DECISION_COLUMNS, *CORRECTABLE}, link=page)
    sheet.set_column(header.index("row_hash"), header.index("row_hash"), None, None, {"hidden": True})
    _offer(sheet, header, lists, len(rows))


def _offer(sheet: Any, header: Sequence[str], lists: Mapping[str, Sequence[str]], rows: int) -> None:
    """Drop-downs in the columns that have choices."""
    for column, choices in lists.items():
        if choices and rows and column in header:
            at, letter = header.index(column), _letter(list(lists).index(column))
            source = f"={_LIST_SHEET}!${letter}$2:${letter}${len(choices) + 1}"
            sheet.data_validation(1, at, rows, at, {"validate": "list", "source": source, "error_type": "warning"})


def _add_sheet(book: Any, formats: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> None:
    """Room for events that the run missed; what each column wants is told where it is filled in."""
    header = list(ADD_COLUMNS)
    sheet = _sheet(book, formats, ADD_SHEET, header, [[""] * len(header)] * _ROOM, editable=header)
    _offer(sheet, header, lists, _ROOM)
    for column, wanted in ADD_COLUMNS.items():
        if column not in lists:
            at = header.index(column)
            message = {"validate": "any", "input_title": column, "input_message": wanted}
            sheet.data_validation(1, at, _ROOM, at, message)


def _judged_sheet(book: Any, hashes: Mapping[str, str], kept: Mapping[str, Mapping[str, str]], corpus: str) -> None:
    """What every row said when the workbook was made, on a sheet that nobody sees, under the name of the corpus."""
    rows = [[event_id, hashes[event_id], json.dumps(snapshot, ensure_ascii=False)] for event_id, snapshot in kept.items()]
    judged = book.add_worksheet(JUDGED_SHEET)
    for number, cells in enumerate([["event_id", "row_hash", "snapshot"], *rows]):
        for at, cell in enumerate(_pieces(cells)):
            judged.write_string(number, at, cell)
    judged.write_string(0, 3, corpus)
    judged.very_hidden()


def _pieces(cells: Sequence[str]) -> Iterator[str]:
    """A snapshot longer than a cell goes on in the next one."""
    yield from cells[:2]
    for start in range(0, max(1, len(cells[2])), LONGEST):
        yield cells[2][start : start + LONGEST]


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
    kinds = value_types(name) if name in TABLES else {}
    numbers = {at for at, column in enumerate(header) if kinds.get(column) in (int, float)} - open_columns
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if link and at == 0 and number <= _MOST_LINKS:
                sheet.write_url(number, at, f"external:{link}#{cell}", formats["link"], cell)
            elif at in numbers:
                if cell:
                    sheet.write_number(number, at, float(cell), formats["number"])
            else:
                sheet.write_string(number, at, _fit(cell), formats["open" if at in open_columns else "text"])
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(header) - 1)
    return sheet


def _fit(cell: str) -> str:
    return cell if len(cell) <= LONGEST else cell[:LONGEST] + " …"


def _lists_sheet(book: Any, lists: Mapping[str, Sequence[str]]) -> None:
    """The choices of the drop-down columns (a list inside the validation itself may not be longer than 255 characters)."""
    sheet = book.add_worksheet(_LIST_SHEET)
    for at, (column, choices) in enumerate(lists.items()):
        for number, choice in enumerate([column, *choices]):
            sheet.write_string(number, at, choice)
    sheet.hide()


def _letter(number: int) -> str:
    return chr(ord("A") + number)
