"""What a type means, told to people: its definition, its frame, and sentences of its rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from verbale.extractors.rules import Example, ExampleText, LoadedRule, RuleSet, Type

MOST = 3
"""Sentences of a type, and sentences that are none of it."""
_LONGEST = 160


class GuidedType(Type):
    """A type with sentences that tell an event of it, and such that do not although a rule of it looks at them."""

    examples: tuple[Example, ...] = ()
    non_examples: tuple[str, ...] = ()


def guided_types(rules: RuleSet) -> dict[str, GuidedType]:
    """``family.type`` -> its type with sentences of its rules: each of another rule where there are enough."""
    by_type: dict[str, list[LoadedRule]] = defaultdict(list)
    for loaded in rules.rules:
        by_type[loaded.relation_type].append(loaded)
    return {name: _guided(kind, by_type[name]) for name, kind in rules.types.items()}


def _guided(kind: Type, rules: Iterable[LoadedRule]) -> GuidedType:
    told: dict[str, Example] = {}
    others: list[str] = []
    for loaded in rules:
        for given, example in loaded.examples():
            if example.trigger and _is_plain(given):
                told.setdefault(example.text[example.trigger.start : example.trigger.end].lower(), example)
                break
        others += [given.text for given in loaded.rule.non_examples if _is_plain(given)][:1]
    return GuidedType.model_construct(
        **dict(kind), examples=tuple(told.values())[:MOST], non_examples=tuple(dict.fromkeys(others))[:MOST]
    )


def _is_plain(given: ExampleText) -> bool:
    """Whether a sentence can be understood without the text around it, and says that something happened."""
    around = given.topic or given.heading
    return not around and (given.polarity, given.modality) == ("pos", "asserted") and len(given.text) <= _LONGEST
