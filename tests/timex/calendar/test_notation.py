"""Points of the calendar: counting from them, their days, their EDTF as the reference package reads it."""

from __future__ import annotations

import datetime as dt

import edtf as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.timex.calendar.notation import days, duration_value, edtf
from verbale.extractors.timex.calendar.points import Point, bounds, shift, valid

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31))


@given(day=DAYS, count=st.integers(-400, 400))
def test_counting_there_and_back_returns(day: dt.date, count: int) -> None:
    point = Point("day", day.year, day.month, day.day)
    there = shift(point, "D", count)
    assert there is not None and shift(there, "D", -count) == point


POINTS = st.one_of(
    st.builds(Point, st.just("year"), st.integers(1, 2199) | st.integers(-3000, -1)),
    st.builds(lambda d: Point("month", d.year, d.month), DAYS),
    st.builds(lambda d: Point("day", d.year, d.month, d.day), DAYS),
    st.builds(lambda y: Point("decade", y * 10), st.integers(100, 219)),
    st.builds(lambda y: Point("century", y * 100), st.integers(10, 21)),
    st.builds(
        Point, st.just("season"), st.integers(1000, 2199), st.just(0), st.just(0), st.sampled_from(["SP", "SU", "FA", "WI"])
    ),
)


@given(point=POINTS)
def test_edtf_is_read_by_the_reference_package(point: Point) -> None:
    """The edtf package parses every string that the emitter writes, and, where it bounds it strictly, to the same first day."""
    text = edtf(point)
    parsed = reference.parse_edtf(text)
    if point.year > 0 and point.unit in ("year", "month", "day", "decade", "century"):
        first = parsed.lower_strict()
        assert (first.tm_year, first.tm_mon, first.tm_mday) == bounds(point)[0]


@pytest.mark.parametrize("text", ["1995/..", "../2001", "1998~", "1992/1995", "2001-05/..", "199X", "18XX", "1995-22", "-0043"])
def test_the_edtf_forms_that_the_tables_use_are_valid(text: str) -> None:
    assert str(reference.parse_edtf(text)) == text


@given(point=POINTS)
def test_days_are_in_order(point: Point) -> None:
    assert valid(point)
    first, last = days(point)
    assert first <= last if point.year > 0 else first and last


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (3, "M", "P3M"),
        (0.5, "Y", "P.5Y"),
        (10.5, "Y", "P10.5Y"),
        (None, "D", "PXD"),
        (2, "2W", "P4W"),
        (36, "TH", "PT36H"),
        (1, "HC", "P50Y"),
    ],
)
def test_measures_are_written_as_timex3_does(count: float | None, unit: str, value: str) -> None:
    assert duration_value(count, unit) == value
