"""Bootstrap intervals over documents: where they must lie, and that they are the same every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.evaluation.intervals import FEWEST, bootstrap
from verbale.extractors.evaluation.scoring import LEVELS, Tally


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    hit, missed, extra, optional = (draw(st.integers(0, 9)) for _ in range(4))
    typed = draw(st.integers(0, hit))
    full = draw(st.integers(0, typed))
    right = full + draw(st.integers(0, optional))
    counts = {"gold": hit + missed, "found": hit + extra, "rows": hit + extra + optional}
    return Tally(hit=hit, typed=typed, full=full, right=right, **counts)


def test_two_documents_say_nothing_of_a_third() -> None:
    assert bootstrap([Tally(gold=1)] * (FEWEST - 1)) is None and bootstrap([Tally(gold=1)] * FEWEST) is not None


def test_documents_that_are_all_alike_leave_no_doubt() -> None:
    found = bootstrap([Tally(gold=4, found=2, hit=2, typed=1, full=1, rows=3, right=1)] * 5)
    assert found is not None
    assert found.levels["detect"] == ((1.0, 1.0), (0.5, 0.5), (pytest.approx(2 / 3), pytest.approx(2 / 3)))
    assert found.rows_right == (pytest.approx(1 / 3), pytest.approx(1 / 3))


def test_half_of_the_documents_right_by_hand() -> None:
    """100 documents of one row each, half of them right: the share's standard error is .05, the interval 1.96 of it each way."""
    found = bootstrap([Tally(gold=1, found=1, rows=1, hit=i % 2, right=i % 2) for i in range(100)])
    assert found is not None
    assert found.rows_right == (pytest.approx(0.402, abs=0.02), pytest.approx(0.598, abs=0.02))


@given(st.lists(tallies(), min_size=FEWEST, max_size=12))
def test_any_documents(documents: list[Tally]) -> None:
    found = bootstrap(documents)
    assert found is not None and found == bootstrap(documents)
    for low, high in [ends for level in LEVELS for ends in found.levels[level]] + [found.rows_right]:
        assert 0 <= low <= high <= 1
