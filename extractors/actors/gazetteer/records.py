"""The records of the gazetteer: names, and the actors that go by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verbale.extractors.actors.gazetteer.name_index import NameIndex
from verbale.extractors.schema import STATE_KINDS, Actor


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one actor. ``use``: name / demonym / metonym; dates bound the use of the name, not the actor.

    ``ambiguous``: it may mean another actor too; ``joint``: it means all actors that carry it at once.
    """

    text: str
    actor_id: str
    use: str
    valid_from: str = ""
    valid_to: str = ""
    ambiguous: bool = False
    joint: bool = False

    def holds_in(self, year: str) -> bool:
        """Whether the name was used so in this year (``1991``, ``-0043``; empty: always)."""
        if not year:
            return True
        n = int(year)
        first = int(self.valid_from[:4]) if self.valid_from else n
        last = int(self.valid_to[:4]) if self.valid_to else n
        return first <= n <= last


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The known actors by id, their names, and the persons by surname. ``version`` is a digest of all rows, for caches and for
    run.json. One gazetteer equals itself only.
    """

    actors: Mapping[str, Actor]
    names: NameIndex[Name] = field(repr=False)
    surnames: Mapping[str, tuple[Actor, ...]] = field(repr=False)
    version: str

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id; KeyError when the gazetteer has none."""
        return self.actors[actor_id]

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self.actors

    def is_state(self, actor_id: str) -> bool:
        """Whether an actor is a known state, present or former."""
        return actor_id in self.actors and self.actors[actor_id].kind in STATE_KINDS

    def is_person(self, actor_id: str) -> bool:
        """Whether an actor is a known person with a party."""
        return actor_id in self.actors and self.actors[actor_id].kind == "person" and bool(self.actors[actor_id].party_id)
