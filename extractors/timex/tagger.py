"""Parsed -> Timexes: the passes of the tagger in order, over one document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors import ids
from extractors.parsing import Parsed
from extractors.schema import Timex
from extractors.timex import context
from extractors.timex.context import Window
from extractors.timex.grammar import find
from extractors.timex.normalise import Meaning, meanings
from extractors.timex.points import Point, add_years, bounds, day_point, shift, valid
from extractors.timex.represent import days, edtf, granularity, iso_day, timex3_value
from extractors.timex.resolve import UNRESOLVED, Anchor, Resolved, Setting, resolve

_EXPLICIT_DAY = frozenset({"day"})
_SAME_LENGTH_LOWER = {ord("İ"): "i"}


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


def find_timexes(parsed: Parsed, mode: str = "auto") -> tuple[Timex, ...]:
    """All temporal expressions of a document, sorted by offset.

    ``mode``: ``narrative`` (history: dates count from each other), ``news`` (dates count from ``Document.document_date``) or
    ``auto``: news where the document's date is known and the text speaks from it, see ``speaks_from``. Raises ValueError for
    any other mode.
    """
    if mode not in ("auto", "narrative", "news"):
        raise ValueError(f"mode {mode!r}: choose auto, narrative or news")
    if not len(parsed.doc):
        return ()
    view = context.window(parsed.doc)
    found = _meanings(parsed, view)
    speech = _document_day(parsed.document.document_date)
    if speech is not None and (mode == "narrative" or mode == "auto" and not speaks_from(speech, found, view)):
        speech = None
    readings = _resolve_all(parsed, view, found, Anchor(day_point(speech), parsed.document.document_date) if speech else None)
    readings = _aligned(view, readings)
    return _records(parsed, view, readings)


def timex3_records(parsed: Parsed, timexes: Sequence[Timex]) -> list[dict[str, Any]]:
    """TIMEX3 annotations as JSON-ready dicts: start, end (characters of the document), text, type, value, mod."""
    return [{"start": t.char_start, "end": t.char_end, "text": t.text, "type": t.timex3_type, "value": t.timex3_value, "mod": t.timex3_mod or None}
            for t in timexes]


def speaks_from(speech: dt.date, found: Sequence[tuple[Meaning, int, int]], view: Window) -> bool:
    """Whether a text is written from its date (news): its first dates name that day, or it counts from the moment of speech
    (weekdays, ``yesterday``) and is no long narrative of other years."""
    years = [m.point.year for m, _, _ in found if m.point is not None and m.point.unit in ("day", "month", "year")]
    early = [m.point for m, _, _ in found[:3] if m.point is not None and m.start < 400]
    if any(point == day_point(speech) for point in early):
        return True
    deictic = sum(m.kind == "shift" and m.base == "speech" and m.unit in ("weekday", "D") for m, _, _ in found)
    near = sum(abs(year - speech.year) <= 1 for year in years)
    return deictic > 0 and len(view.text) < 20_000 and (near * 2 >= len(years) or deictic * 4 >= len(years))


def _document_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def lower(text: str) -> str:
    """Lower case that keeps every character's position."""
    result = text.lower()
    if len(result) != len(text):
        result = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return result.replace("’", "'").replace("\u00a0", " ")


def _regions(parsed: Parsed) -> list[tuple[int, int, int, bool]]:
    """(start, end, block number, heading) of every block, in characters of the reading view."""
    regions: list[tuple[int, int, int, bool]] = []
    starts = [block.char_start for block in parsed.document.blocks]
    current = -1
    for sentence in parsed.sentences:
        first, last = parsed.doc[sentence.start], parsed.doc[sentence.end - 1]
        while current + 1 < len(starts) and starts[current + 1] <= sentence.char_start:
            current += 1
        span = (first.idx, last.idx + len(last), current, sentence.heading)
        if regions and regions[-1][2] == current:
            regions[-1] = (regions[-1][0], *span[1:])
        else:
            regions.append(span)
    return regions


def _meanings(parsed: Parsed, view: Window) -> list[tuple[Meaning, int, int]]:
    """(meaning, block, heading) of every expression that is temporal in its context, in order."""
    text = lower(view.text)
    found: list[tuple[Meaning, int, int]] = []
    regions = _regions(parsed)
    for start, end, block, heading in regions:
        for meaning in find(text, iter([(start, end)]), meanings):
            found.append((meaning, block, heading))
    bc_text = any(m.point is not None and m.point.year < 0 for m, _, _ in found)
    kept = []
    for meaning, block, heading in found:
        if not context.is_temporal(view, meaning, bc_text):
            continue
        if meaning.form == "shortyear" and meaning.point is not None:
            meaning = replace(meaning, point=Point("year", -meaning.point.year))
        kept.append((meaning, block, heading))
    return kept


