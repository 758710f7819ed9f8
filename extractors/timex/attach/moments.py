"""What a date with a signal (until, by, after ...) says of an event: its end, its beginning or, by a clause of it, its day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.extractors.parse import Word, Words, labels
from verbale.extractors.schema import EventDate, Timex
from verbale.extractors.timex.attach.clauses import clause
from verbale.extractors.timex.attach.cue_words import CUES
from verbale.extractors.timex.attach.governors import Dated
from verbale.extractors.timex.calendar.notation import days, edtf, granularity
from verbale.extractors.timex.calendar.points import Point, century_of, decade_of, valid

_VALUE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_LONG = re.compile(r"\d{2,3}")
_SIGNALS = frozenset(("since", "until", "by", "before", "after"))
_UNTIL = frozenset(("till", "until"))
_HEIGHT = 8
_NEAR = 4  # words between a date and the clause that says what happened then


def event_date(doc: Words, timex: Timex, trigger: int, method: str) -> EventDate:
    """An expression as the date of the event with this trigger; with empty cells where it only says to when that was put off."""
    verb = clause(doc[trigger])
    one_day = not _is_stretch(timex) or _is_last_of(doc, timex)
    if timex.relation in _SIGNALS and one_day and _is_told_of_date(doc, timex, trigger):
        return at(timex, method) or as_told(timex, method)
    if verb is not None and _is_put_off(doc, verb, timex):
        return EventDate()
    ends = verb is not None and timex.relation == "until" and timex.edtf.startswith("../")
    if ends and ((verb is not None and _is_denied(verb)) or _is_not_until(doc, timex, trigger)):
        return at(timex, method) or _not_until(timex, method)
    return as_told(timex, method)


def told_of(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """The date with a signal that a clause behind it tells the event of (``until 1965, when it became free``)."""
    signalled = (d for d in reversed(dates) if d.timex.relation in _SIGNALS and d.timex.end <= trigger)
    return next((d for d in signalled if _is_told_of_date(doc, d.timex, trigger) or _is_not_until(doc, d.timex, trigger)), None)


def as_told(timex: Timex, method: str) -> EventDate:
    """The expression with its signal."""
    span = timex.date_start, timex.date_end, timex.granularity
    return EventDate(timex.text, timex.edtf, *span, method, timex.date_id, timex.timex3_mod)


def point_of(value: str) -> Point | None:
    """The year, month or day of a TIMEX3 value or an EDTF date; None for all others."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(group or 0) for group in match.groups())
    point = Point("day" if day else "month" if month else "year", year, month, day)
    return point if valid(point) else None


def _long_point_of(value: str) -> Point | None:
    """The decade or century of a TIMEX3 value."""
    if _LONG.fullmatch(value) is None or not int(value):
        return None
    return decade_of(int(value) * 10) if len(value) == 3 else century_of(int(value) * 100)


def at(timex: Timex, method: str) -> EventDate | None:
    """The expression without its signal: on that day, in that year or century; None where it names no single one."""
    point = point_of(timex.timex3_value) or _long_point_of(timex.timex3_value)
    if point is None:
        return None
    written, mod = edtf(point, timex.timex3_mod == "APPROX"), timex.timex3_mod
    return EventDate(timex.text, written, *days(point), granularity(point), method, timex.date_id, mod)


def ever_since(timex: Timex) -> EventDate:
    """From the date on, with no end."""
    written = f"{timex.edtf.split('/')[0]}/.."
    return EventDate(timex.text, written, timex.date_start, "", timex.granularity, "clause", timex.date_id, timex.timex3_mod)


def _is_stretch(timex: Timex) -> bool:
    """``1877-78, in which``: one of the two ends of a stretch of time."""
    return bool(timex.date_start and timex.date_end) and "/" in timex.edtf


def _is_last_of(doc: Words, timex: Timex) -> bool:
    """``from 1971 until 1975, when``: the end of a stretch, and no stretch itself to what is told of it."""
    return timex.relation == "until" and timex.start > 0 and doc[timex.start - 1].lower_ in _UNTIL


def _is_told_of_date(doc: Words, timex: Timex, trigger: int) -> bool:
    """``until 1965, when it became free``, ``after 7 July 1937, at which time they clashed``: it happened on the date itself."""
    opening = next((word for word in doc[timex.end : timex.end + _NEAR] if word.lower_ in CUES.of_date), None)
    if opening is None or trigger <= opening.i or any(t.tag_ in labels.FINITE for t in doc[timex.end : opening.i]):
        return False
    verb = next((t for t in _upwards(opening) if t.pos_ in labels.VERBAL), None)
    return verb is not None and any(t.i == verb.i for t in _upwards(doc[trigger]))


def _is_put_off(doc: Words, verb: Word, timex: Timex) -> bool:
    """``postponed until 2005``, ``put off to May``, ``moved back from May to June``: the date to which something was put off."""
    particles = {c.lower_ for c in verb.children if c.i > verb.i}
    puts_off = verb.lemma in CUES.postponing or CUES.putting.get(verb.lemma) in particles
    if not puts_off or timex.start < verb.i:
        return False
    return timex.relation in ("since", "until") or (timex.start > 0 and doc[timex.start - 1].lower_ == "to")


def _upwards(word: Word) -> list[Word]:
    """A word and those above it."""
    found = [word]
    while len(found) < _HEIGHT and found[-1].head is not found[-1]:
        found.append(found[-1].head)
    return found


def _is_denied(verb: Word) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in CUES.denying for c in verb.children)


def _is_not_until(doc: Words, timex: Timex, trigger: int) -> bool:
    """``it was not until 1991 that they recognised it``: denied before the date, told behind it."""
    until = next((word for word in reversed(doc[max(0, timex.start - _NEAR) : timex.start]) if word.lower_ == "until"), None)
    return until is not None and until.i > 0 and doc[until.i - 1].lower_ in CUES.denying and trigger > timex.start


def _not_until(timex: Timex, method: str) -> EventDate:
    """``did not recognise it until the spring of 1991``: it did then."""
    end = timex.date_end
    start = {"year": f"{end[:-5]}01-01", "month": f"{end[:-2]}01"}.get(timex.granularity, end)
    told = timex.edtf.removeprefix("../")
    return EventDate(timex.text, told, start, end, timex.granularity, method, timex.date_id, timex.timex3_mod)
