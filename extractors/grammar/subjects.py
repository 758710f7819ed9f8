"""Who is the subject of a clause: its own, or lent by control, coordination, a relative or a participle.

What is found are pairs (token, path); the path tells how: direct, conj, control, relative, reduced.
"""

from __future__ import annotations

from collections.abc import Callable

from verbale.extractors.grammar.clauses import (
    became,
    has_relative_subject,
    has_subject,
    is_clausal,
    is_expletive,
    is_finite,
    is_fronted_participle,
    is_infinitive,
)
from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.grammar.misread_subjects import (
    auxiliary_subject,
    document_before,
    noun_before,
    subject_after_conjunction,
    swallowed_subject,
)
from verbale.extractors.grammar.prepositions import above_preposition, obliques
from verbale.extractors.parse import Word, labels

Subjects = list[tuple[Word, str]]

_DEPTH = 6  # how far up a tree a lent subject is looked for
_RELATIVE_TAGS = frozenset({"WDT", "WP", "IN", "DT", "WP$"})
_GIVES = labels.OBJECT | labels.INDIRECT | labels.SUBJECT_PASSIVE
_SUBORDINATE = labels.COMPLEMENT | labels.ADVERBIAL


def subject_tokens(token: Word, depth: int = 0) -> Subjects:
    """The surface subjects of a clause with the way they were found; none beyond six clauses up."""
    if depth > _DEPTH:
        return []
    own = _own(token)
    if own:
        return [antecedent(c, token) for c in _without_description(own)]
    for lend in _LENDERS:
        subjects = lend(token, depth)
        if subjects is not None:
            return subjects
    return []


def antecedent(token: Word, clause: Word) -> tuple[Word, str]:
    """A relative pronoun stands for the noun that its clause modifies; any other word for itself."""
    if token.tag_ in _RELATIVE_TAGS and token.lower_ in ENGLISH.pronouns.relative:
        head = clause
        for _ in range(_DEPTH):
            if head.dep_ in labels.RELATIVE:
                return _meant_by(head.head, clause), "relative"
            if head.dep_ != "conj" and head.dep_ not in labels.COMPLEMENT:
                break
            head = head.head
    return token, "direct"


# --- Subjects of its own ---


def _own(token: Word) -> list[Word]:
    """The subjects that stand in the clause, also where a parser hangs them elsewhere."""
    own = [c for c in token.children if c.dep_ in labels.ANY_SUBJECT and not is_expletive(c)]
    if token.dep_ == "conj":  # "approved the one and later that year rejected the other"
        own = [c for c in own if c.lemma not in ENGLISH.nouns.periods]
    own = own or [c for c in token.children if c.dep_ == "attr" and c.i < token.i and not has_subject(token)]
    return own or swallowed_subject(token) or subject_after_conjunction(token) or auxiliary_subject(token)


def _without_description(subjects: list[Word]) -> list[Word]:
    """``A member of the union, Peru left``: of two subjects the name behind the comma is meant, the noun describes it."""
    first, last = subjects[0], subjects[-1]
    active = len(subjects) == 2 and first.dep_ in labels.SUBJECT and first.right_edge.i < last.left_edge.i
    described = active and first.pos_ == "NOUN" and last.pos_ == "PROPN"
    return [last] if described and last.left_edge.nbor(-1).text == "," else subjects


# --- Subjects that are lent: each asks whether its case is given (else None) and who is meant ---


def _by_document(token: Word, depth: int) -> Subjects | None:
    """``By the Treaty of Paris, signed in May, Peru left``."""
    document = document_before(token)
    return [(document, "reduced")] if document is not None else None


def _by_relative(token: Word, depth: int) -> Subjects | None:
    """``the state that left``: the noun above a relative clause without a subject."""
    noun = token.head
    if token.dep_ not in labels.RELATIVE or noun.pos_ not in labels.NOMINAL or has_relative_subject(token):
        return None
    return [] if has_subject(token) else [(_meant_by(noun, token), "relative")]


