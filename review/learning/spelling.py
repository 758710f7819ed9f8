"""A recalibration as the TOML of ``learned.toml``, which a person can read and a schema checks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from verbale.extractors.recalibration import Recalibration

_HEAD = "# What decisions taught about confidence. Written by verbale learn; verbale learn --forget takes it out of use."


def as_toml(taught: Recalibration) -> bytes:
    """The content of the file."""
    return ("\n".join((_HEAD, *_tables("", taught.model_dump(exclude_none=True)))) + "\n").encode()


def _tables(name: str, cells: dict[str, Any]) -> Iterator[str]:
    """The plain values of a table first, then the tables inside it."""
    inner = {key: value for key, value in cells.items() if isinstance(value, dict)}
    own = [f"{_key(key)} = {_value(value)}" for key, value in cells.items() if key not in inner]
    if name and (own or not inner):
        yield from ("", f"[{name}]")
    yield from own
    for key, value in inner.items():
        if value:
            yield from _tables(f"{name}.{_key(key)}" if name else _key(key), value)


def _key(name: str) -> str:
    """A name as TOML has it: in quotes where it is not plain."""
    return name if re.fullmatch(r"[\w-]+", name, re.ASCII) else _value(name)


def _value(value: Any) -> str:
    """A text or number: TOML spells them as JSON does, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
