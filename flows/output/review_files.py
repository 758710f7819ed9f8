"""The tables of a run joined with what reviewers decided: files that the review adds to a set, written with it or after it."""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from verbale.extractors.tables import REVIEWED
from verbale.flows.output.database import mark
from verbale.flows.output.table_files import DATA_PACKAGE, data_package
from verbale.review.log import read, readable_logs

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


def add_review(
    folder: Path,
    decisions: Path,
    types: Mapping[str, Any],
    write: Write = Path.write_bytes,
    note: Callable[[str], object] = str,
) -> list[str]:
    """Write what the review adds to the set in ``folder``; returns the names. The database gets it too.

    ``note`` is told what was left out.
    """
    from verbale.review.files import products

    names = []
    for name, content in products(folder, decisions, types, note):
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
