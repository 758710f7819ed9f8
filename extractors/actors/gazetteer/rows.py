"""The rows of actor tables, and what a cell of one may say. Every problem is told, with file, row, column and mend."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from verbale.errors import UserError
from verbale.extractors.actors.gazetteer.name_index import atoms
from verbale.extractors.actors.gazetteer.records import Name
from verbale.extractors.data_files import nearest

NOBODY = "-"
KINDS = {"state", "former_state", "organisation", "institution", "ngo", "company", "person", "group", "place"}
USES = {"aliases": "name", "demonyms": "demonym", "metonyms": "metonym"}
"""The columns that list names, each with the use of its names."""
REQUIRED = ("actor_id", "name")
OPTIONAL = ("kind", "party_id", "iso3", "valid_from", "valid_to", *USES)
_MARKS = "?+"
_ISO3 = re.compile(r"[A-Z]{3}")


class GazetteerError(UserError):
    """Tables of actors that cannot be used; the message is a line a problem, each with file, row, column and mend."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of actors: its cells by column, without white space round them. ``line``: of the file, from 1."""

    file: str
    line: int
    cells: dict[str, str]

    def problem(self, column: str, text: str) -> str:
        """The line that tells what is wrong in a column of this row."""
        return f"{self.file}, row {self.line}, column {column}: {text}"


def read_rows(path: Path) -> tuple[list[Row], list[str]]:
    """The filled rows of a CSV file, and the problems of its form; where the header is wrong, no rows."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            problems = [f"{path.name}, row 1, column {problem}" for problem in _header_problems(reader.fieldnames or [])]
            return ([], problems) if problems else _body(path.name, reader)
    except (OSError, UnicodeDecodeError) as error:
        return [], [f"{path.name}: {error}; actors are read from CSV files in UTF-8"]
    except csv.Error as error:
        return [], [f"{path.name}, row 1, column ?: {error}"]


def _header_problems(columns: Sequence[str]) -> Iterator[str]:
    allowed = REQUIRED + OPTIONAL
    for column in REQUIRED:
        if column not in columns:
            yield f"{column}: missing; the header needs {', '.join(REQUIRED)}"
    for column in columns:
        if column not in allowed:
            yield f"{column}: unknown{nearest(column, allowed) or '; allowed are ' + ', '.join(allowed)}"
    for column, following in pairwise(sorted(columns)):
        if column == following:
            yield f"{column}: stands twice"


def _body(file: str, reader: csv.DictReader[str]) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    problems: list[str] = []
    columns = reader.fieldnames or []
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            problems.append(f"{file}, row {reader.line_num}, column ?: {error}")
            break
        if cells is None:
            break
        row = Row(file, reader.line_num, {k: (v or "").strip() for k, v in cells.items() if k is not None})
        if None in cells:
            problems.append(row.problem(columns[-1], "more cells than columns; quote cells that hold commas"))
        elif any(row.cells.values()):
            rows.append(row)
    return rows, problems


def cell_problems(row: Row) -> Iterator[str]:
    """What is wrong in the cells of a row, taken by themselves."""
    cells = row.cells
    if not cells["actor_id"]:
        yield row.problem("actor_id", "empty; give the actor a short unique id")
    kind = cells.get("kind", "")
    if kind and kind not in KINDS:
        yield row.problem("kind", f"{kind!r} is none of {', '.join(sorted(KINDS))}{nearest(kind, KINDS)}")
    iso3 = cells.get("iso3", "")
    if iso3 and not _ISO3.fullmatch(iso3):
        yield row.problem("iso3", f"{iso3!r} is no ISO 3166-1 code of three capitals")
    yield from _date_problems(row)
    for column in USES:
        for item in _items(row, column):
            problem = _name_problem(item)
            if problem:
                yield row.problem(column, f"{item!r}: {problem}")


def _date_problems(row: Row) -> Iterator[str]:
    first, last = row.cells.get("valid_from", ""), row.cells.get("valid_to", "")
    for column, value in (("valid_from", first), ("valid_to", last)):
        if value and not _is_date(value):
            yield row.problem(column, f"{value!r} is no ISO date (1991, 1991-12 or 1991-12-26)")
    if _is_date(first) and _is_date(last) and first[:4] > last[:4]:
        yield row.problem("valid_to", f"{last!r} is before {first!r}, the first day")


def _is_date(value: str) -> bool:
    year, *rest = value.split("-")
    shaped = len(year) == 4 and len(rest) < 3 and year.isdigit() and all(len(p) == 2 and p.isdigit() for p in rest)
    return shaped and all(1 <= int(part) <= most for part, most in zip(rest, (12, 31), strict=False))


def _items(row: Row, column: str) -> list[str]:
    cell = row.cells.get(column)
    return [item.strip() for item in cell.split(";") if item.strip()] if cell else []


def _name_problem(item: str) -> str:
    """What is wrong with an item of a list of names, empty where nothing is."""
    text, at, dates = item.partition("@")
    first, slash, last = dates.partition("/")
    if at and (not slash or not (first or last) or any(d and not _is_date(d) for d in (first, last))):
        return "dates are written NAME@FROM/TO with ISO dates, one end may be open"
    if first and last and first[:4] > last[:4]:
        return "ends before it begins"
    return "" if atoms(_bare(text)) else "no letters in this name"


def _bare(text: str) -> str:
    return text.rstrip(_MARKS).strip().removeprefix("the ")


def names_of(row: Row) -> Iterator[Name]:
    """The names that a row gives its actor, but for those that are spelled wrong."""
    actor_id, name = row.cells["actor_id"], row.cells["name"]
    if name and " (" not in name:
        yield Name(name, actor_id, "name")
    for column, use in USES.items():
        for item in _items(row, column):
            if _name_problem(item):
                continue
            text, _, dates = item.partition("@")
            first, _, last = dates.partition("/")
            marks = text[len(text.rstrip(_MARKS)) :]
            yield Name(_bare(text), actor_id, use, first, last, "?" in marks, "+" in marks)
