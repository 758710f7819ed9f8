"""Meanings of the forms that name a stretch of the calendar: days, months, years, decades, centuries, seasons, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from verbale.extractors.timex.calendar.points import Point, decade_of
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.numerals import era_year, ordinal
from verbale.extractors.timex.find.vocabulary import HOLIDAYS, WORDS
from verbale.extractors.timex.resolve.match_groups import month_of, pair_of, spanning, tail_year, with_year
from verbale.extractors.timex.resolve.numeric import NUMERIC, year_range

_LONGEST_CENTURY = 2900
_FILLING = frozenset(("and", "hundred", "o", "oh"))


def _calendar(found: Found) -> tuple[Meaning, ...]:
    """Day, month and year in words."""
    groups = found.groups
    day = ordinal(groups.get("d") or groups.get("dw") or "0") or 0
    year, reference = tail_year(groups)
    if found.kind == "my" and not year and not reference:
        return ()
    base = spanning(found, "partial", unit="day" if day else "month", month=month_of(groups["m"]), day=day, year_ref=reference)
    return (with_year(base, year),)


def _two_days(found: Found) -> tuple[Meaning, ...]:
    """``9-12 August 1945``."""
    groups = found.groups
    month = month_of(groups["m"])
    year, reference = tail_year(groups)

    def day(key: str, start: int, end: int, position: int) -> Meaning:
        pair, number = pair_of(groups["to"], position), ordinal(groups[key]) or 0
        partial = Meaning(start, end, "partial", found.kind, unit="day", month=month, day=number, year_ref=reference, pair=pair)
        return with_year(partial, year)

    return day("d", found.start, found.spans["d"][1], 1), day("d2", found.spans["d2"][0], found.end, 2)


def _two_months(found: Found) -> tuple[Meaning, ...]:
    """``May and June 1940``; of a range that turns the year (``November-February 1941``) the first is the year before."""
    groups = found.groups
    first, second = month_of(groups["m"]), month_of(groups["m2"])
    year, reference = tail_year(groups)

    def month(number: int, start: int, end: int, position: int) -> Meaning:
        pair = pair_of(groups["to"], position)
        return Meaning(start, end, "partial", found.kind, unit="month", month=number, year_ref=reference, pair=pair)

    a = month(first, found.start, found.spans["m"][1], 1)
    b = month(second, found.spans["m2"][0], found.end, 2)
    wraps = bool(a.pair) and first > second
    return with_year(a, year - wraps if year else 0), with_year(b, year)


def _year(found: Found) -> tuple[Meaning, ...]:
    year, reference = tail_year(found.groups)
    if reference:
        return (spanning(found, "partial", unit="year", year_ref=reference),)
    return (spanning(found, "point", point=Point("year", year)),) if year else ()


def _decade(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    if "era" not in groups and len(groups.get("dec", "")) != 4:
        two = int(groups["sdec"]) if "sdec" in groups else WORDS.decades[groups["wdec"]]
        return (spanning(found, "partial", unit="decade", year_ref=f"'{two:02d}"),)
    first = decade_of(era_year(groups["dec"], groups.get("era")))
    if "dec2" not in groups:
        return (spanning(found, "point", point=first),)
    tail = groups["dec2"]
    last = Point("decade", int(tail) if len(tail) == 4 else first.year - first.year % 100 + int(tail))
    opening = replace(spanning(found, "point", point=first, pair=pair_of(groups["to"], 1)), end=found.spans["dec"][1] + len("s"))
    start = found.spans["dec2"][0]
    return opening, Meaning(start, found.end, "point", found.kind, point=last, pair=pair_of(groups["to"], 2))


def _century(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    ordinals = [ordinal(groups[key]) for key in ("c", "c2") if key in groups]
    points = [_nth_century(nth, groups.get("era")) for nth in ordinals if nth is not None]
    if not points or any(abs(point.year) > _LONGEST_CENTURY for point in points):
        return ()
    if len(points) == 1:
        return (spanning(found, "point", point=points[0]),)
    first = replace(spanning(found, "point", point=points[0], pair=pair_of(groups["to"], 1)), end=found.spans["c"][1])
    return first, Meaning(found.spans["c2"][0], found.end, "point", found.kind, point=points[1], pair=pair_of(groups["to"], 2))


def _nth_century(nth: int, era: str | None) -> Point:
    """``_nth_century(19, None)`` -> the 1800s; of the first century BC the digits are 0, so it stands as -1."""
    sign = era_year("1", era)
    return Point("century", sign * (nth - 1) * 100 or (0 if sign > 0 else -1))


def _season(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    year, reference = tail_year({key: value for key, value in groups.items() if key != "yy"})
    seasons = [
        with_year(spanning(found, "partial", unit="season", part=WORDS.seasons[groups[key]], year_ref=reference), year)
        for key in ("s", "s2")
        if key in groups
    ]
    if len(seasons) == 2:
        return replace(seasons[0], end=found.spans["s"][1]), replace(seasons[1], start=found.spans["s2"][0])
    return tuple(seasons)


def _quarter(found: Found) -> tuple[Meaning, ...]:
    unit = "half" if "h" in found.groups else "quarter"
    part = found.groups.get("h") or found.groups.get("q") or str(ordinal(found.groups["o"]))
    if "y" not in found.groups:
        return (spanning(found, "partial", unit=unit, part=part),)
    return (spanning(found, "point", point=Point(unit, int(found.groups["y"]), part=part)),)


def _word_year(found: Found) -> tuple[Meaning, ...]:
    """``nineteen ninety-six``, ``nineteen oh five``, ``two thousand and eight``."""
    words = [word for word in re.split("[ -]", found.groups["yw"]) if word not in _FILLING]
    hundreds, tail = (20, words[2:]) if words[:2] == ["two", "thousand"] else (WORDS.numbers[words[0]], words[1:])
    return (spanning(found, "point", point=Point("year", hundreds * 100 + sum(WORDS.numbers[word] for word in tail))),)


def _fiscal_year(found: Found) -> tuple[Meaning, ...]:
    """``fiscal year 2013``: about the calendar's year, as states begin it at different times."""
    year = tail_year(found.groups)[0]
    return (spanning(found, "point", point=Point("year", year), mod="APPROX"),)