def _by_reduced(token: Word, depth: int) -> Subjects | None:
    """``a law adopted in May``, ``a firm selling arms``; ``an attempt to leave`` takes whose attempt it is."""
    noun = token.head
    if token.dep_ not in labels.REDUCED or not (noun.pos_ in labels.NOMINAL or noun.dep_ in labels.ATTRIBUTE):
        return None
    if is_infinitive(token):
        return _of_attempt(noun, token, depth)
    of_several = noun.tag_ in labels.PLURAL and (noun.head.lower_ == "among" or noun.head.head.pos_ == "NUM")
    return [((_among(noun) if of_several else None) or noun, "reduced")]


def _of_attempt(noun: Word, infinitive: Word, depth: int) -> Subjects:
    """Who makes the attempt, the effort, the offer to do something."""
    owners = [c for c in noun.children if c.dep_ in labels.POSSESSOR]
    # "efforts by Peru to leave"
    owners += [n for c in noun.children if c.i < infinitive.i for word, n in obliques(c) if word == "by"]
    if owners:
        return [(owners[0], "control")]
    copula = _described_by(noun)
    if copula is not None:
        return [(t, "control") for t, _ in subject_tokens(copula, depth + 1)]
    named = _named_by(noun)
    if named is not None:
        return [(named, "control")]
    # "travelled to Rome with an offer to mediate"
    governor = noun.head.head if noun.head.lower_ == "with" else noun.head
    return _of_governor(governor, depth) if is_clausal(governor) and governor.i < infinitive.i else []


def _by_becoming(token: Word, depth: int) -> Subjects | None:
    """``relations grew strained``."""
    return subject_tokens(token.head, depth + 1) if became(token) else None


def _by_dated_participle(token: Word, depth: int) -> Subjects | None:
    """``voted sanctions, lifted in 1936``."""
    noun = noun_before(token)
    return [(noun, "reduced")] if noun is not None else None


def _by_coordination(token: Word, depth: int) -> Subjects | None:
    """``Peru signed the treaty and left``; also without a conjunction."""
    coordinated = (token.dep_ == "conj" and is_clausal(token.head)) or _is_asyndetic(token)
    return [(t, "conj") for t, _ in subject_tokens(token.head, depth + 1)] if coordinated else None


def _is_asyndetic(token: Word) -> bool:
    """``Peru condemned the raid, warned of worse and left``: a verb without a subject that goes on with the list."""
    listed = token.dep_ == "parataxis" and is_clausal(token.head) and token.head.i < token.i
    return listed and token.tag_ in {"VBD", "VBZ"} and token.tag_ == token.head.tag_ and token.nbor(-1).text == ","


def _by_gerund(token: Word, depth: int) -> Subjects | None:
    """``accused Peru of closing the port``, ``retaliated by closing the port``: a gerund behind a preposition, or one listed with
    what taggers take for a noun there (``of hounding and arresting``)."""
    if token.dep_ == "conj" and token.tag_ == "VBG" and token.head.dep_ == "pcomp" and not is_clausal(token.head):
        token = token.head
    behind = token.dep_ == "pcomp" or (token.dep_ in _SUBORDINATE and token.head.pos_ == "ADP")
    if not behind:
        return None
    governor = above_preposition(token.head)
    addressed = _addressed(token, governor)
    if addressed:
        return [(noun, "control") for noun in addressed]
    if token.head.lower_ == "by":  # "retaliated for the raid by closing the port": how the verb above was done
        while governor.pos_ in labels.NOMINAL and governor.head != governor and not is_clausal(governor):
            governor = above_preposition(governor.head)
    if governor.pos_ in labels.NOMINAL and not is_clausal(governor):
        return [(c, "control") for c in governor.children if c.dep_ in labels.POSSESSOR][:1]
    return _of_complement(token, governor, depth)


def _addressed(gerund: Word, governor: Word) -> list[Word]:
    """Who did it in ``accused Peru of closing``, ``was criticised for leaving``, ``dissuaded Chile from joining``."""
    preposition = gerund.head
    verbs = ENGLISH.control.gerund.get(preposition.lower_, frozenset()) if preposition.pos_ in {"ADP", "SCONJ"} else ()
    if governor.dep_ in labels.OBJECT and governor.head.lemma_ in verbs:  # parsers hang the preposition on whom it addresses, too
        return [governor]
    objects = (c for c in governor.children if c.dep_ in labels.OBJECT | labels.SUBJECT_PASSIVE)
    return list(objects)[:1] if governor.lemma_ in verbs else []


