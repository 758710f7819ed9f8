"""One verb, several dates: ``recognised Kenya in 1964 and Zambia in 1965`` tells of two events.

Read from the surface: parsers make of the second name a date's neighbour, an apposition or a member of the first one's list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.participants import Participant, participant_of, parties_of
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.parse import Words, labels
from verbale.extractors.schema import Mention, Timex

_WIDEST = 7
_NEAR = 16
_NAMES = {"GPE", "ORG", "PERSON", "NORP"}
_Kinds = Mapping[str, str]
_Told = tuple[Match, Timex | None]


class Pair(NamedTuple):
    """A name with its date. ``follows``: whether the name is of who did the same later (``followed by Norway in 1931``)."""

    mention: Mention
    timex: Timex
    end: int
    follows: bool = False


def gapped(match: Match, words: Words, mentions: MentionIndex, timexes: Sequence[Timex], kinds: _Kinds) -> list[_Told]:
    """The events that a match stands for, each with its own date, where names and dates alternate behind it; else nothing.

    ``timexes``: the dates behind the trigger in its sentence, in order; ``kinds``: actor -> what sort of actor it is. None stands
    for the date that the match has itself.
    """
    pairs = list(_pairs(match.trigger, words, mentions, timexes))
    pairs = pairs or _pairs_behind_following(match.trigger, words, mentions, timexes)
    if any(pair.follows for pair in pairs):
        return _by_followers(match, pairs)
    if len(pairs) < 2:
        return []
    first = set(pairs[0].mention.party_ids)
    acted_on = first <= parties_of(match.targets)
    if not acted_on and not first <= parties_of(match.sources):
        return []
    sorts = [{kinds.get(actor, "") for actor in pair.mention.actor_ids} for pair in pairs]
    if any(sort != sorts[0] for sort in sorts[1:]):
        return _by_others(match, pairs, sorts, kinds) if acted_on else []
    return _one_each(match, pairs, acting=not acted_on)


def follows_on(words: Words, trigger: int, end: int) -> list[int]:
    """The words behind a trigger that make a name that of who did the same: they tell no event of their own."""
    return [t.i for t in words[trigger + 1 : end] if t.lower_ in WORDS.gaps.following]


def _one_each(match: Match, pairs: Sequence[Pair], acting: bool) -> list[_Told]:
    """``recognised Kenya in 1964 and Zambia in 1965``: names of one kind, all on the same side of the event."""
    parties = {party for pair in pairs for party in pair.mention.party_ids}
    rest = [p for p in (match.sources if acting else match.targets) if not set(p.party_ids) & parties]
    others = parties_of(match.targets if acting else match.sources)
    if (rest and not match.loaded.symmetric) or parties & others:
        return []
    return [(_with(match, [*rest, participant_of(pair.mention, "gapped")], acting), pair.timex) for pair in pairs]


def _by_followers(match: Match, pairs: Sequence[Pair]) -> list[_Told]:
    """``opened relations with Cuba in 1929, followed by Norway in 1931``: who follows takes the place of who acted."""
    behind = [pair for pair in pairs if pair.follows]
    followers = {party for pair in behind for party in pair.mention.party_ids}
    sources, targets = ([p for p in side if not set(p.party_ids) & followers] for side in (match.sources, match.targets))
    symmetric = match.loaded.symmetric and len(sources) > 1
    partners = [p for p in sources if match.trigger < p.head < behind[0].mention.start] if symmetric else []
    if not sources or (symmetric and len(partners) != 1):
        return []
    alone = replace(match, sources=tuple(sources), targets=tuple(targets))
    own = None if pairs[0].follows else pairs[0].timex
    return [(alone, own), *((_with(alone, [*partners, participant_of(p.mention, "gapped")], True), p.timex) for p in behind)]


def _by_others(match: Match, pairs: Sequence[Pair], sorts: Sequence[set[str]], kinds: _Kinds) -> list[_Told]:
    """``joined the union in 1963, Chad in 1964``: the further names are of the actor's kind, not of the first name's."""
    acting = {kinds.get(actor, "") for p in match.sources for actor in p.actor_ids}
    others = [pair.mention for pair in pairs[1:]]
    if match.loaded.symmetric or not acting or any(sort != acting for sort in sorts[1:]):
        return []
    alone = replace(
        match, targets=tuple(p for p in match.targets if not any(set(p.party_ids) & set(m.party_ids) for m in others))
    )
    further = ((_with(alone, [participant_of(pair.mention, "gapped")], True), pair.timex) for pair in pairs[1:])
    return [(alone, pairs[0].timex), *further]


def _pairs(trigger: int, words: Words, mentions: MentionIndex, timexes: Sequence[Timex]) -> Iterator[Pair]:
    """The names and dates that alternate behind a trigger, with nothing but commas, conjunctions and prepositions between, or
    what stood before the first name (``became a member of NATO in 1999 and a member of the EU in 2004``).
    """
    gaps = WORDS.gaps
    at, repeated, follows = trigger + 1, frozenset[str](), False
    for n, timex in enumerate(timexes):
        pair = _pair_at(at, timex, words, mentions)
        if pair is None:
            return
        between = words[at : min(pair.mention.start, timex.start)]
        told = [t.lower_ for t in between]
        if n == 0:
            if len(between) > _NEAR or any(t.pos_ == "VERB" or t.text in {",", ";"} for t in between):
                return
            repeated = frozenset(told)
        else:
            follows = follows or gaps.following.issubset(told) or _opens_follower(words, pair, timex, at)
            if not between or len(between) > _WIDEST or not set(told) <= gaps.between | gaps.following | repeated:
                return
        yield pair._replace(follows=follows)
        at = pair.end


def _pairs_behind_following(trigger: int, words: Words, mentions: MentionIndex, timexes: Sequence[Timex]) -> list[Pair]:
    """``In 1950 Burma recognised China, followed by India in 1951``: of the first name the date stands elsewhere."""
    near = words[trigger + 1 : trigger + _NEAR]
    following = WORDS.gaps.following
    at = next((t.i for t, after in pairwise(near) if t.lower_ in following and {t.lower_, after.lower_} == following), None)
    if at is None or words[at - 1].text != ",":
        return []
    if any(t.text in {";", "."} or t.tag_ in labels.FINITE for t in words[trigger + 1 : at]):
        return []
    pairs = list(_pairs(at + 1, words, mentions, [timex for timex in timexes if timex.start > at]))
    return [pair._replace(follows=True) for pair in pairs]


def _opens_follower(words: Words, pair: Pair, timex: Timex, at: int) -> bool:
    """``followed on 3 June 1931 by Norway``."""
    told = {t.lower_ for t in (*words[at : timex.start], *words[timex.end : pair.mention.start])}
    return pair.mention.start > timex.start and WORDS.gaps.following <= told


def _pair_at(at: int, timex: Timex, words: Words, mentions: MentionIndex) -> Pair | None:
    """The date, not before token ``at``, with the actor named right before it or, with a preposition between, right behind it."""
    gaps = WORDS.gaps
    end = timex.start
    while end > at and words[end - 1].lower_ in gaps.before_date and timex.start - end < 2:
        end -= 1
    before = mentions.covering(end - 1) if at < end < timex.start else None
    if before is not None and before.end == end and before.start >= at and _named(before):
        return Pair(before, timex, timex.end)
    start = timex.end
    while start < len(words) and words[start].lower_ in gaps.behind_date and start - timex.end < 2:
        start += 1
    behind = mentions.covering(start) if timex.end < start < len(words) else None
    found = behind is not None and behind.start == start and _named(behind)
    return Pair(behind, timex, behind.end) if found and behind is not None else None


def _named(mention: Mention) -> bool:
    return mention.label in _NAMES and bool(mention.party_ids)


def _with(match: Match, side: list[Participant], acting: bool) -> Match:
    return replace(match, sources=tuple(side)) if acting else replace(match, targets=tuple(side))
