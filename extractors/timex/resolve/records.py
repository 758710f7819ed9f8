"""Readings -> the records of the dates table: EDTF, days, relation, ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from verbale.extractors import ids
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Timex
from verbale.extractors.timex.calendar.notation import days, edtf, granularity, iso_day
from verbale.extractors.timex.calendar.points import Point, bounds, shift
from verbale.extractors.timex.find.surroundings import Window, is_approximate, spans_range
from verbale.extractors.timex.resolve.numeric import is_open
from verbale.extractors.timex.resolve.text_order import Reading

Stretch = tuple[str, str, str]
_INCLUSIVE = {"after": "since", "before": "until"}
_WITHIN = {"after": ("START", "MID"), "before": ("MID", "END")}
"""Parts of a year before or after which there is still some of it."""
_WITHIN_DAY = frozenset(("before", "after", "by"))
_UNITS = {"day": "D", "week": "W", "weekend": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE"}


class Range(NamedTuple):
    """Two neighbours that are one range, and the relation of one of them to it: since or until."""

    first: Point
    last: Point
    relation: str


def records(parsed: Parsed, view: Window, readings: Sequence[Reading]) -> tuple[Timex, ...]:
    """The rows of the dates table, in the order of the readings."""
    occurrences = ids.Occurrences()
    ranges = _ranges(view, readings)
    return tuple(_record(parsed, view, reading, ranges.get(i), occurrences) for i, reading in enumerate(readings))


def _record(parsed: Parsed, view: Window, reading: Reading, span: Range | None, occurrences: ids.Occurrences) -> Timex:
    meaning, anchor = reading.meaning, reading.resolved.anchor
    mod = meaning.mod or ("APPROX" if meaning.type == "DATE" and is_approximate(view, meaning) else "")
    start, end = view.tokens(meaning)
    char_start, char_end = parsed.offsets[meaning.start], parsed.offsets[meaning.end - 1] + 1
    text = parsed.document.text[char_start:char_end]
    sentence_id = parsed.sentences[reading.sentence].sentence_id
    key = ids.normalise(text)
    return Timex(
        date_id=ids.content_id("d", parsed.document.doc_id, sentence_id, key, occurrences.next(sentence_id, key)),
        doc_id=parsed.document.doc_id,
        sentence_id=sentence_id,
        char_start=char_start,
        char_end=char_end,
        text=text,
        timex3_type=meaning.type,
        timex3_value=reading.resolved.value,
        timex3_mod=mod,
        role=reading.role,
        method=reading.resolved.method,
        anchor_text=anchor.text if anchor else "",
        anchor_value=edtf(anchor.point) if anchor else "",
        start=start,
        end=end,
        **_calendar_fields(reading, mod, span),
    )


def _ranges(view: Window, readings: Sequence[Reading]) -> dict[int, Range]:
    """The range of every reading that is one end of it, by index."""
    result: dict[int, Range] = {}
    for i, (a, b) in enumerate(pairwise(readings)):
        if a.block != b.block or a.resolved.point is None or b.resolved.point is None:
            continue
        if spans_range(view, a.meaning, b.meaning) and bounds(a.resolved.point)[0] <= bounds(b.resolved.point)[1]:
            result[i] = Range(a.resolved.point, b.resolved.point, "since")
            result[i + 1] = Range(a.resolved.point, b.resolved.point, "until")
    return result


def _calendar_fields(reading: Reading, mod: str, span: Range | None) -> dict[str, str]:
    """edtf, date_start, date_end, granularity and relation of a record."""
    point = reading.resolved.point
    relation = {"from": "since", "": "on"}.get(reading.signal, reading.signal) if reading.role == "event" else "on"
    if reading.meaning.type == "TIME" and point is not None and point.unit == "day" and relation in _WITHIN_DAY:
        relation = "on"  # "shortly before midnight on Monday": on Monday
    if point is None:
        grain = {"DURATION": "duration", "SET": "set"}.get(reading.meaning.type, "")
        return {"edtf": "", "date_start": "", "date_end": "", "granularity": grain, "relation": relation}
    if span is not None:
        relation = span.relation
        stretch = (f"{edtf_simple(span.first)}/{edtf_simple(span.last, last=True)}", days(span.first)[0], days(span.last)[1])
    elif relation in _STRETCHES:
        # after a day of a year that may be two lies no later than after the first of that year; before its end lies in it
        within = is_open(reading.meaning, point) or mod in _WITHIN.get(relation, ())
        stretch = _STRETCHES[_INCLUSIVE.get(relation, relation) if within else relation](point)
    else:
        stretch = (edtf(point, mod == "APPROX"), *days(point))
    written, start, end = stretch
    return {"edtf": written, "date_start": start, "date_end": end, "granularity": granularity(point), "relation": relation}


def _from(point: Point) -> Stretch:
    return f"{edtf_simple(point)}/..", days(point)[0], ""


def _to(point: Point) -> Stretch:
    return f"../{edtf_simple(point, last=True)}", "", days(point)[1]


# what a signal makes of a point: (EDTF, first day, last day)
_STRETCHES: Mapping[str, Callable[[Point], Stretch]] = {
    "since": _from,
    "until": _to,
    "by": _to,
    "before": lambda point: _to(neighbour(point, -1)),
    "after": lambda point: _from(neighbour(point, 1)),
}


def neighbour(point: Point, step: int) -> Point:
    """The stretch before or after; the point itself at the ends of the calendar."""
    if point.unit in _UNITS:
        return shift(point, _UNITS[point.unit], step) or point
    first, last = bounds(point)
    edge = Point("month", *(first if step < 0 else last)[:2])
    return shift(edge, "M", step) or point


def edtf_simple(point: Point, last: bool = False) -> str:
    """A point as an end of an EDTF interval, where seasons, weeks and unspecified digits must not stand."""
    if point.unit in ("year", "month", "day"):
        return edtf(point)
    first, final = bounds(point)
    if point.unit in ("decade", "century"):
        return edtf(Point("year", (final if last else first)[0]))
    if point.unit in ("week", "weekend"):
        return iso_day(final if last else first)
    return edtf(Point("month", *(final if last else first)[:2]))
