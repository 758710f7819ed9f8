"""Prose about the relations between states -> tables of dated, typed, source-grounded events.

    import verbale

    doc = verbale.extract("Kenya recalled its ambassador from Ghana on 3 May 2019.")
    doc.events  # a pandas DataFrame; also doc.relations, doc.dates, doc.actors, doc.mentions

``verbale.load()`` keeps a pipeline for many texts, ``verbale.read_tables("outputs")`` reads what a run has written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.errors import UsageError, UserError

if TYPE_CHECKING:
    from verbale.api import Pipeline, Tables, extract, load, read_tables

__all__ = ["Pipeline", "Tables", "UsageError", "UserError", "__version__", "extract", "load", "read_tables"]

_API = frozenset({"Pipeline", "Tables", "extract", "load", "read_tables"})


def __getattr__(name: str) -> Any:
    # Importing spaCy and pandas takes a second: whoever only asks for the version or the command's help need not wait.
    if name in _API:
        from verbale import api

        return getattr(api, name)
    if name == "__version__":
        from importlib.metadata import version

        return version("verbale")
    raise AttributeError(f"module 'verbale' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "errors", "extractors", "flows", "review"])