def _by_governor(token: Word, depth: int) -> Subjects | None:
    """``Peru decided to leave``, ``urged Peru to leave``, ``leaving the bloc, Peru ...``: infinitives and participles."""
    return _of_complement(token, token.head, depth) if token.dep_ in _SUBORDINATE else None


def _of_complement(token: Word, governor: Word, depth: int) -> Subjects:
    """What the governor lends a clause without a tense."""
    if governor.pos_ == "ADJ" and governor.head != governor:
        governor = governor.head
    if token == governor or not is_clausal(governor):
        return []
    finite = token.dep_ != "xcomp" and is_finite(token) and not is_fronted_participle(token)
    return [] if finite else _of_governor(governor, depth, infinitive=token.dep_ == "xcomp" or token.tag_ == "VB")


def _of_governor(governor: Word, depth: int, *, infinitive: bool = False) -> Subjects:
    """Who does what a verb governs: of an infinitive whom the verb addresses, else its own subject."""
    addressed = controllers(governor) if infinitive else []
    if addressed:
        return [(addressed[0], "control")]
    return [(t, "control") for t, _ in subject_tokens(governor, depth + 1)]


def controllers(governor: Word) -> list[Word]:
    """Whom a verb addresses, who so does what its infinitive says: ``called on Poland to leave``, ``urged Poland to leave``."""
    prepositions = ENGLISH.control.oblique.get(governor.lemma_, frozenset())
    nouns = [noun for c in governor.children for preposition, noun in obliques(c) if preposition in prepositions]
    objects = [c for c in governor.children if c.dep_ in _GIVES] if governor.lemma_ in ENGLISH.control.object else []
    return nouns or objects


_LENDERS: tuple[Callable[[Word, int], Subjects | None], ...] = (
    _by_document,
    _by_relative,
    _by_reduced,
    _by_becoming,
    _by_dated_participle,
    _by_coordination,
    _by_gerund,
    _by_governor,
)
"""Who may lend a clause its subject, the surest first."""


# --- Whom a noun means ---


def _meant_by(noun: Word, clause: Word) -> Word:
    """Whom a relative clause on this noun speaks of: the one that is among them, the whole list, or the noun."""
    return _among(noun) or _named_by(noun) or _whole_list(noun, clause)


def _among(noun: Word) -> Word | None:
    """``Peru was among the states that left``: Peru."""
    copula = _described_by(noun)
    own = subject_tokens(copula) if copula is not None else []
    return own[0][0] if own else None


def _described_by(noun: Word) -> Word | None:
    """The copula whose subject is one of these: ``Peru was among the first states to leave``, ``one of ten that left``."""
    node = noun
    for _ in range(_DEPTH):
        copula = node.head if is_clausal(node.head) and node.head.lemma_ in ENGLISH.verbs.copulas else None
        if copula is not None and node.dep_ in labels.ATTRIBUTE:
            return copula if node is not noun else None
        if copula is not None and node.dep_ == "prep" and node.lower_ == "among":
            return copula
        if node.dep_ != "pobj" and not (node.dep_ == "prep" and node.lower_ in ENGLISH.particles.partitive):
            return None
        node = node.head
    return None


def _named_by(noun: Word) -> Word | None:
    """The name behind a copula: ``the first state to leave was Peru``, ``among those that left were Peru and Chile``."""
    listed = noun.dep_ == "pobj" and noun.head.lower_ == "among"
    above = noun.head if listed else noun
    copula = above.head
    if noun.pos_ == "PROPN" or copula.lemma_ != "be" or above.i > copula.i or not (listed or above.dep_ in labels.SUBJECT):
        return None
    behind = (c for c in copula.children if c.i > copula.i and c.dep_ in labels.ATTRIBUTE | labels.SUBJECT)
    names = [c for c in behind if c.pos_ == "PROPN"]
    return names[0] if len(names) == 1 else None


def _whole_list(noun: Word, clause: Word) -> Word:
    """``A, B and C, which recalled their envoys``: a plural clause speaks of the whole list, whose head is its first member."""
    words = {t.lower_ for child in clause.children for t in (child, *child.children)}
    plural = not words.isdisjoint(ENGLISH.pronouns.plural_clause)
    while plural and noun.dep_ == "conj" and noun.head.pos_ in labels.NOMINAL:
        noun = noun.head
    return noun
