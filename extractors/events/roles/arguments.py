"""The arguments that a rule's grammatical functions name around a trigger, and whether they are the words that it asks for."""

from __future__ import annotations

from collections.abc import Collection

from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import Syntax, head_lemmas, is_clausal
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import NAMED, Rule, split_alternatives
from verbale.extractors.schema import Argument

_GOVERNING = labels.NOUN_GROUP | {"ADP"}
_PARTITIVES = WORDS.participants.partitives


def arguments_of(syntax: Syntax, word: Word, function: str) -> list[Argument]:
    """The arguments of a word with this function; ``governor`` is the word above it, ``governor/B`` function B of that."""
    if not function.startswith("governor"):
        return syntax.by_function(word.i, function)
    head = word.head
    rest = function.partition("/")[2]
    if head == word or not (is_clausal(head) or head.pos_ in _GOVERNING):
        return []
    if head.pos_ == "ADP":
        head = head.head
    return arguments_of(syntax, head, rest) if rest else [Argument("governor", head.i, head.i, head.i + 1)]


def arguments_of_any(syntax: Syntax, word: Word, functions: str) -> list[Argument]:
    """The arguments of a word with one of several functions (``object or attribute``)."""
    return [argument for function in split_alternatives(functions) for argument in arguments_of(syntax, word, function)]


def arguments_asked(syntax: Syntax, rule: Rule, word: Word, function: str) -> list[Argument]:
    """``In the wake of war it assisted in the relief of Chad``: of two ``in``, the one that the rule asks for."""
    first, _, rest = function.partition("/")
    lemmas = rule.cued.get(first) if rest else None
    nouns = [a.head for a in arguments_of(syntax, word, first) if is_one_of(syntax, a.head, lemmas)] if lemmas else []
    if not nouns:
        return arguments_of(syntax, word, function)
    return [b for noun in nouns for b in arguments_of(syntax, syntax.doc[noun], rest)]


def is_one_of(syntax: Syntax, index: int, lemmas: Collection[str]) -> bool:
    """Whether the noun at this token is one of these, or a name of the kind that they ask for (``PLACE``).

    Of ``two of its jets`` the jets count.
    """
    word = syntax.doc[index]
    found = head_lemmas(word)
    if word.pos_ == "PROPN" and any(word.ent_type_ in labels for name, labels in NAMED.items() if name in lemmas):
        return True
    if "SHIP" in lemmas and _is_ship(word):
        return True
    if found.isdisjoint(lemmas) and not found.isdisjoint(_PARTITIVES):
        return any(is_one_of(syntax, a.head, lemmas) for a in syntax.by_function(index, "oblique:of") if a.head > index)
    return not found.isdisjoint(lemmas)


def _is_ship(word: Word) -> bool:
    """``HMS Ajax``: a name that begins as those of warships do."""
    return word.pos_ == "PROPN" and any(c.text in WORDS.participants.ship_prefixes for c in (word, *word.children))
