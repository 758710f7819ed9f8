"""Extractions -> the tables of the contract, as rows, as DataFrames and as CSV bytes.

The columns of every table follow from the records of ``schema.py`` and from nothing else; ``data/tables.toml`` describes them.
Cells are strings, integers, floats or booleans, never missing: an unknown is an empty string. Dates are strings.
A tuple becomes one cell, its items joined by ``;`` (a ``;`` inside an item becomes ``,``: lists must split back).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import Field, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

import pandas as pd

from verbale.extractors import schema
from verbale.extractors.schema import Extraction, Relation

Cell = str | int | float | bool
Row = tuple[Cell, ...]
Texts = tuple[str, ...]

_RECORDS: dict[str, type[Any]] = {
    "documents": schema.Document,
    "sentences": schema.Sentence,
    "actors": schema.Actor,
    "mentions": schema.Mention,
    "dates": schema.Timex,
    "events": schema.Event,
    "relations": schema.Relation,
}
# Counts that belong to a table and not to the record: name of the column -> the column it stands before ("" = last).
_COUNTS: dict[str, dict[str, str]] = {
    "documents": {"n_chars": "status", "n_sentences": "status", "n_events": "status"},
    "actors": {"n_mentions": ""},
}
CHANGE_COLUMNS = ("table", "row_id", "change", "column", "before", "after")


def _shown(record: type[Any]) -> list[tuple[str, Field[Any]]]:
    """The fields of a record that reach its table, each with the name of its column."""
    named = [(f.metadata.get("column", f.name), f) for f in fields(record)]
    return [(name, f) for name, f in named if name is not None]


def _columns(table: str) -> tuple[str, ...]:
    names = [name for name, _ in _shown(_RECORDS[table])]
    for count, before in _COUNTS.get(table, {}).items():
        names.insert(names.index(before) if before else len(names), count)
    return tuple(names)


TABLES: dict[str, tuple[str, ...]] = {table: _columns(table) for table in _RECORDS} | {"changes": CHANGE_COLUMNS}
"""Table -> its columns, in the order of the contract. The first column identifies the row (``changes`` has none)."""

# Table -> the function that takes all that is shown of a record at once; the places in a row of the columns it does not hold.
_SHOWN_OF: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    table: attrgetter(*(f.name for _, f in _shown(record))) for table, record in _RECORDS.items()
}
_COUNT_PLACES = {table: sorted((TABLES[table].index(name), name) for name in names) for table, names in _COUNTS.items()}


def _kinds(table: str) -> dict[str, type]:
    if table not in _RECORDS:
        return {}
    by_annotation: dict[str, type] = {"int": int, "float": float, "bool": bool}
    kinds = {name: by_annotation.get(str(f.type), str) for name, f in _shown(_RECORDS[table])}
    return kinds | dict.fromkeys(_COUNTS.get(table, {}), int)


KINDS: dict[str, dict[str, type]] = {
    table: {column: _kinds(table).get(column, str) for column in columns} for table, columns in TABLES.items()
}
"""Table -> column -> the type of its cells: str, int, float or bool."""


def join(items: Iterable[str]) -> str:
    """``("Sweden", "Norway")`` -> ``Sweden;Norway``. A ``;`` inside an item becomes ``,``."""
    return ";".join([item.replace(";", ",") for item in items])


def split(cell: str) -> tuple[str, ...]:
    """The items of a list cell; ``""`` has none, but an empty item between others keeps its place."""
    return tuple(cell.split(";")) if cell else ()


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


def _spelling(f: Field[Any]) -> Callable[[Any], str] | None:
    """How the values of a field become text; None for those that are text."""
    kind = str(f.type)
    by_kind: dict[str, Callable[[Any], str] | None] = {"str": None, "int": str}
    return by_kind.get(kind, join if kind.startswith("tuple") else cell_text)


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


def frame(table: str, table_rows: Iterable[Row]) -> pd.DataFrame:
    """Rows -> DataFrame with the table's columns and types, sorted by id (``changes`` by table, row_id, column)."""
    key = 4 if table == "changes" else 1
    ordered = sorted(table_rows, key=lambda r: tuple(map(str, r[:key])))
    result = pd.DataFrame(ordered, columns=pd.Index(TABLES[table], dtype=object), dtype=object)
    dtypes = {str: "str", int: "int64", float: "float64", bool: "bool"}
    return result.astype({column: dtypes[kind] for column, kind in KINDS[table].items()})


