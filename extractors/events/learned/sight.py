"""Who takes part in an event as the encoder sees it: its pairs of words, party by party."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.units import Unit, Units
from verbale.extractors.schema import Finding

Told = tuple[float, float, float, float]
"""The probabilities of ``finder.pairs.ANSWERS``."""
_NOTHING: Told = (0.0, 0.0, 0.0, 0.0)
_UNSEEN = -1.0
_EVENT = 0.5
"""Probability from which a word tells an event that later ones may be about."""


@dataclass(frozen=True, slots=True)
class Seen:
    """``parties``: key of a candidate -> the most that any word standing for it is told to be; ``whole``: the same of parties, by
    whomever they are told; ``nobody``: what the words that stand for nobody known are told to be. ``seen``: whether the encoder
    was asked at all.
    """

    parties: Mapping[str, Told]
    whole: Mapping[str, Told]
    nobody: Mapping[int, Told]
    seen: bool

    def of_party(self, party: str) -> list[float]:
        """Eight numbers: what the party is told to be, and by how much more than every other one."""
        if not self.seen:
            return [_UNSEEN] * 8
        return self.of_told(self.parties.get(party, _NOTHING), party)

    def of_told(self, own: Told, party: str = "") -> list[float]:
        """The same for somebody told to be ``own``."""
        others = [told for name, told in self.parties.items() if name != party]
        return [*own, *(p - max((told[n] for told in others), default=0.0) for n, p in enumerate(own))]

    def as_before(self, party: str) -> Told:
        """What a party is told to be in this event, for those that come after it."""
        return self.whole.get(party, _NOTHING)

    def in_common(self) -> list[float]:
        """Six numbers: how likely somebody unknown is told as source and target, anybody known is one, and how many are."""
        if not self.seen:
            return [_UNSEEN] * 6
        most = [max((told[n] for told in self.parties.values()), default=0.0) for n in (2, 3)]
        many = [sum(told[n] for told in self.parties.values()) for n in (2, 3)]
        unknown = [max((told[n] for told in self.nobody.values()), default=0.0) for n in (0, 1)]
        return [*unknown, *most, *many]


_NOT_SEEN = Seen({}, {}, {}, False)


class Sight:
    """What the encoder sees in one document."""

    def __init__(self, findings: Findings, units: Units) -> None:
        self._parsed = findings.parsed
        self._found: Mapping[int, Finding] = findings.parsed.findings or {}
        self._units = units
        self._by_head: dict[int, dict[int, Unit]] = {}
        self._events = sorted(i for i, finding in self._found.items() if finding.event > _EVENT)

    def before(self, trigger: int) -> Seen:
        """What is seen at the word before that is likeliest to tell another event."""
        place = bisect_left(self._events, trigger)
        return self.of(self._events[place - 1], -1) if place else _NOT_SEEN

    def of(self, trigger: int, elsewhere: int) -> Seen:
        """What is seen at a trigger, or at the word that the encoder takes for the event."""
        found = self._found.get(trigger) or self._found.get(elsewhere)
        if found is None or not found.links:
            return Seen({}, {}, {}, found is not None)
        sentence = self._parsed.sentence_of[trigger]
        parties: dict[str, Told] = {}
        whole: dict[str, Told] = {}
        nobody: dict[int, Told] = {}
        for word, told in found.links:
            unit = self._unit_at(word)
            if unit is None:
                continue
            if not unit.parties:
                nobody[word] = told
            # Of other sentences the party is meant, by whomever it is told.
            for key in unit.keys if self._parsed.sentence_of[word] == sentence else unit.parties:
                parties[key] = _most(parties.get(key, _NOTHING), told)
            for party in unit.parties:
                whole[party] = _most(whole.get(party, _NOTHING), told)
        return Seen(parties, whole, nobody, True)

    def _unit_at(self, word: int) -> Unit | None:
        """The unit whose head a word is."""
        sentence = self._parsed.sentence_at(word)
        known = self._by_head.get(sentence.ordinal)
        if known is None:
            known = self._by_head[sentence.ordinal] = {unit.head: unit for unit in self._units.of(sentence)}
        return known.get(word)


def _most(one: Told, other: Told) -> Told:
    first, second, third, fourth = (max(a, b) for a, b in zip(one, other, strict=True))
    return first, second, third, fourth
