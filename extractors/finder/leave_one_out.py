"""Which words of a sentence make the encoder see an event in another one: each is hidden in turn, and what then falls is told.

Attention says where a network looks, not what it would say without; only leaving a word out shows that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from verbale.extractors.finder.head import Head
from verbale.extractors.finder.pieces import Window, hidden, inputs_of


class Session(Protocol):
    """What runs the encoder: an inference session of onnxruntime, or what stands for one."""

    def run(self, outputs: Sequence[str] | None, inputs: dict[str, Any]) -> Sequence[Any]:
        """The outputs named, or all of them."""


class Carrier(NamedTuple):
    """A word without which ``without`` is the probability: ``fall`` less than with it."""

    word: int
    without: float
    fall: float


class Carried(NamedTuple):
    """The probability of some types at a word, and the other words of its sentence, those that carry it most first."""

    probability: float
    carriers: tuple[Carrier, ...]


def leave_one_out(
    session: Session,
    window: Window,
    word: int,
    others: Collection[int],
    unknown: int,
    columns: Sequence[int],
    head: Head | None = None,
) -> Carried:
    """Hide each of ``others`` in turn and sum the probabilities of ``columns`` at ``word``, all in one batch. ``head``: what
    reviewers taught the last layer.

    The whole window goes with them: the model reckons in few bits, on a scale that a batch shares.
    """
    places = {own: number for number, own in enumerate(window.words)}
    asked = sorted(own for own in others if own in places and own != word)
    windows = [window, *(hidden(window, places[own], unknown) for own in asked)]
    at = [(row, one.places[places[word]]) for row, one in enumerate(windows)]
    told, *more = cast(Sequence[NDArray[np.float32]], session.run(None, inputs_of(windows, at)))
    whole, *without = (head(told, more[0]) if head else told)[:, columns].sum(axis=1).tolist()
    carriers = [Carrier(own, p, whole - p) for own, p in zip(asked, without, strict=True)]
    return Carried(whole, tuple(sorted(carriers, key=lambda carrier: (-carrier.fall, carrier.word))))
