"""The description of the tables as a Frictionless data package (specs.frictionlessdata.io, version 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verbale.extractors.tables.columns import REVIEWED, TABLES, columns_of, primary_key, value_types
from verbale.extractors.tables.descriptions import DESCRIPTIONS

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _field(table: str, column: str) -> dict[str, Any]:
    about, kind = DESCRIPTIONS[table], value_types(table)[column]
    field: dict[str, Any] = {"name": column, "type": _TYPES[kind], "description": about.columns[column]}
    constraints: dict[str, Any] = {}
    if (column,) == primary_key(table):
        constraints |= {"required": True, "unique": True}
    if column in about.enum:
        constraints["enum"] = list(about.enum[column])
    if column in about.pattern:
        constraints["pattern"] = about.pattern[column]
    if kind is bool:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": constraints} if constraints else {})


def resource(table: str) -> dict[str, Any]:
    """The resource ``TABLE.csv`` with its schema."""
    about = DESCRIPTIONS[table]
    keys = [
        {"fields": column, "reference": {"resource": target.split(".")[0], "fields": target.split(".")[1]}}
        for column, target in about.foreign.items()
    ]
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in columns_of(table)],
        "missingValues": [""],
        "primaryKey": list(primary_key(table)),
    }
    return {
        "name": table,
        "title": about.title,
        "description": about.description,
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True, "header": True},
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def datapackage(tables: Iterable[str], meta: Mapping[str, Any]) -> dict[str, Any]:
    """The descriptor of the given tables. ``meta`` (name, title, version, sources, licenses, ...) goes in as it is."""
    present = set(tables)
    resources = [resource(table) for table in (*TABLES, *REVIEWED) if table in present]
    for entry in resources:
        keys = entry["schema"].get("foreignKeys", [])
        entry["schema"]["foreignKeys"] = [key for key in keys if key["reference"]["resource"] in present]
        if not entry["schema"]["foreignKeys"]:
            del entry["schema"]["foreignKeys"]
    return {"profile": "tabular-data-package", "name": "verbale", **meta, "resources": resources}