def _iso_week(found: Found) -> tuple[Meaning, ...]:
    return (spanning(found, "point", point=Point("week", int(found.groups["y"]), part=found.groups["w"])),)


def _holiday(found: Found) -> tuple[Meaning, ...]:
    holiday = HOLIDAYS[found.groups["h"]]
    if holiday.lunar:
        return (spanning(found, "none"),)
    if holiday.only:
        only, month, day = map(int, holiday.only.split("-"))
        return (spanning(found, "point", point=Point("day", only, month, day)),)
    year, reference = tail_year(found.groups)
    reference = reference or found.groups.get("dir", "")
    meaning = spanning(found, "partial", unit="holiday", part=found.groups["h"], year_ref=reference)
    if holiday.fixed:
        month, day = map(int, holiday.fixed.split("-"))
        return (with_year(replace(meaning, unit="day", month=month, day=day), year),)
    return (replace(meaning, count=year),)


# the builder of each kind of match
ABSOLUTE: Mapping[str, Callable[[Found], tuple[Meaning, ...]]] = NUMERIC | {
    "dmy": _calendar,
    "mdy": _calendar,
    "my": _calendar,
    "m": _calendar,
    "ym": _calendar,
    "dd_my": _two_days,
    "m_ddy": _two_days,
    "mm_y": _two_months,
    "yearrange": year_range,
    "erarange": year_range,
    "yearera": _year,
    "erayear": _year,
    "year": _year,
    "shortyear": _year,
    "quoteyear": _year,
    "decade": _decade,
    "decades": _decade,
    "eradecade": _decade,
    "shortdecade": _decade,
    "worddecade": _decade,
    "century": _century,
    "centuries": _century,
    "season": _season,
    "seasons": _season,
    "quarter": _quarter,
    "yquarter": _quarter,
    "wordyear": _word_year,
    "fiscal": _fiscal_year,
    "isoweek": _iso_week,
    "holiday": _holiday,
}
