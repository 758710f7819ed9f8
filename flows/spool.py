"""Contributions of documents -> the files of the tables, through a database on disk: of many documents few are in memory.

Rows go into a scratch database as they come; at the end the database itself sorts every table by its id into
``verbale.sqlite``, and from there each is written as CSV. The order in which documents arrive leaves no trace in the result.
"""

import json
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from extractors.datapackage import datapackage
from extractors.relations import Statement, relate
from extractors.tables import TABLES, Row, Texts, csv_line, csv_lines, merge_actors, text_rows
from flows.contribution import PLAIN, Contribution, encodable, texts, unordered

DATABASE = "verbale.sqlite"
DATA_PACKAGE = "datapackage.json"
RUN_FILE = "run.json"
FILES = frozenset([*(f"{table}.csv" for table in TABLES), DATABASE, DATA_PACKAGE, RUN_FILE])
"""The files of a full set of tables: what a run owns in the output folder."""

_CHUNK = 1000
_SCRATCH = ".scratch.sqlite"


class Spool:
    """Collects the rows of a run in ``folder`` and writes the tables there. Use as a context manager."""

    def __init__(self, folder: Path, symmetric: Iterable[str] = ()) -> None:
        self.folder = folder
        self.symmetric = frozenset(symmetric)
        self._path = folder / _SCRATCH
        self._db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        self._db.execute("ATTACH ? AS final", (str(folder / DATABASE),))
        # A run that is killed starts anew: neither database needs durability of its own before the set is in its place.
        self._db.executescript("PRAGMA main.journal_mode=OFF; PRAGMA main.synchronous=OFF; PRAGMA main.cache_size=-16000")
        self._db.executescript("PRAGMA final.journal_mode=OFF; PRAGMA final.synchronous=OFF; BEGIN")
        for table in TABLES:
            if table not in ("actors", "changes"):
                self._db.execute(create(table))
        description = ", ".join(f'"{c}"' for c in TABLES["actors"][:-1])
        self._db.execute(f"CREATE TABLE mentioned ({description}, n INTEGER, PRIMARY KEY ({description})) WITHOUT ROWID")
        self._db.execute("CREATE TABLE evidence (one TEXT, other TEXT, event_id TEXT, statement BLOB)")

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._path.unlink(missing_ok=True)

    def add(self, found: Contribution) -> None:
        """Take in what one document gave."""
        insert = self._db.executemany
        insert(_INSERT["documents"], [found.document_row])
        for table in PLAIN:
            insert(_INSERT[table], found.rows[table])
        insert(_INSERT_MENTIONED, found.actors)
        insert("INSERT INTO evidence VALUES (?, ?, ?, ?)", found.evidence)

    def finish(self) -> dict[str, int]:
        """Write all tables but ``changes``; returns the number of rows of each. Raises ValueError on a repeated row id."""
        self._db.execute(create("actors"))
        self._db.executemany(_INSERT["actors"], map(texts, self._merged_actors()))
        self._db.executemany(_INSERT["relations"], self._relations())
        counts = {table: self._write(table) for table in TABLES if table != "changes"}
        self._db.execute("COMMIT")
        return counts

    def _relations(self) -> Iterator[Texts]:
        """Relations pair by pair of parties: ``relate`` sees all events of a pair, and never those of all pairs at once."""
        found = self._db.execute("SELECT one, other, statement FROM evidence ORDER BY one, other, event_id")
        for pair, group in groupby(found, key=lambda r: (r[0], r[1])):
            events = [Statement(*pickle.loads(content)) for _, _, content in group]
            relations = [r for r in relate(events, self.symmetric) if unordered((r.subject_id, r.object_id)) == pair]
            yield from encodable(text_rows("relations", relations))

    def _merged_actors(self) -> Iterator[Row]:
        columns = TABLES["actors"]
        known = columns.index("in_gazetteer")
        found = self._db.execute("SELECT * FROM mentioned ORDER BY actor_id")
        for _, group in groupby(found, key=lambda r: r[0]):
            yield from merge_actors([(*r[:known], bool(r[known]), *r[known + 1 :]) for r in group])

    def _write(self, table: str) -> int:
        self._db.execute(create(table, "final"))
        self._db.execute(f'INSERT INTO final."{table}" SELECT * FROM main."{table}" ORDER BY "{TABLES[table][0]}"')
        number, last = 0, None
        rows = self._db.execute(f'SELECT * FROM final."{table}" ORDER BY rowid')
        with (self.folder / f"{table}.csv").open("wb") as f:
            f.write(csv_line(TABLES[table]))
            while chunk := rows.fetchmany(_CHUNK):
                ids = [last, *(cells[0] for cells in chunk)]
                if len(set(ids)) != len(ids):
                    repeated = next(one for one, following in pairwise(ids) if one == following)
                    raise ValueError(f"{table}: two rows have the id {repeated}")
                last = ids[-1]
                number += len(chunk)
                f.write(csv_lines(chunk))
        return number


def write_data_package(folder: Path, meta: dict[str, Any]) -> None:
    content = json.dumps(datapackage(TABLES, meta), ensure_ascii=False, indent=2)
    (folder / DATA_PACKAGE).write_text(content + "\n", encoding="utf-8")


def create(table: str, schema: str = "main") -> str:
    """The statement that makes a table of text, in one of the databases at hand."""
    columns = ", ".join(f'"{column}" TEXT' for column in TABLES[table])
    return f'CREATE TABLE {schema}."{table}" ({columns})'


def insert(table: str) -> str:
    """The statement that puts one row into a table."""
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(TABLES[table]))})'


_INSERT = {table: insert(table) for table in TABLES}
_INSERT_MENTIONED = (
    f"INSERT INTO mentioned VALUES ({', '.join('?' * len(TABLES['actors']))}) ON CONFLICT DO UPDATE SET n = n + excluded.n"
)
