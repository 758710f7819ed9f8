"""Points of the calendar and their arithmetic: proleptic Gregorian, any year, no year zero in writing.

A year BC is negative: 44 BC is -44. ISO days use astronomical numbering (44 BC is -0043), as ISO 8601 and EDTF do.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

Day = tuple[int, int, int]
"""(year, month, day), the year of BC negative."""
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar: ``unit`` is century / decade / year / half / quarter / season / month / week / weekend / day.

    ``year`` of a decade or century is its first year AD (1990, 1900) or, BC, the digits that its years share, negative
    (470s BC: -470; fourth century BC: -300). ``part`` is the season code, or the number of the half, quarter or ISO week.
    """

    unit: str
    year: int
    month: int = 0
    day: int = 0
    part: str = ""


def day_point(day: dt.date) -> Point:
    return Point("day", day.year, day.month, day.day)


def month_length(year: int, month: int) -> int:
    astronomical = year if year > 0 else year + 1
    if month == 2:
        return 29 if astronomical % 4 == 0 and (astronomical % 100 != 0 or astronomical % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def valid(point: Point) -> bool:
    """Whether such a stretch of the calendar exists."""
    if not -9999 <= point.year <= 9999 or (point.year == 0 and point.unit not in ("decade", "century")):
        return False
    if point.unit == "month":
        return 1 <= point.month <= 12
    if point.unit == "day":
        return 1 <= point.month <= 12 and 1 <= point.day <= month_length(point.year, point.month)
    if point.unit in ("week", "weekend"):
        return point.year >= 1 and 1 <= int(point.part) <= (53 if _long_year(point.year) else 52)
    return True


def _long_year(year: int) -> bool:
    return dt.date(year, 12, 28).isocalendar().week == 53


def first_day(point: Point) -> Day:
    """(year, month, day) of the first day, year BC negative."""
    return bounds(point)[0]


def bounds(point: Point) -> tuple[Day, Day]:
    """First and last day of a valid point as (year, month, day)."""
    return _BOUNDS[point.unit](point)


def _years(point: Point, count: int) -> tuple[Day, Day]:
    """``count`` years: BC the point's year is the last of them."""
    year = point.year
    return ((year - count + 1, 1, 1), (year, 12, 31)) if year < 0 else ((max(year, 1), 1, 1), (year + count - 1, 12, 31))


def _months(year: int, month: int, count: int) -> tuple[Day, Day]:
    last_year, last_month = add_months(year, month, count - 1)
    return (year, month, 1), (last_year, last_month, month_length(last_year, last_month))


def _week(point: Point, first_weekday: int) -> tuple[Day, Day]:
    first = dt.date.fromisocalendar(point.year, int(point.part), first_weekday)
    last = dt.date.fromisocalendar(point.year, int(point.part), 7)
    return (first.year, first.month, first.day), (last.year, last.month, last.day)


_BOUNDS: Mapping[str, Callable[[Point], tuple[Day, Day]]] = {
    "century": lambda point: _years(point, 100),
    "decade": lambda point: _years(point, 10),
    "year": lambda point: _years(point, 1),
    "half": lambda point: _months(point.year, 1 if point.part == "1" else 7, 6),
    "quarter": lambda point: _months(point.year, 3 * int(point.part) - 2, 3),
    "season": lambda point: _months(point.year, SEASON_MONTHS[point.part], 3),
    "month": lambda point: _months(point.year, point.month, 1),
    "week": lambda point: _week(point, 1),
    "weekend": lambda point: _week(point, 6),
    "day": lambda point: ((point.year, point.month, point.day),) * 2,
}


def add_years(year: int, count: int) -> int:
    """Step over the missing year zero."""
    astronomical = (year if year > 0 else year + 1) + count
    return astronomical if astronomical > 0 else astronomical - 1


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    index = month - 1 + count
    return add_years(year, index // 12), index % 12 + 1


def week_of(day: dt.date, weekend: bool = False) -> Point:
    year, week, _ = day.isocalendar()
    return Point("weekend" if weekend else "week", year, part=f"{week:02d}")


def as_date(point: Point) -> dt.date | None:
    """The first day as a ``datetime.date``, None outside years 1-9999."""
    year, month, day = first_day(point)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month, day)


_COARSE_TO_FINE = ("century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day")


def shift(point: Point, unit: str, count: int) -> Point | None:
    """``count`` units from a point, in the unit's granularity; None where the point is too coarse or the calendar ends.

    ``unit`` is TIMEX3's: CE, DE, Y, M, W, 2W, WE, D. ``shift(Point("day", 1940, 5, 10), "M", 2)`` -> July 1940.
    """
    shifted = _SHIFTS[unit](point, count) if unit in _SHIFTS else None
    return shifted if shifted is not None and valid(shifted) else None


def _is_finer(point: Point, unit: str) -> bool:
    return _COARSE_TO_FINE.index(point.unit) > _COARSE_TO_FINE.index(unit)


def _shift_years(point: Point, count: int) -> Point | None:
    return Point("year", add_years(point.year, count)) if _is_finer(point, "decade") else None


def _shift_decades(point: Point, count: int) -> Point | None:
    return replace(point, year=point.year + 10 * count) if point.unit == "decade" else _shift_years(point, 10 * count)


def _shift_months(point: Point, count: int) -> Point | None:
    if not _is_finer(point, "quarter"):
        return None
    year, month, _ = first_day(point)
    return Point("month", *add_months(year, month, count))


def _shift_weeks(point: Point, count: int) -> Point | None:
    return _shift_days(point, 7 * count) if point.unit in ("day", "week", "weekend") else None


def _shift_days(point: Point, days: int) -> Point | None:
    start = as_date(point)
    if start is None:
        return None
    try:
        moved = start + dt.timedelta(days=days)
    except OverflowError:
        return None
    if point.unit == "day":
        return day_point(moved)
    return week_of(moved, point.unit == "weekend")


_SHIFTS: Mapping[str, Callable[[Point, int], Point | None]] = {
    "CE": lambda point, count: century_of(point.year, count),
    "DE": _shift_decades,
    "Y": _shift_years,
    "M": _shift_months,
    "W": _shift_weeks,
    "2W": lambda point, count: _shift_weeks(point, 2 * count),
    "WE": _shift_weeks,
    "D": lambda point, count: _shift_days(point, count) if point.unit == "day" else None,
}


def decade_of(year: int, count: int = 0) -> Point:
    if year > 0:
        return Point("decade", year - year % 10 + 10 * count)
    return Point("decade", -(-year - -year % 10) + 10 * count)


def century_of(year: int, count: int = 0) -> Point:
    if year > 0:
        return Point("century", year - year % 100 + 100 * count)
    return Point("century", -(-year - -year % 100) + 100 * count)


def easter(year: int) -> dt.date:
    """Western Easter Sunday (Gregorian computus, Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    w = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * w) // 451
    month, day = divmod(h + w - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date | None:
    """The nth (from the end where negative) given weekday (Monday = 1) of a month."""
    days = [d for d in range(1, calendar.monthrange(year, month)[1] + 1) if dt.date(year, month, d).isoweekday() == weekday]
    try:
        return dt.date(year, month, days[nth - 1 if nth > 0 else nth])
    except IndexError:
        return None
