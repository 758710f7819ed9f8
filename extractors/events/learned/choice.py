"""Which parties together: the sets of sources and targets that an event might have, and how likely each is just right.

Party by party the likeliest answers seldom make the likeliest whole: where one source is sure, a second one is mostly a guess,
and what the rule found is right more often together than in parts. So whole sets are weighed, by boosted trees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, combinations
from math import exp, log
from typing import NamedTuple

import numpy as np

from verbale.extractors.events.learned.models import Learned, Profile
from verbale.extractors.events.learned.parties import IN_COMMON, Asked, Candidate
from verbale.extractors.events.match import Match
from verbale.extractors.events.records import Parties
from verbale.extractors.events.roles.participants import parties_of
from verbale.extractors.finder import dealt

_POSSIBLE = 0.05
"""Probability below which a party is in no set."""
_MOST_SOURCES, _MOST_TARGETS = 5, 4
_ALONE = 3
_WEIGHED = 20
"""So many sets are weighed: the rule's own and the likeliest."""
_SURE = 0.999
_NEVER = 1 - _SURE
_MOST_IN_PAIRS = 12
"""Of more parties without direction every one is weighed alone: lists are taken or left as a whole."""

_Told = tuple[frozenset[str], frozenset[str]]
_Weighed = list[tuple[float, _Told]]


class Option(NamedTuple):
    """A set of sources and one of targets, as numbers of candidates. ``odds``: log probability, were all parties independent."""

    sources: frozenset[int]
    targets: frozenset[int]
    ruled: bool
    odds: float


class Choice(NamedTuple):
    """The parties chosen for an event, and the probability that they are just right.

    ``asked``, ``offers``, ``told``: what was chosen from, and the probabilities of each offer as source and as target;
    ``weighed``: all sets, each with the probability that it is just right.
    """

    sources: list[Candidate]
    targets: list[Candidate]
    chance: float
    asked: Asked
    offers: Sequence[Candidate]
    told: Sequence[tuple[float, float]]
    weighed: Sequence[tuple[float, Option]] = ()


def choose(asked: Sequence[Asked], offers: Sequence[Sequence[Candidate]], learned: Learned) -> list[Choice]:
    """The likeliest sets of many events."""
    rows = np.array([candidate.features for own in offers for candidate in own], dtype=np.float32)
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
    return Choice(sources, targets, chance, asked, offers, told, weighed)


def options(asked: Asked, offers: Sequence[Candidate], told: Sequence[tuple[float, float]]) -> list[Option]:
    """The likely sets of an event; ``told``: of each candidate the probabilities of being source and target."""
    sources, targets = (_likeliest(told, side, most) for side, most in ((0, _MOST_SOURCES), (1, _MOST_TARGETS)))
    ruled = _ruled(asked, offers)
    found = {} if ruled is None else {ruled: True}
    wholes = [_wholes(likely, offers) for likely in (sources, targets)]
    for both in _in_pairs(wholes[0], wholes[1], offers):
        found.setdefault(both, False)
    # Of independent parties: the log odds of nobody, and what each one adds, by whomever it is told.
    without = {party: (_log(1 - one), _log(1 - other)) for party, (one, other) in _by_party(offers, told).items()}
    adds = [
        (_log(one) - without[offer.party][0], _log(other) - without[offer.party][1])
        for (one, other), offer in zip(told, offers, strict=True)
    ]
    nobody = sum(chain.from_iterable(without.values()))
    as_sources = {own: sum(adds[n][0] for n in own) for own in {own for own, _ in found}}
    as_targets = {others: sum(adds[n][1] for n in others) for others in {others for _, others in found}}
    every = [
        Option(own, others, by_rule, nobody + as_sources[own] + as_targets[others]) for (own, others), by_rule in found.items()
    ]
    return sorted(every, key=lambda option: (-option.ruled, -option.odds))[:_WEIGHED]


def _in_pairs(
    sources: Sequence[frozenset[int]], targets: Sequence[frozenset[int]], offers: Sequence[Candidate]
) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """Every set of sources with every set of targets. Whom nobody names does not suffer what his own people do."""
    unsaid = {n: offer.party for n, offer in enumerate(offers) if not offer.participant.text}
    suffering = [(others, [n for n in others if n in unsaid]) for others in targets]
    for own in sources:
        acting = {offers[n].party for n in own}
        for others, silent in suffering:
            if not any(unsaid[n] in acting and n not in own for n in silent):
                yield own, others - own


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


def _log(p: float) -> float:
    """The logarithm of a probability, of which none is certain."""
    return log(_NEVER if p < _NEVER else _SURE if p > _SURE else p)


def features(
    found: Sequence[Option], asked: Asked, offers: Sequence[Candidate], told: Sequence[tuple[float, float]], profile: Profile
) -> list[list[float]]:
    """A row of numbers per option."""
    odds = [option.odds for option in found]
    most, shares = max(odds), [exp(own) for own in odds]
    whole = sum(shares)
    ranks = {n: rank for rank, n in enumerate(sorted(range(len(found)), key=lambda n: -odds[n]))}
    shared = [float(asked.sources is not None), *_shared(offers, profile)]
    known = Counter(offer.listed for offer in offers)
    ranked = [_ranked(offers, told, side) for side in (0, 1)]
    sources = {own: _side(own, 0, offers, told, ranked[0]) for own in {option.sources for option in found}}
    targets = {own: _side(own, 1, offers, told, ranked[1]) for own in {option.targets for option in found}}
    rows = []
    for n, option in enumerate(found):
        own, others = sources[option.sources], targets[option.targets]
        n_own, n_others = len(option.sources), len(option.targets)
        listed = bool(own.lists or others.lists)
        taken = [offers[n].listed for n in option.sources | option.targets] if listed else []
        rows.append([
            odds[n], float(n_own), float(n_others), *own.chances, *others.chances,
            float(len(own.parties & others.parties)), float(option.ruled),
            _left_out(own, taken, known), _left_out(others, taken, known), float(len(own.lists & others.lists)),
            profile.shape(n_own, n_others), *shared, shares[n] / whole, odds[n] - most, float(ranks[n]),
        ])  # fmt: skip
    return rows


