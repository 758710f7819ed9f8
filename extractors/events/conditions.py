"""What a rule asks of its trigger and of the words around it, and what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verbale.extractors.events.roles.arguments import arguments_of_any, is_one_of
from verbale.extractors.grammar import Syntax, is_date
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import Rule
from verbale.extractors.schema import Argument

# Paths of what a noun has only through its verb, and a verb only through its object.
_SHARED = {"support", "object"}


class Condition(NamedTuple):
    """What a rule asks of one function of its trigger, and what is there.

    ``heads``: the tokens that fill the function; ``meant``: those of them that are among ``lemmas``;
    ``wanted``: whether there must be such a one (``with``) or must not (``without``).
    """

    function: str
    lemmas: tuple[str, ...]
    wanted: bool
    heads: Sequence[int]
    meant: Sequence[int]

    @property
    def holds(self) -> bool:
        return bool(self.meant) == self.wanted


def trigger_fits(rule: Rule, word: Word) -> bool:
    """Whether a word has the particle and the attributes that the rule asks of its trigger; its lemma is looked up before."""
    if rule.trigger.particle:
        particles = {c.lower_ for c in word.children if c.dep_ in labels.PARTICLE_LIKE}
        if not particles & set(rule.trigger.particle):
            return False
    return not rule.trigger.attributes or all(
        _attribute(word, name) in ([value] if isinstance(value, str) else value)
        for name, value in rule.trigger.attributes.items()
    )


def _attribute(word: Word, name: str) -> str:
    if name == "IS_TITLE":
        return str(word.is_title).lower()
    return str(getattr(word, name.lower() + "_", None) if name != "MORPH" else word.morph)


def conditions(syntax: Syntax, rule: Rule, word: Word) -> Iterator[Condition]:
    """The conditions of a rule, one by one, with what they meet around this trigger."""
    for wanted, asked in ((True, rule.with_), (False, rule.without)):
        for function, lemmas in asked.items():
            found = arguments_of_any(syntax, word, function)
            heads = [argument.head for argument in found]
            if "*" in lemmas:
                meant = [argument.head for argument in found if not _dates_the_verb(argument, syntax)]
            else:
                meant = [head for head in heads if is_one_of(syntax, head, lemmas)]
            yield Condition(function, lemmas, wanted, heads, meant)


def _dates_the_verb(argument: Argument, syntax: Syntax) -> bool:
    """``moved its embassy in 2018``: a noun shares the obliques of its verb, but their dates say nothing of it."""
    return argument.path in _SHARED and argument.function.startswith("oblique:") and is_date(syntax.doc[argument.head])


def joins_trigger(condition: Condition, rule: Rule) -> bool:
    """Whether the words that met a condition are part of the trigger and tell no event of their own."""
    kept = condition.function.startswith("governor") or condition.function in rule.keeps
    return condition.wanted and not kept and "*" not in condition.lemmas
