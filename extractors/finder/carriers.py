"""Which words of a document might carry an event, as training and extraction take them."""

from __future__ import annotations

from verbale.extractors.actors import MentionIndex
from verbale.extractors.finder.asked import is_asked
from verbale.extractors.parse import Parsed
from verbale.extractors.timex import DateIndex

_COMMON = frozenset({"NP", "OFFICE"})
"""Mentions whose words are common nouns: an event noun may stand in one (``the invading army``)."""


def may_carry(parsed: Parsed, mentions: MentionIndex, dates: DateIndex) -> list[int]:
    """The words outside headings, dates and names of several words that are verbs, nouns or adjectives."""
    named = {i for m in mentions.mentions if m.end - m.start > 1 and m.label not in _COMMON for i in range(m.start, m.end)}
    return [
        word.i
        for sentence in parsed.sentences
        if sentence.tells
        for word in parsed.words[sentence.first_own : sentence.end]
        if is_asked(word.pos_, word.text) and word.i not in named and not dates.covers(word.i)
    ]
