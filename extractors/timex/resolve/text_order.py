"""Meanings resolved in the order of the text: the anchor moves on with every date that the narrative itself asserts.

A day or month of far another time does not move it where the narrative comes back; what lacks its year in the same paragraph
is of that time all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from verbale.extractors.parse import Parsed, Word
from verbale.extractors.timex.calendar.points import Point, add_years, valid
from verbale.extractors.timex.find.local_meaning import Meaning, is_day
from verbale.extractors.timex.find.surroundings import (
    Window,
    bracketed,
    counts_from_event,
    links,
    role,
    signal,
    spans_range,
    told_since,
)
from verbale.extractors.timex.find.verb_tense import arranged_for, is_past_perfect, planned, tense
from verbale.extractors.timex.resolve.anchoring import UNRESOLVED, Anchor, Resolved, Setting, point_value, resolve

_LEAP_YEARS = 1
_FAR_BACK = 3  # years that a narrative goes back no farther, if it never returns
_FAR = 5  # years: from so far off a narrative may take some dates more to come back,
_STRAY = 3  # so many at most
_NEIGHBOURS = 3
_LOOK_AHEAD = 29
_OPENING = 2  # words before a date that opens its sentence
_DATED = frozenset(("day", "month", "season"))
_IN = re.compile(r",? (?:in|on) (?:the )?(?:early |late |mid-?)?")
_ON = re.compile(r"(?: \([^()]*\)|\))?,?(?: on)?(?: the)? ")
_CLOCKS = 2  # times of the clock before their day: one, and the same in another zone
_OF = re.compile(r",? (?:of )?")


class Located(NamedTuple):
    """A meaning with the number of its block and whether that is a heading."""

    meaning: Meaning
    block: int
    heading: bool


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


def resolve_all(parsed: Parsed, view: Window, found: Sequence[Located], speech: Anchor | None) -> list[Reading]:
    """Every expression resolved. The anchor moves with what the narrative asserts, the last mention with every date.

    ``speech`` is the moment that a news text speaks from, None for a narrative.
    """
    readings: list[Reading] = []
    anchor: Anchor | None = None
    mentioned: Anchor | None = None
    aside: Anchor | None = None
    year_above = 0
    for i, (meaning, block, heading) in enumerate(found):
        first, last = view.tokens(meaning)[0], view.doc[view.tokens(meaning)[1] - 1]
        is_planned = planned(last)
        beside = _is_beside(view, meaning, readings, parsed.sentence_of[last.i])
        meaning = _on_its_day(view, found, i)
        follows = beside or _follows_mention(meaning, is_planned) or _goes_on_from(meaning, mentioned, anchor)
        near = mentioned if follows and _stands_in(mentioned, block) else _of_paragraph(meaning, anchor, aside, block)
        if speech is not None and meaning.kind == "partial" and not _stands_in(near, block):
            near = None
        said = signal(view, meaning)
        year = _shared_year(view, found, i) or year_above * _is_entry(speech, found[i])
        setting = Setting(near, speech, _tense(speech, view.doc[first], last, said), year)
        counted = 0
        if not setting.shared_year:
            counted = _year_counted_behind(view, found, i, setting)
            setting = replace(setting, shared_year=counted or _year_counted_before(view, meaning, block, readings))
        resolved = UNRESOLVED if counts_from_event(view, meaning) else resolve(meaning, setting)
        sentence, brackets = parsed.sentence_of[last.i], bracketed(view, meaning)
        reading = Reading(meaning, said, role(view, meaning), brackets, heading, block, sentence, resolved)
        readings.append(reading)
        year_above = _year_of_heading(reading) or year_above
        if resolved.point is not None:
            mentioned = Anchor(resolved.point, view.text[meaning.start : meaning.end], block)
            apart = any((counted, is_planned, told_since(view, meaning), near is not None and near is aside))
            if not apart and _moves_anchor(reading, anchor):
                away = _is_excursion(found, i, resolved, anchor)
                anchor, aside = (anchor, mentioned) if away else (mentioned, aside)
    return _in_order(view, readings)


def _of_paragraph(meaning: Meaning, anchor: Anchor | None, aside: Anchor | None, block: int) -> Anchor | None:
    """The anchor; of what lacks its year, the day or month of far another time that its own paragraph has told of."""
    if anchor is None or aside is None or aside.block != block or anchor.block == block or not _lacks_year(meaning):
        return anchor
    return aside if aside.point.unit in _DATED and abs(aside.point.year - anchor.point.year) >= _FAR else anchor


def _follows_mention(meaning: Meaning, is_planned: bool) -> bool:
    """``the same year``, ``in May that year``, ``will leave two years later``: counted from the last date of any kind."""
    return meaning.direction == "same" or meaning.year_ref == "that" or (is_planned and meaning.form == "offset")


def _goes_on_from(meaning: Meaning, mentioned: Anchor | None, anchor: Anchor | None) -> bool:
    """``led to the January 1986 coup. The following year``: from the last date, a later one; so is all without an anchor."""
    if mentioned is None or anchor is None:
        return anchor is None
    if meaning.kind != "shift" or meaning.unit != "Y" or meaning.direction != "following":
        return False
    return mentioned.block == anchor.block and mentioned.point.year > anchor.point.year


def _is_entry(speech: Anchor | None, located: Located) -> bool:
    """Whether news has this as the beginning of an entry or heading, without its year."""
    return speech is not None and located.heading and _lacks_year(located.meaning)


def _tense(speech: Anchor | None, first: Word, last: Word, said: str) -> str:
    """The tense of a date's clause in news, as far as it says whether the date lies ahead: ``a reply by Friday`` does."""
    if speech is None:
        return ""
    if arranged_for(first):
        return "future"
    told = tense(last)
    return "future" if told == "past" and said == "by" and not is_past_perfect(last) else told


