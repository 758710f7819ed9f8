"""Records -> rows of the tables: cells, and rows as the text that CSV spells.

A tuple becomes one cell, its items joined by ``;`` (a ``;`` inside an item becomes ``,``: lists must split back).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import Field
from operator import attrgetter
from typing import Any

from verbale.extractors.schema import Extraction
from verbale.extractors.tables.columns import COUNTS, RECORDS, TABLES, shown

Cell = str | int | float | bool
Row = tuple[Cell, ...]
Texts = tuple[str, ...]

# Table -> the function that takes all that is shown of a record at once; the places in a row of the columns it does not hold.
_SHOWN_OF: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    table: attrgetter(*(f.name for _, f in shown(table))) for table in RECORDS
}
_COUNT_PLACES = {table: sorted((TABLES[table].index(name), name) for name in names) for table, names in COUNTS.items()}


def join(items: Iterable[str]) -> str:
    """``("Sweden", "Norway")`` -> ``Sweden;Norway``. A ``;`` inside an item becomes ``,``."""
    listed = list(items)
    text = ";".join(listed)
    return text if text.count(";") < max(len(listed), 1) else ";".join([item.replace(";", ",") for item in listed])


def split(cell: str) -> tuple[str, ...]:
    """The items of a list cell; ``""`` has none, but an empty item between others keeps its place."""
    return tuple(cell.split(";")) if cell else ()


def distinct(cell: str) -> tuple[str, ...]:
    """The items of a list cell, each once: the parties of a side, whose cell names one for each of its actors."""
    return tuple(dict.fromkeys(split(cell)))


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return join(value)
    if value is None:
        return ""
    assert isinstance(value, (int, float, bool))
    return round(value, 3) if isinstance(value, float) else value


def row(table: str, record: Any, **counts: int) -> Row:
    """The row of one record; ``counts`` are the columns that the record does not hold (``n_mentions=3``)."""
    cells = [_cell(value) for value in _SHOWN_OF[table](record)]
    for place, name in _COUNT_PLACES.get(table, ()):
        cells.insert(place, counts[name])
    return tuple(cells)


def rows(extraction: Extraction) -> dict[str, list[Row]]:
    """The rows that one document gives to each table (relations and changes span documents, and are not here).

    Actor rows of several documents are put together by ``merge_actors``; all other rows are simply collected.
    """
    document = extraction.document
    mentioned = Counter(actor for mention in extraction.mentions for actor in set(mention.actor_ids))
    document_row = row(
        "documents",
        document,
        n_chars=len(document.text),
        n_sentences=len(extraction.sentences),
        n_events=len(extraction.events),
    )
    return {
        "documents": [document_row],
        "sentences": [row("sentences", sentence) for sentence in extraction.sentences],
        "actors": [row("actors", actor, n_mentions=mentioned[actor.actor_id]) for actor in extraction.actors],
        "mentions": [row("mentions", mention) for mention in extraction.mentions],
        "dates": [row("dates", timex) for timex in extraction.timexes],
        "events": [row("events", event) for event in extraction.events],
        "candidates": [row("candidates", event) for event in extraction.candidates],
        "event_links": [row("event_links", link) for link in extraction.links],
    }


def merge_actors(actors: Iterable[Row]) -> list[Row]:
    """One row per actor: mentions summed; of differing descriptions the gazetteer's, else the one mentioned most, stays."""
    known = TABLES["actors"].index("in_gazetteer")
    by_id: dict[str, Counter[Row]] = {}
    for actor in actors:
        count = actor[-1]
        assert isinstance(count, int)
        by_id.setdefault(str(actor[0]), Counter())[actor[:-1]] += count

    def rank(item: tuple[Row, int]) -> tuple[bool, int, tuple[str, ...]]:
        description, count = item
        return not description[known], -count, tuple(map(str, description))

    return [(*min(seen.items(), key=rank)[0], seen.total()) for _, seen in sorted(by_id.items())]


def cell_text(value: Any) -> str:
    """A cell as CSV spells it: floats with three digits, booleans as true / false, a missing value as nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if value != value else f"{value:.3f}"
    return "" if value is None or type(value).__name__ == "NAType" else str(value)


def _spelling(f: Field[Any]) -> Callable[[Any], str] | None:
    """How the values of a field become text; None for those that are text."""
    kind = str(f.type)
    by_kind: dict[str, Callable[[Any], str] | None] = {"str": None, "int": str}
    return by_kind.get(kind, join if kind.startswith("tuple") else cell_text)


_SPELLINGS: dict[str, list[tuple[int, Callable[[Any], str]]]] = {
    table: [(place, spell) for place, (_, f) in enumerate(shown(table)) if (spell := _spelling(f))] for table in RECORDS
}


def text_rows(table: str, found: Sequence[Any]) -> list[Texts]:
    """The rows of records whose table holds nothing else, every cell as CSV spells it: what ``row`` and ``cell_text`` give.

    Column by column: of the dozens of cells of a row only a few need work, and those all the same.
    """
    if not found:
        return []
    columns: list[Sequence[Any]] = list(zip(*map(_SHOWN_OF[table], found), strict=True))
    for place, spell in _SPELLINGS[table]:
        columns[place] = [spell(value) for value in columns[place]]
    return list(zip(*columns, strict=True))
