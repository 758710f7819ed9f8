"""How far the scores would move with other documents: bootstrap intervals (Efron 1979), documents resampled, not rows.

The rows of one document stand or fall together (its subject, its style), so that resampling rows would promise too much.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from verbale.extractors.evaluation.scoring import LEVELS, Tally

RESAMPLES = 1000
SEED = 20261130
FEWEST = 3
"""Of fewer documents there is no interval."""
_ENDS = (2.5, 97.5)

Interval = tuple[float, float]
_Counts = NDArray[np.int64]
_Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Intervals:
    """95 % intervals. ``levels``: of precision, recall and F1 of detect, typed and full; ``rows_right``: of that share."""

    levels: dict[str, tuple[Interval, Interval, Interval]]
    rows_right: Interval


def bootstrap(tallies: Collection[Tally]) -> Intervals | None:
    """The intervals from the tallies of the documents, the same for the same documents; None for fewer than three."""
    if len(tallies) < FEWEST:
        return None
    counts = np.array([tally.values() for tally in tallies], dtype=np.int64)
    drawn = np.random.default_rng(SEED).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), RESAMPLES)
    sums = dict(zip((field.name for field in fields(Tally)), (drawn @ counts).T, strict=True))
    levels = {}
    for level in LEVELS:
        hit = sums["hit" if level == "detect" else level]
        precision, recall = _share(hit, sums["found"]), _share(hit, sums["gold"])
        levels[level] = _ends(precision), _ends(recall), _ends(_share(2 * hit, sums["found"] + sums["gold"]))
    return Intervals(levels, _ends(_share(sums["right"], sums["rows"])))


def _share(part: _Counts, whole: _Counts) -> _Shares:
    """Part by whole, 0 where there is no whole."""
    return np.asarray(part / np.maximum(1, whole), dtype=np.float64)


def _ends(values: _Shares) -> Interval:
    low, high = np.percentile(values, _ENDS)
    return float(low), float(high)
