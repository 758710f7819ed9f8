"""What reviewers taught the finder's last layer: a correction of what it says of a word, linear in what the encoder makes of it.

The encoder and the layer as they are shipped stay as they are: the correction is added to the layer's log odds, and where it is
nothing the finder says what it always said. Fitted by ``verbale.review.learning``.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import blake2b
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from verbale.errors import UsageError

_LEAST = 1e-6
FLAGS = 4
"""Answers behind none and the types: core, and three flags."""

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """``columns``: which of the answers (0 none, then the types) are corrected. ``mean``, ``scale``: what hidden values are
    measured by; ``weights``: a row per hidden value, the last that of the constant. ``model``: of which finder (``model_id``)."""

    columns: tuple[int, ...]
    mean: Values
    scale: float
    weights: Values
    model: str = ""

    def inputs(self, hidden: Values) -> Values:
        """Hidden values as the weights take them."""
        return inputs(hidden, self.mean, self.scale)

    def __call__(self, scores: Values, hidden: Values) -> Values:
        """Probabilities (a row per word: none, types, then core and flags), corrected."""
        n = scores.shape[1] - FLAGS
        odds = np.log(np.maximum(scores[:, :n], _LEAST))
        odds[:, list(self.columns)] += self.inputs(hidden) @ self.weights
        told = np.exp(odds - odds.max(1, keepdims=True))
        corrected = scores.copy()
        corrected[:, :n] = told / told.sum(1, keepdims=True)
        return corrected

    def to_bytes(self) -> bytes:
        file = io.BytesIO()
        np.savez_compressed(
            file, allow_pickle=False, columns=np.array(self.columns), mean=self.mean, scale=np.array(self.scale),
            weights=self.weights, model=np.array(self.model),
        )  # fmt: skip
        return file.getvalue()


def inputs(hidden: Values, mean: Values, scale: float) -> Values:
    """Hidden values of words about their mean, with the constant behind them."""
    return np.column_stack([(hidden - mean) / scale, np.ones(len(hidden), dtype=np.float32)]).astype(np.float32)


def head_from(content: bytes, name: str) -> Head:
    """What ``to_bytes`` gave. Raises UsageError, which names the file, where it is something else."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            columns = tuple(int(column) for column in kept["columns"])
            mean, weights = (np.asarray(kept[part], dtype=np.float32) for part in ("mean", "weights"))
            if weights.shape != (len(mean) + 1, len(columns)):
                raise ValueError("its parts do not fit each other")
            return Head(columns, mean, float(kept["scale"]), weights, str(kept["model"]))
    except (ValueError, KeyError, OSError, EOFError, TypeError, BadZipFile) as error:
        raise UsageError(f"{name}: no last layer that verbale learn wrote ({error})") from None


def model_id(model: bytes) -> str:
    """By which a finder's model is known."""
    return blake2b(model, digest_size=8).hexdigest()
