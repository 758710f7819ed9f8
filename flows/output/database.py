"""``verbale.sqlite``: the tables with types, keys, indexes, full text and views, filled while they are written, and checked."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from verbale.errors import UserError
from verbale.extractors.tables import (
    LINK_INDEXES,
    LINKS,
    REVIEWED,
    TABLES,
    Texts,
    create,
    indexes,
    insert,
    participants,
    relation_events,
    script,
    state_types,
    values,
)
from verbale.review.log import RelationType

DATABASE = "verbale.sqlite"

_TYPE = "INSERT INTO relation_types VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?)"
_UNSAFE = "".join(
    f"PRAGMA {setting};"
    for setting in (
        "page_size=16384",
        "journal_mode=OFF",
        "synchronous=OFF",
        "locking_mode=EXCLUSIVE",
        "temp_store=FILE",
        "cache_size=-32000",
    )
)
# A run that is killed starts anew: the database needs no durability of its own before the set is in its place, and nobody else
# reads it.


class DatabaseError(UserError):
    """The database came out damaged; the message says what to do."""


class Database:
    """The database of a set of tables while it is written. Use as a context manager; what it holds is there afterwards."""

    def __init__(self, folder: Path, types: Mapping[str, RelationType]) -> None:
        self._db = sqlite3.connect(folder / DATABASE, isolation_level=None)
        tables = ";".join(create(table) for table in (*TABLES, *REVIEWED))
        self._db.executescript(f"{_UNSAFE}{tables};{script('links')};BEGIN")
        states, changes = state_types()
        acts = [(name, name.split(".")[0], "act", int(t.symmetric), t.plover, t.cameo, t.definition) for name, t in types.items()]
        self._db.executemany(_TYPE, sorted([*acts, *states]))
        self._db.executemany("INSERT INTO state_changes VALUES (?, ?, ?)", sorted(changes))

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._db.execute("COMMIT")
        self._db.close()

    def leave_out(self, pairs: Iterable[Sequence[str]]) -> None:
        """The pairs that are not told of: event_id and the two parties of each."""
        self._db.executemany(LINKS["unsure_pairs"], pairs)

    def add(self, table: str, rows: Sequence[Texts]) -> None:
        """Rows of a table as text, and the links that follow from them."""
        self._db.executemany(insert(table), values(table, rows))
        if table == "events":
            self._db.executemany(LINKS["participants"], participants(rows))
        elif table == "relations":
            self._db.executemany(LINKS["relation_events"], relation_events(rows))


def complete(folder: Path) -> list[str]:
    """Indexes, full text and views of a database whose rows are all there; then SQLite's own checks.

    Returns one line for every column whose ids lead nowhere. Raises DatabaseError where the file came out damaged.
    """
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as db:
        lines = [*(line for table in (*TABLES, *REVIEWED) for line in indexes(table)), *LINK_INDEXES]
        scripts = [script(name) for name in ("views", *(["fulltext"] if has_full_text(db) else []))]
        db.executescript(f"{_UNSAFE}BEGIN;{';'.join(lines)};{''.join(scripts)};COMMIT")
        db.execute("PRAGMA optimize")
        return checked(db)


def has_full_text(db: sqlite3.Connection) -> bool:
    """Whether this SQLite was built with FTS5, as nearly all are."""
    return ("ENABLE_FTS5",) in db.execute("PRAGMA compile_options").fetchall()


def checked(db: sqlite3.Connection) -> list[str]:
    """What ``foreign_key_check`` finds, a line for every column; raises DatabaseError for what ``integrity_check`` finds."""
    (found,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise DatabaseError(f"{DATABASE}: came out damaged ({found}); check the disk and run again")
    counted: dict[tuple[str, str], int] = {}
    keys: dict[str, dict[int, str]] = {}
    for table, _, _, number in db.execute("PRAGMA foreign_key_check"):
        if table not in keys:
            keys[table] = {key[0]: f"{key[3]} -> {key[2]}" for key in db.execute(f'PRAGMA foreign_key_list("{table}")')}
        place = table, keys[table][number]
        counted[place] = counted.get(place, 0) + 1
    return [f"{DATABASE}: {n} ids of {table}.{key} lead nowhere" for (table, key), n in sorted(counted.items())]


def add_changes(folder: Path, rows: Sequence[Texts]) -> None:
    """The table ``changes``, which is made when all others are there."""
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.executemany(insert("changes"), values("changes", rows))


def mark(folder: Path, statuses: Mapping[str, Iterable[tuple[str, str]]], reviewed: Mapping[str, Iterable[Texts]]) -> None:
    """What a review adds: (review_status, event_id) of some tables, and all rows of the reviewed tables."""
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'reviewed_events'").fetchone():
            raise DatabaseError(f"{folder / DATABASE}: an older version wrote it; run verbale extract again")
        for table, found in statuses.items():
            db.executemany(f"UPDATE {table} SET review_status = nullif(?, '') WHERE event_id = ?", found)
        for table, rows in reviewed.items():
            db.execute(f"DELETE FROM {table}")
            db.executemany(insert(table), values(table, rows))
