"""One verb, several dates: ``recognised Kenya in 1964 and Zambia in 1965`` tells of two events.

Read from the surface: parsers make of the second name a date's neighbour, an apposition or a member of the first one's list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.counterparts import Context
from verbale.extractors.events.roles.participants import Participant, parties_of
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.parse import Words
from verbale.extractors.schema import Mention, Timex

_WIDEST = 5
_NEAR = 16
Pair = tuple[Mention, Timex]


def gapped(
    match: Match, words: Words, mentions: MentionIndex, timexes: Sequence[Timex], context: Context
) -> list[tuple[Match, Timex]]:
    """The events that a match stands for, each with its own date, where names and dates alternate behind it; else nothing.

    ``timexes``: the dates behind the trigger in its sentence, in order.
    """
    pairs = _pairs(match.trigger, words, mentions, timexes)
    if len(pairs) < 2:
        return []
    first = set(pairs[0][0].party_ids)
    acted_on = first <= parties_of(match.targets)
    if not acted_on and not first <= parties_of(match.sources):
        return []
    kinds = [{context.kinds.get(actor, "") for actor in mention.actor_ids} for mention, _ in pairs]
    if any(kind != kinds[0] for kind in kinds[1:]):
        return _by_others(match, pairs, kinds, context) if acted_on else []
    return _one_each(match, pairs, acting=not acted_on)


def _one_each(match: Match, pairs: Sequence[Pair], acting: bool) -> list[tuple[Match, Timex]]:
    """``recognised Kenya in 1964 and Zambia in 1965``: names of one kind, all on the same side of the event."""
    parties = {party for mention, _ in pairs for party in mention.party_ids}
    rest = [p for p in (match.sources if acting else match.targets) if not set(p.party_ids) & parties]
    if rest and not match.loaded.symmetric:
        return []
    return [(_with(match, [*rest, _participant(mention)], acting), timex) for mention, timex in pairs]


def _by_others(match: Match, pairs: Sequence[Pair], kinds: Sequence[set[str]], context: Context) -> list[tuple[Match, Timex]]:
    """``joined the union in 1963, Chad in 1964``: the further names are of the actor's kind, not of the first name's."""
    acting = {context.kinds.get(actor, "") for p in match.sources for actor in p.actor_ids}
    others = [mention for mention, _ in pairs[1:]]
    if match.loaded.symmetric or not acting or any(kind != acting for kind in kinds[1:]):
        return []
    alone = replace(
        match, targets=tuple(p for p in match.targets if not any(set(p.party_ids) & set(m.party_ids) for m in others))
    )
    return [(alone, pairs[0][1])] + [(_with(alone, [_participant(mention)], True), timex) for mention, timex in pairs[1:]]


def _pairs(trigger: int, words: Words, mentions: MentionIndex, timexes: Sequence[Timex]) -> list[Pair]:
    """The names and dates that alternate behind a trigger, with nothing but commas, conjunctions and prepositions between."""
    pairs: list[Pair] = []
    for timex in timexes:
        mention = _name_before(timex, words, mentions)
        if mention is None:
            break
        between = words[(pairs[-1][1].end if pairs else trigger + 1) : mention.start]
        if not pairs:
            if len(between) > _NEAR or any(t.pos_ == "VERB" or t.text in {",", ";"} for t in between):
                break
        elif len(between) > _WIDEST or not {t.lower_ for t in between} <= WORDS.gaps.between or not between:
            break
        pairs.append((mention, timex))
    return pairs


def _name_before(timex: Timex, words: Words, mentions: MentionIndex) -> Mention | None:
    """The actor whose name stands right before a date, with only a preposition or bracket between."""
    end = timex.start
    while end > 0 and words[end - 1].lower_ in WORDS.gaps.before_date and timex.start - end < 2:
        end -= 1
    mention = mentions.covering(end - 1) if end < timex.start else None
    named = mention is not None and mention.end == end and mention.label in {"GPE", "ORG"} and bool(mention.party_ids)
    return mention if named else None


def _participant(mention: Mention) -> Participant:
    return Participant(
        mention.text, mention.actor_ids, mention.party_ids, mention.head, mention.method, "gapped", (mention.start, mention.end)
    )


def _with(match: Match, side: list[Participant], acting: bool) -> Match:
    return replace(match, sources=tuple(side)) if acting else replace(match, targets=tuple(side))
