"""What the events of one sentence lend each other: who acts and who is acted on where a clause leaves it unsaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verbale.extractors.events.match import Match, Told
from verbale.extractors.events.roles.participants import Participant, parties_of
from verbale.extractors.grammar import Syntax, conjuncts, is_clausal
from verbale.extractors.parse import Word
from verbale.extractors.rules import LoadedRule, Role
from verbale.extractors.schema import STATE_KINDS


def lent(participants: Sequence[Participant], role: Role | None) -> list[Participant]:
    """Participants of another event of the sentence, taken over for a role that may be left unsaid."""
    if role is None or not role.implied:
        return []
    return [p._replace(text="", how="implied:sibling") for p in participants]


def elaborated(word: Word, told: Told) -> Match | None:
    """``X decided against Y: aid was cut and visas were refused``: after the colon is spelled out what stands before."""
    node = word
    while node.dep_ == "conj" and is_clausal(node.head):
        node = node.head
    if node.dep_ != "parataxis":
        return None
    return next((other for other in told if other.trigger == node.head.i and other.targets), None)


def shared_sources(
    syntax: Syntax, loaded: LoadedRule, word: Word, targets: Sequence[Participant], told: Told
) -> list[Participant]:
    """``lifted an embargo that had been imposed``: who does one thing with an object did the other of its family, too."""
    source = loaded.rule.source
    if source is None or not source.implied:
        return []
    objects = {c.i for a in syntax.by_function(word.i, "object") for c in conjuncts(syntax.doc[a.head])}
    for other in reversed(told):
        touched = {c.i for i in other.consumed for c in conjuncts(syntax.doc[i])}
        if other.loaded.family == loaded.family and objects & touched:
            return lent([p for p in other.sources if not set(p.party_ids) & parties_of(targets)], source)
    return []


def shared_targets(
    syntax: Syntax,
    kinds: Mapping[str, str],
    loaded: LoadedRule,
    word: Word,
    sources: Sequence[Participant],
    told: Told,
) -> list[Participant]:
    """``applied to join the EU, becoming a candidate``: events of one family, or coordinated, by the same actor.

    ``kinds``: actor -> what sort of actor it is.
    """
    target = loaded.rule.target
    if target is None or not target.implied or not sources:
        return []
    acting = parties_of(sources)
    for other in reversed(told):
        if other.loaded.family != loaded.family:
            continue
        if other.targets and parties_of(other.sources) == acting:
            return lent(other.targets, target)
        if _is_answer(loaded, word, acting, other):
            return lent(other.sources, target)
    above = _coordinated(syntax, kinds, word, told)
    fits = above is not None and target.implied == "counterpart" and parties_of(above.sources) == acting
    return lent(above.targets, target) if above is not None and fits else []


def _is_answer(loaded: LoadedRule, word: Word, acting: set[str], other: Match) -> bool:
    """``X accused Y of theft, which Y denied``: an answer goes back to where the first word came from."""
    return loaded.answers and other.trigger < word.i and parties_of(other.targets) == acting


def _coordinated(syntax: Syntax, kinds: Mapping[str, str], word: Word, told: Told) -> Match | None:
    """``expelled the Libyan envoy and severed ties``: the deed of one state to others that this verb is coordinated to."""
    before = [other for other in told if other.trigger < word.i]
    if word.dep_ != "conj" or not before:
        return None
    last = max(before, key=lambda other: other.trigger)
    node, verb = word, syntax.doc[last.trigger]
    while node.dep_ == "conj" and node is not verb:
        node = node.head
    while verb.dep_ == "conj" and verb is not node:
        verb = verb.head
    touched = {kinds.get(party, "") for party in parties_of(last.targets)}
    return last if node is verb and touched and touched <= STATE_KINDS and not last.loaded.symmetric else None
