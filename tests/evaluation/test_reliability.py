"""Reliability of confidence: figures worked out by hand, and what holds for any rows."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.evaluation.reliability import Reliability, reliability

ROWS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def measured(rows: list[tuple[float, bool]]) -> Reliability:
    found = reliability(rows)
    assert found is not None
    return found


def test_figures_by_hand() -> None:
    found = measured([(0.95, True), (0.9, True), (0.9, False), (0.2, False), (0.25, True)])
    assert (found.n, found.sure, found.sure_right) == (5, 1, 1.0)
    assert found.mean == pytest.approx(0.64) and found.right == pytest.approx(0.6)
    assert found.brier == pytest.approx((0.0025 + 0.01 + 0.81 + 0.04 + 0.5625) / 5)
    # of the six pairs of a right and a wrong row four have the right one above, one is a tie
    assert found.auc == pytest.approx(4.5 / 6)
    filled = {b.low: (b.n, round(b.mean, 6), round(b.right, 6)) for b in found.bins if b.n}
    assert filled == {0.2: (2, 0.225, 0.5), 0.9: (3, 0.916667, 0.666667)}
    assert found.calibration_error == pytest.approx((2 * 0.275 + 3 * 0.25) / 5)


def test_a_bin_begins_with_its_lower_edge_and_the_last_holds_one() -> None:
    bins = measured([*((i / 10, True) for i in range(10)), (1.0, True)]).bins
    assert [b.n for b in bins] == [1] * 9 + [2]


def test_what_cannot_be_measured_is_none() -> None:
    assert reliability([]) is None
    assert measured([(0.3, True), (0.4, True)]).auc is None


def test_confidence_that_is_right_as_often_as_it_says() -> None:
    found = measured([(0.75, i < 3) for i in range(4)])
    assert found.calibration_error == 0 and found.auc == 0.5


@given(ROWS)
def test_any_rows(rows: list[tuple[float, bool]]) -> None:
    found = measured(rows)
    assert sum(b.n for b in found.bins) == found.n == len(rows)
    assert all(0 <= share <= 1 for share in (found.brier, found.calibration_error, found.sure_right, found.right))
    assert abs(found.mean - found.right) <= found.calibration_error + 1e-9, "bins can only add to the distance of the means"
    pairs = [(p > q) + (p == q) / 2 for p, right in rows if right for q, other in rows if not other]
    assert found.auc is None if not pairs else math.isclose(found.auc or 0, sum(pairs) / len(pairs), abs_tol=1e-9)


@given(ROWS)
def test_the_order_of_the_rows_is_nothing(rows: list[tuple[float, bool]]) -> None:
    once, again = measured(rows), measured(rows[::-1])
    assert [b.n for b in once.bins] == [b.n for b in again.bins] and once.brier == pytest.approx(again.brier)
