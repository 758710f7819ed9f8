"""Subjects that a parser hangs elsewhere than on their verb."""

from __future__ import annotations

from verbale.extractors.grammar.clauses import is_clausal
from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.grammar.noun_groups import is_year
from verbale.extractors.grammar.prepositions import prepositional_objects
from verbale.extractors.parse import CONJUNCTIONS, Word, labels

_DEPTH = 6  # how far up a noun group a document is looked for
_PARTICIPIAL = labels.ADVERBIAL | labels.REDUCED | {"pcomp"}


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


def document_before(participle: Word) -> Word | None:
    """``By the Treaty of Paris, signed in May, Peru left``: a participle behind a comma is the treaty's, whatever its head."""
    if participle.tag_ != "VBN" or participle.dep_ not in _PARTICIPIAL or participle.i < 2 or participle.nbor(-1).text != ",":
        return None
    node = participle.nbor(-2)
    for _ in range(_DEPTH):
        if node.lemma in ENGLISH.nouns.documents and node.pos_ in labels.NOMINAL:
            return node
        if node.head.i >= node.i or is_clausal(node.head) or node.head.pos_ not in labels.NOMINAL | {"ADP"}:
            return None
        node = node.head
    return None


def noun_before(participle: Word) -> Word | None:
    """``voted sanctions, lifted in 1936``: a dated participle right behind a noun and a comma is said of that noun."""
    doc, i = participle.doc, participle.i
    if participle.dep_ not in labels.ADVERBIAL or participle.tag_ != "VBN" or not 2 <= i < len(doc) - 2:
        return None
    noun, comma, date = doc[i - 2], doc[i - 1], doc[i + 2]
    dated = doc[i + 1].lower_ in ENGLISH.particles.dating and (date.ent_type_ == "DATE" or date.text[:1].isdigit())
    return noun if dated and comma.text == "," and noun.pos_ == "NOUN" and participle.head.i < noun.i else None