def _year_of_heading(reading: Reading) -> int:
    """The year that a heading names, for the entries below it that lack one."""
    point = reading.resolved.point
    named = reading.heading and reading.meaning.kind == "point" and point is not None and point.unit == "year"
    return point.year if named and point is not None else 0


def _is_beside(view: Window, meaning: Meaning, readings: Sequence[Reading], sentence: int) -> bool:
    """Whether what lacks its year has it from the date before it in its sentence: ``In 1881 ... and on 26 March ...``."""
    before = readings[-1] if readings else None
    point = before.resolved.point if before is not None else None
    if before is None or point is None or before.sentence != sentence:
        return False
    if meaning.unit == "clock":  # "on Tuesday at 9 a.m."
        return point.unit == "day"
    counts_on = meaning.form == "offset" and meaning.direction in ("later", "earlier")
    if not counts_on and (meaning.kind != "partial" or meaning.year_ref):
        return False
    told = before.role == "event" and not before.bracketed and before.signal not in ("since", "until", "before")
    first = view.doc[view.tokens(before.meaning)[0]]
    opens = first.i - first.sent.start <= _OPENING
    if counts_on:
        return told and before.resolved.method == "explicit"
    return told and before.resolved.method == "explicit" and (point.unit in _DATED or (point.unit == "year" and opens))


def _on_its_day(view: Window, found: Sequence[Located], i: int) -> Meaning:
    """An expression; a time of the clock on the day behind it: ``10 a.m. (0800 GMT) on Monday``."""
    meaning, block, _ = found[i]
    if meaning.unit != "clock":
        return meaning
    for other in found[i + 1 : i + 1 + _CLOCKS]:
        between = view.text[meaning.end : other.meaning.start]
        if other.block == block and other.meaning.unit != "clock" and _ON.fullmatch(between) and is_day(other.meaning):
            day = other.meaning
            return replace(day, start=meaning.start, end=meaning.end, form=meaning.form, type="TIME", daypart=meaning.daypart)
    return meaning


def _stands_in(anchor: Anchor | None, block: int) -> bool:
    return anchor is not None and anchor.block == block


def _shared_year(view: Window, found: Sequence[Located], i: int) -> int:
    """The year of a coordinated neighbour to the right: ``in May and June 1940``, ``from 9 to 12 August 1945``."""
    meaning, block, _ = found[i]
    if meaning.kind != "partial":
        return 0
    for previous, other in pairwise(found[i : i + 1 + _NEIGHBOURS]):
        if other.block != block or not links(view, previous.meaning, other.meaning):
            return 0
        point = other.meaning.point
        if point is not None and point.unit in _DATED:
            return point.year - (1 if meaning.month > other.meaning.month > 0 else 0)
        if other.meaning.kind != "partial":
            return 0
    return 0


