"""Content clauses: what nouns, adjectives and verbs of saying tell, and whether they tell that it is true.

``the report that Peru had left was false``, ``it is not true that Peru left``, ``there is no evidence that Peru left``.
"""

from __future__ import annotations

from collections.abc import Iterable

from verbale.extractors.grammar.clauses import is_clausal
from verbale.extractors.grammar.cues import Cues
from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.parse import Word, labels

_CLAUSES = labels.COMPLEMENT | labels.ADNOMINAL | labels.CLAUSAL_SUBJECT


def is_content_clause(clause: Word, cues: Cues) -> bool:
    """``the report that Peru had left``: a clause with a subject of its own behind a noun that has content, no relative one."""
    noun = clause.head
    if clause.dep_ not in _CLAUSES or noun.pos_ not in labels.SUBSTANTIVE or not has_content(noun, cues):
        return False
    subject = next((c for c in clause.children if c.dep_ in labels.NOMINAL_SUBJECT), None)
    own = subject is not None and subject.lower_ not in ENGLISH.pronouns.relative
    return own and any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def has_content(noun: Word, cues: Cues) -> bool:
    """Whether a noun may say that something is so, is wanted or is not: ``report``, ``demand``, ``evidence``."""
    return noun.lemma in cues.reported.evidence or any(
        cues.has(effect, "nouns", noun.lemma) for effect in ("reported", "hypothetical", "planned", "negation")
    )


def is_told(noun: Word, cues: Cues) -> bool:
    """``reports that ...``, ``allegations of ...``: a noun that says what somebody tells."""
    return noun.pos_ in labels.SUBSTANTIVE and noun.lemma in cues.reported.nouns


def is_none(noun: Word, cues: Cues) -> bool:
    """``no plans``, ``did not find evidence``: there is no such thing."""
    own = any(c.lower_ in cues.negation.determiners | cues.negation.scant for c in noun.children if c.i < noun.i)
    above = noun.head
    return own or (noun.dep_ in labels.OBJECT | labels.ATTRIBUTE and is_clausal(above) and is_denied(above, cues))


def is_denied(verb: Word, cues: Cues) -> bool:
    """Whether a verb has a negation of its own."""
    return any(c.dep_ == "neg" or c.lower_ in cues.negation.adverbs for c in verb.children if c.i != verb.i)


def is_called_false(predicate: Word, cues: Cues) -> bool:
    """``proved unfounded``, ``was not true``, ``was refuted``: the predicate says of its subject that it does not hold."""
    denied = is_denied(predicate, cues)
    said = {c.lemma for c in _described(predicate)}
    if said & cues.reported.false:
        return not denied
    if said & cues.reported.true:
        return denied
    refuted = predicate.lemma in cues.reported.denying or cues.has("negation", "governors", predicate.lemma)
    return refuted and not denied


def _described(predicate: Word) -> Iterable[Word]:
    """What is said of the subject of a copula: ``be false``, ``prove to be false``, ``turn out to be false``."""
    for child in predicate.children:
        if child.dep_ in labels.ATTRIBUTE or (child.pos_ == "ADJ" and child.dep_ not in labels.MODIFIER):
            yield child
        elif child.dep_ == "xcomp" and child.lemma == "be":
            yield from _described(child)
