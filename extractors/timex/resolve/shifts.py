"""Counting from a point of the calendar: the next week, that year, the following Friday, the first Monday of a month."""

from __future__ import annotations

import datetime as dt

from verbale.extractors.timex.calendar.points import (
    Point,
    as_date,
    bounds,
    century_of,
    day_point,
    decade_of,
    first_day,
    nth_weekday,
    shift,
    week_of,
)
from verbale.extractors.timex.find.meaning import Meaning
from verbale.extractors.timex.find.vocabulary import load_words

_UNITWISE = frozenset(
    [
        "next",
        "last",
        "previous",
        "following",
        "preceding",
        "coming",
        "past",
        "prior",
        "upcoming",
        "subsequent",
        "ensuing",
        "succeeding",
        "after",
        "before",
    ]
) | {"before last", "after next"}


def shifted(meaning: Meaning, base: Point, tense: str) -> Point | None:
    unit = meaning.unit
    if unit in ("same", "clock"):
        return base if unit == "same" or base.unit == "day" else None
    if unit == "weekday":
        return _weekday(meaning, base, tense)
    if unit == "monthday":
        return _month_day(meaning, base)
    if unit in ("D", "W", "WE", "2W") and meaning.count == 0:
        point = _containing(base, unit)
        gone = unit == "WE" and tense == "past" and point is not None and first_day(point) > first_day(base)
        return shift(point, "W", -1) if gone and point is not None else point  # "voted at the weekend", told on a Wednesday
    if unit == "Q":
        return _quarter(base, meaning.count)
    if meaning.count == 0:
        return _coarser(base, unit)
    if unit in ("Y", "M", "DE", "CE") and meaning.direction in _UNITWISE:
        coarse = _coarser(base, unit)
        return shift(coarse, unit, meaning.count) if coarse is not None else None
    if unit in ("W", "WE") and meaning.direction in _UNITWISE:
        week = _containing(base, unit)
        return shift(week, "W", meaning.count) if week is not None else None
    return shift(base, unit, meaning.count)


def _containing(base: Point, unit: str) -> Point | None:
    if base.unit != "day":
        return base if unit == "W" and base.unit == "week" else None
    day = as_date(base)
    if unit == "D":
        return base
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


def _quarter(base: Point, count: int) -> Point | None:
    if base.unit not in ("month", "day", "quarter"):
        return None
    year, month, _ = first_day(base)
    index = (month - 1) // 3 + count
    return Point("quarter", year + index // 4, part=str(index % 4 + 1))


def _weekday(meaning: Meaning, base: Point, tense: str) -> Point | None:
    if base.unit != "day":
        return None
    day = as_date(base)
    if day is None:
        return None
    if meaning.part == "week" or direction_by_week(meaning):
        weeks = {"next": 1, "following": 1, "last": -1, "previous": -1}.get(meaning.direction, 0)
        return _days_on(day, meaning.count - day.isoweekday() + 7 * weeks)
    back = (day.isoweekday() - meaning.count) % 7
    ahead = (meaning.count - day.isoweekday()) % 7
    direction = meaning.direction
    if direction in ("last", "past", "previous"):
        step = -(back or 7)
    elif direction in ("following", "coming"):
        step = ahead or 7
    elif tense == "future" or meaning.base == "anchor" or tense == "forward":
        step = ahead
    else:
        step = -back
    return _days_on(day, step)


def direction_by_week(meaning: Meaning) -> bool:
    """``next Friday`` is the Friday of next week, ``the previous Friday`` that of the week before."""
    return meaning.direction in ("next", "previous", "last") and meaning.base == "speech"


def _days_on(day: dt.date, step: int) -> Point | None:
    try:
        return day_point(day + dt.timedelta(days=step))
    except OverflowError:
        return None


def _month_day(meaning: Meaning, base: Point) -> Point | None:
    month = _coarser(base, "M")
    if month is None:
        return None
    step = {"next": 1, "following": 1, "last": -1}.get(meaning.direction, 0)
    moved = shift(month, "M", step) if step else month
    return Point("day", moved.year, moved.month, meaning.count) if moved is not None else None


def nth_within(point: Point, unit: str, nth: int) -> Point | None:
    """The nth day, week, month, year ... of a point (nth -1: the last; week 0: the week that holds it)."""
    first, last = bounds(point)
    words = load_words()
    if unit in words.weekdays:
        return _nth_weekday(point, words.weekdays[unit], nth)
    code = words.units.get(unit, "")
    if code in ("W", "WE", "D"):
        return _nth_day_or_week(first, last, code, nth)
    if code == "M" and point.unit in ("year", "season", "quarter", "half", "decade"):
        base = Point("month", *(last if nth < 0 else first)[:2])
        return base if nth < 0 else shift(base, "M", nth - 1) if nth > 1 else base
    if code == "Y" and point.unit in ("decade", "century"):
        return Point("year", last[0] if nth < 0 else first[0] + nth - 1)
    if code == "Q" and point.unit == "year":
        return Point("quarter", point.year, part=str(4 if nth < 0 else nth)) if nth <= 4 else None
    if code == "DE" and point.unit == "century":
        return decade_of(last[0] if nth < 0 else first[0] + 10 * (nth - 1))
    return None


def _nth_weekday(point: Point, weekday: int, nth: int) -> Point | None:
    if point.unit == "month" and 1 <= point.year <= 9999:
        day = nth_weekday(point.year, point.month, weekday, nth)
        return day_point(day) if day is not None else None
    return None


def _nth_day_or_week(first: tuple[int, int, int], last: tuple[int, int, int], code: str, nth: int) -> Point | None:
    if not (first[0] >= 1 and last[0] <= 9999):
        return None
    start, end = dt.date(*first), dt.date(*last)
    if code == "D":
        day = end if nth < 0 else start + dt.timedelta(days=nth - 1)
        return day_point(day) if start <= day <= end else None
    # A week belongs to the month or year that holds its Thursday, as in ISO 8601.
    thursday = start + dt.timedelta(days=(4 - start.isoweekday()) % 7)
    last_thursday = end - dt.timedelta(days=(end.isoweekday() - 4) % 7)
    if nth == 0:
        return week_of(start, code == "WE")
    day = last_thursday if nth < 0 else thursday + dt.timedelta(days=7 * (nth - 1))
    return week_of(day, code == "WE") if day <= end else None
