"""Who takes part in an event as the encoder sees it: its pairs of words, party by party."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import sub

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.units import Unit, Units
from verbale.extractors.schema import Finding

Told = tuple[float, float, float, float]
"""The probabilities of ``finder.pairs.ANSWERS``."""
_NOTHING: Told = (0.0, 0.0, 0.0, 0.0)
_UNSEEN = -1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """``parties``: party -> the most that any word standing for it is told to be; ``nobody``: what the words that stand for
    nobody known are told to be. ``seen``: whether the encoder was asked at all.
    """

    parties: Mapping[str, Told]
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
        return [*own, *map(sub, own, map(max, zip(*others, strict=True)) if others else _NOTHING)]

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
        self._by_head: dict[int, Unit | None] = {}

    def of(self, trigger: int, elsewhere: int) -> Seen:
        """What is seen at a trigger, or at the word that the encoder takes for the event."""
        found = self._found.get(trigger) or self._found.get(elsewhere)
        if found is None or not found.links:
            return Seen({}, {}, found is not None)
        parties: dict[str, Told] = {}
        nobody: dict[int, Told] = {}
        for word, told in found.links:
            unit = self._unit_at(word)
            if unit is None:
                continue
            if not unit.parties:
                nobody[word] = told
            for party in unit.parties:
                parties[party] = _most(parties.get(party, _NOTHING), told)
        return Seen(parties, nobody, True)

    def _unit_at(self, word: int) -> Unit | None:
        """The unit whose head a word is."""
        if word not in self._by_head:
            sentence = self._parsed.sentence_at(word)
            self._by_head |= dict.fromkeys(range(sentence.start, sentence.end))
            self._by_head |= {unit.head: unit for unit in self._units.of(sentence)}
        return self._by_head[word]


def _most(one: Told, other: Told) -> Told:
    return max(one[0], other[0]), max(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
