"""Contributions of documents -> the files of the tables, through a database on disk: of many documents few are in memory.

Rows go into a scratch database as they come; at the end every table is written sorted by its id, as CSV and into
``verbale.sqlite``. The order in which documents arrive leaves no trace in the result.
"""

import json
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from extractors.datapackage import datapackage
from extractors.relations import relate
from extractors.tables import TABLES, Row, csv_line, merge_actors, row
from flows.contribution import PLAIN, Contribution, Texts, texts, unordered

DATABASE = "verbale.sqlite"
DATA_PACKAGE = "datapackage.json"
RUN_FILE = "run.json"
FILES = frozenset([*(f"{table}.csv" for table in TABLES), DATABASE, DATA_PACKAGE, RUN_FILE])
"""The files of a full set of tables: what a run owns in the output folder."""

_SCRATCH = ".scratch.sqlite"


class Spool:
    """Collects the rows of a run in ``folder`` and writes the tables there. Use as a context manager."""

    def __init__(self, folder: Path, symmetric: Iterable[str] = ()) -> None:
        self.folder = folder
        self.symmetric = frozenset(symmetric)
        self._path = folder / _SCRATCH
        self._db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        # A run that is killed starts anew: the scratch database needs no durability of its own.
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000; BEGIN")
        for table in TABLES:
            if table != "actors":
                self._db.execute(_create(table))
        description = ", ".join(f'"{c}"' for c in TABLES["actors"][:-1])
        self._db.execute(f"CREATE TABLE actors ({description}, n INTEGER, PRIMARY KEY ({description})) WITHOUT ROWID")
        self._db.execute("CREATE TABLE evidence (one TEXT, other TEXT, event_id TEXT, event BLOB)")

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._path.unlink(missing_ok=True)

    def add(self, found: Contribution) -> None:
        """Take in what one document gave."""
        self._insert("documents", [found.document_row])
        for table in PLAIN:
            self._insert(table, found.rows[table])
        marks = ", ".join("?" * len(TABLES["actors"]))
        self._db.executemany(f"INSERT INTO actors VALUES ({marks}) ON CONFLICT DO UPDATE SET n = n + excluded.n", found.actors)
        self._db.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?)", found.evidence)

    def finish(self) -> dict[str, int]:
        """Write all tables but ``changes``; returns the number of rows of each. Raises ValueError on a repeated row id."""
        self._insert("actors_merged", map(texts, self._merged_actors()), create="actors")
        self._insert("relations", (texts(row("relations", relation)) for relation in self._relations()))
        self._db.execute("COMMIT")
        with closing(sqlite3.connect(self.folder / DATABASE, isolation_level=None)) as final:
            final.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN")
            counts = {table: self._write(table, final) for table in TABLES if table != "changes"}
            final.execute("COMMIT")
        return counts

    def _insert(self, name: str, new: Iterable[Texts], create: str = "") -> None:
        if create:
            self._db.execute(_create(create, name))
        marks = ", ".join("?" * len(TABLES[create or name]))
        self._db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', new)

    def _relations(self) -> Iterator[Any]:
        """Relations pair by pair of parties: ``relate`` sees all events of a pair, and never those of all pairs at once."""
        self._db.execute("CREATE INDEX by_pair ON evidence (one, other, event_id)")
        found = self._db.execute("SELECT one, other, event FROM evidence ORDER BY one, other, event_id")
        for pair, group in groupby(found, key=lambda r: (r[0], r[1])):
            events = [pickle.loads(content) for _, _, content in group]
            yield from (r for r in relate(events, self.symmetric) if unordered((r.subject_id, r.object_id)) == pair)

    def _merged_actors(self) -> Iterator[Row]:
        columns = TABLES["actors"]
        known = columns.index("in_gazetteer")
        found = self._db.execute("SELECT * FROM actors ORDER BY actor_id")
        for _, group in groupby(found, key=lambda r: r[0]):
            yield from merge_actors([(*r[:known], bool(r[known]), *r[known + 1 :]) for r in group])

    def _write(self, table: str, final: sqlite3.Connection) -> int:
        source = "actors_merged" if table == "actors" else table
        key = TABLES[table][0]
        final.execute(_create(table))
        insert = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(TABLES[table]))})'
        number, last = 0, None
        with (self.folder / f"{table}.csv").open("wb") as f:
            f.write(csv_line(TABLES[table]))
            for cells in self._db.execute(f'SELECT * FROM "{source}" ORDER BY "{key}"'):
                if cells[0] == last:
                    raise ValueError(f"{table}: two rows have the id {last}")
                last = cells[0]
                number += 1
                f.write(csv_line(cells))
                final.execute(insert, cells)
        return number


def write_changes(folder: Path, before: Path) -> dict[str, dict[str, int]] | None:
    """Compare the new set in ``folder`` with the one in ``before`` and write ``changes`` (CSV and SQLite).

    Returns added / removed / changed per table; None where there is nothing to compare with. Only rows that differ are read
    into memory. Where no row differs, the changes found last stay: they tell what happened when the tables last changed.
    """
    from extractors.changes import count_changes, diff_tables
    from extractors.tables import frame, read_table, records

    differing = _differing_rows(folder / DATABASE, before / DATABASE)
    old = before / "changes.csv"
    changes = frame("changes", ()) if differing is None else diff_tables(*differing)
    counted = None if differing is None else count_changes(changes)
    if not len(changes) and old.is_file():
        try:
            kept = read_table(old)
            changes = kept if list(kept.columns) == list(TABLES["changes"]) else changes
        except (OSError, ValueError):
            pass
    lines = [tuple(record.values()) for record in records(changes)]
    with (folder / "changes.csv").open("wb") as f:
        f.write(csv_line(TABLES["changes"]))
        f.writelines(map(csv_line, lines))
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.execute(_create("changes"))
        db.executemany(f"INSERT INTO changes VALUES ({', '.join('?' * len(TABLES['changes']))})", lines)
    return counted


def write_data_package(folder: Path, meta: dict[str, Any]) -> None:
    content = json.dumps(datapackage(TABLES, meta), ensure_ascii=False, indent=2)
    (folder / DATA_PACKAGE).write_text(content + "\n", encoding="utf-8")


def _differing_rows(after: Path, before: Path) -> tuple[dict[str, Any], dict[str, Any]] | None:
    import pandas as pd

    if not before.is_file():
        return None
    db = sqlite3.connect(after)
    try:
        db.execute("ATTACH ? AS old", (str(before),))
        present = {name for (name,) in db.execute("SELECT name FROM old.sqlite_master WHERE type = 'table'")}
        sides: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        for table in (t for t in TABLES if t != "changes" and t in present):
            had = [name for _, name, *_ in db.execute(f'PRAGMA old.table_info("{table}")')]
            shared = [column for column in TABLES[table] if column in had]
            chosen = ", ".join(f'"{column}"' for column in shared)
            for side, this, other in zip(sides, ("old", "main"), ("main", "old"), strict=True):
                query = f'SELECT {chosen} FROM {this}."{table}" EXCEPT SELECT {chosen} FROM {other}."{table}"'
                side[table] = pd.DataFrame(db.execute(query).fetchall(), columns=pd.Index(shared, dtype=object), dtype="str")
        return sides
    except sqlite3.DatabaseError:
        return None
    finally:
        db.close()


def _create(table: str, name: str = "") -> str:
    return f'CREATE TABLE "{name or table}" ({", ".join(f"{c!r} TEXT" for c in TABLES[table])})'.replace("'", '"')
