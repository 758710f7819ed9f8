"""Grammatical functions as rules spell them: checked, and expanded to those that ``grammar.Syntax`` computes.

Some spellings stand for several functions: ``owner`` and ``prenominal`` for whatever a noun belongs to, ``oblique:on|against``
for either preposition, ``A or B`` (in conditions only) for either function. ``A/B`` is B of the noun that fills A.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from verbale.extractors.data_files import nearest
from verbale.extractors.rules.standards import STANDARDS

GROUPS = {
    "owner": ("possessor", "modifier", "compound", "oblique:of"),
    "prenominal": ("possessor", "modifier", "compound"),
}
"""Whose a noun is, the surest first: *Peru's envoy*, *the Peruvian envoy*, *the Peru envoy*, *the envoy of Peru*.

Of a deed only what stands before the noun: in *the Russian invasion of Finland* the of-phrase names the other side.
"""
ANY = "*"
_EITHER = " or "
_OF_NOUNS = {"possessor", "compound", "modifier", "premodifier", "apposition", "year"}
_OF_VERBS = {"object", "indirect", "attribute", "adverbial", "auxiliary", "gerund"}
_OF_BOTH = {"subject", "complement", "governor", "oblique"}
_PLAIN = (_OF_NOUNS | _OF_VERBS | _OF_BOTH) - {"oblique", "gerund"}
_NAMES = sorted(_PLAIN | {*GROUPS, "oblique:PREPOSITION", "gerund:PREPOSITION"})


@cache
def expand_function(spelled: str) -> tuple[str, ...]:
    """``object/owner`` -> ``object/possessor``, ``object/modifier``, ...: the functions in order of preference.

    Raises ValueError with the nearest right word.
    """
    return tuple("/".join(steps) for steps in product(*(_expand_step(step) for step in spelled.split("/"))))


def _expand_step(step: str) -> tuple[str, ...]:
    if step in GROUPS:
        return GROUPS[step]
    if step in _PLAIN:
        return (step,)
    name, colon, prepositions = step.partition(":")
    if name not in {"oblique", "gerund"}:
        raise ValueError(f"unknown grammatical function {step!r}{nearest(step, _NAMES)}")
    if not colon:
        raise ValueError(f"{step!r} wants a preposition: {name}:from, {name}:on|against, {name}:* for any")
    return tuple(f"{name}:{_preposition(word)}" for word in prepositions.split("|"))


def _preposition(word: str) -> str:
    if word != ANY and word not in STANDARDS.prepositions:
        raise ValueError(f"unknown preposition {word!r}{nearest(word, STANDARDS.prepositions)}")
    return word


def fold_functions(functions: Sequence[str]) -> list[str]:
    """``object/possessor``, ``object/modifier``, ... -> ``object/owner``: expanded functions as a rule would spell them."""
    folded: list[str] = []
    rest = list(functions)
    while rest:
        spelled, length = next(_groups_at(rest), (rest[0], 1))
        folded.append(spelled)
        del rest[:length]
    return folded


def _groups_at(functions: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The spellings that stand for the first functions of a list, each with their number, the longest first."""
    for name, group in GROUPS.items():
        above = functions[0].removesuffix(group[0])
        if list(functions[: len(group)]) == [above + function for function in group]:
            yield above + name, len(group)


def expand_condition(spelled: str) -> str:
    """``object or object/owner`` -> its functions one by one, still joined by ``or``."""
    return _EITHER.join(function for part in spelled.split(_EITHER) for function in expand_function(part))


@cache
def split_alternatives(condition: str) -> tuple[str, ...]:
    """``object or attribute`` -> its functions."""
    return tuple(condition.split(_EITHER))


@cache
def impossible_at(function: str, pos: str) -> bool:
    """Whether no trigger of this part of speech can ever have the function: a noun has no object, a verb no possessor."""
    first = function.partition("/")[0].partition(":")[0]
    return first in (_OF_NOUNS if pos == "VERB" else _OF_VERBS)
