"""Verbs that stand for others: ``recognised Kosovo, as did Peru``."""

from __future__ import annotations

from dataclasses import replace

from extractors.matching import Match, Matcher
from extractors.pronominal import follows_suit, repeated_clause
from extractors.words import Word


def repeated(matcher: Matcher, token: Word) -> Match | None:
    """What a mere ``did`` tells of its subject: the event of the clause that it repeats, done to the same by somebody else.

    Of the events of the sentence as far as they are found (``matcher.siblings``); not of symmetric ones, whose parties are mixed.
    """
    governor = repeated_clause(token)
    if governor is None:
        return None
    doc = matcher.syntax.doc
    below = [m for m in matcher.siblings if doc[m.trigger].head is governor and doc[m.trigger].dep_ == "xcomp"]
    told = next((m for m in (*matcher.siblings, *below) if m.trigger == governor.i or m in below), None)
    if told is None or told.loaded.symmetric or told.loaded.rule.source is None:
        return None
    named = matcher.syntax.by_function(token.i, "subject") or matcher.syntax.by_function(token.i, "object")
    sources = matcher.fitting(named, told.loaded.rule.source)
    parties = {p.actor_ids for p in (*told.sources, *told.targets)}
    if not sources or any(p.actor_ids in parties for p in sources):
        return None
    targets = tuple(p._replace(text="", how="implied:sibling") for p in told.targets)
    return replace(told, trigger=token.i, sources=tuple(sources), targets=targets, consumed=frozenset(), echo=told.trigger)


def agrees(token: Word) -> bool:
    """Whether a ``did`` says of its subject just what was said: ``as did Peru``, ``nor did Peru``; not ``but Peru did``."""
    own = {c.lower_ for c in token.children if c.i < token.i}
    joined = {c.lower_ for c in token.head.children if c.dep_ == "cc" and c.i < token.i}
    return follows_suit(token) or bool(own & {"as", "so", "neither", "like"} or (own | joined) & {"nor"})
