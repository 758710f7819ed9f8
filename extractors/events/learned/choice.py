"""Which parties together: the sets of sources and targets that an event might have, and how likely each is just right.

Party by party the likeliest answers seldom make the likeliest whole: where one source is sure, a second one is mostly a guess,
and what the rule found is right more often together than in parts. So whole sets are weighed, by boosted trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from verbale.extractors.events.learned.models import Learned, Profile
from verbale.extractors.events.learned.parties import IN_COMMON, Asked, Candidate
from verbale.extractors.finder import dealt

_POSSIBLE = 0.05
"""Probability below which a party is in no set."""
_MOST_SOURCES, _MOST_TARGETS = 5, 4
_ALONE = 3
_WEIGHED = 10
"""So many sets are weighed: the rule's own and the likeliest."""
_SURE = 0.999


class Option(NamedTuple):
    """A set of sources and one of targets, as numbers of candidates. ``odds``: log probability, were all parties independent."""

    sources: frozenset[int]
    targets: frozenset[int]
    ruled: bool
    odds: float


class Choice(NamedTuple):
    """The parties chosen for an event, and the probability that they are just right.

    ``asked``, ``offers``, ``told``: what was chosen from, and the probabilities of each offer as source and as target.
    """

    sources: list[Candidate]
    targets: list[Candidate]
    chance: float
    asked: Asked
    offers: Sequence[Candidate]
    told: Sequence[tuple[float, float]]


def choose(asked: Sequence[Asked], offers: Sequence[Sequence[Candidate]], learned: Learned) -> list[Choice]:
    """The likeliest sets of many events."""
    rows = [candidate.features for own in offers for candidate in own]
    told = dealt(zip(learned.sources(rows).tolist(), learned.targets(rows).tolist(), strict=True), offers)
    sets = [options(one, own, p) for one, own, p in zip(asked, offers, told, strict=True)]
    numbers = [
        row
        for one, own, p, found in zip(asked, offers, told, sets, strict=True)
        for row in features(found, one, own, p, learned.profiles[one.kind])
    ]
    chances = dealt(learned.sets(numbers).tolist(), sets)
    return [
        _best(list(zip(weights, found, strict=True)), one, own, p)
        for one, own, p, found, weights in zip(asked, offers, told, sets, chances, strict=True)
    ]


def _best(
    weighed: Sequence[tuple[float, Option]], asked: Asked, offers: Sequence[Candidate], told: Sequence[tuple[float, float]]
) -> Choice:
    chance, option = max(weighed, key=lambda pair: (pair[0], pair[1].odds))
    sources, targets = ([offers[n] for n in sorted(side)] for side in (option.sources, option.targets))
    return Choice(sources, targets, chance, asked, offers, told)


def options(asked: Asked, offers: Sequence[Candidate], told: Sequence[tuple[float, float]]) -> list[Option]:
    """The likely sets of an event; ``told``: of each candidate the probabilities of being source and target."""
    sources, targets = (_likeliest(told, side, most) for side, most in ((0, _MOST_SOURCES), (1, _MOST_TARGETS)))
    ruled = _ruled(asked, offers)
    found = {} if ruled is None else {ruled: True}
    wholes = [_wholes(likely, offers) for likely in (sources, targets)]
    for own in wholes[0]:
        for others in wholes[1]:
            found.setdefault((own, others - own), False)
    # Of independent parties: the log odds of nobody, and what each one adds, by whomever it is told.
    most = _by_party(offers, told)
    nobody = sum(log(_bounded(1 - p)) for pair in most.values() for p in pair)
    adds = [
        [log(_bounded(p)) - log(_bounded(1 - top)) for p, top in zip(pair, most[offer.party], strict=True)]
        for pair, offer in zip(told, offers, strict=True)
    ]
    every = [
        Option(own, others, by_rule, nobody + sum(adds[n][0] for n in own) + sum(adds[n][1] for n in others))
        for (own, others), by_rule in found.items()
    ]
    return sorted(every, key=lambda option: (-option.ruled, -option.odds))[:_WEIGHED]


