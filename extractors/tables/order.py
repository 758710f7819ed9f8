"""In which order rows stand: that of the texts, document by document; relations by who takes part, happenings by time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from verbale.extractors.tables.columns import CHANGE_COLUMNS, TABLES

_OFFSET = {"sentences": "char_start", "mentions": "char_start", "dates": "char_start", "event_links": "char_start"}
_BY: dict[str, tuple[str, ...]] = {
    **{table: ("doc_id", offset) for table, offset in _OFFSET.items()},
    **dict.fromkeys(("events", "candidates"), ("doc_id", "trigger_start")),
    "relations": ("subject_id", "object_id", "relation_type"),
    "happenings": ("date_start", "date_end"),
    "changes": CHANGE_COLUMNS[:4],
}
"""Table -> the columns that order its rows, before their ids. All others are ordered by their ids alone."""
Place = tuple[str | int, ...]


def place_in(table: str, columns: Sequence[str] | None = None) -> Callable[[Sequence[Any]], Place]:
    """What gives the place of a row, as cells or as text, among those of its table: to be compared with the places of others.

    ``columns``: of a file, where they may be those of another version; without a column that orders them rows go by their ids.
    """
    known = list(TABLES[table] if columns is None else columns)
    names = _BY.get(table, ())
    order = [known.index(name) for name in (names if set(names) <= set(known) else ())]
    if len(order) == 2 and names[0] == "doc_id":
        document, offset = order
        return lambda row: (row[document], _number(row[offset]), row[0])
    return lambda row: (*(str(row[n]) for n in order), str(row[0]))


def _number(cell: Any) -> int:
    try:
        return int(cell)
    except ValueError:  # somebody edited it
        return -1
