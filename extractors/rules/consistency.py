"""What the schema cannot see: whether the parts of a rule, a type and a file fit each other and the world."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from verbale.extractors.data_files import nearest
from verbale.extractors.rules.examples import Example, Mark, parse_example
from verbale.extractors.rules.families import ROLES
from verbale.extractors.rules.files import RuleFile
from verbale.extractors.rules.functions import impossible_at, split_alternatives
from verbale.extractors.rules.lemmas import lemma_of_form
from verbale.extractors.rules.schema import Family, Role, Rule, Trigger, Type

_MARKED_ROLES = ("source", "target", "instrument")
_ALL_ROLES = (*_MARKED_ROLES, "place", "quantity")
Parties = Collection[str] | None


def family_problems(checked: Sequence[tuple[RuleFile, Family]], parties: Parties) -> Iterator[str]:
    """What is wrong in the files of one family, a line a problem. ``parties``: codes that examples may name; None: any.

    A type without rules is none of it: the finder may tell it alone.
    """
    types = {name: kind for _, family in checked for name, kind in family.types.items()}
    names_used = frozenset().union(*(file.names for file, _ in checked))
    for file, family in checked:
        told = chain(
            _name_problems(file, family),
            (f"rule {rule.id}: {line}" for rule in family.rules for line in _rule_problems(rule, file.family, types, parties)),
            (f"words.{name}: nothing uses @{name}" for name in family.words if name not in names_used),
        )
        yield from (f"{file.name}: {line}" for line in told)


def _name_problems(file: RuleFile, family: Family) -> Iterator[str]:
    if family.family != file.family:
        yield f"family: {family.family!r} is unlike the file's name, {file.family!r}"
    for name, kind in family.types.items():
        if kind.symmetric and kind.target is not None:
            yield f"types.{name}.target: of a symmetric type all parties are sources"
        for key, other in (("begun", kind.begun), ("ended", kind.ended)):
            if other and other not in family.types:
                yield f"types.{name}.{key}: {other!r} is not among the types of {family.family}{nearest(other, family.types)}"


def _rule_problems(rule: Rule, family: str, types: Mapping[str, Type], parties: Parties) -> Iterator[str]:
    kind = types.get(rule.type)
    if kind is None:
        yield f"type: {rule.type!r} is not among the types of {family}{nearest(rule.type, types)}"
    else:
        yield from _frame_problems(rule, kind)
        yield from _marks_problems(rule, kind, parties)
    if rule.negated and rule.negated not in types:
        yield f"negated: {rule.negated!r} is not among the types of {family}{nearest(rule.negated, types)}"
    if not rule.id.startswith(f"{family}.{rule.type}."):
        yield f"id: wants to begin with '{family}.{rule.type}.'"
    if rule.source is None and rule.target is None:
        yield "source: a rule needs at least one actor role"
    yield from _lemma_problems(rule.trigger)
    yield from _unfillable(rule)


def _lemma_problems(trigger: Trigger) -> Iterator[str]:
    if "IS_TITLE" in trigger.attributes:  # names keep their plurals: "the Treaties of Rome"
        return
    for word in trigger.lemma:
        lemma = lemma_of_form(word, trigger.pos, trigger.lemma)
        if lemma:
            yield f"trigger.lemma: {word!r} is no lemma; did you mean {lemma!r}?"


def _frame_problems(rule: Rule, kind: Type) -> Iterator[str]:
    """Roles against the frame of the type; in a symmetric one both roles look for the same parties."""
    if kind.symmetric:
        return
    for name, role, party in (("source", rule.source, kind.source), ("target", rule.target, kind.target)):
        if party is None and role is not None:
            yield f"{name}: the type {rule.type} has no {name}; say in its frame who it is"
        elif party is not None and party.needed and (role is None or role.optional):
            yield f"{name}: is needed by the type {rule.type}: {party.who}"


def _marks_problems(rule: Rule, kind: Type, parties: Parties) -> Iterator[str]:
    """The marks of the examples against the roles of the rule and the known parties."""
    filled = {name for name in _MARKED_ROLES if getattr(rule, name) is not None} - ({"target"} if kind.symmetric else set())
    for example in rule.examples:
        marked = parse_example(example.text)
        shown = repr(marked.text[:60])
        if marked.trigger is None:
            yield f"examples: no {{trigger:...}} in {shown}"
        for mark in marked.marks:
            if mark.role in _MARKED_ROLES and mark.role not in filled:
                yield f"examples: {{{mark.role}...}} in {shown}, but the rule has no {mark.role}"
            if mark.role in ROLES and not _known(mark, marked, parties):
                yield f"examples: unknown party {mark.value!r} in {shown}{nearest(mark.value, parties or ())}"


def _known(mark: Mark, marked: Example, parties: Parties) -> bool:
    """Whether a party is one of the known codes; who has no code goes by name."""
    return parties is None or mark.value in parties or mark.value == marked.text[mark.start : mark.end]


def _unfillable(rule: Rule) -> Iterator[str]:
    """Functions that the trigger never has, and what excludes all that is asked for beside it."""
    pos = rule.trigger.pos
    for place, function in _functions_asked(rule):
        if impossible_at(function, pos):
            yield f"{place}: no {pos} has a {function!r}"
    for name, role in _roles(rule):
        if role.head and role.not_head:
            yield from (f"{name}.head: {word!r} is also in not_head" for word in role.head if word in role.not_head)
    for condition in rule.with_.keys() & rule.without.keys():
        if set(rule.with_[condition]) <= set(rule.without[condition]):
            yield f"without: excludes all that with asks for at {condition!r}"
    yield from (f"keeps: {c!r} is no condition of with" for c in rule.keeps if c not in rule.with_)


def _roles(rule: Rule) -> list[tuple[str, Role]]:
    return [(name, role) for name in _ALL_ROLES if (role := getattr(rule, name)) is not None]


def _functions_asked(rule: Rule) -> Iterator[tuple[str, str]]:
    """Every function that the rule looks at from its trigger, with the key that asks for it."""
    for name, role in _roles(rule):
        yield from ((f"{name}.from", function) for function in role.from_)
    for key, conditions in (("with", rule.with_), ("without", rule.without)):
        yield from ((key, function) for condition in conditions for function in split_alternatives(condition))
