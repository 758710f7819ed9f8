"""What the stages of mention-finding hand on: mentions in the making, names that are no actors, and the actors met so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from verbale.extractors.actors.gazetteer import Gazetteer, Name
from verbale.extractors.schema import Actor

Key = tuple[int, int, int, str]
"""Span, head and method with which a mention was found: no two mentions of a document share them."""


class Draft(NamedTuple):
    """A mention before it becomes a record. It never changes: a stage that knows better makes another one with the same ``key``.

    What the text says: ``start``, ``end`` (tokens, end exclusive), ``head`` (the token that stands for it in the parse),
    ``label``, ``method``, ``title`` (a person's office word) and ``owner`` (the key of the mention whose party this one shares).
    What it may mean: ``readings``, the gazetteer's names for it; ``use`` of the name that was chosen, or ``national`` for a bare
    institution of whichever state. Whom it means: ``actor_ids``, ``party_ids``.
    """

    key: Key
    start: int
    end: int
    head: int
    label: str
    method: str
    actor_ids: tuple[str, ...] = ()
    party_ids: tuple[str, ...] = ()
    readings: tuple[Name, ...] = ()
    use: str = ""
    title: str = ""
    owner: Key | None = None

    @property
    def core(self) -> tuple[int, int]:
        """The span with which it was found: of a person the bare name, without titles."""
        return self.key[0], self.key[1]

    @property
    def recognised(self) -> bool:
        """Whether only the recogniser took it for a name."""
        return self.key[3] == "ner"

    def covers(self, token: int) -> bool:
        """Whether the token is one of the mention's."""
        return self.start <= token < self.end


def make_draft(
    start: int,
    end: int,
    head: int,
    label: str,
    method: str,
    actor_ids: tuple[str, ...] = (),
    party_ids: tuple[str, ...] = (),
    readings: tuple[Name, ...] = (),
    use: str = "",
    owner: Key | None = None,
) -> Draft:
    """A mention as it is found; its span, head and method are its key."""
    return Draft((start, end, head, method), start, end, head, label, method, actor_ids, party_ids, readings, use, "", owner)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name that is no actor: an agreement, law, programme or event. ``parties``: whom its words name."""

    start: int
    end: int
    label: str
    text: str
    party_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownActors:
    """Whom the gazetteer knows, and whom the text has introduced (``introduced``, by id)."""

    gazetteer: Gazetteer
    introduced: Mapping[str, Actor]

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self.introduced or actor_id in self.gazetteer

    def describe(self, actor_id: str) -> Actor:
        """The actor with this id; KeyError where there is none."""
        return self.introduced.get(actor_id) or self.gazetteer.actor(actor_id)

    def party(self, actor_id: str) -> str:
        """The party behind an actor, empty where nobody stands behind it."""
        return self.describe(actor_id).party_id

    def kind(self, actor_id: str) -> str:
        """The kind of an actor, empty for what is none."""
        return self.describe(actor_id).kind if actor_id in self else ""

    def with_actors(self, actors: Iterable[Actor]) -> KnownActors:
        """With further actors of the text, or better descriptions of them."""
        return KnownActors(self.gazetteer, {**self.introduced, **{actor.actor_id: actor for actor in actors}})

    def with_names(self, actors: Iterable[Actor]) -> KnownActors:
        """With actors that the text names, where the gazetteer lacks them; a known affiliation outweighs standing for itself."""
        introduced = dict(self.introduced)
        for actor in actors:
            known = introduced.get(actor.actor_id)
            if actor.actor_id not in self.gazetteer and (known is None or known.party_id == known.actor_id):
                introduced[actor.actor_id] = actor
        return KnownActors(self.gazetteer, introduced)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a stage leaves to the next one: ``drafts``, in the order of finding; ``names`` that are no actors; ``actors``."""

    drafts: tuple[Draft, ...]
    names: tuple[NameSpan, ...]
    actors: KnownActors

    def with_drafts(self, drafts: Iterable[Draft]) -> Findings:
        """The same with other drafts."""
        return replace(self, drafts=tuple(drafts))
