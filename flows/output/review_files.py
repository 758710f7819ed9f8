"""The tables of a run joined with what reviewers decided: tables are written with the set, pages when it is in its place."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.extractors.tables import REVIEWED, columns_of, csv_line
from verbale.flows.output.database import mark
from verbale.flows.output.folder import replace_file
from verbale.flows.output.table_files import DATA_PACKAGE, data_package
from verbale.review.log import read, readable_logs

if TYPE_CHECKING:
    from verbale.review.files import Joined

# Without a decision to carry over, page and workbook of larger tables are made when somebody asks: ``verbale review refresh``.
_AT_ONCE = 2_000

Write = Callable[[Path, bytes], Any]


def decision_files(decisions: Path) -> list[Path]:
    """The reviewers' logs, as far as they can be read."""
    return readable_logs(decisions)


def unread_decisions(decisions: Path) -> list[str]:
    """A line for every line of the logs that could not be read: what people said is then without effect."""
    return list(read(decisions).problems)


def wanted(decisions: Path, counts: Mapping[str, int]) -> bool:
    """Whether the review is made with the run. ``counts``: the rows of its tables, of which page and workbook show two."""
    return bool(decision_files(decisions)) or counts.get("events", 0) + counts.get("candidates", 0) <= _AT_ONCE


def add_judged(folder: Path, decisions: Path, types: Mapping[str, Any]) -> Joined | None:
    """Write what reviewers decided into the set of tables in ``folder``; returns what pages will be made of, if known.

    Nobody having decided anything, the reviewed tables are empty; that needs no comparison.
    """
    if not decision_files(decisions):
        for table in REVIEWED:
            (folder / f"{table}.csv").write_bytes(csv_line(columns_of(table)))
        (folder / DATA_PACKAGE).write_bytes(data_package(reviewed=True))
        return None
    from verbale.review.files import joined

    found = joined(folder, decisions, types)
    _write_tables(folder, found, Path.write_bytes)
    return found


def add_pages(
    folder: Path,
    decisions: Path,
    types: Mapping[str, Any],
    note: Callable[[str], object],
    known: Joined | None = None,
) -> None:
    """Write the pages beside the tables in ``folder``, each whole. ``known``: what ``add_judged`` gave.

    ``note`` is told what was left out.
    """
    from verbale.review.files import joined

    found = known or joined(folder, decisions, types)
    for name, content in found.pages(folder, note):
        replace_file(folder / name, content)


def add_review(folder: Path, decisions: Path, types: Mapping[str, Any]) -> list[str]:
    """Write all that the review adds to tables that are in their place, each file whole; returns the names."""
    from verbale.review.files import joined

    found = joined(folder, decisions, types)
    names = _write_tables(folder, found, replace_file)
    for name, content in found.pages(folder, str):
        replace_file(folder / name, content)
        names.append(name)
    return names


def _write_tables(folder: Path, found: Joined, write: Write) -> list[str]:
    """The tables as the decisions make them, in files and in the database; the names of the files."""
    names = []
    for name, content in found.tables():
        write(folder / name, content)
        names.append(name)
    write(folder / DATA_PACKAGE, data_package(reviewed=True))
    judged = [table for table in ("events", "candidates") if f"{table}.csv" in names]
    statuses = {table: [(row["review_status"], row["event_id"]) for row in _rows(folder, table)] for table in judged}
    mark(folder, statuses, {table: [tuple(row.values()) for row in _rows(folder, table)] for table in REVIEWED})
    return names


def _rows(folder: Path, table: str) -> Iterator[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)
