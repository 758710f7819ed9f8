"""Who takes part in an event as the encoder sees it: its pairs of words, party by party."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.units import Unit, Units
from verbale.extractors.schema import Finding

Told = tuple[float, float, float, float]
"""The probabilities of ``finder.pairs.ANSWERS``."""
_NOTHING: Told = (0.0, 0.0, 0.0, 0.0)
_UNSEEN = -1.0
_EVENT = 0.5
"""Probability from which a word tells an event that later ones may be about."""


class Top(NamedTuple):
    """Who is likeliest to be something, how likely, and how likely the next one is."""

    party: str = ""
    chance: float = 0.0
    next: float = 0.0

    def beside(self, party: str) -> float:
        """The most that any other party is told to be."""
        return self.next if party == self.party else self.chance


def _tops(parties: Mapping[str, Told]) -> tuple[Top, ...]:
    """The two likeliest of every answer."""
    found = [Top() for _ in _NOTHING]
    for party, told in parties.items():
        for n, chance in enumerate(told):
            top = found[n]
            if chance > top.chance or not top.party:
                found[n] = Top(party, chance, top.chance)
            elif chance > top.next:
                found[n] = Top(top.party, top.chance, chance)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Seen:
    """``parties``: key of a candidate -> the most that any word standing for it is told to be; ``nobody``: what the words that
    stand for nobody known are told to be. ``seen``: whether the encoder was asked at all; ``tops``: of every answer the two
    likeliest of ``parties``.
    """

    parties: Mapping[str, Told]
    nobody: Mapping[int, Told]
    seen: bool
    tops: tuple[Top, ...] = (Top(),) * len(_NOTHING)

    def of_party(self, party: str) -> list[float]:
        """Eight numbers: what the party is told to be, and by how much more than every other one."""
        if not self.seen:
            return [_UNSEEN] * 8
        return self.of_told(self.parties.get(party, _NOTHING), party)

    def of_told(self, own: Told, party: str = "") -> list[float]:
        """The same for somebody told to be ``own``."""
        a, b, c, d = own
        e, f, g, h = self.tops
        return [a, b, c, d, a - e.beside(party), b - f.beside(party), c - g.beside(party), d - h.beside(party)]

    def in_common(self) -> list[float]:
        """Six numbers: how likely somebody unknown is told as source and target, anybody known is one, and how many are."""
        if not self.seen:
            return [_UNSEEN] * 6
        most = [max((told[n] for told in self.parties.values()), default=0.0) for n in (2, 3)]
        many = [sum(told[n] for told in self.parties.values()) for n in (2, 3)]
        unknown = [max((told[n] for told in self.nobody.values()), default=0.0) for n in (0, 1)]
        return [*unknown, *most, *many]


class Sight:
    """What the encoder sees in one document."""

    def __init__(self, findings: Findings, units: Units) -> None:
        self._parsed = findings.parsed
        self._found: Mapping[int, Finding] = findings.parsed.findings or {}
        self._units = units
        self._by_head: dict[int, Unit | None] = {}  # word -> the unit whose head it is, of the sentences asked for
        self._events = sorted(i for i, finding in self._found.items() if finding.event > _EVENT)
        self._seen: dict[tuple[int, int], Seen] = {}
        self._before: dict[int, Mapping[str, Told]] = {}

    def before(self, trigger: int) -> Mapping[str, Told]:
        """What the parties, by whomever they are told, are told to be at the word before that tells another event."""
        place = bisect_left(self._events, trigger)
        if not place:
            return {}
        word = self._events[place - 1]
        if word not in self._before:
            self._before[word] = _most_of((unit.parties, told) for unit, told in self._told(self._found[word]))
        return self._before[word]

    def of(self, trigger: int, elsewhere: int) -> Seen:
        """What is seen at a trigger, or at the word that the encoder takes for the event."""
        found = self._found.get(trigger) or self._found.get(elsewhere)
        if found is None or not found.links:
            return Seen({}, {}, found is not None)
        sentence = self._parsed.sentence_of[trigger]
        asked = found.token, sentence
        if asked not in self._seen:
            self._seen[asked] = self._of(found, sentence)
        return self._seen[asked]

    def _of(self, found: Finding, sentence: int) -> Seen:
        units, sentence_of = self._told(found), self._parsed.sentence_of
        # Of other sentences the party is meant, by whomever it is told.
        parties = _most_of((unit.keys if sentence_of[unit.head] == sentence else unit.parties, told) for unit, told in units)
        return Seen(parties, {unit.head: told for unit, told in units if not unit.parties}, True, _tops(parties))

    def _told(self, found: Finding) -> list[tuple[Unit, Told]]:
        """The units that an event's words stand for, and what they are told to be."""
        by_head = self._by_head
        for word, _ in found.links:
            if word not in by_head:
                sentence = self._parsed.sentence_at(word)
                by_head |= dict.fromkeys(range(sentence.start, sentence.end))
                by_head |= {unit.head: unit for unit in self._units.of(sentence)}
        return [(unit, told) for word, told in found.links if (unit := by_head[word]) is not None]


def _most_of(named: Iterable[tuple[Iterable[str], Told]]) -> dict[str, Told]:
    """Name -> the most that anybody so named is told to be, answer by answer."""
    found: dict[str, Told] = {}
    for names, told in named:
        for name in names:
            found[name] = _most(found[name], told) if name in found else told
    return found


def _most(one: Told, other: Told) -> Told:
    a, b, c, d = one
    e, f, g, h = other
    return (a if a >= e else e), (b if b >= f else f), (c if c >= g else g), (d if d >= h else h)
