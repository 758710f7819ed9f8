"""The part of EDTF (ISO 8601-2, levels 0 to 2) that reviewers write, and the days it allows.

``1991``, ``1991-12``, ``1991-12-08``, ``199X``, ``19XX``, ``1991-21`` (spring; 21-24 seasons, 33-36 quarters, 37-39 thirds, 40-41
halves), ``-0043-03-15``, each with ``?``, ``~`` or ``%``, and intervals of these with ``..`` for an open end and nothing for an
unknown one.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from verbale.errors import UserError
from verbale.extractors.text import AmbiguousDateError, DateError, parse_day

FORMS = "write 1991, 1991-12, 1991-12-08, 8 December 1991, 199X, 1991~, 1991/1993, 1991-12/.. (since) or ../1993 (until)"
"""What a message about a date offers; the page says the same (``edtf.js``)."""
_DATE = re.compile(r"(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")
# Rows write an open date with its last known point: "after December 1991" is 1991-12/..
_OPEN = re.compile(r"(?:(since|after|from)|before|until|till|by) +(.+)", re.IGNORECASE)
# Which months a season, quarter, third or half covers; winter (24) runs over the turn of the year.
_SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)}
_SEASONS |= {37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6)}


class EdtfError(UserError, ValueError):
    """Not a date that the tables hold; the message says what is."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last full day (``YYYY-MM-DD``, ``-0043-...`` for BC), empty where open or unknown, and the granularity."""

    start: str
    end: str
    granularity: str


def days(edtf: str) -> Days:
    """``1991-12`` -> 1991-12-01, 1991-12-31, month. The empty string is no date and has no days. Raises EdtfError."""
    if not edtf:
        return Days("", "", "")
    if "/" not in edtf:
        return _single(edtf)
    first, _, last = edtf.partition("/")
    if first in ("", "..") and last in ("", ".."):
        raise EdtfError(f"{edtf!r} has no date")
    begin = _single(first) if first not in ("", "..") else Days("", "", "")
    end = _single(last) if last not in ("", "..") else Days("", "", "")
    if begin.start and end.end and _key(begin.start) > _key(end.end):
        raise EdtfError(f"{edtf!r} ends before it begins")
    return Days(begin.start, end.end, begin.granularity or end.granularity)


def normalised(text: str) -> str:
    """EDTF of a date as a reviewer writes it: EDTF as it stands, ``14 May 2023`` or ``14/5/2023`` as 2023-05-14.

    ``after`` or ``since`` a date begins an interval without an end, ``before`` or ``until`` one ends one without a beginning.

    Raises EdtfError for what is no date, or may be two.
    """
    opened = _OPEN.fullmatch(text.strip())
    if not opened:
        return _written(text)
    point = _written(opened[2])
    if "/" in point:
        raise EdtfError(f"{text[:60]!r}: that is an interval already; {FORMS}")
    return f"{point}/.." if opened[1] else f"../{point}"


def _written(text: str) -> str:
    try:
        days(text)
    except EdtfError as problem:
        try:
            return parse_day(text).iso
        except AmbiguousDateError as error:
            raise EdtfError(str(error)) from error
        except DateError:
            raise problem from None
    return text


def same_date(words: str, edtf: str) -> bool:
    """Whether words, read by themselves, are this date: ``May 2023`` is 2023-05, ``last May`` is nothing by itself."""
    try:
        return normalised(words) == edtf
    except EdtfError:
        return False


def _key(day: str) -> tuple[int, str]:
    year, month_day = day[:-6], day[-5:]
    return int(year), month_day


def _single(edtf: str) -> Days:
    match = _DATE.fullmatch(edtf)
    if not match:
        raise EdtfError(f"{edtf!r} is no date: {FORMS}")
    sign, digits, month, day = match[1], match[2], match[3], match[4]
    first, last = (int(sign + digits.replace("X", d)) for d in "09")
    if sign:
        first, last = min(first, last), max(first, last)
    if month and "X" in digits:
        raise EdtfError(f"{edtf!r}: a decade or century has no month")
    if not month:
        granularity = {0: "year", 1: "decade", 2: "century"}[digits.count("X")]
        return Days(_day(first, 1, 1), _day(last, 12, 31), granularity)
    number = int(month)
    if number in _SEASONS and not day:
        begin, length = _SEASONS[number]
        end_year, end_month = first + (begin + length - 2) // 12, (begin + length - 2) % 12 + 1
        granularity = "season" if number <= 24 else "quarter" if number <= 36 else "month"
        return Days(_day(first, begin, 1), _day(end_year, end_month, _length(end_year, end_month)), granularity)
    if not 1 <= number <= 12:
        raise EdtfError(f"{edtf!r}: there is no month {month}")
    length = _length(first, number)
    if not day:
        return Days(_day(first, number, 1), _day(first, number, length), "month")
    if not 1 <= int(day) <= length:
        raise EdtfError(f"{edtf!r}: that month has no day {day}")
    return Days(_day(first, number, int(day)), _day(first, number, int(day)), "day")


def _length(year: int, month: int) -> int:
    return calendar.monthrange(2000 + year % 400, month)[1]


def _day(year: int, month: int, day: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"
