"""Contributions of documents -> the files of the tables, through sorted files on disk: of many documents few are in memory.

Rows go into scratch files as they come; at the end those of each table are read back sorted by id, and written as CSV and into
``verbale.sqlite`` side by side. The order in which documents arrive leaves no trace in the result.
"""

import json
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice, pairwise
from pathlib import Path
from typing import Any

from verbale.extractors.tables import (
    TABLES,
    Row,
    Statement,
    Texts,
    csv_line,
    csv_lines,
    datapackage,
    merge_actors,
    relate,
    text_rows,
)
from verbale.flows.output.acceptance import Acceptance
from verbale.flows.output.document_rows import PLAIN, Contribution, encodable, texts, unordered
from verbale.flows.output.external_sort import Sorter

DATABASE = "verbale.sqlite"
DATA_PACKAGE = "datapackage.json"
RUN_FILE = "run.json"
FILES = frozenset([*(f"{table}.csv" for table in TABLES), DATABASE, DATA_PACKAGE, RUN_FILE])
"""The files of a full set of tables: what a run owns in the output folder."""

_CHUNK = 1000
_WRITTEN = tuple(table for table in TABLES if table != "changes")


class Spool:
    """Collects the rows of a run in ``folder`` and writes the tables there. Use as a context manager.

    ``decisions``: the folder of the reviewers' decisions; candidates that they accept count as events.
    """

    def __init__(self, folder: Path, decisions: Path | None = None) -> None:
        self.folder = folder
        self._acceptance = Acceptance(decisions)
        self._sorted = {name: Sorter(folder / f".{name}.rows") for name in (*_WRITTEN, "evidence")}

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        for rows in self._sorted.values():
            rows.close()

    def add(self, found: Contribution) -> None:
        """Take in what one document gave."""
        found = self._acceptance.applied(found)
        self._sorted["documents"].add([found.document_row])
        for table in PLAIN:
            self._sorted[table].add(found.rows[table])
        self._sorted["actors"].add(found.actors)
        self._sorted["evidence"].add(found.evidence)

    def finish(self, symmetric: Iterable[str] = ()) -> dict[str, int]:
        """Write all tables but ``changes``; returns the number of rows of each. Raises ValueError on a repeated row id.

        ``symmetric``: the relation types that are between two equals.
        """
        for relations in self._relations(frozenset(symmetric)):
            self._sorted["relations"].add(relations)
        db = sqlite3.connect(self.folder / DATABASE, isolation_level=None)
        try:
            # A run that is killed starts anew: the database needs no durability of its own before the set is in its place.
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN")
            counts = {table: self._write(table, db) for table in _WRITTEN}
            db.execute("COMMIT")
        finally:
            db.close()
        return counts

    def _relations(self, symmetric: frozenset[str]) -> Iterator[list[Texts]]:
        """Relations pair by pair of parties: ``relate`` sees all events of a pair, and never those of all pairs at once."""
        for pair, group in groupby(self._sorted["evidence"], key=lambda r: (r[0], r[1])):
            events = [Statement(*pickle.loads(content)) for *_, content in group]
            relations = [r for r in relate(events, symmetric) if unordered((r.subject_id, r.object_id)) == pair]
            yield encodable(text_rows("relations", relations))

    def _rows(self, table: str) -> Iterator[Texts]:
        """All rows of a table, sorted by id."""
        if table == "actors":
            return map(texts, self._merged_actors())
        return iter(self._sorted[table])

    def _merged_actors(self) -> Iterator[Row]:
        for _, group in groupby(self._sorted["actors"], key=lambda r: r[0]):
            yield from merge_actors(group)

    def _write(self, table: str, db: sqlite3.Connection) -> int:
        db.execute(create(table))
        statement = insert(table)
        rows, number, last = self._rows(table), 0, None
        with (self.folder / f"{table}.csv").open("wb") as f:
            f.write(csv_line(TABLES[table]))
            while chunk := list(islice(rows, _CHUNK)):
                ids = [last, *(cells[0] for cells in chunk)]
                if len(set(ids)) != len(ids):
                    repeated = next(one for one, following in pairwise(ids) if one == following)
                    raise ValueError(f"{table}: two rows have the id {repeated}")
                last = ids[-1]
                number += len(chunk)
                f.write(csv_lines(chunk))
                db.executemany(statement, chunk)
        return number


def write_data_package(folder: Path, meta: dict[str, Any]) -> None:
    content = json.dumps(datapackage(TABLES, meta), ensure_ascii=False, indent=2)
    (folder / DATA_PACKAGE).write_text(content + "\n", encoding="utf-8")


def create(table: str) -> str:
    """The statement that makes a table of text."""
    columns = ", ".join(f'"{column}" TEXT' for column in TABLES[table])
    return f'CREATE TABLE "{table}" ({columns})'


def insert(table: str) -> str:
    """The statement that puts one row into a table."""
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(TABLES[table]))})'
