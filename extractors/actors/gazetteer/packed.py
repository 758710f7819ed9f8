"""A gazetteer <-> bytes. Reading and checking the tables takes a third of a second; a short text should not wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from verbale.extractors.actors.gazetteer.name_index import NameIndex
from verbale.extractors.actors.gazetteer.records import Gazetteer, Name
from verbale.extractors.packing import packed, unpacked
from verbale.extractors.schema import Actor


def _values(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))


_ACTOR, _NAME = _values(Actor), _values(Name)


def pack_gazetteer(gazetteer: Gazetteer) -> bytes:
    """The actors, the names in the order in which they are looked up, and the surnames."""
    actors = list(map(_ACTOR, gazetteer.actors.values()))
    names: dict[Name, int] = {}
    spelled = [(spelling, names.setdefault(name, len(names))) for spelling, name in gazetteer.names.entries()]
    surnames = [(surname, [actor.actor_id for actor in own]) for surname, own in gazetteer.surnames.items()]
    return packed((gazetteer.version, actors, list(map(_NAME, names)), spelled, surnames))


def unpack_gazetteer(content: bytes) -> Gazetteer:
    """What ``pack_gazetteer`` was given. Raises ValueError, TypeError, LookupError for other bytes."""
    version, actor_rows, name_rows, spelled, surnames = unpacked(content)
    actors = {row[0]: Actor(*row) for row in actor_rows}
    names = [Name(*row) for row in name_rows]
    index = NameIndex.of((spelling, names[number]) for spelling, number in spelled)
    return Gazetteer(actors, index, {surname: tuple(actors[i] for i in own) for surname, own in surnames}, version)
