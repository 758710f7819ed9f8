"""Polarity, modality and attribution of a predicate, from the words that govern it (``data/cues.toml``).

Read from the trigger upwards: its own auxiliaries and negation, the nouns, prepositions and verbs in whose scope it stands, at
last the sentence's form. Factuality after Sauri and Pustejovsky (FactBank, 2009), reduced to what an analyst needs: did it
happen, according to whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verbale.extractors.grammar.claims.content import has_content, is_none
from verbale.extractors.grammar.claims.governing import effects_of, leaves_open
from verbale.extractors.grammar.claims.own_cues import ends_denial, own_effects
from verbale.extractors.grammar.claims.questions import is_asked
from verbale.extractors.grammar.claims.scope import in_scope, is_occurrence, means_of, occurring
from verbale.extractors.grammar.claims.sources import source_of
from verbale.extractors.grammar.clauses import is_clausal
from verbale.extractors.grammar.cues import Cues
from verbale.extractors.grammar.functions import Syntax
from verbale.extractors.parse import Word, labels
from verbale.extractors.schema import Assertion

_RANK = {"asserted": 0, "reported": 1, "planned": 2, "hypothetical": 3}
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class _Reading:
    """Whether the predicate is denied, its modality, and the words that say so."""

    denied: bool = False
    modality: str = "asserted"
    seen: tuple[str, ...] = ()

    def with_effect(self, effect: str, *words: str) -> _Reading:
        """Denied, or with a modality that is further from a fact; where it was so already, unchanged."""
        if effect == "negation":
            return replace(self, denied=True, seen=(*self.seen, *words))
        if _RANK[effect] > _RANK[self.modality]:
            return replace(self, modality=effect, seen=(*self.seen, *words))
        return self

    def turned(self, *words: str) -> _Reading:
        """The opposite."""
        return replace(self, denied=not self.denied, seen=(*self.seen, *words))


def assess(syntax: Syntax, trigger: int, cues: Cues) -> tuple[Assertion, tuple[Word, ...]]:
    """The assertion of the predicate at ``trigger`` and the words that tell who says so, the likeliest first: verbs and nouns of
    saying (who says it, or whose report it is), or the noun behind ``according to``."""
    token = syntax.doc[trigger]
    reading, top = _own(token, cues), token
    reporters: list[Word] = []
    mentioned = False
    for child, governor in _governors(token, cues):
        top, mentioned = governor, mentioned or governor.pos_ in labels.SUBSTANTIVE
        if child.dep_ == "conj":
            reading = _shared_by_first(child, cues, reading)
            continue
        if means_of(child) is not None:
            own = _own(governor, cues)
            reading = reading.with_effect(own.modality, *own.seen)
            continue
        before, reading = reading, _governed(child, governor, cues, reading)
        if "reported" in effects_of(governor, child, cues):
            # Of "Peru denied Chile's claim that it had left" the denial is Peru's.
            place = 0 if reading.denied != before.denied else len(reporters)
            reporters.insert(place, governor)
    source = source_of(token, cues)
    if source is not None:
        reading = reading.with_effect("reported", "according to")
        reporters.append(source)
    if not mentioned and is_asked(token, top):
        reading = reading.with_effect("hypothetical", "?")
    return Assertion("neg" if reading.denied else "pos", reading.modality, " ".join(reading.seen)), tuple(reporters)


def makes_no_claim(token: Word, cues: Cues) -> bool:
    """``no evidence that it had left``: words that say neither that it did nor that it did not."""
    return any(
        governor.lemma in cues.reported.evidence and is_none(governor, cues)
        for child, governor in _governors(token, cues)
        if child.dep_ != "conj"
    )


def _governors(token: Word, cues: Cues) -> Iterator[tuple[Word, Word]]:
    """(dependent, governor) from the predicate upwards, as far as scope reaches."""
    child = token
    for _ in range(_DEPTH):
        governor = means_of(child) or child.head
        if child.head is child or not (governor is not child.head or child.dep_ == "conj" or in_scope(child, token, cues)):
            return
        yield child, governor
        child = governor


def _own(token: Word, cues: Cues) -> _Reading:
    """Negation and modality in the predicate's own verb group or noun phrase."""
    reading = _Reading()
    for effect, word in own_effects(token, cues):
        reading = reading.with_effect(effect, word)
    return reading.turned("until") if reading.denied and ends_denial(token, cues) else reading


def _governed(child: Word, governor: Word, cues: Cues, reading: _Reading) -> _Reading:
    """What a governor says of a dependent that it makes happen, plan, fear, tell or prevent."""
    for effect in effects_of(governor, child, cues):
        turn = effect == "negation"
        reading = reading.turned(governor.lower_) if turn else reading.with_effect(effect, governor.lower_)
    occurs = child.dep_ in labels.NOMINAL_SUBJECT and is_occurrence(governor, cues)
    if (occurs or child.dep_ in labels.INHERITING) and is_clausal(governor) and not leaves_open(governor, cues):
        return _inherited(occurring(governor) if occurs else governor, cues, reading)
    nominal = governor.pos_ == "NOUN" and child.dep_ in labels.ADNOMINAL | {"prep"}
    return reading.turned("no") if nominal and is_none(governor, cues) and has_content(governor, cues) else reading


def _inherited(governor: Word, cues: Cues, reading: _Reading) -> _Reading:
    """``did not agree to join``, ``would decide to join``: what holds of the governor holds of its infinitive.

    ``did not prevent a clash`` undoes its own denial.
    """
    own = _own(governor, cues)
    if own.denied:
        undone = reading.denied and cues.has("negation", "governors", governor.lemma)
        reading = replace(reading, denied=not undone, seen=reading.seen + own.seen)
    return reading.with_effect(own.modality, *own.seen)


def _shared_by_first(child: Word, cues: Cues, reading: _Reading) -> _Reading:
    """``will sign and ratify``: a conjunct without auxiliaries of its own shares the first one's modality."""
    apart = any(c.dep_ == "aux" or c.dep_ in labels.NOMINAL_SUBJECT for c in child.children)
    if apart or not is_clausal(child) or not is_clausal(child.head):
        return reading
    first = _own(child.head, cues)
    if _RANK[first.modality] > _RANK[reading.modality] and child.tag_ in {"VB", "VBN"}:
        return reading if reading.seen else replace(reading, modality=first.modality)
    told = first.modality == reading.modality != "asserted"
    return replace(reading, seen=reading.seen + first.seen) if told else reading
