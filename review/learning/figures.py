"""How good confidence is, as ``verbale evaluate`` measures it, and what a threshold makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.extractors.evaluation import reliability
from verbale.extractors.recalibration import Figures


@dataclass(frozen=True, slots=True)
class Judged:
    """One row: its confidence, whether that makes it an event, and whether it is right in its family."""

    confidence: float
    told: bool
    right: bool


def figures_of(rows: Sequence[Judged], missed: int, threshold: float) -> Figures:
    """The figures of these rows, of which there must be some. ``missed``: events besides that no row tells; ``threshold``: by
    which they were told. An ``auc`` of .5 where all are right, or all wrong.
    """
    found = reliability((row.confidence, row.right) for row in rows)
    assert found is not None
    told, hit = sum(row.told for row in rows), sum(row.told and row.right for row in rows)
    there = sum(row.right for row in rows) + missed
    return Figures(
        brier=_digits(found.brier),
        auc=_digits(0.5 if found.auc is None else found.auc),
        calibration_error=_digits(found.calibration_error),
        threshold=_digits(threshold),
        precision=_digits(hit / max(1, told)),
        recall=_digits(hit / max(1, there)),
        f1=_digits(f1(hit, told, there)),
    )


def f1(hit: int, told: int, there: int) -> float:
    """Harmonic mean of precision and recall; 0 where nothing is told or there."""
    return 2 * hit / (told + there) if told + there else 0.0


def _digits(value: float) -> float:
    return round(value, 4)
