"""Logistic regression on hashed features: names of features are folded into a fixed number of weights.

Source of the method: feature hashing, Weinberger et al. 2009.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SLOTS = 1 << 18
_LAST = SLOTS - 1
_PRIME = 65_599
Values = NDArray[np.float32]
Item = TypeVar("Item")


@lru_cache(maxsize=1 << 18)
def slot(feature: str) -> int:
    """The number of a feature's weight."""
    return crc32(feature.encode()) % SLOTS


def crossed(one: int, others: Iterable[int]) -> list[int]:
    """The slots of one feature together with each of some others: cheaper than by names, of which there are many."""
    base = one * _PRIME
    return [(base + other) & _LAST for other in others]


@dataclass(frozen=True, slots=True)
class Hashed:
    """``weights``: a row per slot, a column per question; ``bias``: one number per question."""

    weights: Values
    bias: Values

    def odds(self, rows: Sequence[Sequence[int]]) -> Values:
        """Log odds, a row per row of slots (none of which is empty), a column per question."""
        if not rows:
            return np.zeros((0, len(self.bias)), dtype=np.float32)
        starts = np.cumsum([0, *map(len, rows[:-1])])
        flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
        return np.add.reduceat(self.weights[flat], starts, axis=0) + self.bias


def load_hashed(path: Path) -> Hashed:
    """Read what ``save_hashed`` wrote."""
    with np.load(path) as kept:
        weights = np.zeros((SLOTS, len(kept["bias"])), dtype=np.float32)
        weights[kept["slots"]] = kept["weights"]
        return Hashed(weights, kept["bias"].astype(np.float32))


def save_hashed(hashed: Hashed, path: Path) -> None:
    """Write the weights that are not nothing, in half precision."""
    used = np.flatnonzero(np.abs(hashed.weights).max(1) > 1e-3)
    weights = hashed.weights[used].astype(np.float16)
    np.savez_compressed(path, slots=used.astype(np.int32), weights=weights, bias=hashed.bias.astype(np.float32))


def dealt(values: Iterable[Item], groups: Iterable[Sequence[object]]) -> list[list[Item]]:
    """Values that were reckoned for all members of some groups at once, given back group by group."""
    rest = iter(values)
    return [[next(rest) for _ in group] for group in groups]


def probabilities(odds: Values) -> Values:
    """Log odds -> probabilities."""
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def shares(model: Hashed, rows: Sequence[Sequence[Sequence[int]]]) -> list[list[float]]:
    """The probabilities of rival answers to several questions; ``rows``: of every question the slots of its answers."""
    odds = model.odds([row for answers in rows for row in answers])[:, 0].astype(float)
    return [_share(np.array(own)) for own in dealt(odds.tolist(), rows)]


def _share(odds: NDArray[np.float64]) -> list[float]:
    chances = np.exp(odds - odds.max())
    told: list[float] = (chances / chances.sum()).tolist()
    return told
