"""How present a party is at a place in the text: how often it is named, how lately, whether as the subject.

What a pronoun, a bare noun (*the government*) or a clause without a subject means, the text has mostly just spoken of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verbale.extractors.events.findings import Findings
from verbale.extractors.parse import labels

_LONG_AGO = 9.0
_STATES = ("state", "former_state")


class Named(NamedTuple):
    """A mention of a party. ``head``: its word."""

    head: int
    sentence: int
    party: str
    subject: bool


class Salience:
    """The parties of one document as they come up."""

    def __init__(self, findings: Findings) -> None:
        parsed = findings.parsed
        self._sentence_of = parsed.sentence_of
        self._named = sorted(
            Named(m.head, parsed.sentence_of[m.head], party, parsed.words[m.head].dep_ in labels.NOMINAL_SUBJECT)
            for m in findings.mentions.mentions
            for party in m.party_ids
        )
        self._heads = [named.head for named in self._named]
        self._ago: dict[int, dict[str, tuple[float, float]]] = {}
        counts = Counter(named.party for named in self._named)
        total = max(1, len(self._named))
        self._share = {party: count / total for party, count in counts.items()}
        self._foremost = [party for party, count in counts.most_common(2) if count > 1]
        states = {actor.party_id for actor in findings.actors if actor.kind in _STATES}
        sent_from = {named.party for named in self._named if parsed.sentences[named.sentence].dateline}
        self._home = sent_from & states

    def foremost(self) -> list[str]:
        """The two parties that the text names most often."""
        return self._foremost

    def home(self) -> set[str]:
        """The states that a dispatch is sent from: its *government*, *police* or *court* is most often theirs."""
        return self._home

    def lately(self, trigger: int) -> list[str]:
        """The parties named as subjects before a word, in its sentence or the two before, the latest first."""
        number = self._sentence_of[trigger]
        found = []
        for named in self._before(trigger):
            if named.sentence < number - 2:
                break
            if named.subject and named.party not in found:
                found.append(named.party)
        return found

    def _before(self, trigger: int) -> Iterator[Named]:
        """The mentions before a word, the latest first."""
        return map(self._named.__getitem__, range(bisect_left(self._heads, trigger) - 1, -1, -1))

    def _since(self, trigger: int) -> dict[str, tuple[float, float]]:
        """Party -> sentences since it was last named, and since it was named as a subject; none of those long ago."""
        if trigger not in self._ago:
            number = self._sentence_of[trigger]
            found: dict[str, tuple[float, float]] = {}
            for named in self._before(trigger):
                ago = float(number - named.sentence)
                if ago > _LONG_AGO:
                    break
                last, as_subject = found.get(named.party, (ago, _LONG_AGO))
                found[named.party] = last, (min(as_subject, ago) if named.subject else as_subject)
            self._ago[trigger] = found
        return self._ago[trigger]

    def numbers(self, party: str, trigger: int, late: Sequence[str]) -> list[float]:
        """Share of all mentions; sentences since the last and since the last as subject; its place among ``late`` subjects;
        whether the text is sent from there."""
        last, as_subject = self._since(trigger).get(party, (_LONG_AGO, _LONG_AGO))
        place = float(late.index(party)) if party in late else _LONG_AGO
        return [self._share.get(party, 0.0), last, as_subject, place, float(party in self._home)]
