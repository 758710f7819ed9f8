"""Prepositions and their nouns, whatever a parser makes of them. Functions over a parsed token."""

from __future__ import annotations

from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.parse import Word, labels

_ADPOSITION = frozenset({"ADP", "SCONJ"})
_ADVERBIAL = _ADPOSITION | {"ADV"}
_SHARED_REACH = 7  # how far behind the first preposition the second one of "of and cut ties with" may stand


def obliques(child: Word) -> list[tuple[str, Word]]:
    """(preposition, noun) of a prepositional dependent; ``because of`` and ``out of`` give their last preposition's noun."""
    if _is_preposition(child):
        return _own_nouns(child) or _deeper(child) or [(child.lower_, noun) for noun in _shared_noun(child)]
    if child.dep_ == "advmod" and child.lower_ in ENGLISH.particles.directions:
        return _deeper(child)
    if child.dep_.startswith(("obl", "nmod")) and child.dep_ not in labels.POSSESSOR:
        return [(c.lower_, child) for c in child.children if c.dep_ == "case"][:1]
    return []


def _is_preposition(child: Word) -> bool:
    """By its label, or by its tag where parsers take it for an adverb or a conjunct."""
    return child.dep_ in {"prep", "agent", "prt"} or (child.pos_ in _ADPOSITION and child.dep_ in {"advmod", "conj", "dep"})


def _own_nouns(child: Word) -> list[tuple[str, Word]]:
    nouns = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
    nouns = nouns or [c for c in child.children if c.dep_ in {"amod", "acomp"}]
    # "countries such as Chile": examples, like those of "including".
    such = child.lower_ == "as" and child.i > 0 and child.nbor(-1).lower_ == "such"
    return [("including" if such else child.lower_, noun) for noun in nouns]


def _deeper(child: Word) -> list[tuple[str, Word]]:
    return [pair for c in child.children if c.dep_ == "prep" for pair in obliques(c)]


def _shared_noun(preposition: Word) -> list[Word]:
    """``withdrew its recognition of and cut ties with Chile``: the noun stands behind the second preposition only."""
    doc, start = preposition.doc, preposition.i + 1
    if preposition.dep_ != "prep" or start >= len(doc) or doc[start].lower_ not in {"and", "or"}:
        return []
    for word in doc[start + 1 : start + _SHARED_REACH]:
        if word.is_sent_start or word.is_punct:
            return []
        if word.dep_ == "prep":
            return prepositional_objects(word)
    return []


def prepositional_objects(child: Word) -> list[Word]:
    """The nouns right below a preposition."""
    return [c for c in child.children if c.dep_ == "pobj"]


def agents(child: Word) -> list[Word]:
    """The nouns of a passive's agent: below ``by``, or (in Universal Dependencies) the dependent itself."""
    return prepositional_objects(child) or ([child] if child.pos_ in labels.NOMINAL else [])


def above_preposition(token: Word) -> Word:
    """What a preposition or adverb hangs on; any other word itself."""
    while token.pos_ in _ADVERBIAL and token.head != token:
        token = token.head
    return token


def is_particle(child: Word, verb: Word) -> bool:
    """A particle by its label, or a preposition that follows the verb at once and is more often a particle (``break off``)."""
    follows = child.dep_ == "prep" and child.i == verb.i + 1
    return child.dep_ in labels.PARTICLE or (follows and child.lower_ in ENGLISH.particles.verbal)


def approximated(child: Word) -> Word | None:
    """The amount of ``cancelled close to $90 million``, which parsers hang below a preposition."""
    if child.lower_ not in ENGLISH.particles.approximating:
        return None
    behind = (c for c in child.children if c.dep_ == "prep" and c.lower_ == "to" and c.i == child.i + 1)
    amounts = (noun for c in behind for noun in prepositional_objects(c))
    return next((noun for noun in amounts if any(c.dep_ == "nummod" for c in noun.children)), None)


def has_case(token: Word) -> bool:
    """A preposition of Universal Dependencies below its noun."""
    return any(c.dep_ == "case" for c in token.children)


def has_relative_oblique(token: Word) -> bool:
    """``the court to which it appealed``: the antecedent fills the preposition, not the object."""
    return any(noun.lower_ in ENGLISH.pronouns.relative for child in token.children for _, noun in obliques(child)) or any(
        c.lower_ in ENGLISH.particles.circumstances for c in token.children
    )
