"""How good confidence is: error, order, calibration, and what a threshold makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from verbale.extractors.recalibration import Figures

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One row: its confidence, whether that makes it an event, and whether it is right in its family."""

    confidence: float
    told: bool
    right: bool


def figures_of(rows: Sequence[Judged], missed: int, threshold: float) -> Figures:
    """The figures of these rows; ``missed``: events besides that no row tells. ``threshold``: by which they were told."""
    confidence = np.array([row.confidence for row in rows])
    right = np.array([row.right for row in rows], dtype=np.float64)
    told, hit = sum(row.told for row in rows), sum(row.told and row.right for row in rows)
    there = sum(row.right for row in rows) + missed
    return Figures(
        brier=_digits(float(np.mean((confidence - right) ** 2))),
        auc=_digits(_auc([row.confidence for row in rows if row.right], [row.confidence for row in rows if not row.right])),
        calibration_error=_digits(_calibration_error(rows)),
        threshold=_digits(threshold),
        precision=_digits(hit / max(1, told)),
        recall=_digits(hit / max(1, there)),
        f1=_digits(f1(hit, told, there)),
    )


def f1(hit: int, told: int, there: int) -> float:
    """Harmonic mean of precision and recall; 0 where nothing is told or there."""
    return 2 * hit / (told + there) if told + there else 0.0


def _auc(right: Sequence[float], wrong: Sequence[float]) -> float:
    """The chance that a right row has more confidence than a wrong one, ties half; 0.5 where there are none to compare."""
    if not (right and wrong):
        return 0.5
    ordered = np.sort(np.array(wrong))
    below, upto = (np.searchsorted(ordered, np.array(right), side=side) for side in ("left", "right"))
    return float(np.mean((below + upto) / 2) / len(wrong))


def _calibration_error(rows: Sequence[Judged]) -> float:
    """The mean distance between confidence and the share right, tenth by tenth of confidence (Naeini et al. 2015)."""
    tenths: dict[int, list[Judged]] = {}
    for row in rows:
        tenths.setdefault(min(int(row.confidence * _TENTHS), _TENTHS - 1), []).append(row)
    apart = (abs(sum(row.confidence - row.right for row in found)) for found in tenths.values())
    return sum(apart) / max(1, len(rows))


def _digits(value: float) -> float:
    return round(value, 4)
