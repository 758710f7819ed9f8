"""Dates that count from another event: ``a day after the EU declared``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.extractors.parse import Parsed, Word
from verbale.extractors.schema import EventDate, Timex
from verbale.extractors.timex.attach.clauses import PRESENT, clause
from verbale.extractors.timex.attach.governors import governor_of
from verbale.extractors.timex.attach.moments import point_of
from verbale.extractors.timex.calendar.notation import days, edtf, granularity
from verbale.extractors.timex.calendar.points import Point, shift
from verbale.extractors.timex.find.grammar import find
from verbale.extractors.timex.resolve.meanings import meanings

_LINK_AT_END = re.compile(r"(?:after|before)$")
_BESIDE = 2  # words from the end of a date to an apposition that counts to it


@dataclass(frozen=True, slots=True)
class Counted:
    """``a day after``: so many units from the event of the token ``origin`` to that of the governor's clause."""

    timex: Timex
    unit: str
    count: int
    origin: int
    governor: int

    def is_of_origin(self, trigger: int, verb: Word | None) -> bool:
        """Whether an event is the one that is counted from."""
        if trigger == self.origin:
            return True
        return verb is not None and (verb.i == self.origin or (verb.head.i == self.origin and verb.dep_ == "xcomp"))

    def is_of_result(self, parsed: Parsed, verb: Word | None) -> bool:
        """Whether an event is the one that is counted to."""
        if verb is None:
            return False
        before = verb.i < self.timex.start and clause(parsed.words[self.governor]) == verb
        return verb.i == self.governor or before


def counted_from_events(parsed: Parsed, timexes: Sequence[Timex]) -> tuple[Counted, ...]:
    """The unresolved expressions that count from an event of the text."""
    found = (_counted(parsed, timex) for timex in timexes if timex.method == "unresolved" and _LINK_AT_END.search(timex.text))
    return tuple(counted for counted in found if counted is not None)


def _counted(parsed: Parsed, timex: Timex) -> Counted | None:
    meaning = next(iter(find(timex.text.lower(), [(0, len(timex.text))], meanings)), None)
    origin = _origin(parsed, timex)
    if meaning is None or meaning.kind != "shift" or origin is None:
        return None
    return Counted(timex, meaning.unit, meaning.count, origin, governor_of(parsed.words, timex))


def _origin(parsed: Parsed, timex: Timex) -> int | None:
    """The verb or noun below the ``after`` that ends an expression, else the next verb."""
    link = parsed.words[timex.end - 1]
    if link.dep_ == "mark" and link.head.i > link.i and link.head.pos_ == "VERB":
        return link.head.i
    noun = next((c for c in link.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
    if noun is not None:
        return noun.i
    rest = parsed.words[timex.end : parsed.sentence_at(timex.start).end]
    return next((t.i for t in rest if t.pos_ == "VERB"), None)


def main_verb(parsed: Parsed, counted: Counted) -> Word | None:
    """The verb that an expression stands behind in its sentence."""
    opening = parsed.words[parsed.sentence_at(counted.timex.start).start : counted.timex.start]
    return next((t for t in reversed(opening) if t.pos_ == "VERB"), None)


def _as_fine_as(point: Point, unit: str) -> Point:
    """``four years after``, counted from a day: a year."""
    if unit == "Y" and point.unit in ("month", "day"):
        return Point("year", point.year)
    return Point("month", point.year, point.month) if unit == "M" and point.unit == "day" else point


def date_beside(counted: Counted, timexes: Iterable[Timex]) -> EventDate:
    """``On 15 September, the day before it was formed``: the date that an expression in apposition counts to."""
    near = (t for t in timexes if 0 <= counted.timex.start - t.end <= _BESIDE and point_of(t.timex3_value) is not None)
    return next((EventDate(edtf=t.timex3_value) for t in near), EventDate())


def is_told_now(verb: Word) -> bool:
    """``The move comes a day after ...``: news of its day."""
    return verb.tag_ in PRESENT


def moved(base: EventDate, unit: str, count: int, timex: Timex) -> EventDate | None:
    """A date so many units from another, no finer than the unit; None where that is no single day, month or year."""
    start = point_of(base.edtf)
    moved_point = shift(start, unit, count) if start is not None else None
    point = _as_fine_as(moved_point, unit) if moved_point is not None else None
    return EventDate(timex.text, edtf(point), *days(point), granularity(point), "clause", timex.date_id) if point else None
