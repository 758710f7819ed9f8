"""The values that rules are made of, as pydantic types: checked as they are spelled, kept expanded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from verbale.extractors.actors import KINDS
from verbale.extractors.data_files import nearest
from verbale.extractors.rules.functions import ANY, expand_condition, expand_function
from verbale.extractors.rules.names import Names, expand_words
from verbale.extractors.rules.standards import STANDARDS

NAMED = {"PLACE": frozenset({"GPE", "LOC", "FAC", ""}), "PEOPLE": frozenset({"NORP"}), "SHIP": frozenset[str]()}
"""What may stand among the lemmas of a condition for a kind of name, known or not, and how such names are labelled:
any place (``stormed Magdala``; small ones often go unlabelled), any people (``two Yemenis were flown out``), any warship, which
no label tells but what its name begins with (``HMS Ajax``)."""


class Context(NamedTuple):
    """The named lists that a file may use."""

    words: Names
    kinds: Names


_NO_NAMES = Context({}, {})


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _each_once(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(words)) < len(words):
        twice = dict.fromkeys(word for word in words if words.count(word) > 1)
        raise ValueError(f"{', '.join(map(repr, twice))} stands twice")
    if not words:
        raise ValueError("the list is empty")
    return words


SpelledWords = Annotated[tuple[str, ...], BeforeValidator(_listed), AfterValidator(_each_once)]
"""One word or a list of them, as spelled."""


def _words(spelled: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    words = expand_words(spelled, (info.context or _NO_NAMES).words)
    shouted = [word for word in words if word.isupper() and word not in NAMED]
    if shouted:
        raise ValueError(f"unknown kind of name {shouted[0]!r}{nearest(shouted[0], NAMED)}")
    return words


def _kinds(spelled: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    if spelled == (ANY,):
        return ()
    kinds = expand_words(spelled, (info.context or _NO_NAMES).kinds)
    for kind in kinds:
        one_of(kind, KINDS, "kind of actor")
    return kinds


def _functions(spelled: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(function for one in spelled for function in expand_function(one)))


def one_of(value: str, known: Collection[str], what: str) -> str:
    """The value, if it is known. Raises ValueError with the nearest right one."""
    if value not in known:
        raise ValueError(f"unknown {what} {value!r}{nearest(value, known)}")
    return value


def _plover(value: str) -> str:
    return value and one_of(value, STANDARDS.plover, "PLOVER event")


def _cameo(value: str) -> str:
    return value and one_of(value, STANDARDS.cameo, "CAMEO code")


Functions = Annotated[SpelledWords, AfterValidator(_functions)]
Condition = Annotated[str, AfterValidator(expand_condition)]
Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_listed)]
Words = Annotated[SpelledWords, AfterValidator(_words)]
Kinds = Annotated[SpelledWords, AfterValidator(_kinds)]
Plover = Annotated[str, AfterValidator(_plover)]
Cameo = Annotated[str, AfterValidator(_cameo)]
