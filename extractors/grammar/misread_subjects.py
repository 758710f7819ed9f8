"""Subjects that a parser hangs elsewhere than on their verb."""

from __future__ import annotations

from verbale.extractors.grammar.noun_groups import is_year
from verbale.extractors.grammar.prepositions import prepositional_objects
from verbale.extractors.parse import CONJUNCTIONS, Word, labels


def auxiliary_subject(verb: Word) -> list[Word]:
    """``relations became strained``: parsers may leave the subject with the auxiliary."""
    auxiliaries = (c for c in verb.lefts if c.dep_ in labels.PASSIVE_AUXILIARY)
    return [c for auxiliary in auxiliaries for c in auxiliary.children if c.dep_ in labels.SUBJECT]


def swallowed_subject(verb: Word) -> list[Word]:
    """``In 1948 Peru left``: without a comma, parsers hang the subject below the date's preposition."""
    if verb.tag_ not in labels.FINITE and not any(c.dep_ in labels.AUXILIARY for c in verb.lefts):
        return []
    for child in verb.lefts:
        names = [c for c in prepositional_objects(child) if c.pos_ == "PROPN"] if child.dep_ == "prep" else []
        if names and child.i + 1 < names[0].i and is_year(child.nbor()) and not any(c.is_punct for c in names[0].lefts):
            return names
    return []


def subject_after_conjunction(verb: Word) -> list[Word]:
    """``after Chile accused it``: parsers take the conjunction for a preposition and the subject for its noun."""
    if verb.dep_ != "advcl" or verb.tag_ not in labels.FINITE:
        return []
    for child in (*verb.head.children, *verb.children):
        if child.dep_ in {"prep", "mark"} and child.lower_ in CONJUNCTIONS and child.i < verb.i:
            nouns = [c for c in prepositional_objects(child) if c.i < verb.i]
            if nouns and all(t.pos_ in {"ADV", "AUX"} for t in verb.doc[nouns[-1].i + 1 : verb.i]):
                return nouns
    return []
