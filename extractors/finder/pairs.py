"""Who takes part in what, as the encoder sees it: an event's word against each that may name or stand for somebody.

A small network (``pairs.onnx``) reads what the encoder makes of an event's word and of all that may take part in it, how far
apart they stand and how the parse joins them, and weighs these beside one another. Four answers per pair: the word *tells* the
source or the target (as ``it`` does); it stands for a party that *is* source or target, wherever that is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

ANSWERS = ("tells_source", "tells_target", "is_source", "is_target")
_STEPS = (0, 1, 2, 3, 5, 8, 14, 22, 35, 60)
N_NEAR = 2 * len(_STEPS) + 1
_FARTHEST = 3
N_APART = 2 * _FARTHEST + 1
_PARTS_OF_SPEECH = frozenset({"NOUN", "PROPN", "PRON"})

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