def _by_party(offers: Sequence[Candidate], told: Sequence[tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Party -> the most that any candidate of it is likely to be as source and as target."""
    found: dict[str, tuple[float, float]] = {}
    for offer, (source, target) in zip(offers, told, strict=True):
        known = found.get(offer.party, (0.0, 0.0))
        found[offer.party] = (max(known[0], source), max(known[1], target))
    return found


def _likeliest(told: Sequence[tuple[float, float]], side: int, most: int) -> list[int]:
    possible = [n for n, own in enumerate(told) if own[side] > _POSSIBLE]
    return sorted(possible, key=lambda n: -told[n][side])[:most]


def _wholes(likely: Sequence[int], offers: Sequence[Candidate]) -> list[frozenset[int]]:
    """The sets of a side: of its likeliest parties the first ones, the second or third alone, and whole lists of each.

    A party is told once, unless those who stand for it are listed.
    """
    apart = [n for rank, n in enumerate(likely) if all(offers[n].party != offers[m].party for m in likely[:rank])]
    found = [frozenset(apart[:n]) for n in range(len(apart) + 1)]
    found += [frozenset((n,)) for n in likely[1:_ALONE]]
    listed = {n: offers[n].listed for n in likely if offers[n].listed >= 0}
    mates = {n: [m for m, other in enumerate(offers) if other.listed == own] for n, own in listed.items()}
    if any(len(own) > 1 for own in mates.values()):
        found += [one.union(*(mates.get(n, ()) for n in one)) for one in found]
    return list(dict.fromkeys(found))


def _ruled(asked: Asked, offers: Sequence[Candidate]) -> tuple[frozenset[int], frozenset[int]] | None:
    """The sets that the event's rule found."""
    if asked.sources is None or asked.targets is None:
        return None
    return frozenset(n for n, c in enumerate(offers) if c.ruled[0]), frozenset(n for n, c in enumerate(offers) if c.ruled[1])


def _bounded(p: float) -> float:
    return min(max(p, 1 - _SURE), _SURE)


def features(
    found: Sequence[Option], asked: Asked, offers: Sequence[Candidate], told: Sequence[tuple[float, float]], profile: Profile
) -> list[list[float]]:
    """A row of numbers per option."""
    most = max(option.odds for option in found)
    whole = sum(exp(option.odds) for option in found)
    ranks = {n: rank for rank, n in enumerate(sorted(range(len(found)), key=lambda n: -found[n].odds))}
    shared = [float(asked.sources is not None), *_shared(offers, profile)]
    rows = []
    for n, option in enumerate(found):
        alone = [*_own(option, offers, told), *_shaped(option, offers, profile)]
        rows.append([*alone, *shared, *_among(option.odds, most, whole), float(ranks[n])])
    return rows


def _among(odds: float, most: float, whole: float) -> Iterator[float]:
    """How likely an option is beside all of them, and beside the likeliest."""
    yield from (exp(odds) / whole, odds - most)


def _own(option: Option, offers: Sequence[Candidate], told: Sequence[tuple[float, float]]) -> Iterator[float]:
    """How likely the least likely of each side is, how likely those that are left out, named and not; who is only implied."""
    yield from (option.odds, float(len(option.sources)), float(len(option.targets)))
    sides = [{offers[n].party for n in own} for own in (option.sources, option.targets)]
    for side, own in ((0, option.sources), (1, option.targets)):
        yield min((told[n][side] for n in own), default=1.0)
        out = [(offer, p[side]) for offer, p in zip(offers, told, strict=True) if offer.party not in sides[side]]
        yield max((p for offer, p in out if offer.participant.text), default=0.0)
        yield max((p for offer, p in out if not offer.participant.text), default=0.0)
        yield float(sum(not offers[n].participant.text for n in own))
    yield from (float(len(sides[0] & sides[1])), float(option.ruled))


def _shaped(option: Option, offers: Sequence[Candidate], profile: Profile) -> Iterator[float]:
    """How many are left out of lists of which others are sources, are targets; how many lists stand on both sides; how usual so
    many sources and targets are.
    """
    lists = [{offers[n].listed for n in side} - {-1} for side in (option.sources, option.targets)]
    outside = [offer.listed for n, offer in enumerate(offers) if n not in option.sources and n not in option.targets]
    yield from (float(sum(listed in own for listed in outside)) for own in lists)
    yield float(len(lists[0] & lists[1]))
    yield profile.shape(len(option.sources), len(option.targets))


def _shared(offers: Sequence[Candidate], profile: Profile) -> Iterator[float]:
    """What is known of the event: its type, and the numbers of its context that every candidate bears at the end."""
    yield from (float(profile.number), float(profile.family), float(profile.symmetric), profile.sources, profile.targets)
    yield float(len(offers))
    yield from offers[0].features[-IN_COMMON:] if offers else [0.0] * IN_COMMON
