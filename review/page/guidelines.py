"""What the page tells of the relation types: a reviewer who wonders which one it is reads it beside the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from verbale.review.log import RelationType


class _Mark(Protocol):
    role: str
    start: int
    end: int


class _Side(Protocol):
    who: str


class _Sentence(Protocol):
    text: str
    marks: tuple[_Mark, ...]


@runtime_checkable
class Guided(Protocol):
    """A type that says who stands on its two sides, with sentences that tell it and such that do not."""

    source: _Side
    target: _Side | None
    examples: tuple[_Sentence, ...]
    non_examples: tuple[str, ...]


def guidelines(types: Mapping[str, RelationType]) -> list[dict[str, Any]]:
    """The types by name, with their guidance where they have any. A sentence is its text and ``[role, start, end]`` of each mark,
    in units of JavaScript."""
    return [_type(name, kind) for name, kind in sorted(types.items())]


def _type(name: str, kind: RelationType) -> dict[str, Any]:
    told = {
        "name": name,
        "definition": kind.definition,
        "plover": kind.plover,
        "cameo": kind.cameo,
        "symmetric": kind.symmetric,
    }
    if not isinstance(kind, Guided):
        return told
    sides = {"source": kind.source.who, "target": kind.target.who if kind.target and not kind.symmetric else ""}
    examples = [_shown(sentence) for sentence in kind.examples]
    return told | sides | {"examples": examples, "not": list(kind.non_examples)}


def _shown(sentence: _Sentence) -> list[Any]:
    def unit(at: int) -> int:
        return len(sentence.text[:at].encode("utf-16-le")) // 2

    return [sentence.text, [[mark.role, unit(mark.start), unit(mark.end)] for mark in sentence.marks]]
