"""What ties the events of a document to each other: which of them another is about, and which only mention one again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from verbale.extractors.events.decide import Decided
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.quotes import content_of
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Word, labels
from verbale.extractors.schema import Event

_NEAR = 2  # sentences from a deed to the noun that mentions it again


class Told(NamedTuple):
    """An event and what it was made from."""

    event: Event
    decided: Decided


def tied(findings: Findings, told: Sequence[Told]) -> list[Event]:
    """The events, each with those that its content tells and, if a noun mentions another again, with that one."""
    by_sentence: dict[str, list[Told]] = {}
    for one in told:
        by_sentence.setdefault(one.event.sentence_id, []).append(one)
    near = _Near(findings, told)
    found = []
    for event, decided in told:
        about = _about(findings, decided, by_sentence[event.sentence_id]) if event.content else ()
        echo_of = near.deed_of(event, decided)
        found.append(replace(event, about=about, echo_of=echo_of) if about or echo_of else event)
    return found


def only_among(events: Iterable[Event], known: Collection[str]) -> tuple[Event, ...]:
    """The events without ties to others than these: a tie to an event that no table holds would lead nowhere."""
    return tuple(_cut(event, known) for event in events)


def _cut(event: Event, known: Collection[str]) -> Event:
    about = tuple(other for other in event.about if other in known)
    echo_of = event.echo_of if event.echo_of in known else ""
    return event if about == event.about and echo_of == event.echo_of else replace(event, about=about, echo_of=echo_of)


def _about(findings: Findings, decided: Decided, beside: Sequence[Told]) -> tuple[str, ...]:
    span = content_of(findings.syntax, decided.match)
    if span is None:
        return ()
    start, end = span
    return tuple(one.event.event_id for one in beside if start <= one.decided.match.trigger < end)


class _Near:
    """The deeds of a document that nouns may mention again: told by a verb."""

    def __init__(self, findings: Findings, told: Sequence[Told]) -> None:
        self._words = findings.parsed.words
        self._syntax = findings.syntax
        self._sentence_of = findings.parsed.sentence_of
        self._deeds: dict[str, list[Told]] = {}
        for one in sorted(told, key=lambda one: one.decided.match.trigger):
            if is_clausal(self._words[one.decided.match.trigger]):
                self._deeds.setdefault(one.event.relation_type, []).append(one)

    def deed_of(self, event: Event, decided: Decided) -> str:
        """``expelled the envoy. The expulsion ...``: the id of the deed that a definite noun mentions again, or nothing."""
        trigger = decided.match.trigger
        if not _mentions_again(self._words[trigger]) or self._names_a_stranger(decided):
            return ""
        for deed in reversed(self._deeds.get(event.relation_type, ())):
            place = deed.decided.match.trigger
            if place < trigger and self._sentence_of[trigger] - self._sentence_of[place] <= _NEAR and _fits(event, decided, deed):
                return deed.event.event_id
        return ""

    def _names_a_stranger(self, decided: Decided) -> bool:
        """``the expulsion by the rebels``: whose deed it is stands there, and nobody known does."""
        doers = self._syntax.by_function(decided.match.trigger, "oblique:by")
        known = set(decided.match.heads)
        return any(doer.head not in known and self._words[doer.head].pos_ in labels.NOUN for doer in doers)


def _mentions_again(word: Word) -> bool:
    if word.pos_ not in labels.SUBSTANTIVE or word.dep_ in labels.ATTRIBUTE:
        return False
    return any(c.i < word.i and c.lower_ in WORDS.echoes.again for c in word.children)


def _fits(event: Event, decided: Decided, deed: Told) -> bool:
    """The same parties, as far as the noun names any, the same date, as far as it has its own, and both done or both not."""
    parties = {party for p in decided.match.participants for party in p.party_ids}
    named = {party for p in decided.match.participants if p.text for party in p.party_ids}
    done = {party for p in deed.decided.match.participants for party in p.party_ids}
    same_time = event.date_edtf in {"", deed.event.date_edtf} or event.date_method not in {"clause", "name"}
    return named <= done and bool(parties & done) and same_time and event.polarity == deed.event.polarity
