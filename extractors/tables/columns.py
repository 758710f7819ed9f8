"""The columns of every table, as they follow from the records of ``schema.py`` and from nothing else.

Cells are strings, integers, floats or booleans, never missing: an unknown is an empty string. Dates are strings.
``data/tables.toml`` says what the columns mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields
from functools import cache
from typing import Any

from verbale.extractors import schema

RECORDS: dict[str, type[Any]] = {
    "documents": schema.Document,
    "sentences": schema.Sentence,
    "actors": schema.Actor,
    "mentions": schema.Mention,
    "dates": schema.Timex,
    "events": schema.Event,
    "candidates": schema.Event,
    "event_links": schema.EventLink,
    "happenings": schema.Happening,
    "relations": schema.Relation,
}
"""Table -> the record that is a row of it."""
COUNTS: dict[str, dict[str, str]] = {
    "documents": {"n_chars": "status", "n_sentences": "status", "n_events": "status"},
    "actors": {"n_mentions": ""},
}
"""Table -> counts that belong to it and not to its record: name of the column -> the column it stands before ("" = last)."""
REVIEW_COLUMNS = ("reviewers", "decided_at", "corrected", "comment")
"""Columns that the reviewed events have besides those of ``events``; ``corrected`` lists the corrected columns."""
CHANGE_COLUMNS = ("table", "row_id", "change", "column", "before", "after")


def shown(table: str) -> list[tuple[str, Field[Any]]]:
    """The fields of a table's record that reach it, each with the name of its column."""
    named = [(f.metadata.get("column", f.name), f) for f in fields(RECORDS[table])]
    return [(name, f) for name, f in named if name is not None]


def _columns(table: str) -> tuple[str, ...]:
    names = [name for name, _ in shown(table)]
    for count, before in COUNTS.get(table, {}).items():
        names.insert(names.index(before) if before else len(names), count)
    return tuple(names)


def _kinds(table: str) -> dict[str, type]:
    by_annotation: dict[str, type] = {"int": int, "float": float, "bool": bool}
    kinds = {name: by_annotation.get(str(f.type), str) for name, f in shown(table)}
    kinds |= dict.fromkeys(COUNTS.get(table, {}), int)
    return {column: kinds[column] for column in TABLES[table]}


TABLES: dict[str, tuple[str, ...]] = {table: _columns(table) for table in RECORDS} | {"changes": CHANGE_COLUMNS}
"""Table -> its columns, in the order of the contract. The first column identifies the row (``changes`` has none)."""
KINDS: dict[str, dict[str, type]] = {table: _kinds(table) for table in RECORDS} | {"changes": dict.fromkeys(CHANGE_COLUMNS, str)}
"""Table -> column -> the type of its cells: str, int, float or bool."""
REVIEWED: dict[str, str] = {"reviewed_events": "events", "reviewed_relations": "relations"}
"""Tables that a review adds -> the table whose columns they begin with."""


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of any table, those of a review too."""
    if table not in REVIEWED:
        return TABLES[table]
    return (*TABLES[REVIEWED[table]], *(REVIEW_COLUMNS if table == "reviewed_events" else ()))


@cache
def value_types(table: str) -> Mapping[str, type]:
    """Column -> the type that its values have where they can be missing: of ``KINDS``, but text that is a number is one."""
    like = REVIEWED.get(table, table)
    numbers = {name for name, f in shown(like) if f.metadata.get("number")} if like in RECORDS else set()
    kinds = {column: KINDS[like].get(column, str) for column in columns_of(table)}
    return kinds | dict.fromkeys(numbers, float)


PLACES: dict[str, str] = {
    "sentences": "char_start",
    "mentions": "char_start",
    "dates": "char_start",
    "events": "trigger_start",
    "candidates": "trigger_start",
    "event_links": "char_start",
}
"""Table -> the column by which the rows of a document stand in the order of its text."""


def primary_key(table: str) -> tuple[str, ...]:
    """The columns that tell the rows of a table apart."""
    return ("table", "row_id", "change", "column") if table == "changes" else (columns_of(table)[0],)
