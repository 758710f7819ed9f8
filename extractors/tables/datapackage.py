"""The description of the tables as a Frictionless data package (specs.frictionlessdata.io, version 1)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from verbale.extractors.data_files import DATA
from verbale.extractors.tables.frames import KINDS, TABLES, primary_key

_DESCRIPTIONS = DATA / "tables.toml"
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


@cache
def descriptions() -> dict[str, Any]:
    """``data/tables.toml``: table -> title, description, columns, enum, pattern, foreign."""
    return tomllib.loads(_DESCRIPTIONS.read_text(encoding="utf-8"))


def _field(table: str, column: str) -> dict[str, Any]:
    about = descriptions()[table]
    field: dict[str, Any] = {"name": column, "type": _TYPES[KINDS[table][column]], "description": about["columns"][column]}
    constraints: dict[str, Any] = {}
    if (column,) == primary_key(table):
        constraints |= {"required": True, "unique": True}
    for kind in ("enum", "pattern"):
        if column in about.get(kind, {}):
            constraints[kind] = about[kind][column]
    if KINDS[table][column] is bool:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": constraints} if constraints else {})


def resource(table: str) -> dict[str, Any]:
    """The resource ``TABLE.csv`` with its schema."""
    about = descriptions()[table]
    keys = [
        {"fields": column, "reference": {"resource": target.split(".")[0], "fields": target.split(".")[1]}}
        for column, target in about.get("foreign", {}).items()
    ]
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in TABLES[table]],
        "missingValues": [""],
        "primaryKey": list(primary_key(table)),
    }
    return {
        "name": table,
        "title": about["title"],
        "description": about["description"],
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
    resources = [resource(table) for table in TABLES if table in present]
    for entry in resources:
        keys = entry["schema"].get("foreignKeys", [])
        entry["schema"]["foreignKeys"] = [key for key in keys if key["reference"]["resource"] in present]
        if not entry["schema"]["foreignKeys"]:
            del entry["schema"]["foreignKeys"]
    return {"profile": "tabular-data-package", "name": "verbale", **meta, "resources": resources}
