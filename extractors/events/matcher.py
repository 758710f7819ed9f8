"""One trigger against one rule: what the rule asks, then who fills its roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from verbale.extractors.events.conditions import conditions, joins_trigger, trigger_fits
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.match import Match, Told
from verbale.extractors.events.roles.fillers import Fillers
from verbale.extractors.events.roles.implied import all_with_one_side, with_implied
from verbale.extractors.events.roles.lent import elaborated, lent, shared_sources, shared_targets
from verbale.extractors.events.roles.participants import Participant, parties_of
from verbale.extractors.parse import Word
from verbale.extractors.rules import LoadedRule, Role, Rule


class Sides(NamedTuple):
    """Who fills the two roles of a rule. ``lacking``: the role (``source``, ``target``) that the rule needs and nobody fills."""

    sources: list[Participant]
    targets: list[Participant]
    lacking: str


class Matcher:
    """Matches rules at words of one document."""

    def __init__(self, findings: Findings) -> None:
        self.syntax = findings.syntax
        self.fillers = Fillers(findings)

    def match(self, loaded: LoadedRule, word: Word, told: Told) -> Match | None:
        """The match of this rule at this word, or None where a condition fails or a needed role stays empty."""
        rule = loaded.rule
        if not trigger_fits(rule, word):
            return None
        consumed: set[int] = set()
        for condition in conditions(self.syntax, rule, word):
            if not condition.holds:
                return None
            if condition.meant and joins_trigger(condition, rule):
                consumed.update(condition.meant)
        sources, targets, lacking = self.sides(loaded, word, told)
        if lacking:
            return None
        instrument, place, quantity = (self.fillers.span(role, word) for role in (rule.instrument, rule.place, rule.quantity))
        return Match(loaded, word.i, tuple(sources), tuple(targets), instrument, place, quantity, frozenset(consumed))

    def sides(self, loaded: LoadedRule, word: Word, told: Told) -> Sides:
        """Who fills the roles of a rule at this trigger, and which role that it needs stays empty."""
        return self._all_sides(loaded.rule, word, told) if loaded.symmetric else self._two_sides(loaded, word, told)

    def _all_sides(self, rule: Rule, word: Word, told: Told) -> Sides:
        """The parties of a symmetric event, all as sources."""
        sources = _distinct([*self.fillers.of(rule, rule.source, word), *self.fillers.of(rule, rule.target, word)])
        least = max((role.min for role in (rule.source, rule.target) if role is not None), default=1)
        needed = least
        above = elaborated(word, told)
        if not sources and above is not None:
            sources = lent(above.participants, rule.source)
        if not sources:
            needed = 2
        elif needed > 1 and rule.source is not None and all_with_one_side(self.fillers, rule.source, word, sources):
            needed = least = len(parties_of(sources)) + 1  # whom "with" names have no dealings with each other
        sources = with_implied(self.fillers, rule.source, word, sources, sources, needed)
        # Where trigger and cue leave no doubt of the type, one known party will do: the other may be a pronoun or a stranger.
        enough = 1 if rule.source is not None and rule.source.optional else least
        lacking = "" if len(parties_of(sources)) >= min(enough, least) else "source"
        return Sides(sources, [], lacking)

    def _two_sides(self, loaded: LoadedRule, word: Word, told: Told) -> Sides:
        """Who acts and who is acted on; nobody acts on himself.

        What the clause itself names comes first, then what it spells out, shares with the sentence's other events, or implies.
        """
        rule, fillers = loaded.rule, self.fillers
        sources = fillers.of(rule, rule.source, word) or fillers.near_subject(rule, word)
        named = fillers.of(rule, rule.target, word)
        above = elaborated(word, told)
        if above is not None:
            sources = sources or lent(above.sources, rule.source)
            named = named or lent(above.targets, rule.target)
        sources = _givers(sources, named)
        subjects = {p.head for p in sources}
        named = [p for p in named if p.head not in subjects]
        targets = self._others(rule, word, sources, named)
        if not named:
            targets = shared_targets(self.syntax, fillers.context.kinds, loaded, word, sources, told)
            targets = targets or with_implied(fillers, rule.target, word, [], sources, 1)
        sources = sources or shared_sources(self.syntax, loaded, word, targets, told)
        needed = rule.source.min if rule.source is not None else 1
        sources = with_implied(fillers, rule.source, word, sources, [*sources, *targets], needed)
        lacking = "source" if _missing(rule.source, sources) else "target" if _missing(rule.target, targets) else ""
        return Sides(sources, targets, lacking)

    def _others(self, rule: Rule, word: Word, sources: Sequence[Participant], named: list[Participant]) -> list[Participant]:
        """Those named as targets who do not act themselves; where all of them do, whom the role's next function names."""
        acting = {p.actor_ids for p in sources}
        others = [p for p in named if p.actor_ids not in acting]
        return self.fillers.of(rule, rule.target, word, acting) if named and not others else others


def _givers(sources: list[Participant], named: Sequence[Participant]) -> list[Participant]:
    """Of ``A and B agreed to give aid to B``, where the subject is lent by a governing verb, A gives."""
    givers = [p for p in sources if not set(p.party_ids) & parties_of(named)]
    lend = givers and len(givers) < len(sources) and len(givers) + len(named) >= len(sources)
    return givers if lend else sources


def _distinct(participants: Sequence[Participant]) -> list[Participant]:
    return list({p.actor_ids: p for p in reversed(participants)}.values())[::-1]


def _missing(role: Role | None, found: Sequence[Participant]) -> bool:
    return role is not None and not role.optional and len(parties_of(found)) < role.min
