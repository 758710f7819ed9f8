"""Meanings of dates in figures (``1995-07-26``, ``26.7.1995``), of ranges of years, and of dates in other languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from verbale.extractors.text import FOREIGN_MONTHS, MONTHS, WrittenDate, day_and_month, named_date, order_of
from verbale.extractors.timex.calendar.points import Point
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.numerals import era_year, short_year
from verbale.extractors.timex.resolve.match_groups import ARTICLE, Groups, spanning

Order = Literal["day first", "month first"]
_LONGEST_RANGE = 500
_SHORTEST_MONTH = 4


def _foreign(found: Found) -> tuple[Meaning, ...]:
    """``3 mars 1918``, ``marca 1921``, ``14 juillet``; a foreign month alone may be any word."""
    groups = found.groups
    day = int(groups["d"]) if "d" in groups else None
    if "y" in groups:
        date = named_date(groups["f"], int(groups["y"]), day) if day is None or 1 <= day <= 31 else None
        return (spanning(found, "point", point=_point(date)),) if date is not None else ()
    return (spanning(found, "partial", unit="day", month=FOREIGN_MONTHS[groups["f"]][1], day=day),) if day is not None else ()


def _foreign_day(found: Found) -> tuple[Meaning, ...]:
    """``25 жніўня 1991``: any word between a day and a year may be a month, but for short ones (``set``, ``out``)."""
    month = found.groups["f"]
    return () if month in MONTHS or len(month) < _SHORTEST_MONTH else _foreign(found)


def _point(date: WrittenDate) -> Point:
    return Point("day" if date.day else "month", *date)


def _iso(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    if found.kind == "isomonth" and int(groups["n"]) > int(groups["y"]) % 100 > int(groups["n"]) - 10:  # "2006-07"
        years = {"y": groups["y"], "y2": groups["n"], "to": "-"}
        return year_range(replace(found, groups=years, spans={**found.spans, "y2": found.spans["n"]}))
    return (spanning(found, "point", point=_year_first(groups)),)


def _year_first(groups: Groups) -> Point:
    year, month = int(groups.get("y2") or groups["y"]), int(groups.get("n2") or groups["n"])
    return Point("day", year, month, int(groups["d"])) if "d" in groups else Point("month", year, month)


def _figures(found: Found) -> tuple[Meaning, ...]:
    """``25/12/1998``: the day; ``3/4/1998``, which may be two: the year, until the order is known (``in_order``).

    ``day`` and ``month`` are the figures as they stand, ``part`` is what stands between them.
    """
    groups = found.groups
    first, second, separator = int(groups["a"]), int(groups["b"]), groups["sep"]
    year = int(groups["y"]) if len(groups["y"]) == 4 else short_year(int(groups["y"]))
    point = _figured(first, second, year, separator)
    return (spanning(found, "point", point=point, day=first, month=second, part=separator),) if point is not None else ()


def _figured(first: int, second: int, year: int, separator: str, order: Order | None = None) -> Point | None:
    readings = day_and_month(first, second, year, separator, order)
    if len(readings) > 1:
        return Point("year", year)
    return _point(readings[0]) if readings else None


def in_order(found: Sequence[Meaning]) -> list[Meaning]:
    """The meanings of a document, its dates in figures with day and month in the order that they have throughout."""
    order = order_of((meaning.day, meaning.month) for meaning in found if meaning.form == "numeric")
    return [_settled(meaning, order) if meaning.form == "numeric" else meaning for meaning in found]


def is_open(meaning: Meaning, point: Point) -> bool:
    """Whether a date in figures may be two days of its year."""
    return meaning.form == "numeric" and point.unit == "year"


def _settled(meaning: Meaning, order: Order | None) -> Meaning:
    year = meaning.point.year if meaning.point is not None else 0
    point = _figured(meaning.day, meaning.month, year, meaning.part, order)
    return replace(meaning, point=point, day=0, month=0, part="")


def year_range(found: Found) -> tuple[Meaning, ...]:
    """``1918-21``, ``480-479 BC``: the two years; a slash lists them."""
    groups, spans = found.groups, found.spans
    if "yb" in groups:
        first, last = era_year(groups["yb"], groups["era"]), era_year(groups["yb2"], groups["era"])
        first_end, second = spans["yb"][1], (spans["yb2"][0], found.end)
    else:
        key = next(key for key in ("y2", "y2s", "y2t") if key in groups)
        first, last = int(groups["y"]), int(groups[key])
        last += first - first % 100 + (100 if last < first % 100 else 0) if last < 100 else 0
        first_end, second = spans["y"][1], spans[key]
    if last < first or last - first > _LONGEST_RANGE:
        return ()
    pair = ("", "") if "/" in (groups.get("to") or groups.get("to2", "")) else ("first", "second")
    start = found.start + ARTICLE * found.article
    return (
        Meaning(start, first_end, "point", found.kind, point=Point("year", first), pair=pair[0]),
        Meaning(*second, "point", found.kind, point=Point("year", last), pair=pair[1]),
    )


NUMERIC: dict[str, Callable[[Found], tuple[Meaning, ...]]] = {
    "foreign": _foreign,
    "foreignday": _foreign_day,
    "iso": _iso,
    "nummonth": _iso,
    "isomonth": _iso,
    "numeric": _figures,
}
