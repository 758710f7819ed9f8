"""What every table and column means (``data/tables.toml``), checked against the columns that there are."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, model_validator

from verbale.extractors.data_files import Table, load
from verbale.extractors.tables.columns import columns_of


class Description(Table):
    """A table in words. ``columns``: column -> meaning; ``enum``: the values that it may have; ``pattern``: what a cell that is
    not empty looks like; ``foreign``: ``table.column`` whose ids stand in it; ``like``: the table whose columns it begins with,
    of which this is said there, too (``foreign`` unless it has its own). In a database rows are found by ``index``, chosen by
    ``facets``, named by ``label``."""

    title: str
    description: str
    like: str = ""
    columns: dict[str, str] = Field(default={})
    enum: dict[str, tuple[str, ...]] = Field(default={})
    pattern: dict[str, str] = Field(default={})
    foreign: dict[str, str] = Field(default={})
    index: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    label: str = ""


class Descriptions(Table):
    """``data/tables.toml``: a section for every table."""

    documents: Description
    sentences: Description
    actors: Description
    mentions: Description
    dates: Description
    events: Description
    candidates: Description
    event_links: Description
    happenings: Description
    relations: Description
    changes: Description
    reviewed_events: Description
    reviewed_relations: Description

    @model_validator(mode="after")
    def _of_these_columns(self) -> Descriptions:
        for table, about in self.by_table().items():
            if tuple(about.columns) != columns_of(table):
                raise ValueError(f"{table}.columns: not the columns of schema.py in their order: {', '.join(columns_of(table))}")
            named = {*about.enum, *about.pattern, *about.foreign, *about.index, *about.facets}
            unknown = (named | ({about.label} if about.label else set())) - {*about.columns}
            if unknown:
                raise ValueError(f"{table}: no such column: {', '.join(sorted(unknown))}")
        return self

    def by_table(self) -> dict[str, Description]:
        """Table -> its description, with that of the columns where another table has the same."""
        told = dict(self)
        return {table: _completed(about, told) for table, about in told.items()}


def _completed(about: Description, told: Mapping[str, Description]) -> Description:
    if not about.like:
        return about
    if about.like not in told:
        raise ValueError(f"like: there is no table {about.like}")
    base = told[about.like]
    own = {"title": about.title, "description": about.description, "columns": base.columns | about.columns}
    own |= {"enum": base.enum | about.enum}
    return base.model_copy(update=own | ({"foreign": about.foreign} if about.foreign else {}))


DESCRIPTIONS: dict[str, Description] = load(Descriptions, "tables.toml").by_table()
"""Table -> what it and its columns mean."""
