"""The words that an event rests on, and what stands around them in the text."""

from __future__ import annotations

from typing import NamedTuple

from verbale.extractors.events.match import Match
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Parsed, labels

_AROUND = 32  # characters
_OPENING = {"(", "[", '"', "“", "‘", "'", "«"}
_BEHIND = labels.OBJECT | labels.ADJUNCT


class Quote(NamedTuple):
    """``text`` stands at ``start`` to ``end`` in the document's text, between ``prefix`` and ``suffix``."""

    text: str
    start: int
    end: int
    prefix: str
    suffix: str


def quote_of(parsed: Parsed, match: Match) -> Quote:
    """The stretch of the sentence from its first to its last word that the event rests on, whole noun groups included."""
    first, last = _evidence(parsed, match)
    start, end = parsed.char_span(first, last + 1)
    text = parsed.document.text
    return Quote(text[start:end], start, end, text[max(0, start - _AROUND) : start], text[end : end + _AROUND])


def _evidence(parsed: Parsed, match: Match) -> tuple[int, int]:
    """The first and the last token of the quote."""
    words, sentence = parsed.words, parsed.sentence_at(match.trigger)
    trigger = words[match.trigger]
    named = [head for head in match.heads if sentence.start <= head < sentence.end]
    evidence = [words[i] for i in (trigger.i, *match.consumed, *named)]
    left = min(word.i if is_clausal(word) else word.left_edge.i for word in evidence)
    behind = [c.right_edge.i for c in trigger.children if c.i > trigger.i and c.dep_ in _BEHIND]
    right = max([word.i for word in evidence] + behind)
    left, right = max(left, sentence.start), min(right, sentence.end - 1)
    while left < trigger.i and words[left].is_punct and words[left].text not in _OPENING:
        left += 1
    return left, right
