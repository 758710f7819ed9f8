"""What ties the events of a document to each other: which of them another is about, and which only mention one again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from verbale.extractors.events.decide import Decided, clause_of
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.quotes import content_of
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import is_clausal, means_of, next_form
from verbale.extractors.parse import Word, Words, labels
from verbale.extractors.schema import Event

ANNOUNCEMENT = "statement.announce"
"""The type of what is said where nothing else is told."""
_SAYING = ANNOUNCEMENT.partition(".")[0]
_ANNOUNCED = labels.COMPLEMENT | labels.OBJECT
_BESIDE = labels.ADVERBIAL | {"conj", "parataxis", "dep"}
_RELATIVES = frozenset({"which", "whom"})
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


def each_deed_once(told: Sequence[Told], words: Words, sure: float) -> list[Told]:
    """Each deed once, as far as it is ``sure`` (a confidence).

    Without announcements of deeds that the sentence tells, and without verbs that only lead to their own deed:
    ``released a statement in which it denounced X`` is a denunciation, ``announced that it was recalling its envoy`` a recall,
    ``sought to improve ties`` one planned improvement; ``attacked it by shelling its port`` is one attack.
    """
    by_sentence: dict[str, list[Told]] = {}
    led_by: dict[int, list[Told]] = {}
    for one in told:
        if one.event.confidence >= sure:
            by_sentence.setdefault(one.event.sentence_id, []).append(one)
            word = clause_of(words[one.decided.match.trigger])
            if word.dep_ == "xcomp" and is_clausal(word):
                led_by.setdefault(word.head.i, []).append(one)

    def only_leads(outer: Told) -> bool:
        beside = by_sentence.get(outer.event.sentence_id, ())
        if _tells_how(outer, beside, words) or _is_said_of_any(outer, beside, words):
            return True
        if outer.event.relation_type.startswith(_SAYING) and any(_is_said_by_nobody(inner, outer, words) for inner in beside):
            return True
        if outer.event.relation_type == ANNOUNCEMENT:
            return any(_is_announced(inner, outer, words) for inner in beside)
        return any(_is_same_deed(inner, outer) for inner in led_by.get(outer.decided.match.trigger, ()))

    return [one for one in told if not only_leads(one)]


def _tells_how(one: Told, beside: Iterable[Told], words: Words) -> bool:
    """Whether a gerund only tells by which means the deed of the verb above it, of the same type, was done."""
    verb = means_of(words[one.decided.match.trigger])
    kind = one.event.relation_type
    return verb is not None and any(
        other.decided.match.trigger == verb.i and other.event.relation_type == kind for other in beside
    )


def _is_said_of_any(outer: Told, beside: Iterable[Told], words: Words) -> bool:
    """``a visit is due``, ``the war was over``: what is only said of the noun that tells the deed."""
    word, kind = words[outer.decided.match.trigger], outer.event.relation_type
    if word.head.lemma != "be":
        return False
    nouns = (words[inner.decided.match.trigger] for inner in beside if inner.event.relation_type == kind)
    return any(noun.dep_ in labels.NOMINAL_SUBJECT and noun.head is word.head and noun is not word for noun in nouns)


def _is_announced(inner: Told, outer: Told, words: Words) -> bool:
    """Whether an announcement says nothing but that the inner event is told, by the same party, below it."""
    kind = inner.event.relation_type
    if kind == ANNOUNCEMENT or not _doers(outer) or not _doers(outer) <= _doers(inner):
        return False
    word, above = words[inner.decided.match.trigger], words[outer.decided.match.trigger]
    said = kind.startswith(_SAYING) and _is_below(word, above.i)
    return said or (word.dep_ in _ANNOUNCED and word.head is above)


def _is_said_by_nobody(inner: Told, outer: Told, words: Words) -> bool:
    """``scholars contend that Norway left``: who says so is no party, so that one of what is said was taken for the speaker."""
    word, above = words[inner.decided.match.trigger], words[outer.decided.match.trigger]
    if inner.event.modality != "reported" or not _is_below(word, above.i):
        return False
    sources = outer.decided.match.sources
    return bool(sources) and all(_is_told_of(words[p.head], above.i) for p in sources)


def _is_same_deed(inner: Told, outer: Told) -> bool:
    """Whether two events, of which one's verb leads to the other's, say the same of the same parties."""

    def said(one: Told) -> tuple[str, str, str, frozenset[str]]:
        return one.event.sentence_id, one.event.relation_type, one.event.polarity, _parties(one)

    return said(inner) == said(outer)


def _is_below(word: Word, above: int) -> bool:
    """Whether a word stands in what another says, not in a clause beside it."""
    top = _top_below(word, above)
    return top is not None and (top.dep_ not in _BESIDE or _is_relative(top))


def _is_told_of(word: Word, above: int) -> bool:
    """Whether a word stands in the clause that a verb of saying has for its complement."""
    top = _top_below(word, above)
    return top is not None and top.dep_ in labels.COMPLEMENT


def _top_below(word: Word, above: int) -> Word | None:
    """Of the words from this one upwards the one right below another; None where it stands elsewhere."""
    while word.head is not word:
        if word.head.i == above:
            return word
        word = word.head
    return None


def _is_relative(clause: Word) -> bool:
    """``a statement in May in which it denounced``: a relative clause that parsers hang beside the verb."""
    return clause.dep_ in labels.ADVERBIAL and next_form(clause.left_edge) in _RELATIVES


def _doers(one: Told) -> frozenset[str]:
    return frozenset(one.event.source_parties)


def _parties(one: Told) -> frozenset[str]:
    return frozenset((*one.event.source_parties, *one.event.target_parties))


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
