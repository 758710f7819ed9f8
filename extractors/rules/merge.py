"""Families of several files as one set of rules: a user's own laid over the bundled, and who comes in whose way told."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from verbale.extractors.rules.files import RuleFile
from verbale.extractors.rules.ruleset import LoadedRule, loaded_rule
from verbale.extractors.rules.schema import Family, Rule, Type

FamilyFile = tuple[RuleFile, Family]


class Merged(NamedTuple):
    """Rules in the order in which they are tried, types by ``family.type``, what was replaced, what cannot be."""

    rules: tuple[LoadedRule, ...]
    types: dict[str, Type]
    notes: tuple[str, ...]
    wrong: tuple[str, ...]


class _Placed(NamedTuple):
    rule: Rule
    file: RuleFile


def lay_over(files: Sequence[FamilyFile]) -> Merged:
    """All families, bundled before own. A rule keeps the place of the one that it replaces; other own rules go first."""
    notes = list(_replaced_names(files))
    types = {f"{file.family}.{name}": kind for file, family in files for name, kind in family.types.items()}
    rules: dict[str, _Placed] = {}
    own: dict[str, _Placed] = {}
    wrong: list[str] = []
    for file, family in files:
        for rule in family.rules:
            place = own if file.own and rule.id not in rules else rules
            other = place.get(rule.id)
            if other is not None and other.file.own == file.own:
                wrong.append(f"{file.name}: rule {rule.id}: id: also used in {other.file.name}")
                continue
            if other is not None:
                notes.append(f"{file.name}: rule {rule.id} replaces the bundled one")
            place[rule.id] = _Placed(rule, file)
    placed = [*own.values(), *rules.values()]
    loaded = tuple(_loaded(one, types, order) for order, one in enumerate(placed))
    wrong += _conflicts(zip(placed, loaded, strict=True), notes)
    return Merged(loaded, types, tuple(notes), tuple(wrong))


def _loaded(placed: _Placed, types: dict[str, Type], order: int) -> LoadedRule:
    family = placed.file.family
    own = types[f"{family}.{placed.rule.type}"]
    names = (placed.rule.type, placed.rule.negated, own.begun, own.ended)
    known = {name: types[f"{family}.{name}"] for name in names if name}
    return loaded_rule(placed.rule, family, known, order)


def _replaced_names(files: Iterable[FamilyFile]) -> Iterator[str]:
    seen: set[tuple[str, str, str]] = set()
    for file, family in files:
        for table, names in (("types", family.types), ("words", family.words)):
            for name in names:
                if (file.family, table, name) in seen:
                    yield f"{file.name}: {table}.{name} replaces the bundled one"
                seen.add((file.family, table, name))


def _conflicts(rules: Iterable[tuple[_Placed, LoadedRule]], notes: list[str]) -> Iterator[str]:
    """Two rules that claim the same trigger with the same arguments for different types cannot both be right.

    Between a user's own and the bundled, the own rule goes first: a note tells so.
    """
    claims: dict[Hashable, tuple[_Placed, LoadedRule]] = {}
    for placed, loaded in rules:
        shape = _shape(placed.rule)
        for lemma in placed.rule.trigger.lemma:
            first, other = claims.setdefault((lemma, shape), (placed, loaded))
            if other.relation_type == loaded.relation_type:
                continue
            claim = f"{lemma!r} with these arguments"
            if first.file.own and not placed.file.own:
                notes.append(
                    f"{first.file.name}: rule {first.rule.id} goes before {placed.rule.id} ({loaded.relation_type}) at {claim}"
                )
            else:
                told = f"is already {other.relation_type} by rule {first.rule.id}"
                yield f"{placed.file.name}: rule {placed.rule.id}: trigger: {claim} {told}"
            break


def _shape(rule: Rule) -> Hashable:
    asked = (frozenset(rule.with_.items()), frozenset(rule.without.items()), repr(rule.trigger.attributes))
    return (rule.trigger.pos, rule.trigger.particle, *asked, rule.source, rule.target)
