"""Dates as people write them (``14 May 2023``, ``14 mai 2023``, ``14/5/2023``), read one by one.

Nothing is filled in: what is not written stays open, and no part ever comes from today. English names of months are read here;
dateparser reads the other languages, and only where a word that may be a foreign month stands in a date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from verbale.errors import UserError
from verbale.extractors.text.calendar_names import LANGUAGES, MONTHS, WEEKDAYS

Order = Literal["day first", "month first"]


class WrittenDate(NamedTuple):
    """A day, a month (``day`` is 0) or a year (``month`` is 0 too)."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """``2023``, ``2023-05`` or ``2023-05-14``."""
        month = f"-{self.month:02d}" if self.month else ""
        return f"{self.year:04d}{month}" + (f"-{self.day:02d}" if self.day else "")


class DateError(UserError, ValueError):
    """No date; the message says what to write."""


class AmbiguousDateError(DateError):
    """A date that may be two; the message names both."""


_WEEKDAY = rf"(?:(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?,? +)?"
_YEAR = r"(?P<y>\d{4})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?"
_MONTH = r"(?P<m>[^\W\d_]{3,})\.?"
_OF = r"(?:(?:of|de|del|di|do|den) +)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})(?:-(?P<n>\d\d)(?:-(?P<d>\d\d))?)?",
        r"(?P<y>\d{4})(?P<n>\d\d)(?P<d>\d\d)",
        r"(?P<y>\d{4})(?P<sep>[./-])(?P<n>\d{1,2})(?P=sep)(?P<d>\d{1,2})",
        r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})",
        rf"{_WEEKDAY}{_DAY} +{_OF}{_MONTH},? +{_OF}{_YEAR}",
        rf"{_WEEKDAY}{_MONTH} +{_DAY},? +{_YEAR}",
        rf"{_MONTH},? +{_OF}{_YEAR}",
    )
)


def parse_day(text: str) -> WrittenDate:
    """A year, month or day that somebody wrote by itself.

    Raises DateError for what is no date, AmbiguousDateError for what may be two.
    """
    written = " ".join(text.split())
    match = next((match for form in _FORMS if (match := form.fullmatch(written))), None)
    date = _of_groups({key: value for key, value in match.groupdict().items() if value}) if match else None
    if date is None:
        raise DateError(f"{written!r:.60} is no date: write 1991, 1991-12, 1991-12-08 or 8 December 1991")
    return date


def _of_groups(groups: Mapping[str, str]) -> WrittenDate | None:
    """The date of a match; None where the calendar has none. Raises AmbiguousDateError."""
    year = int(groups["y"])
    if "a" in groups:
        readings = day_and_month(int(groups["a"]), int(groups["b"]), year, groups["sep"])
        if len(readings) > 1:
            choices = " or ".join(reading.iso for reading in readings)
            raise AmbiguousDateError(f"{groups['a']}{groups['sep']}{groups['b']} does not tell day from month: write {choices}")
        return next(iter(readings), None)
    if "m" in groups:
        return named_date(groups["m"], year, int(groups["d"]) if "d" in groups else None)
    if "n" not in groups:
        return WrittenDate(year)
    month = int(groups["n"])
    return _day(year, month, int(groups["d"])) if "d" in groups else _month(year, month)


def day_and_month(first: int, second: int, year: int, separator: str, order: Order | None = None) -> tuple[WrittenDate, ...]:
    """What a date in figures may be: two days where nothing tells the order of day and month, none where there is no such day.

    ``order`` is that of the document. Whoever writes dots writes the day first; dashes and slashes do not tell.
    """
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first is None or month_first is None or day_first == month_first:
        return tuple(date for date in (day_first or month_first,) if date is not None)
    if order == "month first":
        return (month_first,)
    return (day_first,) if order == "day first" or separator == "." else (day_first, month_first)


def order_of(dates: Iterable[tuple[int, int]]) -> Order | None:
    """The order of day and month in a document's dates in figures (first, second): told by those above 12, unless they differ."""
    told = {first > 12 for first, second in dates if max(first, second) > 12 >= min(first, second)}
    if len(told) != 1:
        return None
    return "day first" if told.pop() else "month first"


@lru_cache(maxsize=4096)
def named_date(month: str, year: int, day: int | None = None) -> WrittenDate | None:
    """A date with the name of its month in English or another language, a month where ``day`` is None; None for no such date."""
    number = MONTHS.get(month.lower())
    if number is None:
        number = _foreign_month(month, year, day)
    if number is None:
        return None
    return _month(year, number) if day is None else _day(year, number, day)


def _foreign_month(month: str, year: int, day: int | None) -> int | None:
    """The number of a month that dateparser knows, where it takes over the day and the year as they are written."""
    written = f"{month} {year}" if day is None else f"{day} {month} {year}"
    found = _dateparser("month" if day is None else "day").get_date_data(written)
    date = found.date_obj if found is not None else None
    return date.month if date is not None and (date.year, date.day) == (year, day or 1) else None


@cache
def _dateparser(precision: Literal["day", "month"]) -> Any:
    """dateparser for absolute dates of a few languages, every part of which is written."""
    from dateparser.date import DateDataParser  # here, because its import takes half a second that most texts don't need

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"] if precision == "day" else ["month", "year"],
        "PREFER_DAY_OF_MONTH": "first",
        "TIMEZONE": "UTC",
    }
    return DateDataParser(languages=list(LANGUAGES), settings=settings)


def _month(year: int, month: int) -> WrittenDate | None:
    return WrittenDate(year, month) if 1 <= month <= 12 else None


def _day(year: int, month: int, day: int) -> WrittenDate | None:
    try:
        dt.date(max(year, 1), month, day)
    except ValueError:
        return None
    return WrittenDate(year, month, day)
