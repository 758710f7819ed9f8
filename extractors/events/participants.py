"""Argument -> the actors that fill it: the mention itself, the state an office or institution acts for, the members of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.enumerations import hyphenated_pairs, mention_lists
from verbale.extractors.grammar import Cues, Syntax, head_lemmas, noun_span
from verbale.extractors.parse import Parsed, Word
from verbale.extractors.rules import Role
from verbale.extractors.schema import Argument, Mention

_OWNERS = ("possessor", "modifier", "compound", "oblique:of", "oblique:from", "apposition")


_EXAMPLES = ("oblique:including", "oblique:like")


class Participant(NamedTuple):
    """Who fills a role. ``head``: the token of the argument; ``how``: the way from argument to actor; ``path``: of Argument."""

    text: str
    actor_ids: tuple[str, ...]
    party_ids: tuple[str, ...]
    head: int
    how: str
    path: str = "direct"


class Participants:
    """Finds the actors of arguments in one document."""

    def __init__(self, parsed: Parsed, syntax: Syntax, mentions: MentionIndex, cues: Cues) -> None:
        self.parsed = parsed
        self.syntax = syntax
        self.mentions = mentions
        self.agents = cues.participants.agents
        self.partitives = cues.participants.partitives
        self.groups = cues.participants.groups
        self.relational = cues.participants.relational
        self.epithets = cues.participants.epithets
        self._next = mention_lists(parsed, mentions)
        self._pairs = hyphenated_pairs(parsed, mentions)

    def fill(self, arguments: Iterable[Argument], role: Role) -> list[Participant]:
        """The participants that these arguments give under a role's conditions, each actor once."""
        found: dict[tuple[str, ...], Participant] = {}
        for argument in arguments:
            for participant in self.of(self.parsed.words[argument.head], role):
                if participant.actor_ids not in found:
                    p = participant
                    same = argument.path == p.path
                    found[p.actor_ids] = (
                        p if same else Participant(p.text, p.actor_ids, p.party_ids, p.head, p.how, argument.path)
                    )
        return list(found.values())

    def of(self, head: Word, role: Role) -> list[Participant]:
        lemmas = head_lemmas(head)
        if role.head and "*" not in role.head and lemmas.isdisjoint(role.head):
            return []
        if not lemmas.isdisjoint(role.not_head):
            return []
        if role.party == "affiliation":
            return self._affiliated(head, role, "affiliation")
        found = self._actor(head, role)
        if not found and (role.party == "any" or role.head or not lemmas.isdisjoint(role.through)):
            found = self._affiliated(head, role, "affiliation")
        return found

    def _actor(self, head: Word, role: Role, depth: int = 0) -> list[Participant]:
        examples = [a for f in _EXAMPLES for a in self.syntax.by_function(head.i, f)] if head.tag_ in {"NNS", "NNPS"} else []
        named = [p for a in examples for p in self._actor(self.parsed.words[a.head], role, 3)]
        if named:
            return named
        mention = self._mention(head)
        if mention is not None:
            return self._from_mention(mention, head, role)
        lemma = head.lemma
        if lemma in self.epithets and depth < 3:
            appositions = self.syntax.by_function(head.i, "apposition")
            found = [p for a in appositions for p in self._actor(self.parsed.words[a.head], role, 3)]
            if found:
                return found
        if lemma in self.partitives and depth < 3:
            inner = [self.parsed.words[a.head] for a in self.syntax.by_function(head.i, "oblique:of")]
            found = [p for noun in inner for p in self._actor(noun, role, depth + 1)]
            if found:
                return found
        if lemma in self.agents and head.pos_ in {"NOUN", "PROPN"} and not any(c.lower_ == "member" for c in head.children):
            return self._affiliated(head, role, "agent")
        return []

    def _mention(self, head: Word) -> Mention | None:
        mention = self.mentions.by_head(head.i)
        if mention is None:
            mention = self.mentions.covering(head.i)
            if mention is not None and mention.head != head.i and mention.label == "NORP":
                return None
        return mention if mention is not None and mention.party_ids else None

    def _from_mention(self, mention: Mention, head: Word, role: Role) -> list[Participant]:
        found = []
        for member in self._list_from(mention):
            text = self.parsed.quote(member.start, member.end)
            found.append(Participant(text, member.actor_ids, member.party_ids, member.head, member.method))
        return found

    def _list_from(self, mention: Mention) -> list[Mention]:
        """The mention and the members of the list that it opens: parsers lose the third and later ones."""
        members = [mention, self._pairs[mention.start]] if mention.start in self._pairs else [mention]
        while (following := self._next.get(members[-1].start)) is not None and len(members) < 40:
            members.append(following)
        return members

    def _affiliated(self, head: Word, role: Role, how: str) -> list[Participant]:
        """Whom a noun belongs to: ``the Swedish embassy``, ``its ambassador``, ``officials from Belarus``."""
        lemma = head.lemma
        owners = ("modifier", "compound") if lemma in self.relational else _OWNERS
        owners = ("compound", "apposition", *owners) if lemma in self.groups else owners
        for function in owners:
            found: list[Participant] = []
            for argument in self.syntax.by_function(head.i, function):
                mention = self._mention(self.parsed.words[argument.head]) or self.mentions.covering(argument.head)
                inner = self.parsed.words[argument.head]
                if mention is not None and mention.party_ids:
                    found += self._owners(head, mention, how)
                elif function == "oblique:of" and inner.i > head.i and inner.lemma in self._owned(role):
                    found += self._affiliated(inner, role, how)
            if found:
                return found
        return self._inside(head, how)

    def _owned(self, role: Role) -> frozenset[str]:
        """Nouns whose owner is looked for one noun deeper: ``parts of Polish territory``."""
        return self.agents | self.partitives | frozenset(role.through)

    def _owners(self, head: Word, mention: Mention, how: str) -> list[Participant]:
        """The mention and its list as owners of ``head``; the first is shown with the whole noun group."""
        start, end = noun_span(head)
        whole = self.parsed.quote(min(start, mention.start), max(end, mention.end))
        members = self._list_from(mention)
        return [
            Participant(whole if m is mention else self.parsed.quote(m.start, m.end), m.actor_ids, m.party_ids, head.i, how)
            for m in members
        ]

    def _inside(self, head: Word, how: str) -> list[Participant]:
        """Any mention in the noun group before its head, where the parse hung it elsewhere."""
        start, end = noun_span(head)
        inside = [m for m in self.mentions.inside(start, head.i) if m.party_ids]
        if not inside:
            return []
        text = self.parsed.quote(start, end)
        return [Participant(text, m.actor_ids, m.party_ids, head.i, how) for m in inside[:1]]
