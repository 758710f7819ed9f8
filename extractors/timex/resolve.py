"""Meanings in their context: which year, which day. A small state machine over the expressions of one document.

Narrative mode: what lacks its year, and what counts from another date, takes the anchor, the last date that the narrative
itself asserted. News mode: the document's date and the tense of the clause decide.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from extractors.timex.normalise import Meaning
from extractors.timex.points import (
    Point,
    as_date,
    bounds,
    century_of,
    day_point,
    decade_of,
    easter,
    first_day,
    nth_weekday,
    shift,
    valid,
    week_of,
)
from extractors.timex.represent import timex3_value
from extractors.timex.words import load_words


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that others count from, with the text that gave it."""

    point: Point
    text: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a meaning stands for here. ``method``: explicit / context / relative / document_date / unresolved."""

    point: Point | None
    value: str
    method: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression is read: the narrative's anchor, the moment of speech (news), the tense of its clause, the year shared
    with a coordinated neighbour."""

    anchor: Anchor | None
    speech: Anchor | None
    tense: str = ""
    shared_year: int = 0


UNRESOLVED = Resolved(None, "", "unresolved")


def resolve(meaning: Meaning, setting: Setting) -> Resolved:
    """The point of the calendar or the TIMEX3 value of a meaning in its setting."""
    if meaning.kind == "value":
        return Resolved(None, meaning.value, "explicit")
    if meaning.kind == "none":
        return UNRESOLVED
    if meaning.direction == "today" and setting.speech is None:
        return Resolved(None, "PRESENT_REF", "explicit")
    if meaning.kind == "point":
        result = Resolved(meaning.point, "", "explicit")
    elif meaning.kind == "partial":
        result = _partial(meaning, setting)
    else:
        result = _shift(meaning, setting)
    return _finish(meaning, result)


def _finish(meaning: Meaning, result: Resolved) -> Resolved:
    point = result.point
    if point is not None and meaning.nth is not None:
        point = nth_within(point, *meaning.nth)
    if point is not None and meaning.count_from is not None:
        point = shift(point, *meaning.count_from)
    if point is not None and meaning.kind == "shift" and meaning.part[:1] in ("H", "Q"):
        point = Point("half" if meaning.part[0] == "H" else "quarter", point.year, part=meaning.part[1:])
    if point is None or not valid(point):
        value = f"XXXX-XX-XXT{meaning.daypart}" if meaning.daypart else f"XXXX-WXX-{meaning.count}" if meaning.unit == "weekday" else ""
        return replace(UNRESOLVED, value=value)
    value = timex3_value(point)
    if meaning.daypart:
        value += "-XX" * {"day": 0, "month": 1, "year": 2}.get(point.unit, 0) + "T" + meaning.daypart
    return replace(result, point=point, value=value)


def _partial(meaning: Meaning, setting: Setting) -> Resolved:
    reference = meaning.year_ref
    if setting.shared_year and not reference:
        return _in_year(meaning, setting.shared_year, "context", None)
    if reference.startswith("'"):
        return _short_year(meaning, int(reference[1:]), setting)
    if meaning.unit == "holiday" and meaning.count:
        return _in_year(meaning, meaning.count, "explicit", None)
    news = setting.speech is not None
    anchor = setting.speech if news and (not reference or reference in ("this", "last", "next", "coming", "past")) else setting.anchor
    anchor = anchor or setting.speech
    if anchor is None:
        return UNRESOLVED
    step = {"next": 1, "following": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}.get(reference, 0)
    method = "document_date" if anchor is setting.speech else "context"
    if meaning.unit == "year":
        return Resolved(Point("year", anchor.point.year + step), "", method, anchor)
    if meaning.direction or meaning.unit == "holiday" or news and anchor is setting.speech and not meaning.year_ref:
        return _nearest(meaning, anchor, reference, setting.tense, method)
    year = anchor.point.year + step if reference else _narrative_year(meaning, anchor.point)
    return _in_year(meaning, year, method, anchor)


def _narrative_year(meaning: Meaning, anchor: Point) -> int:
    """The year of a partial date in a narrative, which moves forward: a month well before the anchor's is next year's."""
    if meaning.month and anchor.unit in ("month", "day") and anchor.year > 0:
        return anchor.year + (1 if anchor.month - meaning.month >= _BACKWARD_MONTHS else 0)
    return anchor.year


