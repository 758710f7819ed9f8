"""How sure the parties of an event are: that all are just right, and of every two that they take part so.

The set that is told is one of many that were weighed. Where a list may be longer or shorter, hardly any whole is sure, though two
of it can be: in nearly all that is likely they stand where they are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from verbale.extractors.events.learned.choice import Choice, Option
from verbale.extractors.events.match import Match
from verbale.extractors.events.records import Parties
from verbale.extractors.events.roles.participants import parties_of

_MOST_IN_PAIRS = 12
"""Of more parties without direction every one is weighed alone: lists are taken or left as a whole."""

_Sides = tuple[frozenset[str], frozenset[str]]
_Weighed = list[tuple[float, _Sides]]


def sure_of(choice: Choice | None, match: Match) -> Parties | None:
    """How sure the parties of a match are, of those that the choice weighed. None where nothing weighed them: rules told several
    events of one word apart, or syntax settled on others."""
    if choice is None:
        return None
    together = match.loaded.symmetric
    weighed = [(chance, _sides(choice, option, together)) for chance, option in choice.weighed]
    told = _as_told(parties_of(match.sources), parties_of(match.targets), together)
    whole = max((chance for chance, sides in weighed if sides == told), default=None)
    return None if whole is None else Parties(whole, tuple(_pairs(told, weighed, together)))


def _sides(choice: Choice, option: Option, together: bool) -> _Sides:
    own, others = ({choice.offers[n].party for n in side} for side in (option.sources, option.targets))
    return _as_told(own, others, together)


def _as_told(sources: set[str], targets: set[str], together: bool) -> _Sides:
    """The two sides; of a type without direction there is one."""
    return (frozenset(sources | targets), frozenset()) if together else (frozenset(sources), frozenset(targets))


def _pairs(told: _Sides, weighed: _Weighed, together: bool) -> Iterator[tuple[str, str, float]]:
    """Everyone alone with his share of all that is likely, and every two that the event tells of with theirs."""
    sources, targets = map(sorted, told)
    yield from ((one, "", _share(weighed, [one], [])) for one in sources)
    yield from (("", one, _share(weighed, [], [one])) for one in targets)
    if together and len(sources) <= _MOST_IN_PAIRS:
        yield from ((one, other, _share(weighed, [one, other], [])) for one, other in combinations(sources, 2))
    elif not together:
        yield from ((one, other, _share(weighed, [one], [other])) for one in sources for other in targets)


def _share(weighed: _Weighed, sources: Sequence[str], targets: Sequence[str]) -> float:
    """The share of the sets that have these where they are told: of all sets, or of what is certain, where they are less."""
    holding = sum(chance for chance, (own, others) in weighed if own.issuperset(sources) and others.issuperset(targets))
    return round(holding / max(1.0, sum(chance for chance, _ in weighed)), 3)
