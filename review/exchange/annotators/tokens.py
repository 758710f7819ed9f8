"""Sentences as tokens whose ends meet the ends of all marks, and offsets as Java and JavaScript count them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from verbale.review.exchange.graph import Mark
from verbale.review.exchange.located import Annotated, Place

_TOKEN = re.compile(r"\w+|[^\w\s]")


def sentences_of(document: Annotated) -> Iterator[Place]:
    """The sentences of a document, without white space at their ends."""
    end = 0
    for sentence in document.sentences:
        start, stop = int(sentence["char_start"]), int(sentence["char_end"])
        words = document.text[start:stop]
        if start < end or not words.strip():
            continue
        end = stop
        yield Place(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def tokens_of(text: str, sentence: Place, marks: Iterable[Mark]) -> list[Place]:
    """Words and signs of a sentence, cut where a mark begins or ends."""
    ends = sorted({end for mark in marks for end in mark.place})
    found: list[Place] = []
    for token in _TOKEN.finditer(text, sentence.start, sentence.end):
        inside = ends[bisect_right(ends, token.start()) : bisect_left(ends, token.end())]
        cuts = [token.start(), *inside, token.end()]
        found += [Place(*pair) for pair in pairwise(cuts)]
    return found


class Units:
    """Offsets in characters and in units of UTF-16, where characters outside the basic plane count twice."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, char in enumerate(text) if char > "\uffff"]
        self._units = [i + before for before, i in enumerate(self._wide)]

    def unit(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)

    def character(self, unit: int) -> int:
        return unit - bisect_left(self._units, unit)
