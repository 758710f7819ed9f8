"""Who takes part in what, as the encoder sees it: an event's word against each that may name or stand for somebody.

A small network over what the encoder makes of two words and how far apart they stand. Four answers per pair: the word *tells*
the source or the target (as ``it`` does); it stands for a party that *is* source or target, wherever that is named.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

ANSWERS = ("tells_source", "tells_target", "is_source", "is_target")
_STEPS = (0, 1, 2, 3, 5, 8, 14, 22, 35, 60)
N_NEAR = 2 * len(_STEPS) + 1
_FARTHEST = 3
N_APART = 2 * _FARTHEST + 1
_PARTS_OF_SPEECH = frozenset({"NOUN", "PROPN", "PRON"})

Values = NDArray[np.float32]
Numbers = NDArray[np.int64]


def may_take_part(pos: str, text: str) -> bool:
    """Whether a word may name or stand for somebody: nouns, names, pronouns, adjectives of names (``French``)."""
    return pos in _PARTS_OF_SPEECH or (pos == "ADJ" and text[0].isupper())


def nearness(triggers: Sequence[int], others: Sequence[int]) -> Numbers:
    """How far each word stands from each trigger, in words, as a number below ``N_NEAR``: a row per trigger."""
    apart = np.asarray(others)[None, :] - np.asarray(triggers)[:, None]
    steps = np.searchsorted(_STEPS, np.abs(apart), side="right")
    return cast(Numbers, np.where(apart < 0, -steps, steps) + len(_STEPS))


def sentences_apart(triggers: Sequence[int], others: Sequence[int]) -> Numbers:
    """The same in sentences, below ``N_APART``; given the sentence of every trigger and word."""
    apart = np.asarray(others)[None, :] - np.asarray(triggers)[:, None]
    return cast(Numbers, np.clip(apart, -_FARTHEST, _FARTHEST) + _FARTHEST)


@dataclass(frozen=True, slots=True)
class PairNet:
    """The last layers. ``near``, ``apart``: a row per distance; ``weights``, ``bias``: from the hidden values to the answers,
    those of the summed values first, then those of the products.
    """

    near: Values
    apart: Values
    weights: Values
    bias: Values

    def __call__(self, triggers: Values, others: Values, near: Numbers, apart: Numbers) -> Values:
        """Probabilities of the answers: trigger x word x answer."""
        width = len(self.weights) // 2
        summed = np.maximum(triggers[:, None, :] + others[None, :, :] + self.near[near] + self.apart[apart], 0)
        odds = summed @ self.weights[:width] + (triggers[:, None, :] * others[None, :, :]) @ self.weights[width:] + self.bias
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)

    def to_bytes(self) -> bytes:
        """In half precision."""
        file = io.BytesIO()
        content = {name: getattr(self, name).astype(np.float16) for name in self.__slots__}
        np.savez_compressed(file, allow_pickle=False, **content)
        return file.getvalue()


def pair_net(content: bytes) -> PairNet:
    """What ``to_bytes`` gave."""
    with np.load(io.BytesIO(content)) as kept:
        return PairNet(*(kept[name].astype(np.float32) for name in PairNet.__slots__))
