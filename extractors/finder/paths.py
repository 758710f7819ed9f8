"""How the parse leads from an event's word to others: what ``pairs`` knows beside the encoder's view of the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, TAG
from spacy.tokens import Doc

N_CODES = 6
"""So many numbers tell a path (``Paths``)."""
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


def tree_of(doc: Doc) -> Tree:
    """The tree of a parsed Doc."""
    kept, names = doc.to_array([HEAD, DEP, TAG]).reshape(len(doc), 3), doc.vocab.strings
    heads = np.arange(len(doc)) + kept[:, 0].astype(np.int64)
    return Tree(heads.tolist(), *([names[number] for number in column] for column in kept[:, 1:].T.tolist()))


class Paths:
    """The paths of one tree. ``numbers``: of labels and tags, from 1; 0 is any other."""

    def __init__(self, tree: Tree, numbers: Mapping[str, int]) -> None:
        self._above = _above(np.asarray(tree.heads, dtype=np.int64))
        self._labels = np.array([numbers.get(label, 0) for label in tree.labels], dtype=np.int64)
        self._tags = np.array([numbers.get(tag, 0) for tag in tree.tags], dtype=np.int64)
        passive = {head for head, label in zip(tree.heads, tree.labels, strict=True) if label in _PASSIVE}
        self._voice = np.array([1 + (i in passive) for i in range(len(tree.heads))], dtype=np.int64)
        self._self = numbers.get(SELF, 0)

    def __call__(self, triggers: Sequence[int], others: Sequence[int]) -> Numbers:
        """Trigger x word x six codes: the shape (steps up and down), the label of the word, the label below the lowest common
        word on its side and on the trigger's, whether the trigger is passive, the tag of the word.
        """
        one, other = np.asarray(triggers, dtype=np.int64), np.asarray(others, dtype=np.int64)
        ups, downs = self._above[one], self._above[other]
        same = (ups[:, None, None, :] == downs[None, :, :, None]) & (downs >= 0)[None, :, :, None]
        meets = same.any(3)
        joined, down = meets.any(2), meets.argmax(2)
        up = np.take_along_axis(same, down[:, :, None, None], axis=2)[:, :, 0, :].argmax(2)
        here = self._labels[downs[np.arange(len(other))[None, :], np.maximum(down - 1, 0)]]
        there = self._labels[ups[np.arange(len(one))[:, None], np.maximum(up - 1, 0)]]
        shape = np.minimum(up, _MOST) * (_MOST + 1) + np.minimum(down, _MOST)
        own = self._labels[one][:, None]
        found = np.empty((*shape.shape, N_CODES), dtype=np.int64)
        found[..., 0] = np.where(joined, shape, _APART)
        found[..., 1] = self._labels[other][None, :]
        found[..., 2] = np.where(joined & (down > 0), here, 0)
        found[..., 3] = np.where(joined, np.where(up > 0, there, self._self), own)
        found[..., 4] = np.where(joined, self._voice[one][:, None], 0)
        found[..., 5] = self._tags[other][None, :]
        return cast(Numbers, found)


def _above(heads: Numbers) -> Numbers:
    """Of every word itself and those above it, up to the root; -1 beyond it."""
    found = np.full((len(heads), _DEEPEST), -1, dtype=np.int64)
    word = np.arange(len(heads))
    alive = np.ones(len(heads), dtype=bool)
    for step in range(_DEEPEST):
        found[alive, step] = word[alive]
        alive &= heads[word] != word
        word = heads[word]
    return found
