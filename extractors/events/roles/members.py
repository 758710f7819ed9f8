"""Who stands on a side of an event, one by one: name, actor and party, so that the lists of a row have one length and order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from verbale.extractors import ids
from verbale.extractors.events.roles.groups import HOW as UNKNOWN
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.schema import Actor

IMPLIED = "(implied) "
"""Before the code of a party that the text does not name there."""


_REFERRING = {"pronoun", "definite", "heading", "topic"}


class Member(NamedTuple):
    """One actor on a side. ``name``: as the text puts it, else ``(implied) CODE``; ``party``: who stands behind the actor;
    ``how`` the text tells of it: named / reference / implied / unknown (people that go by no name).
    """

    name: str
    actor_id: str
    party: str
    how: str = "named"


def members_of(participants: Sequence[Participant], actors: Iterable[Actor]) -> list[Member]:
    """The members of a side, each actor once: one that stands for several (``both states``) gives as many.

    >>> members_of([Participant("both states", ("PER", "CHL"), ("PER", "CHL"), 1, "definite")], [])
    [Member(name='both states', actor_id='PER', party='PER', how='reference'), \
Member(name='both states', actor_id='CHL', party='CHL', how='reference')]
    """
    # Only who stands for another number of parties than of actors is looked up.
    uneven = any(len(one.actor_ids) != len(one.party_ids) for one in participants)
    known = {actor.actor_id: actor.party_id for actor in actors} if uneven else {}
    found: dict[str, Member] = {}
    for participant in participants:
        for actor, party in _pairs(participant, known):
            name = ids.normalise(participant.text) or f"{IMPLIED}{party}"
            found.setdefault(actor, Member(name, actor, party, how_told(participant)))
    return list(found.values())


def how_told(participant: Participant) -> str:
    """named / reference / implied / unknown: how the text tells of somebody."""
    if participant.how.startswith("implied") or not participant.text:
        return "implied"
    if participant.how == UNKNOWN:
        return "unknown"
    return "reference" if participant.how in _REFERRING else "named"


def _pairs(participant: Participant, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each actor with its party: of as many parties as actors the one in the same place, else the one that is known."""
    actors, parties = participant.actor_ids, participant.party_ids
    if len(actors) == len(parties):
        yield from zip(actors, parties, strict=True)
        return
    told = {actor: known.get(actor, "") for actor in actors}
    pairs = [(actor, party if party in parties else parties[0]) for actor, party in told.items()]
    yield from pairs
    yield from ((party, party) for party in parties if party not in {p for _, p in pairs})
