"""The tables as a SQLite database: statements from the one schema (``schema.py``, ``data/tables.toml``, ``data/database``).

Cells come as the text that CSV spells. Columns are typed, so SQLite makes numbers of them; an empty cell is NULL, so that
``IS NULL`` finds what is unknown. Dates stay text: years before Christ, and days that nobody knows, are no dates of SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from verbale.extractors.data_files import DATA
from verbale.extractors.tables.columns import TABLES, columns_of, primary_key, value_types
from verbale.extractors.tables.descriptions import DESCRIPTIONS
from verbale.extractors.tables.relations import STATES
from verbale.extractors.tables.rows import Texts, split

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_SIDES = {"source": ("sources", "source_ids", "source_parties", "source_how"),
          "target": ("targets", "target_ids", "target_parties", "target_how")}  # fmt: skip
_AT = {side: tuple(map(TABLES["events"].index, names)) for side, names in _SIDES.items()}
_PARTNERS = TABLES["events"].index("partners")
_EVENT_IDS = TABLES["relations"].index("event_ids")

Values = tuple[str | int | None, ...]


def create(table: str) -> str:
    """The statement that makes a table, with its keys. Only keys and counts can never be missing.

    >>> create("relations").splitlines()[1]
    '    "relation_id" TEXT NOT NULL,'
    """
    about, key, kinds = DESCRIPTIONS[table], primary_key(table), value_types(table)
    lines = [f'"{column}" {_TYPES[kinds[column]]}{_rest(table, column)}' for column in columns_of(table)]
    if len(key) == 1:
        lines.append(f'PRIMARY KEY ("{key[0]}")')
    for column, target in about.foreign.items():
        other, _, id_ = target.partition(".")
        lines.append(f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{id_}")')
    return f'CREATE TABLE "{table}" (\n    ' + ",\n    ".join(lines) + "\n)"


def _rest(table: str, column: str) -> str:
    if value_types(table)[column] is bool:
        return f' NOT NULL CHECK ("{column}" IN (0, 1))'
    needed = (column,) == primary_key(table) or value_types(table)[column] is int
    return " NOT NULL" if needed else ""


def insert(table: str) -> str:
    """The statement that puts one of the rows that ``values`` gives into a table."""
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns_of(table)))})'


def values(table: str, rows: Iterable[Texts]) -> Iterator[Values]:
    """Rows of text as the database takes them: what is empty is missing, booleans are 0 and 1; numbers it makes itself.

    Column by column: of most columns all cells are there, or none.
    """
    kinds = value_types(table)
    columns = zip(*rows, strict=True)
    return zip(*(_values(cells, kinds[name]) for name, cells in zip(columns_of(table), columns, strict=False)), strict=True)


def _values(cells: Texts, kind: type) -> Values:
    if kind is bool:
        return tuple([int(cell == "true") for cell in cells])
    return cells if all(cells) else tuple([cell or None for cell in cells])


def indexes(table: str) -> Iterator[str]:
    """The statements that make the indexes of a table: foreign keys, and what questions ask by."""
    about = DESCRIPTIONS[table]
    for column in dict.fromkeys((*about.foreign, *about.index)):
        yield f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")'


LINK_INDEXES = (
    'CREATE INDEX "participants_party_id" ON "participants" ("party_id")',
    'CREATE INDEX "participants_actor_id" ON "participants" ("actor_id")',
    'CREATE INDEX "relation_events_event_id" ON "relation_events" ("event_id")',
)
"""The statements that make the indexes of the links."""


def script(name: str) -> str:
    """One of the SQL files of ``data/database``: links, views, fulltext."""
    return (DATA / "database" / f"{name}.sql").read_text(encoding="utf-8")


def participants(events: Iterable[Texts]) -> Iterator[Values]:
    """Rows of events -> one row for every actor of either side: event_id, side, position, words, actor_id, party_id, how, and
    whether it is one of the partners.

    A reviewer's correction may leave the lists of a side with different lengths: what one lacks is missing.
    """
    for cells in events:
        partners = split(cells[_PARTNERS])
        for side, places in _AT.items():
            lists = [(cell,) if ";" not in (cell := cells[at]) else split(cell) for at in places]
            for position, (words, actor, party, how) in enumerate(
                zip_longest(*lists, fillvalue="") if any(map(any, lists)) else ()
            ):
                yield cells[0], side, position, words or None, actor or None, party or None, how or None, int(party in partners)


def relation_events(relations: Iterable[Texts]) -> Iterator[Values]:
    """Rows of relations -> relation_id and event_id of each event behind them."""
    for cells in relations:
        for event_id in dict.fromkeys(split(cells[_EVENT_IDS])):
            yield cells[0], event_id


LINKS = {
    "participants": "INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "relation_events": "INSERT INTO relation_events VALUES (?, ?)",
    "unsure_pairs": "INSERT INTO unsure_pairs VALUES (?, ?, ?)",
}
"""The statements that put rows into the links."""


def state_types() -> tuple[list[Values], list[Values]]:
    """Rows of ``relation_types`` for the states, and rows of ``state_changes``."""
    states = STATES.states
    types: list[Values] = [
        (state.relation_type, state.relation_type.split(".")[0], "state", int(state.symmetric), "", "", state.definition)
        for state in states
    ]
    changes: list[Values] = [
        (state.relation_type, act, change)
        for state in states
        for change, acts in (("starts", (*state.starts, *state.restarts)), ("ends", state.ends), ("holds", state.holds))
        for act in acts
    ]
    return types, changes
