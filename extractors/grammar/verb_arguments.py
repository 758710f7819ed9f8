"""The arguments of a verb by grammatical function, voice undone: its subjects, its dependents, what a gap or a list shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verbale.extractors.grammar.anaphora import dealings_meant
from verbale.extractors.grammar.clauses import becomes, has_mark, has_object, has_subject, is_clausal, is_passive
from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.grammar.noun_groups import conjuncts
from verbale.extractors.grammar.prepositions import (
    agents,
    approximated,
    has_relative_oblique,
    is_particle,
    obliques,
    prepositional_objects,
)
from verbale.extractors.grammar.subjects import antecedent, subject_tokens
from verbale.extractors.parse import Word, labels

Found = tuple[str, Word, str]
"""Function, head word, and the path on which it was found: direct, agent, relative, shared, ..."""

_DESCRIBING = labels.NOMINAL | {"ADJ"}
_NEXT_VERB = 3  # how far behind a verb the next one of its list may stand


def verb_arguments(verb: Word) -> Iterator[Found]:
    """The arguments of a verb, the nearest evidence first; lists not yet expanded."""
    passive = is_passive(verb)
    for subject, path in subject_tokens(verb):
        if subject.i != verb.i:
            yield "object" if passive else "subject", subject, path
            if passive:
                yield from _dealings(subject)
    for child in verb.children:
        yield from dependent_arguments(child, verb, passive)
        if child.dep_ in labels.OBJECT:
            yield from _dealings(child)
    if not passive:
        yield from _gapped(verb)
        yield from _shared_object(verb)


def dependent_arguments(child: Word, verb: Word, passive: bool) -> list[Found]:
    """What one dependent is to its verb."""
    found = _BY_LABEL.get(child.dep_, _prepositional)(child, verb, passive)
    if child.dep_ in labels.AUXILIARY and child.tag_ == "MD":
        found = [("auxiliary", child, "direct"), *found]
    return [("attribute", child, "direct"), *found] if becomes(child, verb) else found


def _object(child: Word, verb: Word, passive: bool) -> list[Found]:
    target, path = antecedent(child, verb)
    return [*_infinitive_of(child, verb), ("object", target, path)]


def _indirect(child: Word, verb: Word, passive: bool) -> list[Found]:
    """``gave Peru aid``, ``gave aid to Peru``; alone, it is the object: ``paid Peru``."""
    below = _infinitive_of(child, verb)
    if child.pos_ == "ADP":
        return below + [("indirect", noun, "direct") for noun in prepositional_objects(child)[:1]]
    return [*below, ("indirect" if has_object(verb) else "object", child, "direct")]


def _infinitive_of(child: Word, verb: Word) -> list[Found]:
    """``urged Peru to leave`` with the infinitive below the object."""
    if verb.lemma_ not in ENGLISH.control.object:
        return []
    below = (c for noun in conjuncts(child) for c in noun.children if c.dep_ in labels.REDUCED)
    return [("complement", c, "object") for c in below if c.tag_ == "VB" or has_mark(c)]


def _attribute(child: Word, verb: Word, passive: bool) -> list[Found]:
    return [("attribute", child, "direct")] if child.i > verb.i else []


def _clause(child: Word, verb: Word, passive: bool) -> list[Found]:
    if is_clausal(child):
        addressing = verb.lemma_ in ENGLISH.control.oblique or verb.lemma_ in ENGLISH.control.object
        complement = child.dep_ in labels.COMPLEMENT or (addressing and child.tag_ == "VB")
        return [("complement" if complement else "adverbial", child, "direct")]
    described = child.dep_ in labels.COMPLEMENT and child.pos_ in _DESCRIBING
    return [("attribute", child, "direct")] if described else []


def _agent(child: Word, verb: Word, passive: bool) -> list[Found]:
    return [("subject" if passive else "oblique:by", noun, "agent") for noun in agents(child)]


def _adverb(child: Word, verb: Word, passive: bool) -> list[Found]:
    amount = approximated(child)
    return [("object", amount, "direct")] if amount is not None else _prepositional(child, verb, passive)


def _prepositional(child: Word, verb: Word, passive: bool) -> list[Found]:
    objects = prepositional_objects(child) if is_particle(child, verb) else []
    if objects:  # "broke off relations": what parsers hang below the particle is the verb's object
        return [("object", noun, "direct") for noun in objects]
    return [_oblique(preposition, noun, verb, passive) for preposition, noun in obliques(child)]


def _oblique(preposition: str, noun: Word, verb: Word, passive: bool) -> Found:
    if passive and preposition == "by" and noun.pos_ in labels.NOUN and noun.ent_type_ not in {"DATE", "TIME"}:
        return "subject", noun, "agent"
    target, path = antecedent(noun, verb)
    gerund = noun.tag_ == "VBG" and is_clausal(noun)
    return f"{'gerund' if gerund else 'oblique'}:{preposition}", target, path


_Handler = Callable[[Word, Word, bool], list[Found]]
_BY_LABEL: dict[str, _Handler] = {
    **dict.fromkeys(labels.OBJECT, _object),
    **dict.fromkeys(labels.INDIRECT, _indirect),
    **dict.fromkeys(labels.ATTRIBUTE, _attribute),
    **dict.fromkeys(labels.COMPLEMENT | labels.ADVERBIAL, _clause),
    **dict.fromkeys(("agent", "obl:agent"), _agent),
    "advmod": _adverb,
}
"""Label of a dependent -> what it is to its verb; all others may be prepositional."""


def _dealings(pronoun: Word) -> Iterator[Found]:
    noun = dealings_meant(pronoun)
    if noun is not None:
        yield "object", noun, "pronoun"


def _gapped(verb: Word) -> Iterator[Found]:
    """The antecedent is the object of a relative clause that has a subject of its own: ``the ban which it had lifted``."""
    if verb.dep_ not in labels.RELATIVE or not has_subject(verb) or has_object(verb):
        return
    subject = next((c for c in verb.children if c.dep_ in labels.SUBJECT), None)
    if subject is not None and subject.lower_ not in ENGLISH.pronouns.relative and not has_relative_oblique(verb):
        yield "object", verb.head, "relative"


def _shared_object(verb: Word) -> Iterator[Found]:
    """``occupied and annexed Lithuania``, ``signed, ratified and denounced a treaty``: the object is the first one's as well.

    An object of the first one that stands behind the second is a lost member of its list.
    """
    own = min((c.i for c in verb.children if c.dep_ in labels.OBJECT), default=None)
    second = _next_verb(verb, own)
    while second is not None:
        objects = [c for c in second.children if c.dep_ in labels.OBJECT]
        yield from (("object", child, "shared") for child in objects)
        second = None if objects or own is not None else _next_verb(second, own)


def _next_verb(verb: Word, limit: int | None) -> Word | None:
    """The next active verb of the same list, up to token ``limit``."""
    last = verb.i + _NEXT_VERB if limit is None else min(verb.i + _NEXT_VERB, limit)
    near = (c for c in verb.children if c.dep_ == "conj" and verb.i < c.i <= last)
    return next((c for c in near if is_clausal(c) and not is_passive(c)), None)
