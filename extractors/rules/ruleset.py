"""Rules as the matcher reads them: each with what its family says of its type, indexed by the lemma of its trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from verbale.extractors.rules.examples import Example, parse_example
from verbale.extractors.rules.schema import ExampleText, Rule, Trigger, Type
from verbale.extractors.rules.values import NAMED


@dataclass(frozen=True)
class LoadedRule:
    """A rule with what its family says of its type; ``relation_type`` is ``family.type``.

    ``order``: of equally specific rules the one with the lower goes first. ``denied``, ``persons``, ``content``: of its type.
    ``negated``: the rule as what it tells when denied; ``begun``, ``ended``: where the state that it tells begins, ends.
    """

    rule: Rule
    family: str
    relation_type: str
    symmetric: bool
    answers: bool
    plover: str
    cameo: str
    order: int
    denied: bool = False
    persons: tuple[str, ...] = ()
    content: bool = False
    negated: LoadedRule | None = None
    begun: LoadedRule | None = None
    ended: LoadedRule | None = None

    @cached_property
    def _needs(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(lemmas) for lemmas in self.rule.with_.values() if not {"*", *NAMED} & set(lemmas))

    def possible(self, lemmas: Set[str]) -> bool:
        """A sieve: whether a sentence with these lemmas has at least one for every condition of the rule."""
        for need in self._needs:  # noqa: SIM110 - asked for every rule of every word
            if need.isdisjoint(lemmas):
                return False
        return True

    def examples(self) -> Iterator[tuple[ExampleText, Example]]:
        """The sentences that must give this event, each with what is marked in it."""
        for example in self.rule.examples:
            yield example, parse_example(example.text)


@dataclass(frozen=True)
class RuleSet:
    """All rules, indexed by (lemma, part of speech) of the trigger, the more specific first.

    ``types``: ``family.type`` -> its type. ``notes``: what a user's own rules replaced or came in the way of, a line each.
    """

    rules: tuple[LoadedRule, ...]
    types: dict[str, Type]
    index: dict[tuple[str, str], tuple[LoadedRule, ...]]
    notes: tuple[str, ...] = ()

    @cached_property
    def frames(self) -> dict[tuple[str, str], LoadedRule]:
        """(``family.type``, part of speech of the trigger) -> the type as a rule without words, for events that no rule tells."""
        plain = {(name, pos): _frame(name, pos, kind) for name, kind in self.types.items() for pos in ("VERB", "NOUN")}
        return {key: self._with_phases(frame, plain) for key, frame in plain.items()}

    def _with_phases(self, frame: LoadedRule, frames: Mapping[tuple[str, str], LoadedRule]) -> LoadedRule:
        kind, pos = self.types[frame.relation_type], frame.rule.trigger.pos
        begun, ended = (frames.get((f"{frame.family}.{name}", pos)) for name in (kind.begun, kind.ended))
        return replace(frame, begun=begun, ended=ended)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all triggers."""
        return frozenset(lemma for lemma, _ in self.index)

    def candidates(self, lemma: str, pos: str) -> tuple[LoadedRule, ...]:
        """The rules that a word may trigger, in the order in which they are tried."""
        return self.index.get((lemma, pos), ())


def loaded_rule(rule: Rule, family: str, types: Mapping[str, Type], order: int) -> LoadedRule:
    """A rule of a family whose types are known to hold the rule's."""
    loaded, kind = _as_type(rule, family, rule.type, types[rule.type], order), types[rule.type]

    def told_as(name: str) -> LoadedRule | None:
        return _as_type(rule, family, name, types[name], order) if name else None

    return replace(loaded, negated=told_as(rule.negated), begun=told_as(kind.begun), ended=told_as(kind.ended))


def _frame(name: str, pos: Literal["VERB", "NOUN"], kind: Type) -> LoadedRule:
    family, _, own = name.partition(".")
    trigger = Trigger.model_construct(lemma=(), pos=pos, particle=(), attributes={})
    rule = Rule.model_construct(id="", type=own, trigger=trigger, examples=(), non_examples=())
    return _loaded(rule, family, own, kind, (kind.plover, kind.cameo), 0)


def _as_type(rule: Rule, family: str, name: str, kind: Type, order: int) -> LoadedRule:
    plover = kind.plover if rule.plover is None else rule.plover
    cameo = kind.cameo if rule.cameo is None else rule.cameo
    return _loaded(rule, family, name, kind, (plover, cameo), order)


def _loaded(rule: Rule, family: str, name: str, kind: Type, codes: tuple[str, str], order: int) -> LoadedRule:
    plain = LoadedRule(rule, family, f"{family}.{name}", kind.symmetric, kind.answers, *codes, order)
    return replace(plain, denied=kind.denied, persons=kind.persons, content=kind.content)


def index_rules(rules: Iterable[LoadedRule]) -> dict[tuple[str, str], tuple[LoadedRule, ...]]:
    """(lemma, part of speech) -> rules, the most specific first."""
    index: dict[tuple[str, str], list[LoadedRule]] = defaultdict(list)
    for loaded in rules:
        for lemma in loaded.rule.trigger.lemma:
            index[lemma, loaded.rule.trigger.pos].append(loaded)
    return {key: tuple(sorted(found, key=lambda r: (-r.rule.specificity, r.order))) for key, found in index.items()}
