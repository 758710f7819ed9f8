"""The tables of a run joined with what reviewers decided: files that the review adds to a set, written with it or after it."""

import csv
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from verbale.flows.output.table_files import DATABASE
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


def add_review(folder: Path, decisions: Path, types: Mapping[str, Any], write: Write = Path.write_bytes) -> list[str]:
    """Write what the review adds to the set in ``folder``; returns the names. ``review_status`` goes into SQLite too."""
    from verbale.review.files import products

    names = []
    for name, content in products(folder, decisions, types):
        write(folder / name, content)
        names.append(name)
    for table in ("events", "candidates"):
        if f"{table}.csv" in names:
            _mark(folder, table)
    return names


def _mark(folder: Path, table: str) -> None:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as f:
        statuses = [(row["review_status"], row["event_id"]) for row in csv.DictReader(f)]
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.execute("CREATE TEMP TABLE status (review_status TEXT, event_id TEXT PRIMARY KEY)")
        db.executemany("INSERT INTO status VALUES (?, ?)", statuses)
        found = f"SELECT s.review_status FROM status s WHERE s.event_id = {table}.event_id"
        db.execute(f"UPDATE {table} SET review_status = ({found})")
