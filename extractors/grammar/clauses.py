"""What a verb is in its clause: whether it heads one, its voice, its subject. Predicates over a parsed token."""

from __future__ import annotations

from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.parse import Word, labels

# What a verb is that heads no clause.
_NO_HEAD = labels.HELPING | {"amod", "compound"}
_PASSIVE_SIGNS = labels.PASSIVE_AUXILIARY | labels.SUBJECT_PASSIVE
_PARTICIPIAL = labels.ADNOMINAL | labels.ADVERBIAL | {"pcomp"}
_ARGUMENTS = labels.SUBJECT | labels.OBJECT
_FINITE = labels.FINITE | {"MD"}


def is_clausal(token: Word) -> bool:
    """A verb that heads a clause (also a copula), not an auxiliary, an adjectival participle or a gerund used as a noun."""
    if token.pos_ not in labels.VERBAL or token.dep_ in _NO_HEAD:
        return False
    return token.tag_ != "VBG" or token.dep_ not in labels.NOMINAL_PLACE or has_object(token)


def is_passive(token: Word) -> bool:
    """Passive voice: by auxiliary, as a reduced relative, or as a conjunct of a passive without an auxiliary of its own."""
    if is_mistaken_relative(token):
        return False
    below = {c.dep_ for c in token.children}
    if not below.isdisjoint(_PASSIVE_SIGNS) or is_fronted_participle(token):
        return True
    if token.tag_ != "VBN" or "aux" in below or not below.isdisjoint(labels.SUBJECT):
        return False
    if became(token):
        return True
    if token.dep_ == "conj" and is_clausal(token.head):
        return is_passive(token.head) and not has_object(token)
    return token.dep_ in _PARTICIPIAL and not has_object(token)


def is_mistaken_relative(token: Word) -> bool:
    """``Students clashed with police`` read as a noun with a reduced relative: a sentence needs a main verb, so this is it."""
    noun = token.head
    reduced = token.dep_ in labels.REDUCED and token.tag_ in {"VBD", "VBN"}
    if not reduced or noun.pos_ not in labels.NOMINAL or token.i < noun.i:
        return False
    if any(word.pos_ in labels.VERBAL for word in (noun, *noun.ancestors)):
        return False
    return not any(c.dep_ == "agent" or c.lower_ == "by" for c in token.children)


def is_fronted_participle(token: Word) -> bool:
    """``Admitted to the League in 1920, Albania looked abroad``: a participle that taggers take for a past tense."""
    opens = token.is_sent_start and token.dep_ in labels.ADVERBIAL and token.i < token.head.i
    return opens and token.tag_ == "VBD" and not any(c.dep_ in _ARGUMENTS for c in token.children)


def is_finite(token: Word) -> bool:
    """A verb with a tense, its own or its auxiliary's."""
    return token.tag_ in labels.FINITE or any(c.dep_ == "aux" and c.tag_ in _FINITE for c in token.lefts)


def is_infinitive(token: Word) -> bool:
    """``to leave``, ``leave``."""
    return token.tag_ == "VB" or any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def became(token: Word) -> bool:
    """``grew strained``: a participle below a verb of becoming, which lends it its subject."""
    below = token.tag_ == "VBN" and token.dep_ in labels.ATTRIBUTE
    return below and token.head.lemma in ENGLISH.verbs.becoming and is_clausal(token.head)


def becomes(child: Word, verb: Word) -> bool:
    """``grew tense``, ``got worse``, ``turned sour``: a lone word right behind a verb of becoming, whatever its label."""
    mistaken = child.dep_ == "advmod" or (child.dep_ in labels.OBJECT and verb.lemma == "turn")  # "got aid" is no such thing
    if not mistaken or verb.lemma not in ENGLISH.verbs.becoming or child.i < verb.i:
        return False
    between = child.doc[verb.i + 1 : child.i]
    return list(child.children) == between and all(t.pos_ == "ADV" for t in between)


def has_subject(token: Word) -> bool:
    """A subject of its own, be it an expletive."""
    return any(c.dep_ in labels.ANY_SUBJECT for c in token.children)


def has_object(token: Word) -> bool:
    """An object of its own."""
    return any(c.dep_ in labels.OBJECT for c in token.children)


def has_mark(token: Word) -> bool:
    """``told reporters that the road was closed``: a clause behind a conjunction."""
    return any(c.dep_ == "mark" for c in token.children)


def is_minded(token: Word) -> bool:
    """``it`` of ``Kenya said it was ready to leave``: what has a mind is somebody."""
    said = (c.lemma for c in token.head.children if c.dep_ in labels.ATTRIBUTE)
    return token.lower_ == "it" and any(lemma in ENGLISH.adjectives.minded for lemma in said)


def is_expletive(token: Word) -> bool:
    """``there``, ``it`` of ``it is likely that``."""
    return (token.dep_ == "expl" and not is_minded(token)) or (token.lower_ == "there" and token.tag_ == "EX")


def has_relative_subject(token: Word) -> bool:
    """``the state that left``: a relative pronoun is the subject."""
    return any(c.lower_ in ENGLISH.pronouns.relative and c.dep_ in labels.ANY_SUBJECT for c in token.children)


def next_form(token: Word) -> str:
    """The word behind a token in lower case; empty at the end of the text."""
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
