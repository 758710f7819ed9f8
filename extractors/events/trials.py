"""How far rules get at the words of a sentence: for those who ask why one gave no event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from verbale.extractors.events.conditions import Condition, conditions, trigger_fits
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.matcher import Matcher, Sides
from verbale.extractors.events.roles.arguments import arguments_asked
from verbale.extractors.events.triggers import OWN_DATE, known_words, rules_of
from verbale.extractors.parse import Word
from verbale.extractors.rules import LoadedRule, Role, RuleSet
from verbale.extractors.schema import Sentence


@dataclass(frozen=True, slots=True)
class RoleTrial:
    """A role of a rule at a word. ``heads``: per function the tokens that fill it; ``parties``: for whom they act;
    ``lacking``: whether the rule needs more of them."""

    name: str
    role: Role
    heads: tuple[tuple[str, tuple[int, ...]], ...]
    parties: tuple[str, ...]
    lacking: bool


class CircumstanceTrial(NamedTuple):
    """A role that takes text instead of parties. ``span``: the tokens that fill it, if any do; it may always stay empty."""

    name: str
    role: Role
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule tried at a word that may trigger it. ``fits``: particle and attributes; ``dated``: the date that it may ask for."""

    loaded: LoadedRule
    trigger: int
    fits: bool
    conditions: tuple[Condition, ...]
    roles: tuple[RoleTrial, ...]
    circumstances: tuple[CircumstanceTrial, ...]
    dated: bool

    @property
    def asked(self) -> tuple[bool, ...]:
        """Whether each thing that the rule asks for is there."""
        parts = [condition.holds for condition in self.conditions] + [not role.lacking for role in self.roles]
        return (self.fits, *parts, *([self.dated] if self.loaded.rule.dated else []))

    @property
    def holds(self) -> bool:
        return all(self.asked)


def try_rules(sentence: Sentence, findings: Findings, rules: RuleSet) -> Iterator[Trial]:
    """Every rule at every word of a sentence that may trigger it, whether or not it comes to anything there.

    Roles are filled as if the sentence told nothing else: what its events share is left out.
    """
    matcher = Matcher(findings)
    for word in known_words(sentence, findings, rules):
        for loaded in rules_of(word, rules):
            yield _trial(loaded, word, findings, matcher)


def _trial(loaded: LoadedRule, word: Word, findings: Findings, matcher: Matcher) -> Trial:
    sides = matcher.sides(loaded, word, ())
    heads = [p.head for p in (*sides.sources, *sides.targets)]
    dated = not loaded.rule.dated or findings.dates.date_of(word.i, heads).method in OWN_DATE
    asked = tuple(conditions(findings.syntax, loaded.rule, word))
    roles = tuple(_role_trials(loaded, word, findings, sides))
    circumstances = tuple(_circumstances(loaded, word, matcher))
    return Trial(loaded, word.i, trigger_fits(loaded.rule, word), asked, roles, circumstances, dated)


def _circumstances(loaded: LoadedRule, word: Word, matcher: Matcher) -> Iterator[CircumstanceTrial]:
    rule = loaded.rule
    for name, role in (("instrument", rule.instrument), ("place", rule.place), ("quantity", rule.quantity)):
        if role is not None:
            yield CircumstanceTrial(name, role, matcher.fillers.span(role, word))


def _role_trials(loaded: LoadedRule, word: Word, findings: Findings, sides: Sides) -> Iterator[RoleTrial]:
    """The actor roles; of a symmetric type every party is a source."""
    rule = loaded.rule
    targets = sides.sources if loaded.symmetric else sides.targets
    for name, role, filled in (("source", rule.source, sides.sources), ("target", rule.target, targets)):
        if role is not None:
            found = ((f, tuple(a.head for a in arguments_asked(findings.syntax, rule, word, f))) for f in role.from_)
            parties = tuple(dict.fromkeys(party for p in filled for party in p.party_ids))
            yield RoleTrial(name, role, tuple(pair for pair in found if pair[1]), parties, sides.lacking == name)
