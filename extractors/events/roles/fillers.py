"""Who fills a role of a rule: the participants that its functions name, of the kinds that it admits."""

from __future__ import annotations

from collections.abc import Sequence, Set

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.roles.arguments import arguments_asked, arguments_of
from verbale.extractors.events.roles.counterparts import Context
from verbale.extractors.events.roles.participants import Participant, Participants
from verbale.extractors.grammar import has_subject, is_clausal
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import Role, Rule
from verbale.extractors.schema import Argument


class Fillers:
    """Fills the roles of rules in one document."""

    def __init__(self, findings: Findings) -> None:
        self.syntax = findings.syntax
        self.participants = Participants(findings)
        self.context = Context(findings.parsed, findings.mentions, findings.actors)

    def of(self, rule: Rule, role: Role | None, word: Word, acting: Set[tuple[str, ...]] = frozenset()) -> list[Participant]:
        """The participants that fill a role: of the first function that gives any beside those ``acting``, or of all."""
        if role is None:
            return []
        if role.all:
            found = [a for function in role.from_ for a in arguments_asked(self.syntax, rule, word, function)]
            return _beside(acting, self.fitting(found, role))
        for function in role.from_:
            found = arguments_asked(self.syntax, rule, word, function)
            near = [a for a in found if a.path != "object"]
            fitting = self.fitting(near, role) or (self.fitting(found, role) if len(near) < len(found) else [])
            if others := _beside(acting, fitting):
                return others
        return []

    def near_subject(self, rule: Rule, word: Word) -> list[Participant]:
        """``The dispute grew as Peru recalled its envoy, and called on Chile``: the nearer clause's actor is meant."""
        if rule.source is None or "subject" not in rule.source.from_ or word.dep_ != "conj" or has_subject(word):
            return []
        for other in reversed(self.syntax.doc[word.head.i + 1 : word.i]):
            if is_clausal(other) and other.tag_ in labels.FINITE:
                return self.fitting(self.syntax.by_function(other.i, "subject"), rule.source)
        return []

    def fitting(self, arguments: Sequence[Argument], role: Role) -> list[Participant]:
        """The participants that arguments give, of the kinds that the role admits."""
        found = self.participants.fill(arguments, role)
        # A town that no gazetteer knows is where something happened, not who did it or to whom.
        found = [p for p in found if not set(p.actor_ids) <= self.context.unknown_places]
        if role.kind:
            kinds = self.context.kinds
            found = [p for p in found if any(kinds.get(actor) in role.kind for actor in p.actor_ids)]
        return found

    def span(self, role: Role | None, word: Word) -> tuple[int, int] | None:
        """The tokens of the argument that fills a role which need not be an actor (instrument, place, quantity)."""
        if role is None:
            return None
        for function in role.from_:
            for argument in arguments_of(self.syntax, word, function):
                if not role.head or self.syntax.doc[argument.head].lemma in role.head:
                    return argument.start, argument.end
        return None


def _beside(acting: Set[tuple[str, ...]], participants: list[Participant]) -> list[Participant]:
    return [p for p in participants if p.actor_ids not in acting] if acting else participants
