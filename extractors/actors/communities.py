"""Groups that bear the name of a state and are not that state: communities of a people abroad, and what came after a state that
ceased to be (``the former Soviet republics``). They stand for themselves, by their own words."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from verbale.extractors.actors.drafts import Draft, Findings
from verbale.extractors.actors.lexicon import NAME_WORDS
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.parse import labels
from verbale.extractors.schema import Actor

_FARTHEST = 3  # words from the name of a people to the noun of its community
_COMMUNITIES = NAME_WORDS.communities
_PARTS = NAME_WORDS.parts
_DASH = "-"


def with_groups(view: TokenView, found: Findings) -> Findings:
    """With such groups in place of the states whose names they bear."""
    places = {draft.start for draft in found.drafts if draft.label == "GPE"}
    drafts: list[Draft] = []
    groups: list[Actor] = []
    for draft in found.drafts:
        span = _community(view, draft, places) if draft.label == "NORP" else None
        if span is None and found.actors.kind(next(iter(draft.actor_ids), "")) == "former_state":
            span = _parts(view, draft)
        if span is None:
            drafts.append(draft)
            continue
        name = view.name_text(*span)
        groups.append(Actor(name, name, "group", name))
        whole = draft._replace(start=span[0], end=span[1], head=view.head_of(*span))
        drafts.append(whole._replace(label="NORP", actor_ids=(name,), party_ids=(name,), use=""))
    return replace(found, drafts=tuple(drafts), actors=found.actors.with_names(groups))


def _community(view: TokenView, draft: Draft, places: Set[int]) -> tuple[int, int] | None:
    """The span of the community that a people's name begins: ``Turkish Muslim minority``, ``ethnic Germans``.

    ``places``: the tokens at which the names of places start.
    """
    noun, before = view.words[draft.end - 1].head, draft.start - 1
    behind = noun.pos_ in labels.NOUN and draft.end <= noun.i < draft.end + _FARTHEST
    if view.lower_at(before) in _COMMUNITIES.marking and view.same_sentence(before, draft.start):
        return before, noun.i + 1 if behind else draft.end
    settled = noun.lemma in _COMMUNITIES.settled and _place_behind(view, noun.i) in places
    return (draft.start, noun.i + 1) if behind and (noun.lemma in _COMMUNITIES.heads or settled) else None


def _place_behind(view: TokenView, noun: int) -> int:
    """The token at which a place would be named behind a noun (``community in the Congo``), -1 where none would be."""
    if view.lower_at(noun + 1) not in _COMMUNITIES.placing:
        return -1
    return noun + 2 + (view.lower_at(noun + 2) == "the")


def _parts(view: TokenView, draft: Draft) -> tuple[int, int] | None:
    """The span of what a state fell into: ``former Soviet republics``, ``republics of the former Soviet Union``."""
    if draft.label == "NORP":
        start = draft.start - 1 - (view.lower_at(draft.start - 1) == _DASH)
        named = view.lower_at(start) in _PARTS.marking and view.lower_at(draft.end) in _PARTS.heads
        return (start, draft.end + 1) if named and view.same_sentence(start, draft.end) else None
    at = draft.start - 1
    over = view.lower_at(at) in _PARTS.marking
    at -= over
    at -= view.lower_at(at) == "the"
    if view.lower_at(at) != "of" or view.lower_at(at - 1) not in _PARTS.heads or not view.same_sentence(at - 1, draft.start):
        return None
    before = view.lower_at(at - 2) in _PARTS.marking and view.same_sentence(at - 2, at)
    return (at - 1 - before, draft.end) if over or before else None
