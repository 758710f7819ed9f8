"""What was extracted from a document <-> bytes, so that a change in the tables takes no extraction.

Its text is not kept, nor its path, under which the same text may come back.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from verbale.extractors.packing import packed, unpacked
from verbale.extractors.schema import Actor, Document, Event, EventLink, Extraction, Mention, Sentence, Timex

_KINDS: tuple[type[Any], ...] = (Sentence, Actor, Mention, Timex, Event, Event, EventLink)
"""Of what the parts of an Extraction behind its document are made."""


def _values(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))


_VALUES = tuple(map(_values, _KINDS))
_PARTS, _DOCUMENT = _values(Extraction), _values(Document)


def pack(extraction: Extraction) -> bytes:
    """The records of a document as bytes."""
    document, *parts = _PARTS(extraction)
    bare = _DOCUMENT(replace(document, text="", blocks=(), path=""))
    return packed((bare, [list(map(values, part)) for values, part in zip(_VALUES, parts, strict=True)], len(document.text)))


def unpack(content: bytes, path: str) -> tuple[Extraction, int]:
    """What ``pack`` kept, and the number of characters of the text. Raises ValueError or TypeError for other bytes."""
    bare, parts, n_chars = unpacked(content)
    document = replace(Document(*bare), path=path)
    return Extraction(document, *map(_records, _KINDS, parts)), n_chars


def _records(kind: type[Any], rows: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(kind(*row) for row in rows)
