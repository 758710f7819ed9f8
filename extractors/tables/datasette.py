"""How datasette shows the database: what tables are, what to call a row, what to choose by.

To see it: ``datasette verbale.sqlite --metadata datasette.yaml``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from verbale.extractors.data_files import Table, load
from verbale.extractors.tables.columns import REVIEWED, TABLES
from verbale.extractors.tables.descriptions import DESCRIPTIONS

_FACETS = 8
"""Values that are shown of each facet: thirty, as datasette has it, push the rows below the screen."""


class Added(Table):
    """A table or view that only the database has."""

    description: str
    label: str
    facets: tuple[str, ...]


class Database(Table):
    """``data/database/database.toml``."""

    title: str
    added: dict[str, Added]


def datasette(database: str) -> str:
    """The YAML for a database of this name: its tables and views with descriptions, labels and facets."""
    about: Database = load(Database, "database/database.toml")
    tables = {table: _shown(DESCRIPTIONS[table]) for table in (*TABLES, *REVIEWED)}
    tables |= {name: _shown(added) for name, added in about.added.items()}
    return "\n".join(_yaml({"title": about.title, "databases": {database: {"tables": tables}}}, 0)) + "\n"


def _shown(about: Any) -> dict[str, Any]:
    """Without the meaning of the columns, which datasette lists above the rows: of the dozens of events they hide all else."""
    label, facets = ({"label_column": about.label} if about.label else {}), list(about.facets)
    return {"description": about.description, **label, **({"facets": facets, "facet_size": _FACETS} if facets else {})}


def _yaml(content: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Mappings of mappings, lists and texts as YAML: what stands in quotes as in JSON is YAML too."""
    for key, value in content.items():
        begin = f"{'  ' * depth}{key}:"
        if isinstance(value, Mapping):
            yield begin
            yield from _yaml(value, depth + 1)
        else:
            yield f"{begin} {json.dumps(value, ensure_ascii=False)}"