def to_tables(extractions: Iterable[Extraction], relations: Iterable[Relation] = ()) -> dict[str, pd.DataFrame]:
    """All tables of the contract but ``changes``, from the extractions of all documents and the relations found in them."""
    collected: dict[str, list[Row]] = {table: [] for table in _RECORDS}
    for extraction in extractions:
        for table, new in rows(extraction).items():
            collected[table] += new
    collected["actors"] = merge_actors(collected["actors"])
    collected["relations"] = [row("relations", relation) for relation in relations]
    return {table: frame(table, table_rows) for table, table_rows in collected.items()}


def cell_text(value: Any) -> str:
    """A cell as CSV spells it: floats with three digits, booleans as true / false, a missing value as nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if value != value else f"{value:.3f}"
    return "" if value is None or value is pd.NA else str(value)


_SPELLINGS: dict[str, list[tuple[int, Callable[[Any], str]]]] = {
    table: [(place, spell) for place, (_, f) in enumerate(_shown(record)) if (spell := _spelling(f))]
    for table, record in _RECORDS.items()
}


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with every cell as CSV spells it, as ``read_table`` would give it back."""
    texts = {}
    for column in table.columns:
        values = table[column].tolist()
        texts[column] = pd.Series([cell_text(value) for value in values], index=table.index, dtype="str")
    return pd.DataFrame(texts, index=table.index, columns=table.columns)


def _quoted(text: str) -> str:
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text or text != text.strip() else text


def _quoted_column(cells: Texts) -> Texts:
    """Most columns hold ids, codes and numbers, which need no quotes: that is seen of all their cells at once."""
    together = "".join(cells)
    if together.isalnum() or not (any(mark in together for mark in '",\n\r') or tuple(map(str.strip, cells)) != cells):
        return cells
    return tuple(map(_quoted, cells))


def csv_line(cells: Iterable[Any]) -> bytes:
    """One line of CSV, of cells of any kind."""
    return csv_lines([tuple(map(cell_text, cells))])


def csv_lines(texts: Iterable[Texts]) -> bytes:
    """Lines of CSV, of cells that are text; all of them are in memory for a while.

    Not the csv module: in Python 3.11 it leaves a lone carriage return unquoted, and the row breaks.
    """
    columns = map(_quoted_column, zip(*texts, strict=True))
    lines = [",".join(cells) + "\n" for cells in zip(*columns, strict=True)]
    return "".join(lines).encode("utf-8", "replace")


def to_csv(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV with LF line ends; control characters and line breaks inside cells come back exactly when read."""
    columns = [list(map(cell_text, table[column].tolist())) for column in table.columns]
    return csv_line(table.columns) + csv_lines(zip(*columns, strict=True))


def read_table(path: str | Path) -> pd.DataFrame:
    """A CSV table as strings, nothing interpreted: ``NA`` stays a code, ``1991-12`` stays a month, empty stays empty."""
    return parse_csv(Path(path).read_bytes())


def parse_csv(content: bytes) -> pd.DataFrame:
    """CSV bytes -> DataFrame of strings. Raises ValueError for lines that do not fit the header."""
    text = content.decode("utf-8-sig")
    limit = csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    finally:
        csv.field_size_limit(limit)
    if not lines:
        return pd.DataFrame()
    header, *body = lines
    for number, line in enumerate(body, 2):
        if len(line) != len(header):
            raise ValueError(f"row {number} has {len(line)} cells, the header has {len(header)}")
    return pd.DataFrame(body, columns=pd.Index(header, dtype=object), dtype="str")


def typed(table: str, texts: pd.DataFrame) -> pd.DataFrame:
    """A table read back by ``read_table`` -> the same types as ``to_tables`` gives."""
    convert: dict[type, Any] = {str: str, int: int, float: float, bool: lambda text: text == "true"}
    kinds = [KINDS[table][column] for column in TABLES[table]]
    columns = [[convert[kind](v) for v in texts[c].tolist()] for c, kind in zip(TABLES[table], kinds, strict=True)]
    return frame(table, zip(*columns, strict=True))


def primary_key(table: str) -> tuple[str, ...]:
    return ("table", "row_id", "change", "column") if table == "changes" else (TABLES[table][0],)


def records(table: pd.DataFrame) -> list[dict[str, str]]:
    """The rows of a table as dicts of strings."""
    texts = as_text(table)
    names: Sequence[str] = [str(column) for column in texts.columns]
    columns = [texts[name].tolist() for name in names]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def counts(tables: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """Table -> number of rows."""
    return {name: len(table) for name, table in tables.items()}
