"""Meanings of dates in figures (``1995-07-26``, ``26.7.1995``), of ranges of years, and of dates in other languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verbale.extractors.text import FOREIGN_MONTHS
from verbale.extractors.timex.calendar.dateparser_core import parse_core
from verbale.extractors.timex.calendar.points import Point
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.numerals import era_year, short_year
from verbale.extractors.timex.resolve.match_groups import Groups, spanning

_ARTICLE = len("the ")
_LONGEST_RANGE = 500


def _foreign(found: Found) -> tuple[Meaning, ...]:
    """``3 mars 1918``, ``marca 1921``, ``14 juillet``; a month alone may be any word."""
    groups = found.groups
    language, month = FOREIGN_MONTHS[groups["f"]]
    if "y" in groups:
        point = parse_core(" ".join(groups[key] for key in ("d", "f", "y") if key in groups), language)
        return (spanning(found, "point", point=point),) if point is not None else ()
    return (spanning(found, "partial", unit="day", month=month, day=int(groups["d"])),) if "d" in groups else ()


def _iso(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    if found.kind == "isomonth" and int(groups["n"]) > int(groups["y"]) % 100 > int(groups["n"]) - 10:  # "2006-07"
        years = {"y": groups["y"], "y2": groups["n"], "to": "-"}
        return year_range(replace(found, groups=years, spans={**found.spans, "y2": found.spans["n"]}))
    return (spanning(found, "point", point=_year_first(groups)),)


def _year_first(groups: Groups) -> Point:
    year, month = int(groups.get("y2") or groups["y"]), int(groups.get("n2") or groups["n"])
    return Point("day", year, month, int(groups["d"])) if "d" in groups else Point("month", year, month)


def _day_and_month(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    first, second = int(groups["a"]), int(groups["b"])
    year = int(groups["y"]) if len(groups["y"]) == 4 else short_year(int(groups["y"]))
    day_first = first > 12 or (groups["sep"] == "." and second <= 12)
    day, month = (first, second) if day_first else (second, first)
    return (spanning(found, "point", point=Point("day", year, month, day)),)


def year_range(found: Found) -> tuple[Meaning, ...]:
    """``1918-21``, ``480-479 BC``: the two years; a slash lists them."""
    groups, spans = found.groups, found.spans
    if "yb" in groups:
        first, last = era_year(groups["yb"], groups["era"]), era_year(groups["yb2"], groups["era"])
        first_end, second = spans["yb"][1], (spans["yb2"][0], found.end)
    else:
        key = "y2" if "y2" in groups else "y2s"
        first, last = int(groups["y"]), int(groups[key])
        last += first - first % 100 + (100 if last < first % 100 else 0) if last < 100 else 0
        first_end, second = spans["y"][1], spans[key]
    if last < first or last - first > _LONGEST_RANGE:
        return ()
    pair = ("", "") if "/" in groups.get("to", groups.get("to2", "")) else ("first", "second")
    start = found.start + _ARTICLE * found.article
    return (
        Meaning(start, first_end, "point", found.kind, point=Point("year", first), pair=pair[0]),
        Meaning(*second, "point", found.kind, point=Point("year", last), pair=pair[1]),
    )


NUMERIC: dict[str, Callable[[Found], tuple[Meaning, ...]]] = {
    "foreign": _foreign,
    "iso": _iso,
    "nummonth": _iso,
    "isomonth": _iso,
    "numeric": _day_and_month,
}
