"""What every table and column means (``data/tables.toml``), checked against the columns that there are."""

from __future__ import annotations

from pydantic import Field, model_validator

from verbale.extractors.data_files import Table, load
from verbale.extractors.tables.columns import TABLES


class Description(Table):
    """A table in words. ``columns``: column -> meaning; ``enum``: the values that it may have; ``pattern``: what a cell that is
    not empty looks like; ``foreign``: ``table.column`` whose ids stand in it."""

    title: str
    description: str
    columns: dict[str, str]
    enum: dict[str, tuple[str, ...]] = Field(default={})
    pattern: dict[str, str] = Field(default={})
    foreign: dict[str, str] = Field(default={})


class Descriptions(Table):
    """``data/tables.toml``: a section for every table."""

    documents: Description
    sentences: Description
    actors: Description
    mentions: Description
    dates: Description
    events: Description
    relations: Description
    changes: Description

    @model_validator(mode="after")
    def _of_these_columns(self) -> Descriptions:
        for table, about in self:
            if tuple(about.columns) != TABLES[table]:
                raise ValueError(f"{table}.columns: not the columns of schema.py in their order: {', '.join(TABLES[table])}")
            unknown = {*about.enum, *about.pattern, *about.foreign} - {*about.columns}
            if unknown:
                raise ValueError(f"{table}: no such column: {', '.join(sorted(unknown))}")
        return self


DESCRIPTIONS: dict[str, Description] = dict(load(Descriptions, "tables.toml"))
"""Table -> what it and its columns mean."""
