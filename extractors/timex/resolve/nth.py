"""The nth part of a stretch of the calendar: the first Monday of May, the last day of the year, the week of 3 May."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from verbale.extractors.text import WEEKDAYS
from verbale.extractors.timex.calendar.points import Day, Point, bounds, day_point, decade_of, nth_weekday, shift, week_of
from verbale.extractors.timex.find.vocabulary import UNITS


def nth_within(point: Point, unit: str, nth: int) -> Point | None:
    """The nth day, week, month, year ... of a point (nth -1: the last; week 0: the week that holds it)."""
    if unit in WEEKDAYS:
        return _nth_weekday(point, WEEKDAYS[unit], nth)
    part = _PARTS.get(UNITS.get(unit, ""))
    return part(point, nth) if part is not None else None


def _nth_weekday(point: Point, weekday: int, nth: int) -> Point | None:
    if point.unit == "month" and 1 <= point.year <= 9999:
        day = nth_weekday(point.year, point.month, weekday, nth)
        return day_point(day) if day is not None else None
    return None


def _span(point: Point) -> tuple[dt.date, dt.date] | None:
    """The first and the last day, None outside years 1-9999."""
    first, last = bounds(point)
    return (dt.date(*first), dt.date(*last)) if first[0] >= 1 and last[0] <= 9999 else None


def _nth_day(point: Point, nth: int) -> Point | None:
    span = _span(point)
    if span is None:
        return None
    day = span[1] if nth < 0 else span[0] + dt.timedelta(days=nth - 1)
    return day_point(day) if span[0] <= day <= span[1] else None


def _nth_week(point: Point, nth: int, weekend: bool = False) -> Point | None:
    """A week belongs to the month or year that holds its Thursday, as in ISO 8601."""
    span = _span(point)
    if span is None:
        return None
    first, last = span
    if nth == 0:
        return week_of(first, weekend)
    if nth < 0:
        return week_of(last - dt.timedelta(days=(last.isoweekday() - 4) % 7), weekend)
    thursday = first + dt.timedelta(days=(4 - first.isoweekday()) % 7 + 7 * (nth - 1))
    return week_of(thursday, weekend) if thursday <= last else None


def _nth_weekend(point: Point, nth: int) -> Point | None:
    return _nth_week(point, nth, weekend=True)


def _nth_month(point: Point, nth: int) -> Point | None:
    if point.unit not in ("year", "season", "quarter", "half", "decade"):
        return None
    first, last = bounds(point)
    month = _month(last if nth < 0 else first)
    return shift(month, "M", nth - 1) if nth > 1 else month


def _month(day: Day) -> Point:
    return Point("month", *day[:2])


def _nth_year(point: Point, nth: int) -> Point | None:
    if point.unit not in ("decade", "century"):
        return None
    first, last = bounds(point)
    return Point("year", last[0] if nth < 0 else first[0] + nth - 1)


def _nth_quarter(point: Point, nth: int) -> Point | None:
    if point.unit != "year" or nth > 4:
        return None
    return Point("quarter", point.year, part=str(4 if nth < 0 else nth))


def _nth_decade(point: Point, nth: int) -> Point | None:
    if point.unit != "century":
        return None
    first, last = bounds(point)
    return decade_of(last[0] if nth < 0 else first[0] + 10 * (nth - 1))


_PARTS: Mapping[str, Callable[[Point, int], Point | None]] = {
    "D": _nth_day,
    "W": _nth_week,
    "WE": _nth_weekend,
    "M": _nth_month,
    "Q": _nth_quarter,
    "Y": _nth_year,
    "DE": _nth_decade,
}
