"""Who takes part in an event, for what spans documents: the parties, or the body itself that somebody joins."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Protocol

from verbale.extractors.schema import Event
from verbale.extractors.tables.relations.state_types import STATES

_BODY = "institution"


class Described(Protocol):
    """What is to be known of an actor."""

    @property
    def kind(self) -> str: ...
    @property
    def valid_to(self) -> str: ...


def acted_on(event: Event, actors: Mapping[str, Described]) -> tuple[str, ...]:
    """The target parties of an event, in their order. Of a type that a state with ``bodies`` is made of, a body stands for
    itself: who sits in the Security Council has not joined the United Nations by it."""
    if event.relation_type not in STATES.of_bodies:
        return event.target_parties
    pairs = zip_longest(event.target_parties, event.target_ids, fillvalue="")
    return tuple(id_ if id_ in actors and actors[id_].kind == _BODY else party for party, id_ in pairs)
