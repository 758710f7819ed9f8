"""Readings -> the records of the dates table: EDTF, days, relation, ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.extractors import ids
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Timex
from verbale.extractors.timex.calendar.notation import days, edtf, granularity, iso_day
from verbale.extractors.timex.calendar.points import Point, bounds, shift
from verbale.extractors.timex.find import surroundings as context
from verbale.extractors.timex.find.meaning import Meaning
from verbale.extractors.timex.find.surroundings import Window
from verbale.extractors.timex.resolve.in_context import Resolved


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression with what was found out about it on the way."""

    meaning: Meaning
    signal: str
    role: str
    bracketed: bool
    heading: bool
    block: int
    sentence: int
    resolved: Resolved


def records(parsed: Parsed, view: Window, readings: Sequence[Reading]) -> tuple[Timex, ...]:
    occurrences = ids.Occurrences()
    records: list[Timex] = []
    ranges = _ranges(view, readings)
    for i, reading in enumerate(readings):
        meaning = reading.meaning
        start, end = view.tokens(meaning)
        char_start, char_end = parsed.offsets[meaning.start], parsed.offsets[meaning.end - 1] + 1
        text = parsed.document.text[char_start:char_end]
        sentence = parsed.sentences[reading.sentence]
        key = ids.normalise(text)
        nth = occurrences.next(sentence.sentence_id, key)
        fields = _calendar_fields(reading, ranges.get(i))
        anchor = reading.resolved.anchor
        records.append(
            Timex(
                date_id=ids.content_id("d", parsed.document.doc_id, sentence.sentence_id, key, nth),
                doc_id=parsed.document.doc_id,
                sentence_id=sentence.sentence_id,
                char_start=char_start,
                char_end=char_end,
                text=text,
                timex3_type=meaning.type,
                timex3_value=reading.resolved.value,
                timex3_mod=meaning.mod,
                role=reading.role,
                method=reading.resolved.method,
                anchor_text=anchor.text if anchor else "",
                anchor_value=edtf(anchor.point) if anchor else "",
                start=start,
                end=end,
                **fields,
            )
        )
    return tuple(records)


def _ranges(view: Window, readings: Sequence[Reading]) -> dict[int, tuple[Point, Point, str]]:
    """Index of a reading -> (first, last, its relation) where two neighbours are one range."""
    result: dict[int, tuple[Point, Point, str]] = {}
    for i in range(len(readings) - 1):
        a, b = readings[i], readings[i + 1]
        if a.block != b.block or a.resolved.point is None or b.resolved.point is None:
            continue
        if context.spans_range(view, a.meaning, b.meaning) and bounds(a.resolved.point)[0] <= bounds(b.resolved.point)[1]:
            result[i] = (a.resolved.point, b.resolved.point, "since")
            result[i + 1] = (a.resolved.point, b.resolved.point, "until")
    return result


def _calendar_fields(reading: Reading, span: tuple[Point, Point, str] | None) -> dict[str, str]:
    """edtf, date_start, date_end, granularity and relation of a record."""
    point = reading.resolved.point
    approximate = reading.meaning.mod == "APPROX"
    relation = {"from": "since", "": "on"}.get(reading.signal, reading.signal) if reading.role == "event" else "on"
    if point is None:
        grain = {"DURATION": "duration", "SET": "set"}.get(reading.meaning.type, "")
        return {"edtf": "", "date_start": "", "date_end": "", "granularity": grain, "relation": relation}
    result = {"granularity": granularity(point), "relation": relation}
    first, last = days(point)
    if span is not None:
        first_day, last_day = days(span[0])[0], days(span[1])[1]
        return result | {"relation": span[2], "edtf": edtf_range(span[0], span[1]), "date_start": first_day, "date_end": last_day}
    if relation == "since":
        return result | {"edtf": f"{edtf_simple(point)}/..", "date_start": first, "date_end": ""}
    if relation in ("until", "by"):
        return result | {"edtf": f"../{edtf_simple(point, last=True)}", "date_start": "", "date_end": last}
    if relation == "before":
        limit = neighbour(point, -1)
        return result | {"edtf": f"../{edtf_simple(limit, last=True)}", "date_start": "", "date_end": days(limit)[1]}
    if relation == "after":
        limit = neighbour(point, 1)
        return result | {"edtf": f"{edtf_simple(limit)}/..", "date_start": days(limit)[0], "date_end": ""}
    return result | {"edtf": edtf(point, approximate), "date_start": first, "date_end": last}


def neighbour(point: Point, step: int) -> Point:
    """The stretch before or after; the point itself at the ends of the calendar."""
    units = {"day": "D", "week": "W", "weekend": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE"}
    if point.unit in units:
        return shift(point, units[point.unit], step) or point
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


def edtf_range(first: Point, last: Point) -> str:
    return f"{edtf_simple(first)}/{edtf_simple(last, last=True)}"