def _year_counted_before(view: Window, meaning: Meaning, block: int, readings: Sequence[Reading]) -> int:
    """The year that is counted right before what lacks one (``a year earlier, in May``); 0 for none."""
    before = readings[-1] if readings else None
    if before is None or not _lacks_year(meaning) or before.block != block or not _counts_years(before.meaning):
        return 0
    point = before.resolved.point
    return point.year if point is not None and _IN.fullmatch(view.text[before.meaning.end : meaning.start]) else 0


def _year_counted_behind(view: Window, found: Sequence[Located], i: int, setting: Setting) -> int:
    """The year that is counted right behind what lacks one (``in May two years later``); 0 for none."""
    meaning, block, _ = found[i]
    other = found[i + 1] if i + 1 < len(found) else None
    if other is None or not _lacks_year(meaning) or other.block != block or not _counts_years(other.meaning):
        return 0
    point = resolve(other.meaning, setting).point
    return point.year if point is not None and _OF.fullmatch(view.text[meaning.end : other.meaning.start]) else 0


def _lacks_year(meaning: Meaning) -> bool:
    return meaning.kind == "partial" and not meaning.year_ref and meaning.unit in _DATED


def _counts_years(meaning: Meaning) -> bool:
    return meaning.kind == "shift" and meaning.unit == "Y"


def _moves_anchor(reading: Reading, anchor: Anchor | None) -> bool:
    """Only dates that the narrative itself asserts, or its headings, move it on."""
    point, meaning = reading.resolved.point, reading.meaning
    if point is None or meaning.type not in ("DATE", "TIME"):
        return False
    if anchor is None:
        return reading.role != "name_part"
    if point.unit in ("century", "decade") or _only_repeats_year(point, anchor.point) or _points_away(meaning, point):
        return False
    if reading.heading and not reading.bracketed:
        return reading.signal not in ("until", "before")
    return not reading.bracketed and reading.role == "event" and reading.signal not in ("since", "until", "before")


def _points_away(meaning: Meaning, point: Point) -> bool:
    """``two years earlier``, ``next year`` seen from the moment of speech, the year that ends a range."""
    backward = meaning.kind == "shift" and meaning.count < 0
    ahead = meaning.direction == "next" and meaning.base == "speech"
    return backward or ahead or (meaning.pair == "second" and point.unit == "year")


def _only_repeats_year(point: Point, anchor: Point) -> bool:
    return point.unit == "year" and anchor.unit in _DATED and anchor.year == point.year


def _is_excursion(found: Sequence[Located], i: int, resolved: Resolved, anchor: Anchor | None) -> bool:
    """Whether an explicit date leaps away from the narrative and the next explicit date is back: a mention of another time."""
    if anchor is None or resolved.point is None or resolved.method != "explicit":
        return False
    leap = abs(resolved.point.year - anchor.point.year)
    if leap < _LEAP_YEARS:
        return False
    points = [located.meaning.point for located in found[i + 1 : i + 1 + _LOOK_AHEAD]]
    dated = [point for point in points if point is not None and point.unit not in ("decade", "century")]
    following = next(iter(dated), None)
    if leap >= _FAR and any(abs(point.year - anchor.point.year) <= 1 for point in dated[:_STRAY]):
        return True
    if following is None:
        return resolved.point.year + _FAR_BACK < anchor.point.year
    if abs(following.year - anchor.point.year) < min(leap, abs(following.year - resolved.point.year)):
        return True
    return following.year >= anchor.point.year > resolved.point.year + _FAR_BACK


def _in_order(view: Window, readings: list[Reading]) -> list[Reading]:
    """In a range of two partial dates the first is not after the second: ``between August and October``."""
    moved = [_before(view, a, b) for a, b in pairwise(readings)]
    return moved + readings[-1:]


def _before(view: Window, first: Reading, second: Reading) -> Reading:
    """The first reading, moved to the year in which it lies before the second where they are such a range."""
    a, b = first.resolved.point, second.resolved.point
    if a is None or b is None or a.unit not in _DATED or a.unit != b.unit or first.block != second.block:
        return first
    partial = first.meaning.kind == second.meaning.kind == "partial"
    if not partial or not spans_range(view, first.meaning, second.meaning):
        return first
    later = (a.month, a.day) > (b.month, b.day)
    point = replace(a, year=add_years(b.year, -1) if later else b.year)
    if not valid(point) or point == a:
        return first
    return replace(first, resolved=replace(first.resolved, point=point, value=point_value(point, first.meaning.daypart)))
