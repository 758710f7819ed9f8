"""Local meanings in their setting: which year, which day.

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
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.vocabulary import HOLIDAYS, WORDS
from verbale.extractors.timex.resolve.nth import nth_within
from verbale.extractors.timex.resolve.shifts import shifted

# A month this much earlier in the calendar than the anchor's belongs to the next year: stories go back some months (``in March he
# had ...``), but not most of a year.
_BACKWARD_MONTHS = 8
_YEAR_STEPS = {"next": 1, "following": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}
_OF_SPEECH = frozenset(("", "this", "last", "next", "coming", "past"))


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

    def method(self, anchor: Anchor) -> str:
        """How a date that lacks its year came by it."""
        return "document_date" if anchor is self.speech else "context"


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
    point = _part_meant(meaning, result.point) if result.point is not None else None
    if point is None or not valid(point):
        return replace(UNRESOLVED, value=_open_value(meaning))
    return replace(result, point=point, value=point_value(point, meaning.daypart))


def _part_meant(meaning: Meaning, point: Point) -> Point | None:
    """The nth part of a point, what is counted from it, or its half or quarter, where the meaning says so."""
    result: Point | None = point
    if result is not None and meaning.nth is not None:
        result = nth_within(result, *meaning.nth)
    if result is not None and meaning.count_from is not None:
        result = shift(result, *meaning.count_from)
    if result is not None and meaning.kind == "shift" and meaning.part[:1] in ("H", "Q"):
        result = Point("half" if meaning.part[0] == "H" else "quarter", result.year, part=meaning.part[1:])
    return result


def _open_value(meaning: Meaning) -> str:
    """The TIMEX3 value of what no day is known of: a time of day, a weekday."""
    if meaning.daypart:
        return f"XXXX-XX-XXT{meaning.daypart}"
    return f"XXXX-WXX-{meaning.count}" if meaning.unit == "weekday" else ""


def point_value(point: Point, daypart: str = "") -> str:
    """The TIMEX3 value of a point, with the part of the day or the clock time where one is given."""
    if not daypart:
        return timex3_value(point)
    return timex3_value(point) + "-XX" * {"month": 1, "year": 2}.get(point.unit, 0) + "T" + daypart


def _partial(meaning: Meaning, setting: Setting) -> Resolved:
    """What lacks its year."""
    reference = meaning.year_ref
    if setting.shared_year and not reference:
        return _in_year(meaning, setting.shared_year, "context", None)
    if reference.startswith("'"):
        return _short_year(meaning, int(reference[1:]), setting)
    if meaning.unit == "holiday" and meaning.count:
        return _in_year(meaning, meaning.count, "explicit", None)
    anchor = _anchor_of(reference, setting)
    if anchor is None:
        return UNRESOLVED
    method = setting.method(anchor)
    year = anchor.point.year + _YEAR_STEPS.get(reference, 0)
    if meaning.unit == "year":
        return Resolved(Point("year", year), "", method, anchor)
    if meaning.direction or meaning.unit == "holiday" or (anchor is setting.speech and not reference):
        return _nearest(meaning, anchor, setting)
    return _in_year(meaning, year if reference else _narrative_year(meaning, anchor.point), method, anchor)


def _anchor_of(reference: str, setting: Setting) -> Anchor | None:
    """In news the moment of speech, for what names no year or one from there; else the narrative's anchor."""
    if reference in _OF_SPEECH and setting.speech is not None:
        return setting.speech
    return setting.anchor or setting.speech


def _narrative_year(meaning: Meaning, anchor: Point) -> int:
    """The year of a partial date in a narrative, which moves forward: a month well before the anchor's is next year's."""
    if meaning.month and anchor.unit in ("month", "day") and anchor.year > 0:
        return anchor.year + (1 if anchor.month - meaning.month >= _BACKWARD_MONTHS else 0)
    return anchor.year


def _nearest(meaning: Meaning, anchor: Anchor, setting: Setting) -> Resolved:
    """The nearest such month, day or season before the anchor (past tense, ``last``) or after it (future, ``next``)."""
    year, method = first_day(anchor.point)[0], setting.method(anchor)
    same = _in_year(meaning, year, method, anchor)
    if same.point is None:
        return same
    return _in_year(meaning, year + _years_off(same.point, anchor.point, meaning.year_ref, setting.tense), method, anchor)


def _years_off(same: Point, anchor: Point, reference: str, tense: str) -> int:
    """How many years from the anchor's the one meant lies, given the one in the anchor's own year."""
    base, (start, end) = first_day(anchor), bounds(same)
    if reference in WORDS.nearest_before:
        return 0 if end < base else -1
    if reference in WORDS.nearest_after:
        return 0 if start > base and anchor.unit != "year" else 1
    if reference == "this":
        return 0
    if tense == "future":
        return 0 if end >= base else 1
    return 0 if start <= base or not (tense or reference) else -1


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
    holiday = HOLIDAYS[name]
    if not 1 <= year <= 9998:
        return None
    if holiday.easter is not None:
        return day_point(easter(year) + dt.timedelta(days=holiday.easter))
    day = nth_weekday(year, *holiday.nth) if holiday.nth is not None else None
    return day_point(day) if day else None


def _shift(meaning: Meaning, setting: Setting) -> Resolved:
    """What counts from the anchor or the moment of speech; where the anchor is too coarse, from the other."""
    of_speech = setting.speech is not None and (meaning.base == "speech" or meaning.unit == "WE")
    first = setting.speech if of_speech else setting.anchor or setting.speech
    for anchor in (first, setting.speech):
        point = shifted(meaning, anchor.point, setting.tense) if anchor is not None else None
        if point is not None:
            method = "document_date" if anchor is setting.speech else "relative"
            return Resolved(point, "", method, anchor) if valid(point) else UNRESOLVED
    return UNRESOLVED
