"""Parsed -> Timexes: the passes of the tagger in order, over one document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Timex
from verbale.extractors.timex.calendar.points import add_years, day_point, valid
from verbale.extractors.timex.find import surroundings as context
from verbale.extractors.timex.find.grammar import find
from verbale.extractors.timex.find.meaning import Meaning
from verbale.extractors.timex.find.plausible import is_temporal
from verbale.extractors.timex.find.surroundings import Window
from verbale.extractors.timex.resolve.in_context import UNRESOLVED, Anchor, Resolved, Setting, point_value, resolve
from verbale.extractors.timex.resolve.normalise import meanings
from verbale.extractors.timex.resolve.records import Reading, records

# a meaning with the number of its block and whether that is a heading
Located = tuple[Meaning, int, bool]

_LINE = 60  # characters that a dateline may have beside its date
_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*(?:, ?| )){0,5}(?:[-–—(] ?)?")
_NOTHING = re.compile(r"[.:)]?(?: ?[-–—(] ?[\w. ]{0,20}\)?)?")
# forms whose year of three digits is BC in a text about years BC
_BARE = frozenset(("shortyear", "my", "mdy", "dmy", "season"))
_LEAP_YEARS = 1


def find_timexes(parsed: Parsed, mode: str = "auto") -> tuple[Timex, ...]:
    """All temporal expressions of a document, sorted by offset.

    ``mode``: ``narrative`` (history: dates count from each other), ``news`` (dates count from ``Document.document_date``) or
    ``auto``: news where the document's date is known (from its metadata or its ``dateline``) and the text speaks from it, see
    ``speaks_from``. Raises ValueError for any other mode.
    """
    if mode not in ("auto", "narrative", "news"):
        raise ValueError(f"mode {mode!r}: choose auto, narrative or news")
    if not len(parsed.words):
        return ()
    view = context.window(parsed.words)
    found = _meanings(parsed, view)
    speech = _document_day(parsed.document.document_date) or (dateline(parsed, view, found) if mode != "narrative" else None)
    if speech is not None and (mode == "narrative" or (mode == "auto" and not speaks_from(speech, found, view))):
        speech = None
    readings = _resolve_all(parsed, view, found, Anchor(day_point(speech), speech.isoformat()) if speech else None)
    readings = _aligned(view, readings)
    return records(parsed, view, readings)


def timex3_records(parsed: Parsed, timexes: Sequence[Timex]) -> list[dict[str, Any]]:
    """TIMEX3 annotations as JSON-ready dicts: start, end (characters of the document), text, type, value, mod."""
    return [
        {
            "start": t.char_start,
            "end": t.char_end,
            "text": t.text,
            "type": t.timex3_type,
            "value": t.timex3_value,
            "mod": t.timex3_mod or None,
        }
        for t in timexes
    ]


def speaks_from(speech: dt.date, found: Sequence[Located], view: Window) -> bool:
    """Whether a text is written from its date (news): its first dates name that day, or it counts from the moment of speech
    (weekdays, ``yesterday``) and is no long narrative of other years."""
    years = [m.point.year for m, _, _ in found if m.point is not None and m.point.unit in ("day", "month", "year")]
    early = [m.point for m, _, _ in found[:3] if m.point is not None and m.start < 400]
    if any(point == day_point(speech) for point in early):
        return True
    deictic = sum(m.kind == "shift" and m.base == "speech" and m.unit in ("weekday", "D") for m, _, _ in found)
    near = sum(abs(year - speech.year) <= 1 for year in years)
    return deictic > 0 and len(view.text) < 20_000 and (near * 2 >= len(years) or deictic * 4 >= len(years))


def dateline(parsed: Parsed, view: Window, found: Sequence[Located]) -> dt.date | None:
    """The day of a line among the first three that holds nothing but a place and a date (``OSLO, 28 February 2012``).

    None where several lines are dates: those are the headings of a chronology.
    """
    lines = {block: (start, end) for start, end, block, _ in _regions(parsed)}
    days = []
    for meaning, block, _ in found:
        point = meaning.point
        if point is None or point.unit != "day" or point.year < 1:
            continue
        start, end = lines[block]
        if meaning.start - start > _LINE or end - meaning.end > _LINE:
            continue
        before, after = view.text[start : meaning.start], view.text[meaning.end : end]
        if _PLACE.fullmatch(before) and _NOTHING.fullmatch(after):
            days.append((block, dt.date(point.year, point.month, point.day)))
    return days[0][1] if len(days) == 1 and days[0][0] <= 2 else None


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
        first, last = parsed.words[sentence.start], parsed.words[sentence.end - 1]
        while current + 1 < len(starts) and starts[current + 1] <= sentence.char_start:
            current += 1
        span = (first.idx, last.idx + len(last), current, sentence.heading)
        if regions and regions[-1][2] == current:
            regions[-1] = (regions[-1][0], *span[1:])
        else:
            regions.append(span)
    return regions


def _meanings(parsed: Parsed, view: Window) -> list[Located]:
    """(meaning, block, heading) of every expression that is temporal in its context, in order."""
    text = lower(view.text)
    found: list[Located] = []
    regions = _regions(parsed)
    for start, end, block, heading in regions:
        for meaning in find(text, iter([(start, end)]), meanings):
            found.append((meaning, block, heading))
    bc_text = any(m.point is not None and m.point.year < 0 for m, _, _ in found)
    kept = []
    for meaning, block, heading in found:
        if not is_temporal(view, meaning, bc_text):
            continue
        if bc_text and meaning.point is not None and meaning.form in _BARE and 100 <= meaning.point.year < 1000:
            meaning = replace(meaning, point=replace(meaning.point, year=-meaning.point.year))
        kept.append((meaning, block, heading))
    return kept


def _resolve_all(parsed: Parsed, view: Window, found: Sequence[Located], speech: Anchor | None) -> list[Reading]:
    """Resolve in order of the text; the anchor moves with what the narrative asserts, the last mention with every date."""
    readings: list[Reading] = []
    anchor: Anchor | None = None
    mentioned: Anchor | None = None
    for i, (meaning, block, heading) in enumerate(found):
        token = view.doc[view.tokens(meaning)[1] - 1]
        points_back = meaning.direction == "same" or meaning.year_ref == "that"
        counted_ahead = context.planned(token) and meaning.form == "offset"
        near = mentioned if (points_back or counted_ahead) and mentioned is not None and mentioned.block == block else anchor
        if speech is not None and meaning.kind == "partial" and near is not None and near.block != block:
            near = None
        shared = _shared_year(view, found, i) if meaning.kind == "partial" else 0
        tense = context.tense(token) if speech is not None else ""
        counted = context.counts_from_event(view, meaning)
        resolved = UNRESOLVED if counted else resolve(meaning, Setting(near, speech, tense, shared))
        sentence = parsed.sentence_of[token.i]
        sign, role, bracket = context.signal(view, meaning), context.role(view, meaning), context.bracketed(view, meaning)
        reading = Reading(meaning, sign, role, bracket, heading, block, sentence, resolved)
        readings.append(reading)
        if resolved.point is not None:
            mentioned = Anchor(resolved.point, view.text[meaning.start : meaning.end], block)
            if _moves_anchor(reading, anchor) and not _excursion(found, i, resolved, anchor) and not context.planned(token):
                anchor = mentioned
    return readings


def _shared_year(view: Window, found: Sequence[Located], i: int) -> int:
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
    """Only dates that the narrative itself asserts, or its headings, move it on."""
    point, meaning = reading.resolved.point, reading.meaning
    if point is None or meaning.type not in ("DATE", "TIME"):
        return False
    if anchor is None:
        return reading.role != "name_part"
    if point.unit in ("century", "decade"):
        return False
    backward = meaning.kind == "shift" and meaning.count < 0
    ahead = meaning.direction == "next" and meaning.base == "speech"
    if backward or ahead or (meaning.pair == "second" and point.unit == "year"):
        return False
    if point.unit == "year" and anchor.point.unit in ("month", "day", "season") and anchor.point.year == point.year:
        return False
    if reading.heading and not reading.bracketed:
        return reading.signal not in ("until", "before")
    return not (reading.bracketed or reading.role != "event" or reading.signal in ("since", "until", "before"))


def _excursion(found: Sequence[Located], i: int, resolved: Resolved, anchor: Anchor | None) -> bool:
    """Whether an explicit date leaps away from the narrative and the next explicit date is back: a mention of another time."""
    if anchor is None or resolved.point is None or resolved.method != "explicit":
        return False
    leap = abs(resolved.point.year - anchor.point.year)
    if leap < _LEAP_YEARS:
        return False
    for meaning, _, _ in found[i + 1 : i + 30]:
        if meaning.point is not None and meaning.point.unit not in ("decade", "century"):
            back = abs(meaning.point.year - anchor.point.year)
            return back < min(leap, abs(meaning.point.year - resolved.point.year))
    return False


def _aligned(view: Window, readings: list[Reading]) -> list[Reading]:
    """In a range of two partial dates the first is not after the second: ``between August and October``."""
    result = list(readings)
    for i in range(len(readings) - 1):
        a, b = readings[i], readings[i + 1]
        if (
            a.block != b.block
            or {a.meaning.kind, b.meaning.kind} != {"partial"}
            or a.resolved.point is None
            or b.resolved.point is None
        ):
            continue
        first, last = a.resolved.point, b.resolved.point
        if (
            not context.spans_range(view, a.meaning, b.meaning)
            or first.unit not in ("day", "month", "season")
            or first.unit != last.unit
        ):
            continue
        later = (first.month, first.day) > (last.month, last.day)
        moved = replace(first, year=add_years(last.year, -1) if later else last.year)
        if valid(moved) and moved != first:
            result[i] = replace(a, resolved=replace(a.resolved, point=moved, value=point_value(moved, a.meaning.daypart)))
    return result
