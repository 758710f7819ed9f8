"""The choice of an event's date: a conditional logistic regression over the dates near by and the answer that none dates it.

Unlike a regression per expression it weighs the expressions of one event against each other. Where several answers are right (two
that name one day; a date or none), what counts is that one of them is given.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize

from training.finder.answers import Told
from verbale.extractors.finder import Hashed
from verbale.extractors.finder.hashed import SLOTS

_STRENGTH = 0.1
"""How little the weights are held down."""
Numbers = NDArray[np.float64]


def fit_dates(told: Sequence[Told]) -> Hashed:
    """The weights of one question, fitted on the events that have dates near by."""
    asked = [one for one in told if one.dates]
    rows = [slots for one in asked for slots in one.date_slots]
    right = np.array([answer for one in asked for answer in right_answers(one)])
    firsts = np.cumsum([0, *(len(one.date_slots) for one in asked[:-1])])
    weights = np.array([one.weight for one in asked])
    every = matrix_of(rows)
    used = np.flatnonzero(every.getnnz(0))
    model = Hashed(np.zeros((SLOTS, 1), np.float32), np.zeros(1, np.float32))
    model.weights[used, 0] = _fitted(every[:, used].tocsr(), right, firsts, weights)
    return model


def matrix_of(rows: Sequence[Sequence[int]]) -> sp.csr_matrix:
    """Rows of slots as a matrix with a one at each of them."""
    lengths = np.array([len(row) for row in rows])
    places = (np.repeat(np.arange(len(rows)), lengths), np.fromiter((i for row in rows for i in row), dtype=np.int64))
    return sp.csr_matrix((np.ones(len(places[0]), dtype=np.float32), places), shape=(len(rows), SLOTS))


def right_answers(one: Told) -> list[bool]:
    """Which expressions near by are right, and at last whether none is: also where the text has the date elsewhere."""
    found = [answer != 0 for answer in one.date_answers]
    return [*found, "" in one.event.dates or not any(found)]


def _fitted(x: sp.csr_matrix, right: NDArray[np.bool_], firsts: NDArray[np.int64], weights: Numbers) -> Numbers:
    """The weights that make the right answers likeliest. ``firsts``: the row of every event's first answer."""
    event = np.repeat(np.arange(len(firsts)), np.diff([*firsts, len(right)]))
    turned = x.T.tocsr()

    def loss(v: Numbers) -> tuple[float, Numbers]:
        odds = x @ v
        chances = np.exp(odds - np.maximum.reduceat(odds, firsts)[event])
        whole, good = np.add.reduceat(chances, firsts), np.add.reduceat(chances * right, firsts)
        slope = weights[event] * (chances / whole[event] - chances * right / good[event])
        value = float((weights * (np.log(whole) - np.log(good))).sum() + 0.5 / _STRENGTH * (v @ v))
        return value, turned @ slope + v / _STRENGTH

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-6})
    fitted: Numbers = found.x
    return fitted
