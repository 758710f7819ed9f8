"""The way from a trigger to another word through the parse, and how far apart they stand, as names of features."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from verbale.extractors.parse import Word

_STEPS = (0, 1, 2, 3, 5, 8, 14, 22, 35)


class Climb(NamedTuple):
    """The words from a trigger up through its governors. ``heights``: word -> steps above the trigger."""

    words: list[Word]
    heights: dict[int, int]


def climb(word: Word, most: int) -> Climb:
    """The way up from a word, ``most`` steps at most."""
    words = [word]
    while len(words) <= most and words[-1].head is not words[-1]:
        words.append(words[-1].head)
    return Climb(words, {above.i: height for height, above in enumerate(words)})


def path(up: Climb, head: Word, deepest: int, longest: int) -> str:
    """The labels on the way up and down to ``head``, with the prepositions on the way down: ``dobj|prep:withvpobj``.

    ``far``: more than ``deepest`` steps down, or ``longest`` or more in all.
    """
    down: list[str] = []
    node = head
    while node.i not in up.heights:
        if node.head is node or len(down) > deepest:
            return "far"
        down.append(f"{node.dep_}:{node.lemma}" if node.pos_ == "ADP" else node.dep_)
        node = node.head
    height = up.heights[node.i]
    if height + len(down) >= longest:
        return "far"
    return "^".join(word.dep_ for word in up.words[:height]) + "|" + "v".join(reversed(down))


def bucket(distance: int) -> str:
    """A distance in words, before (-) or behind (+), by steps that grow: ``+4`` from five words on."""
    return f"{'-' if distance < 0 else '+'}{bisect_right(_STEPS, abs(distance)) - 1}"
