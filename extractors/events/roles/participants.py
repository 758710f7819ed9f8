"""Argument -> the actors that fill it: the mention itself, the state an office or institution acts for, the members of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.roles.enumerations import hyphenated_pairs, mention_lists
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import head_lemmas, noun_span
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import Role
from verbale.extractors.schema import Argument, Mention

ANY_ACTOR = Role.model_validate({"from": ["subject"]})
"""A role that asks nothing of those who fill it."""
# Functions through which a noun names whom it belongs to, the nearest first.
_OWNERS = ("possessor", "modifier", "compound", "oblique:of", "oblique:from", "apposition")
# "states like Peru and Chile": the examples are meant.
_EXAMPLES = ("oblique:including", "oblique:like")
_DEEPEST = 3  # "one of a group of ..."
_LONGEST = 40  # members of a list


class Participant(NamedTuple):
    """Who fills a role. ``head``: the token of the argument; ``how``: the way from argument to actor; ``path``: of Argument;
    ``span``: the tokens of ``text``."""

    text: str
    actor_ids: tuple[str, ...]
    party_ids: tuple[str, ...]
    head: int
    how: str
    path: str = "direct"
    span: tuple[int, int] | None = None


def participant_of(mention: Mention, path: str) -> Participant:
    """The one who is mentioned, found on this path."""
    span = (mention.start, mention.end)
    return Participant(mention.text, mention.actor_ids, mention.party_ids, mention.head, mention.method, path, span)


def parties_of(participants: Iterable[Participant]) -> set[str]:
    """All parties that participants act for."""
    return {party for p in participants for party in p.party_ids}


class Participants:
    """Finds the actors of arguments in one document."""

    def __init__(self, findings: Findings) -> None:
        self.parsed = findings.parsed
        self.syntax = findings.syntax
        self.mentions = findings.mentions
        self._next = mention_lists(self.parsed, self.mentions)
        self._pairs = hyphenated_pairs(self.parsed, self.mentions)

    def fill(self, arguments: Iterable[Argument], role: Role) -> list[Participant]:
        """The participants that these arguments give under a role's conditions, each actor once."""
        found: dict[tuple[str, ...], Participant] = {}
        for argument in arguments:
            head = self.parsed.words[argument.head]
            for p in self._of(self._pronoun_of(head) if argument.path == "relative" else head, role):
                if p.actor_ids not in found:
                    found[p.actor_ids] = p if argument.path == p.path else p._replace(path=argument.path)
        return list(found.values())

    def _pronoun_of(self, noun: Word) -> Word:
        """``Resolution 418, which imposed``: of a noun that names nobody the relative pronoun that stands for somebody."""
        if self._mention(noun) is not None:
            return noun
        relative = (c for clause in noun.children if clause.dep_ in labels.RELATIVE for c in clause.children)
        return next((c for c in relative if c.tag_ in {"WDT", "WP"} and self._mention(c) is not None), noun)

    def _of(self, head: Word, role: Role) -> list[Participant]:
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
        """The actors that a noun names, or introduces (``its ally Peru``, ``two of the states``), or whom it acts for."""
        if named := self._examples(head, role):
            return named
        mention = self._mention(head)
        if mention is not None:
            return self._listed(mention)
        words, lemma = WORDS.participants, head.lemma
        if lemma in words.epithets and depth < _DEEPEST and (named := self._through(head, "apposition", role, _DEEPEST)):
            return named
        if lemma in words.partitives and depth < _DEEPEST and (meant := self._through(head, "oblique:of", role, depth + 1)):
            return meant
        if lemma in words.agents and head.pos_ in labels.SUBSTANTIVE and not any(c.lower_ == "member" for c in head.children):
            return self._affiliated(head, role, "agent")
        return []

    def _examples(self, head: Word, role: Role) -> list[Participant]:
        if head.tag_ not in labels.PLURAL:
            return []
        return [p for function in _EXAMPLES for p in self._through(head, function, role, _DEEPEST)]

    def _through(self, head: Word, function: str, role: Role, depth: int) -> list[Participant]:
        """The actors of the nouns with this function below a head."""
        below = [self.parsed.words[a.head] for a in self.syntax.by_function(head.i, function)]
        return [p for noun in below for p in self._actor(noun, role, depth)]

    def _mention(self, head: Word) -> Mention | None:
        mention = self.mentions.by_head(head.i)
        if mention is None:
            mention = self.mentions.covering(head.i)
            if mention is not None and mention.head != head.i and mention.label == "NORP":
                return None
        return mention if mention is not None and mention.party_ids else None

    def _listed(self, mention: Mention) -> list[Participant]:
        return [
            Participant(self.parsed.quote(m.start, m.end), m.actor_ids, m.party_ids, m.head, m.method, span=(m.start, m.end))
            for m in self._list_from(mention)
        ]

    def listed_behind(self, mention: Mention) -> Mention | None:
        """The next member of the list that a mention is in."""
        return self._pairs.get(mention.start) if mention.start in self._pairs else self._next.get(mention.start)

    def _list_from(self, mention: Mention) -> list[Mention]:
        """The mention and the members of the list that it opens: parsers lose the third and later ones."""
        members = [mention, self._pairs[mention.start]] if mention.start in self._pairs else [mention]
        while (following := self._next.get(members[-1].start)) is not None and len(members) < _LONGEST:
            members.append(following)
        return members

    def _affiliated(self, head: Word, role: Role, how: str) -> list[Participant]:
        """Whom a noun belongs to: ``the Swedish embassy``, ``its ambassador``, ``officials from Belarus``."""
        for function in _owner_functions(head.lemma):
            found: list[Participant] = []
            for argument in self.syntax.by_function(head.i, function):
                inner = self.parsed.words[argument.head]
                mention = self._mention(inner) or self.mentions.covering(argument.head)
                if mention is not None and mention.party_ids:
                    found += self._owners(head, mention, how)
                elif function == "oblique:of" and inner.i > head.i and _owned(inner.lemma, role):
                    found += self._affiliated(inner, role, how)
            if found:
                return found
        return self._inside(head, how)

    def _owners(self, head: Word, mention: Mention, how: str) -> list[Participant]:
        """The mention and its list as owners of ``head``; the first is shown with the whole noun group."""
        start, end = noun_span(head)
        whole = min(start, mention.start), max(end, mention.end)
        spans = [(m, whole if m is mention else (m.start, m.end)) for m in self._list_from(mention)]
        return [Participant(self.parsed.quote(*span), m.actor_ids, m.party_ids, head.i, how, span=span) for m, span in spans]

    def _inside(self, head: Word, how: str) -> list[Participant]:
        """Any mention in the noun group before its head, where the parse hung it elsewhere."""
        start, end = noun_span(head)
        inside = [m for m in self.mentions.inside(start, head.i) if m.party_ids]
        if not inside:
            return []
        text = self.parsed.quote(start, end)
        return [Participant(text, m.actor_ids, m.party_ids, head.i, how, span=(start, end)) for m in inside[:1]]


def _owner_functions(lemma: str) -> tuple[str, ...]:
    """The functions through which this noun names whom it belongs to, the nearest first."""
    owners = ("modifier", "compound") if lemma in WORDS.participants.relational else _OWNERS
    return ("compound", "apposition", *owners) if lemma in WORDS.participants.groups else owners


def _owned(lemma: str, role: Role) -> bool:
    """A noun whose owner is looked for one noun deeper: ``parts of Polish territory``."""
    return lemma in WORDS.participants.agents or lemma in WORDS.participants.partitives or lemma in role.through
