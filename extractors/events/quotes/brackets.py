"""A stretch with both ends of every bracket and quotation mark that stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from verbale.extractors.parse import Word, Words

CLOSING = {"(": ")", "[": "]", "“": "”", "«": "»", "‘": "’"}
"""Opening -> closing mark."""
STRAIGHT = ('"', "'")
"""Marks that open and close alike."""
_MARKS = frozenset((*CLOSING, *CLOSING.values(), *STRAIGHT))
_REACH = 30  # tokens
_SHORT = 4  # tokens of a bracket that belongs to the name before it


class Stretch(NamedTuple):
    """Tokens ``first`` to ``last``, both included."""

    first: int
    last: int


def balanced(words: Words, bounds: range, found: Stretch) -> Stretch:
    """The stretch with the other half of what is opened or closed in it, as far as it is near and within ``bounds``."""
    first, last = found
    if not _MARKS.isdisjoint([word.text for word in words[first : last + 1]]):
        first, last = _with_halves(words, bounds, found)
    if last + _SHORT < bounds.stop and words[last + 1].text == "(":  # "the World Bank (WB)"
        last = _nearest(words, range(last + 2, last + _SHORT + 1), ")", last)
    return Stretch(first, last)


def _with_halves(words: Words, bounds: range, found: Stretch) -> Stretch:
    """The stretch with the other half of every mark in it."""
    first, last = found
    for opening, closing in CLOSING.items():
        opened, closed = _unpaired(words[first : last + 1], opening, closing)
        for _ in range(closed):
            first = _nearest(words, reversed(range(max(bounds.start, first - _REACH), first)), opening, first)
        for _ in range(opened):
            last = _nearest(words, range(last + 1, min(bounds.stop, last + _REACH)), closing, last)
    for mark in STRAIGHT:
        if sum(_is_mark(word, mark) for word in words[first : last + 1]) % 2:
            last = _nearest(words, range(last + 1, min(bounds.stop, last + _REACH)), mark, last)
    return Stretch(first, last)


def _nearest(words: Words, places: Iterable[int], mark: str, default: int) -> int:
    """The first of these places where the mark stands."""
    return next((i for i in places if _is_mark(words[i], mark)), default)


def _is_mark(word: Word, mark: str) -> bool:
    """A bracket or quotation mark, not the apostrophe of a possessor."""
    return word.text == mark and word.tag_ != "POS"


def _unpaired(words: Iterable[Word], opening: str, closing: str) -> tuple[int, int]:
    """How many brackets are left open, and how many are closed that were opened before."""
    opened = closed = 0
    for word in words:
        if word.text == opening:
            opened += 1
        elif word.text == closing and opened:
            opened -= 1
        elif word.text == closing:
            closed += 1
    return opened, closed
