"""Counting from a point of the calendar: the next week, that year, the following Friday, three months later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from verbale.extractors.timex.calendar.points import (
    Point,
    as_date,
    century_of,
    day_point,
    decade_of,
    first_day,
    shift,
    week_of,
)
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.vocabulary import WORDS

_WEEKS = {"next": 1, "following": 1, "last": -1, "previous": -1}
_MONTHS = {"next": 1, "following": 1, "last": -1}
_BY_WEEK = frozenset(("next", "previous", "last"))


def shifted(meaning: Meaning, base: Point, tense: str) -> Point | None:
    """The point that a meaning of kind ``shift`` counts to from ``base``; None where ``base`` is too coarse for it."""
    special = _SPECIAL.get(meaning.unit)
    return special(meaning, base, tense) if special is not None else _units_on(meaning, base)


def _units_on(meaning: Meaning, base: Point) -> Point | None:
    """Years, months, decades, centuries: whole ones (``the next month``) or to the same place (``a month later``)."""
    unit = meaning.unit
    if meaning.count == 0:
        return _coarser(base, unit)
    if unit in ("Y", "M", "DE", "CE") and meaning.direction in WORDS.unitwise:
        coarse = _coarser(base, unit)
        return shift(coarse, unit, meaning.count) if coarse is not None else None
    return shift(base, unit, meaning.count)


def _days_or_weeks_on(meaning: Meaning, base: Point, tense: str) -> Point | None:
    if meaning.count == 0:
        point = _containing(base, meaning.unit)
        gone = meaning.unit == "WE" and tense == "past" and point is not None and first_day(point) > first_day(base)
        return shift(point, "W", -1) if gone and point is not None else point  # "voted at the weekend", told on a Wednesday
    if meaning.unit in ("W", "WE") and meaning.direction in WORDS.unitwise:
        week = _containing(base, meaning.unit)
        return shift(week, "W", meaning.count) if week is not None else None
    return shift(base, meaning.unit, meaning.count)


def _containing(base: Point, unit: str) -> Point | None:
    """The day, week or weekend of a day."""
    if base.unit != "day":
        return base if unit == "W" and base.unit == "week" else None
    if unit == "D":
        return base
    day = as_date(base)
    return week_of(day, unit == "WE") if day is not None else None


def _coarser(base: Point, unit: str) -> Point | None:
    """The month, year, decade or century that holds a point."""
    if unit == "CE":
        return century_of(base.year)
    if unit == "DE":
        return decade_of(base.year) if base.unit != "century" else None
    if unit == "Y":
        return Point("year", base.year) if base.unit not in ("century", "decade") else None
    if unit == "M" and base.unit in ("month", "day", "week", "weekend"):
        year, month, _ = first_day(base)
        return Point("month", year, month)
    return None


def _same(meaning: Meaning, base: Point, tense: str) -> Point | None:
    return base


def _clock(meaning: Meaning, base: Point, tense: str) -> Point | None:
    return base if base.unit == "day" else None


def _quarter(meaning: Meaning, base: Point, tense: str) -> Point | None:
    if base.unit not in ("month", "day", "quarter"):
        return None
    year, month, _ = first_day(base)
    index = (month - 1) // 3 + meaning.count
    return Point("quarter", year + index // 4, part=str(index % 4 + 1))


def _weekday(meaning: Meaning, base: Point, tense: str) -> Point | None:
    day = as_date(base) if base.unit == "day" else None
    if day is None:
        return None
    if meaning.part == "week" or _goes_by_week(meaning):
        return _days_on(day, meaning.count - day.isoweekday() + 7 * _WEEKS.get(meaning.direction, 0))
    back, ahead = (day.isoweekday() - meaning.count) % 7, (meaning.count - day.isoweekday()) % 7
    if meaning.direction in WORDS.nearest_before:
        return _days_on(day, -(back or 7))
    if meaning.direction in ("following", "coming"):
        return _days_on(day, ahead or 7)
    return _days_on(day, ahead if tense == "future" or meaning.base == "anchor" else -back)


def _goes_by_week(meaning: Meaning) -> bool:
    """``next Friday`` is the Friday of next week, ``the previous Friday`` that of the week before."""
    return meaning.direction in _BY_WEEK and meaning.base == "speech"


def _days_on(day: dt.date, step: int) -> Point | None:
    try:
        return day_point(day + dt.timedelta(days=step))
    except OverflowError:
        return None


def _month_day(meaning: Meaning, base: Point, tense: str) -> Point | None:
    """``on the 12th``: of the anchor's month."""
    month = _coarser(base, "M")
    step = _MONTHS.get(meaning.direction, 0)
    moved = shift(month, "M", step) if step and month is not None else month
    return Point("day", moved.year, moved.month, meaning.count) if moved is not None else None


_SPECIAL: Mapping[str, Callable[[Meaning, Point, str], Point | None]] = {
    "same": _same,
    "clock": _clock,
    "weekday": _weekday,
    "monthday": _month_day,
    "Q": _quarter,
    **dict.fromkeys(("D", "W", "WE", "2W"), _days_or_weeks_on),
}
