"""Words that deny, plan, suppose or report what they govern: ``data/cues.toml`` as one record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from verbale.extractors.data_files import LowerWords, Table, load

Effect = Literal["negation", "hypothetical", "planned", "reported"]
"""What a word does to the predicate that it governs or stands beside."""
Governing = Literal["governors", "adjectives", "nouns"]
"""The lists of words that govern: verbs, adjectives, nouns."""


class Governors(Table):
    """Words by part of speech that have an effect on what stands in their scope."""

    governors: LowerWords
    nouns: LowerWords
    adjectives: LowerWords = frozenset()


class Negation(Governors):
    """What denies: words of the predicate's own group, and what governs it."""

    adverbs: LowerWords
    merely: LowerWords
    determiners: LowerWords
    neither: LowerWords
    nobody: LowerWords
    everybody: LowerWords
    prepositions: LowerWords
    instead: LowerWords
    undoing: Mapping[str, str]
    waiting: LowerWords
    limits: LowerWords
    scant: LowerWords
    granting: LowerWords


class Irrealis(Governors):
    """What is meant or supposed: auxiliaries and modifiers of the predicate, and what governs it."""

    auxiliaries: LowerWords
    modifiers: LowerWords


class Planned(Irrealis):
    """What is meant to come."""

    participles: LowerWords
    contrasting: LowerWords
    undone: LowerWords


class Reported(Governors):
    """What somebody says, who need not be right."""

    adverbs: LowerWords
    modifiers: LowerWords
    denying: LowerWords
    declaring: LowerWords
    opinions: LowerWords
    evidence: LowerWords
    false: LowerWords
    true: LowerWords
    measures: LowerWords


class Hypothetical(Irrealis):
    """What is demanded, feared or allowed."""

    marks: LowerWords
    inverted: LowerWords
    later: LowerWords
    left_open: LowerWords
    managing: LowerWords


class Triggers(Table):
    """Words that tell an event and say themselves that it is only meant, or that there was none (by type)."""

    promising: LowerWords
    saying: LowerWords
    attempted: LowerWords
    trying: LowerWords
    deciding: LowerWords
    settling: LowerWords
    consenting: LowerWords
    consented: LowerWords
    backed: LowerWords
    backing: LowerWords
    denying: Mapping[str, LowerWords]
    refusing: Mapping[str, LowerWords]
    broken: Mapping[str, Mapping[str, str]]
    resolved: LowerWords
    permitting: Mapping[str, LowerWords]


class Scope(Table):
    """How far a governor's effect reaches."""

    selected: LowerWords
    circumstantial: LowerWords
    presupposing: LowerWords
    occurring: LowerWords
    infinitive: LowerWords
    afoot: LowerWords
    clausal: LowerWords
    before: Mapping[str, str]
    besides: Mapping[str, str]


class Cues(Table):
    """The sections of the file; what each list means stands there."""

    negation: Negation
    planned: Planned
    hypothetical: Hypothetical
    reported: Reported
    triggers: Triggers
    scope: Scope

    def has(self, effect: Effect, kind: Governing, lemma: str) -> bool:
        """Whether a word of this kind has the effect on what it governs."""
        governors: Governors = getattr(self, effect)
        words: frozenset[str] = getattr(governors, kind)
        return lemma in words


def load_cues() -> Cues:
    """The cues of the package. Raises DataError, a line a problem."""
    cues: Cues = load(Cues, "cues.toml")
    return cues