def _resolve_all(parsed: Parsed, view: Window, found: Sequence[tuple[Meaning, int, int]], speech: Anchor | None) -> list[Reading]:
    readings: list[Reading] = []
    anchor: Anchor | None = None
    anchor_block = -1
    for i, (meaning, block, heading) in enumerate(found):
        token = view.doc[view.tokens(meaning)[1] - 1]
        sign = context.signal(view, meaning)
        role = context.role(view, meaning)
        bracket = context.bracketed(view, meaning)
        tense = context.tense(token) if speech is not None else ""
        shared = _shared_year(view, found, i) if meaning.kind == "partial" else 0
        local = anchor
        if speech is not None and anchor_block != block and meaning.kind == "partial":
            local = None
        if context.counts_from_event(view, meaning):
            resolved = UNRESOLVED
        else:
            resolved = resolve(meaning, Setting(local, speech, tense, shared))
        reading = Reading(meaning, sign, role, bracket, bool(heading), block, parsed.sentence_of[token.i], resolved)
        readings.append(reading)
        if _moves_anchor(reading, anchor) and not _excursion(found, i, resolved, anchor) and (i, token) and not context.planned(token):
            assert resolved.point is not None
            anchor, anchor_block = Anchor(resolved.point, view.text[meaning.start : meaning.end]), block
    return readings


def _shared_year(view: Window, found: Sequence[tuple[Meaning, int, int]], i: int) -> int:
    """The year of a coordinated neighbour to the right: ``in May and June 1940``, ``from 9 to 12 August 1945``."""
    meaning = found[i][0]
    for j in range(i + 1, min(i + 4, len(found))):
        other = found[j][0]
        if found[j][1] != found[i][1] or not context.links(view, found[j - 1][0], other):
            return 0
        if other.point is not None and other.point.unit in ("day", "month", "season"):
            wraps = meaning.month > other.month > 0
            return other.point.year - (1 if wraps else 0)
        if other.kind != "partial":
            return 0
    return 0


def _moves_anchor(reading: Reading, anchor: Anchor | None) -> bool:
    """Only dates that the narrative itself asserts move it on."""
    point = reading.resolved.point
    if point is None or reading.meaning.type not in ("DATE", "TIME"):
        return False
    if anchor is None:
        return reading.role != "name_part"
    if point.unit in ("century", "decade"):
        return False
    if reading.meaning.kind == "shift" and reading.meaning.count < 0 or reading.meaning.pair == "second" and point.unit == "year":
        return False
    if point.unit == "year" and anchor.point.unit in ("month", "day", "season") and anchor.point.year == point.year:
        return False
    if reading.bracketed or reading.role != "event" or reading.signal in ("since", "until", "before"):
        return False
    return True


def _excursion(found: Sequence[tuple[Meaning, int, int]], i: int, resolved: Resolved, anchor: Anchor | None) -> bool:
    """Whether an explicit date leaps away from the narrative and the next explicit date is back: a mention of another time."""
    if anchor is None or resolved.point is None or resolved.method != "explicit":
        return False
    leap = abs(resolved.point.year - anchor.point.year)
    if leap < _LEAP_YEARS:
        return False
    for meaning, _, _ in found[i + 1 : i + 30]:
        if meaning.point is not None and meaning.point.unit not in ("decade", "century"):
            return abs(meaning.point.year - anchor.point.year) < abs(meaning.point.year - resolved.point.year)
    return False


_LEAP_YEARS = 1


def _aligned(view: Window, readings: list[Reading]) -> list[Reading]:
    """In a range of two partial dates the first is not after the second: ``between August and October``."""
    result = list(readings)
    for i in range(len(readings) - 1):
        a, b = readings[i], readings[i + 1]
        if a.block != b.block or {a.meaning.kind, b.meaning.kind} != {"partial"} or a.resolved.point is None or b.resolved.point is None:
            continue
        first, last = a.resolved.point, b.resolved.point
        if not context.spans_range(view, a.meaning, b.meaning) or first.unit not in ("day", "month", "season") or first.unit != last.unit:
            continue
        later = (first.month, first.day) > (last.month, last.day)
        moved = replace(first, year=add_years(last.year, -1) if later else last.year)
        if valid(moved):
            result[i] = replace(a, resolved=replace(a.resolved, point=moved, value=timex3_value(moved)))
    return result


def _records(parsed: Parsed, view: Window, readings: Sequence[Reading]) -> tuple[Timex, ...]:
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
        records.append(Timex(
            date_id=ids.content_id("d", parsed.document.doc_id, sentence.sentence_id, key, nth),
            doc_id=parsed.document.doc_id, sentence_id=sentence.sentence_id, char_start=char_start, char_end=char_end, text=text,
            timex3_type=meaning.type, timex3_value=reading.resolved.value, timex3_mod=meaning.mod,
            role=reading.role, method=reading.resolved.method, anchor_text=anchor.text if anchor else "",
            anchor_value=edtf(anchor.point) if anchor else "", start=start, end=end, **fields))
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
    relation = {"from": "since", "": "on"}.get(reading.signal, reading.signal)
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


def _sentences(parsed: Parsed) -> Iterator[int]:
    return iter(range(len(parsed.sentences)))


_ = re
