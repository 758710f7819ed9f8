"""Lines in log odds fitted to examples: one for all rows, one for each family with enough, held near that of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from verbale.extractors.recalibration import Line, log_odds
from verbale.review.learning.examples import Example

FEWEST_OF_FAMILY = 20
_HELD, _HELD_OF_FAMILY = 4.0, 16.0
"""How firmly a line is held where it begins: a unit is worth some five rows of middling confidence. A family has few rows of its
own; of 4, 16, 64 and 256 for it, 16 served documents that were left out best."""
_LEAST_SLOPE = 0.05
"""Whatever people say, more measured confidence is never less: the order stays, and can be undone."""
_STEPS = 50
_Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lines:
    """A line for all, and one for each family that has its own; as it begins, confidence stays as it was measured."""

    all: Line = field(default_factory=Line)
    families: dict[str, Line] = field(default_factory=dict)

    def of(self, row: Example) -> float:
        return self.families.get(row.family, self.all).of(row.measured)


def fit_lines(rows: Sequence[Example]) -> Lines:
    """The lines of these rows."""
    of_all = fit_line(rows, Line(), _HELD)
    by_family: dict[str, list[Example]] = defaultdict(list)
    for row in rows:
        by_family[row.family].append(row)
    enough = {family: own for family, own in sorted(by_family.items()) if len(own) >= FEWEST_OF_FAMILY}
    return Lines(of_all, {family: fit_line(own, of_all, _HELD_OF_FAMILY) for family, own in enough.items()})


def fit_line(rows: Sequence[Example], begin: Line, held: float) -> Line:
    """The line that makes these rows likeliest, held near ``begin``: logistic regression by Newton's method."""
    odds = np.array([log_odds(row.measured) for row in rows])
    right = np.array([float(row.right) for row in rows])
    given = np.column_stack([np.ones(len(rows)), odds])
    start: _Numbers = np.array([begin.shift, begin.slope])
    found: _Numbers = start
    for _ in range(_STEPS):
        step = _step(found, start, given, right, held)
        found = found - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return Line(shift=round(float(found[0]), 4), slope=round(max(float(found[1]), _LEAST_SLOPE), 4))


def _step(found: _Numbers, start: _Numbers, given: _Numbers, right: _Numbers, held: float) -> _Numbers:
    """Newton's step, no longer than 2, beyond which the curve may deceive."""
    chance = 1 / (1 + np.exp(-np.clip(given @ found, -30, 30)))
    slope = given.T @ (chance - right) + held * (found - start)
    curve = (given * (chance * (1 - chance))[:, None]).T @ given + held * np.eye(2)
    step = np.asarray(np.linalg.solve(curve, slope), dtype=np.float64)
    return step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