# A month this much earlier in the calendar than the anchor's belongs to the next year: stories go back some months (``in March he
# had ...``), but not most of a year.
_BACKWARD_MONTHS = 8


def _nearest(meaning: Meaning, anchor: Anchor, reference: str, tense: str, method: str) -> Resolved:
    """The nearest such month, day or season before the anchor (past tense, ``last``) or after it (future, ``next``)."""
    base = first_day(anchor.point)
    same = _in_year(meaning, base[0], method, anchor)
    if same.point is None:
        return same
    start, end = bounds(same.point)
    if reference in ("last", "past", "previous"):
        step = 0 if end < base else -1
    elif reference in ("next", "coming", "following"):
        step = 0 if start > base else 1
    elif reference == "this":
        step = 0
    elif tense == "future":
        step = 0 if end >= base else 1
    else:
        step = 0 if start <= base else -1
    if not tense and not reference and step == -1:
        step = 0
    return _in_year(meaning, base[0] + step, method, anchor)


def _short_year(meaning: Meaning, two: int, setting: Setting) -> Resolved:
    """``'94`` or ``the 40s``: the century of the anchor, else the last one that the document's date allows, else the 1900s."""
    anchor = setting.anchor or setting.speech
    year = 1900 + two
    if anchor is not None and anchor.point.year > 0:
        century = anchor.point.year - anchor.point.year % 100
        year = min((century + two + step for step in (-100, 0, 100)), key=lambda y: abs(y - anchor.point.year))
        if setting.speech is not None and year > setting.speech.point.year:
            year -= 100
    if meaning.unit == "decade":
        return Resolved(decade_of(year), "", "context", anchor)
    if meaning.unit == "year":
        return Resolved(Point("year", year), "", "context", anchor)
    return _in_year(meaning, year, "context", anchor)


def _in_year(meaning: Meaning, year: int, method: str, anchor: Anchor | None) -> Resolved:
    point: Point | None = Point(meaning.unit, year, meaning.month, meaning.day, meaning.part)
    if meaning.unit == "holiday":
        point = _holiday(meaning.part, year)
    if point is None or not valid(point):
        return UNRESOLVED
    return Resolved(point, "", method, anchor)


def _holiday(name: str, year: int) -> Point | None:
    holiday = load_words().holidays[name]
    if not 1 <= year <= 9998:
        return None
    if holiday.easter is not None:
        return day_point(easter(year) + dt.timedelta(days=holiday.easter))
    if holiday.nth is not None:
        day = nth_weekday(year, *holiday.nth)
        return day_point(day) if day else None
    return None


def _shift(meaning: Meaning, setting: Setting) -> Resolved:
    speech = meaning.base == "speech" and setting.speech is not None
    anchor = setting.speech if speech else setting.anchor or setting.speech
    if anchor is None:
        return UNRESOLVED
    method = "document_date" if anchor is setting.speech else "relative"
    point = _shifted(meaning, anchor.point, setting.tense)
    if point is None and setting.speech is not None and anchor is not setting.speech:
        anchor, method = setting.speech, "document_date"
        point = _shifted(meaning, anchor.point, setting.tense)
    return Resolved(point, "", method, anchor) if point is not None and valid(point) else UNRESOLVED


def _shifted(meaning: Meaning, base: Point, tense: str) -> Point | None:
    unit = meaning.unit
    if unit in ("same", "clock"):
        return base if unit == "same" or base.unit == "day" else None
    if unit == "weekday":
        return _weekday(meaning, base, tense)
    if unit == "monthday":
        return _month_day(meaning, base)
    if unit in ("D", "W", "WE", "2W") and meaning.count == 0:
        return _containing(base, unit)
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


_UNITWISE = frozenset("next last previous following preceding coming past prior upcoming subsequent ensuing succeeding after before".split()) | {
    "before last", "after next"}


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
    elif tense == "future":
        step = ahead
    elif meaning.base == "anchor" or tense == "forward":
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
    if not (1 <= first[0] and last[0] <= 9999):
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
