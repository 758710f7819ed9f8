"""Is confidence what it says? A row's confidence is the probability that it is right in its family: the two are compared.

A row is right in its family where it stands on an annotation, core or optional, of its family; a row too much is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.extractors.evaluation.scoring import Scores

BINS = 10
SURE = 0.9

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows with a confidence from ``low`` up to, but not with, ``high`` (the last with it): how many, their mean confidence and
    the share of them that is right; both 0 where there are none."""

    low: float
    high: float
    n: int
    mean: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """``mean``: confidence; ``right``: share of rows right in their family; ``brier``: mean squared distance of the two (Brier
    1950); ``auc``: chance that a right row has more confidence than a wrong one, None where all are right or all wrong;
    ``calibration_error``: distance of mean confidence from share right in a bin, weighted by its rows (expected calibration
    error); ``sure``: rows with a confidence above .9, ``sure_right``: the share of them that is right."""

    n: int
    mean: float
    right: float
    brier: float
    auc: float | None
    calibration_error: float
    sure: int
    sure_right: float
    bins: tuple[Bin, ...]


def reliability_of(scores: Scores) -> Reliability | None:
    """The reliability of scored rows; None where no row has a confidence."""
    rows = [(outcome.found.confidence, outcome.in_family) for outcome in scores.outcomes if outcome.found]
    return reliability((confidence, right) for confidence, right in rows if confidence is not None)


def parties_reliability_of(scores: Scores) -> Reliability | None:
    """The same of what rows say of their parties: of those on core events, by whether the parties are just right."""
    told = [(o.found.parties, "parties" not in o.wrong) for o in scores.outcomes if o.found and o.kind in ("full", "part")]
    return reliability((sure, right) for sure, right in told if sure is not None)


def reliability(rows: Iterable[tuple[float, bool]]) -> Reliability | None:
    """The reliability of rows: the confidence of each, and whether it is right; None where there are none."""
    pairs = list(rows)
    if not pairs:
        return None
    p, y = (np.array(column, dtype=np.float64) for column in zip(*pairs, strict=True))
    bins = _bins(p, y)
    above = p > SURE
    return Reliability(
        n=len(pairs),
        mean=float(p.mean()),
        right=float(y.mean()),
        brier=float(((p - y) ** 2).mean()),
        auc=_auc(p, y),
        calibration_error=sum(b.n * abs(b.mean - b.right) for b in bins) / len(pairs),
        sure=int(above.sum()),
        sure_right=_mean(y[above]),
        bins=bins,
    )


def _bins(p: _Floats, y: _Floats) -> tuple[Bin, ...]:
    edges = [i / BINS for i in range(BINS + 1)]
    at = np.searchsorted(edges[1:-1], p, side="right")
    of_bin = [at == i for i in range(BINS)]
    return tuple(Bin(edges[i], edges[i + 1], int(own.sum()), _mean(p[own]), _mean(y[own])) for i, own in enumerate(of_bin))


def _mean(values: _Floats) -> float:
    return float(values.mean()) if values.size else 0.0


def _auc(p: _Floats, y: _Floats) -> float | None:
    """The area under the ROC curve from ranks (Mann & Whitney 1947); rows of equal confidence share their ranks."""
    right = int(y.sum())
    wrong = len(y) - right
    if not right or not wrong:
        return None
    _, which, counts = np.unique(p, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[which]
    return float((ranks[y == 1].sum() - right * (right + 1) / 2) / (right * wrong))
