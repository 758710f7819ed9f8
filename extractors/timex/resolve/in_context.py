"""Meanings in their setting: which year, which day.

Narrative: what lacks its year, and what counts from another date, takes the anchor, the last date that the narrative itself
asserted. News: the document's date and the tense of the clause decide.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from verbale.extractors.timex.calendar.notation import timex3_value
from verbale.extractors.timex.calendar.points import (
    Point,
    bounds,
    day_point,
    decade_of,
    easter,
    first_day,
    nth_weekday,
    shift,
    valid,
)
from verbale.extractors.timex.find.meaning import Meaning
from verbale.extractors.timex.find.vocabulary import load_words
from verbale.extractors.timex.resolve.shifts import nth_within, shifted

# A month this much earlier in the calendar than the anchor's belongs to the next year: stories go back some months (``in March he
# had ...``), but not most of a year.
_BACKWARD_MONTHS = 8


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that others count from, with the text that gave it and the block that it stands in."""

    point: Point
    text: str
    block: int = -1


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
        value = (
            f"XXXX-XX-XXT{meaning.daypart}"
            if meaning.daypart
            else f"XXXX-WXX-{meaning.count}"
            if meaning.unit == "weekday"
            else ""
        )
        return replace(UNRESOLVED, value=value)
    return replace(result, point=point, value=point_value(point, meaning.daypart))


def point_value(point: Point, daypart: str = "") -> str:
    """The TIMEX3 value of a point, with the part of the day or the clock time where one is given."""
    if not daypart:
        return timex3_value(point)
    return timex3_value(point) + "-XX" * {"month": 1, "year": 2}.get(point.unit, 0) + "T" + daypart


def _partial(meaning: Meaning, setting: Setting) -> Resolved:
    reference = meaning.year_ref
    if setting.shared_year and not reference:
        return _in_year(meaning, setting.shared_year, "context", None)
    if reference.startswith("'"):
        return _short_year(meaning, int(reference[1:]), setting)
    if meaning.unit == "holiday" and meaning.count:
        return _in_year(meaning, meaning.count, "explicit", None)
    news = setting.speech is not None
    anchor = (
        setting.speech if news and (not reference or reference in ("this", "last", "next", "coming", "past")) else setting.anchor
    )
    anchor = anchor or setting.speech
    if anchor is None:
        return UNRESOLVED
    step = {"next": 1, "following": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}.get(reference, 0)
    method = "document_date" if anchor is setting.speech else "context"
    if meaning.unit == "year":
        return Resolved(Point("year", anchor.point.year + step), "", method, anchor)
    if meaning.direction or meaning.unit == "holiday" or (news and anchor is setting.speech and not meaning.year_ref):
        return _nearest(meaning, anchor, reference, setting.tense, method)
    year = anchor.point.year + step if reference else _narrative_year(meaning, anchor.point)
    return _in_year(meaning, year, method, anchor)


def _narrative_year(meaning: Meaning, anchor: Point) -> int:
    """The year of a partial date in a narrative, which moves forward: a month well before the anchor's is next year's."""
    if meaning.month and anchor.unit in ("month", "day") and anchor.year > 0:
        return anchor.year + (1 if anchor.month - meaning.month >= _BACKWARD_MONTHS else 0)
    return anchor.year


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
        step = 0 if start > base and anchor.point.unit != "year" else 1
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
    speech = (meaning.base == "speech" or meaning.unit == "WE") and setting.speech is not None
    anchor = setting.speech if speech else setting.anchor or setting.speech
    if anchor is None:
        return UNRESOLVED
    method = "document_date" if anchor is setting.speech else "relative"
    point = shifted(meaning, anchor.point, setting.tense)
    if point is None and setting.speech is not None and anchor is not setting.speech:
        anchor, method = setting.speech, "document_date"
        point = shifted(meaning, anchor.point, setting.tense)
    return Resolved(point, "", method, anchor) if point is not None and valid(point) else UNRESOLVED
