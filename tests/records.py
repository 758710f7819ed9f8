"""Records made by hand for tests."""

from __future__ import annotations

from dataclasses import fields

from verbale.extractors.schema import Event


def event(**changes: object) -> Event:
    """An event with empty cells apart from those given."""
    values: dict[str, object] = {}
    for f in fields(Event):
        kind = str(f.type)
        values[f.name] = 0 if kind == "int" else 0.5 if kind == "float" else () if kind.startswith("tuple") else ""
    return Event(**(values | changes))  # type: ignore[arg-type]