class _Side(NamedTuple):
    """A set as one side of an event. ``chances``: of its least likely party, of the likeliest named and of the likeliest implied
    that it leaves out, and how many of it are implied; ``lists``: those that its parties stand in.
    """

    chances: tuple[float, float, float, float]
    parties: set[str]
    lists: set[int]


class _Ranked(NamedTuple):
    """Probabilities of a side with their parties, the likeliest first: of candidates that are named, and that are implied."""

    named: list[tuple[float, str]]
    implied: list[tuple[float, str]]


def _ranked(offers: Sequence[Candidate], told: Sequence[tuple[float, float]], side: int) -> _Ranked:
    every = sorted(((p[side], n) for n, p in enumerate(told)), reverse=True)
    split = _Ranked([], [])
    for p, n in every:
        (split.named if offers[n].participant.text else split.implied).append((p, offers[n].party))
    return split


def _side(
    own: frozenset[int], side: int, offers: Sequence[Candidate], told: Sequence[tuple[float, float]], ranked: _Ranked
) -> _Side:
    parties = {offers[n].party for n in own}
    least = min([told[n][side] for n in own], default=1.0)
    named, unsaid = _likeliest_beside(parties, ranked.named), _likeliest_beside(parties, ranked.implied)
    implied = float([offers[n].participant.text for n in own].count(""))
    return _Side((least, named, unsaid, implied), parties, {offers[n].listed for n in own} - {-1})


def _likeliest_beside(parties: set[str], ranked: Sequence[tuple[float, str]]) -> float:
    """The probability of the likeliest who is none of these."""
    for p, party in ranked:
        if party not in parties:
            return p
    return 0.0


def _left_out(side: _Side, taken: Sequence[int], known: Mapping[int, int]) -> float:
    """How many are left out of lists of which others are on a side; ``taken``: the lists of all that are on either, ``known``:
    how many each list has."""
    if not side.lists:
        return 0.0
    return float(sum(known[listed] for listed in side.lists) - sum(listed in side.lists for listed in taken))


def _shared(offers: Sequence[Candidate], profile: Profile) -> Iterator[float]:
    """What is known of the event: its type, and the numbers of its context that every candidate bears at the end."""
    yield from (float(profile.number), float(profile.family), float(profile.symmetric), profile.sources, profile.targets)
    yield float(len(offers))
    yield from offers[0].features[-IN_COMMON:] if offers else [0.0] * IN_COMMON


def sure_of(choice: Choice | None, match: Match) -> Parties | None:
    """How sure the parties of a match are: that all are just right, and of every two that they take part so.

    Where a list may be longer or shorter, hardly any whole is sure, though two of it can be: in nearly all sets that are likely
    they stand where they are told. None where nothing weighed the parties: rules told several events of one word apart, or syntax
    settled on others.
    """
    if choice is None:
        return None
    together = match.loaded.symmetric
    # Few sides make up many sets.
    sides = {own for _, option in choice.weighed for own in (option.sources, option.targets)}
    named = {own: frozenset([choice.offers[n].party for n in own]) for own in sides}
    weighed = [(chance, _as_told(named[own.sources], named[own.targets], together)) for chance, own in choice.weighed]
    told = _as_told(parties_of(match.sources), parties_of(match.targets), together)
    whole = max((chance for chance, sides in weighed if sides == told), default=None)
    return None if whole is None else Parties(whole, tuple(_pairs(told, weighed, together)))


def _as_told(sources: Set[str], targets: Set[str], together: bool) -> _Told:
    """The two sides; of a type without direction there is one."""
    return (frozenset(sources | targets), frozenset()) if together else (frozenset(sources), frozenset(targets))


def _pairs(told: _Told, weighed: _Weighed, together: bool) -> Iterator[tuple[str, str, float]]:
    """Everyone alone with his share of all that is likely, and every two that the event tells of with theirs."""
    sources, targets = map(sorted, told)
    whole = max(1.0, sum([chance for chance, _ in weighed]))

    def share(own: Sequence[str], others: Sequence[str]) -> float:
        """The share of the sets that have these where they are told: of all sets, or of what is certain, where they are less."""
        holding = [chance for chance, sides in weighed if sides[0].issuperset(own) and sides[1].issuperset(others)]
        return round(sum(holding) / whole, 3)

    yield from ((one, "", share([one], [])) for one in sources)
    yield from (("", one, share([], [one])) for one in targets)
    if together and len(sources) <= _MOST_IN_PAIRS:
        yield from ((one, other, share([one, other], [])) for one, other in combinations(sources, 2))
    elif not together:
        yield from ((one, other, share([one], [other])) for one in sources for other in targets)
