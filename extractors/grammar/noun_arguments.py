"""The arguments of a noun or adjective by grammatical function: its own dependents, and what the verb above lends it."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.grammar.clauses import is_clausal, is_passive
from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.grammar.noun_groups import years
from verbale.extractors.grammar.prepositions import has_case, obliques
from verbale.extractors.grammar.subjects import antecedent, subject_tokens
from verbale.extractors.grammar.verb_arguments import Found, dependent_arguments
from verbale.extractors.parse import Word, labels

_SUPPORTED = labels.OBJECT | labels.SUBJECT_PASSIVE


def noun_arguments(noun: Word) -> Iterator[Found]:
    """The arguments of a noun or adjective, the nearest evidence first; lists not yet expanded."""
    for child in noun.children:
        yield from _dependent(child, noun)
    yield from (("year", year, "direct") for year in years(noun))
    for child in noun.children:
        if child.dep_ in labels.SUBJECT:
            yield "subject", antecedent(child, noun)[0], "copula"
    yield from _lent(noun)


def _dependent(child: Word, noun: Word) -> list[Found]:
    """What one dependent is to its noun."""
    function = _function(child)
    if function:
        return [(function, _owner(child, noun) if function == "possessor" else child, "direct")]
    if child.dep_ in labels.REDUCED and child.lemma in ENGLISH.verbs.assigning and is_passive(child):  # "owed by Haiti"
        return [(f"oblique:{word}", owner, "direct") for c in child.children for word, owner in obliques(c)]
    return [(f"oblique:{word}", other, "direct") for word, other in obliques(child)]


def _function(child: Word) -> str:
    """The function of a dependent that stands without a preposition; else nothing."""
    if child.dep_ in labels.POSSESSOR:
        return "possessor"
    if child.dep_ in labels.COMPOUND and child.pos_ in labels.SUBSTANTIVE:
        return "compound"
    if child.dep_ in labels.MODIFIER and not has_case(child):
        return "modifier"
    if child.dep_ == "appos":
        return "apposition"
    if child.dep_ in labels.REDUCED and child.tag_ == "VB" and is_clausal(child):  # "its invitation to join NATO"
        return "complement"
    return ""


def _owner(possessor: Word, noun: Word) -> Word:
    """``Sweden, whose troops landed``: the troops are Sweden's."""
    clause = noun
    while possessor.tag_ == "WP$" and not is_clausal(clause) and clause.head != clause:
        clause = clause.head
    return antecedent(possessor, clause)[0]


def _lent(noun: Word) -> Iterator[Found]:
    """Subjects and adjuncts that the governing verb lends: ``X is a member``, ``X imposed sanctions on Y``."""
    verb = noun.head
    path = _lending(noun, verb) if verb != noun and is_clausal(verb) else ""
    if not path:
        return
    passive = is_passive(verb)
    if path == "copula" or not passive:
        yield from (("subject", subject, path) for subject, _ in subject_tokens(verb) if subject.i != noun.i)
    for child in verb.children:
        for function, other, _ in dependent_arguments(child, verb, passive):
            if function.startswith("oblique:") or (passive and function == "subject"):
                yield function, other, path


def _lending(noun: Word, verb: Word) -> str:
    """How a verb lends a noun its own: as a copula, as the noun's support (``imposed sanctions``), or not at all."""
    if noun.dep_ in labels.ATTRIBUTE or (noun.dep_ in labels.COMPLEMENT and verb.lemma_ in ENGLISH.verbs.copulas):
        return "copula"
    supported = noun.dep_ in _SUPPORTED and verb.lemma not in ENGLISH.verbs.attitude
    return "support" if supported else ""
