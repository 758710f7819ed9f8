"""How the parse leads from an event's word to others: what ``pairs`` knows beside the encoder's view of the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

N_CODES = 6
"""So many numbers tell a path (``Tree.paths``)."""
_MOST = 4
"""Steps up or down from which on they count as many."""
_DEEPEST = 12
_APART = (_MOST + 1) ** 2
"""The shape of a path between words of different sentences."""
SELF = "self"
"""In place of a label where the word above both is the trigger."""
_PASSIVE = frozenset({"nsubjpass", "auxpass"})

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of a parsed text: of each the number of its head (a root's is its own), the label of its arc, its tag."""

    heads: Sequence[int]
    labels: Sequence[str]
    tags: Sequence[str]

    def paths(self, triggers: Sequence[int], others: Sequence[int], numbers: Mapping[str, int]) -> Numbers:
        """Trigger x word x six codes: the shape (steps up and down), the label of the word, the label below the lowest common
        word on its side and on the trigger's, whether the trigger is passive, the tag of the word. ``numbers``: of labels and
        tags, from 1; 0 is any other.
        """
        found = np.zeros((len(triggers), len(others), N_CODES), dtype=np.int64)
        above = [self._above(word) for word in others]
        own = [(numbers.get(self.labels[word], 0), numbers.get(self.tags[word], 0)) for word in others]
        passives = {self.heads[i] for i, label in enumerate(self.labels) if label in _PASSIVE}
        for row, trigger in enumerate(triggers):
            up = self._above(trigger)
            steps = {word: n for n, word in enumerate(up)}
            passive = 1 + (trigger in passives)
            for column, chain in enumerate(above):
                down = next((n for n, word in enumerate(chain) if word in steps), None)
                label, tag = own[column]
                if down is None:
                    found[row, column] = (_APART, label, 0, numbers.get(self.labels[trigger], 0), 0, tag)
                    continue
                high = steps[chain[down]]
                here = self.labels[chain[down - 1]] if down else ""
                there = self.labels[up[high - 1]] if high else SELF
                shape = min(high, _MOST) * (_MOST + 1) + min(down, _MOST)
                found[row, column] = (shape, label, numbers.get(here, 0), numbers.get(there, 0), passive, tag)
        return cast(Numbers, found)

    def _above(self, word: int) -> list[int]:
        """A word and those above it, up to the root."""
        found = [word]
        while self.heads[found[-1]] != found[-1] and len(found) < _DEEPEST:
            found.append(self.heads[found[-1]])
        return found


def tree_of(doc: Doc) -> Tree:
    """The tree of a parsed Doc."""
    return Tree([token.head.i for token in doc], [token.dep_ for token in doc], [token.tag_ for token in doc])
