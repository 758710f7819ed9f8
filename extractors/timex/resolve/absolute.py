"""Meanings of the forms that name a stretch of the calendar: days, months, years, decades, centuries, seasons, holidays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from verbale.extractors.timex.calendar.dateparser_core import parse_core
from verbale.extractors.timex.calendar.points import Point, decade_of
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.meaning import (
    Groups,
    Meaning,
    era_year,
    ordinal,
    pair_of,
    short_year,
    spanning,
    tail_year,
    with_year,
)
from verbale.extractors.timex.find.vocabulary import load_words


def _calendar(found: Found) -> tuple[Meaning, ...]:
    """Day, month and year in words."""
    groups = found.groups
    month = load_words().months[groups["m"].rstrip(".")]
    day = _day(groups.get("d") or groups.get("dw") or "0")
    year, reference = tail_year(groups)
    base = spanning(found, "partial", unit="day" if day else "month", month=month, day=day, year_ref=reference)
    if found.kind == "my" and found.groups.get("m") and not year and not reference:
        return ()
    return (with_year(base, year),)


def _day(text: str) -> int:
    return ordinal(text) or 0


def _two_days(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    month = load_words().months[groups["m"].rstrip(".")]
    year, reference = tail_year(groups)
    first = Meaning(
        found.start,
        found.spans["d"][1],
        "partial",
        found.kind,
        unit="day",
        month=month,
        day=_day(groups["d"]),
        year_ref=reference,
        pair=pair_of(groups["to"], 1),
    )
    second = Meaning(
        found.spans["d2"][0],
        found.end,
        "partial",
        found.kind,
        unit="day",
        month=month,
        day=_day(groups["d2"]),
        year_ref=reference,
        pair=pair_of(groups["to"], 2),
    )
    return with_year(first, year), with_year(second, year)


def _two_months(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    months = load_words().months
    first, second = months[groups["m"].rstrip(".")], months[groups["m2"].rstrip(".")]
    year, reference = tail_year(groups)
    a = Meaning(
        found.start,
        found.spans["m"][1],
        "partial",
        found.kind,
        unit="month",
        month=first,
        year_ref=reference,
        pair=pair_of(groups["to"], 1),
    )
    b = Meaning(
        found.spans["m2"][0],
        found.end,
        "partial",
        found.kind,
        unit="month",
        month=second,
        year_ref=reference,
        pair=pair_of(groups["to"], 2),
    )
    wraps = bool(a.pair) and first > second
    return with_year(a, year - wraps if year else 0), with_year(b, year)


def _core(found: Found) -> tuple[Meaning, ...]:
    """Numeric and foreign forms, read by dateparser."""
    groups = found.groups
    if "f" in groups:
        language, month = load_words().foreign_months[groups["f"]]
        if "d" not in groups and "y" not in groups:
            return ()
        if "y" not in groups:
            return (spanning(found, "partial", unit="day", month=month, day=int(groups["d"])),)
        text = " ".join(groups[key] for key in ("d", "f", "y") if key in groups)
        point = parse_core(text, language)
    else:
        if found.kind == "isomonth" and "n" in groups and int(groups["n"]) > int(groups["y"]) % 100 > int(groups["n"]) - 10:
            return _year_range(
                replace(
                    found,
                    groups={"y": groups["y"], "y2": groups["n"], "to": "-"},
                    spans=dict(found.spans) | {"y2": found.spans["n"]},
                )
            )
        point = _numeric(groups)
    return (spanning(found, "point", point=point),) if point is not None else ()


def _numeric(groups: Groups) -> Point | None:
    if "n2" in groups:
        return Point("month", int(groups["y2"]), int(groups["n2"]))
    if "n" in groups:
        year, month = int(groups["y"]), int(groups["n"])
        return Point("day", year, month, int(groups["d"])) if "d" in groups else Point("month", year, month)
    a, b = int(groups["a"]), int(groups["b"])
    year = int(groups["y"]) if len(groups["y"]) == 4 else short_year(int(groups["y"]))
    day_first = a > 12 or (groups["sep"] == "." and b <= 12)
    day, month = (a, b) if day_first else (b, a)
    return Point("day", year, month, day)


def _year(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    year, reference = tail_year(groups)
    if reference:
        return (spanning(found, "partial", unit="year", year_ref=reference),)
    return (spanning(found, "point", point=Point("year", year)),) if year else ()


def _year_range(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    if "yb" in groups:
        a, b = (era_year(groups[key], groups["era"]) for key in ("yb", "yb2"))
        second = (found.spans["yb2"][0], found.end)
        first_end = found.spans["yb"][1]
    else:
        key = "y2" if "y2" in groups else "y2s"
        a, b = int(groups["y"]), int(groups[key])
        if b < 100:
            b += a - a % 100 + (100 if b < a % 100 else 0)
        second, first_end = found.spans[key], found.spans["y"][1]
    if b < a or b - a > 500:
        return ()
    listed = "/" in groups.get("to", groups.get("to2", ""))
    return (
        Meaning(
            found.start + 4 * found.article,
            first_end,
            "point",
            found.kind,
            point=Point("year", a),
            pair="" if listed else "first",
        ),
        Meaning(*second, "point", found.kind, point=Point("year", b), pair="" if listed else "second"),
    )


def _decade(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    if ("dec" in groups and len(groups["dec"]) == 4) or "era" in groups:
        first = decade_of(era_year(groups["dec"], groups.get("era")))
        if "dec2" not in groups:
            return (spanning(found, "point", point=first),)
        tail = groups["dec2"]
        year = int(tail) if len(tail) == 4 else first.year - first.year % 100 + int(tail)
        end = found.spans["dec"][1] + 1
        return (
            replace(spanning(found, "point", point=first, pair=pair_of(groups["to"], 1)), end=end),
            Meaning(
                found.spans["dec2"][0], found.end, "point", found.kind, point=Point("decade", year), pair=pair_of(groups["to"], 2)
            ),
        )
    two = int(groups["sdec"]) if "sdec" in groups else load_words().decades[groups["wdec"]]
    return (spanning(found, "partial", unit="decade", year_ref=f"'{two:02d}"),)


def _century(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    points = []
    for key in ("c", "c2"):
        nth = ordinal(groups[key]) if key in groups else None
        if nth is not None:
            sign = -1 if era_year("1", groups.get("era")) < 0 else 1
            points.append(Point("century", sign * (nth - 1) * 100 or (0 if sign > 0 else -1)))
    if not points or any(not 0 <= abs(p.year) <= 2900 for p in points):
        return ()
    if len(points) == 1:
        return (spanning(found, "point", point=points[0]),)
    first = replace(spanning(found, "point", point=points[0], pair=pair_of(groups["to"], 1)), end=found.spans["c"][1])
    return first, Meaning(found.spans["c2"][0], found.end, "point", found.kind, point=points[1], pair=pair_of(groups["to"], 2))


def _season(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    year, reference = tail_year({k: v for k, v in groups.items() if k != "yy"})
    result = []
    for key in ("s", "s2"):
        if key in groups:
            meaning = spanning(found, "partial", unit="season", part=load_words().seasons[groups[key]], year_ref=reference)
            result.append(with_year(meaning, year))
    if len(result) == 2:
        return replace(result[0], end=found.spans["s"][1]), replace(result[1], start=found.spans["s2"][0])
    return tuple(result)


def _quarter(found: Found) -> tuple[Meaning, ...]:
    unit, part = ("quarter", found.groups["q"]) if "q" in found.groups else ("half", found.groups["h"])
    if "y" not in found.groups:
        return (spanning(found, "partial", unit=unit, part=part),)
    return (spanning(found, "point", point=Point(unit, int(found.groups["y"]), part=part)),)


def _iso_week(found: Found) -> tuple[Meaning, ...]:
    return (spanning(found, "point", point=Point("week", int(found.groups["y"]), part=found.groups["w"])),)


def _holiday(found: Found) -> tuple[Meaning, ...]:
    holiday = load_words().holidays[found.groups["h"]]
    year, reference = tail_year(found.groups)
    if holiday.lunar:
        return (spanning(found, "none"),)
    if holiday.only:
        year_, month, day = map(int, holiday.only.split("-"))
        return (spanning(found, "point", point=Point("day", year_, month, day)),)
    reference = reference or found.groups.get("dir", "")
    meaning = spanning(found, "partial", unit="holiday", part=found.groups["h"], year_ref=reference)
    if holiday.fixed:
        month, day = map(int, holiday.fixed.split("-"))
        return (with_year(replace(meaning, unit="day", month=month, day=day), year),)
    return (replace(meaning, count=year),)


# the builder of each kind of match
ABSOLUTE: Mapping[str, Callable[[Found], tuple[Meaning, ...]]] = {
    "dmy": _calendar,
    "mdy": _calendar,
    "my": _calendar,
    "m": _calendar,
    "ym": _calendar,
    "dd_my": _two_days,
    "m_ddy": _two_days,
    "mm_y": _two_months,
    "foreign": _core,
    "iso": _core,
    "nummonth": _core,
    "isomonth": _core,
    "numeric": _core,
    "yearrange": _year_range,
    "erarange": _year_range,
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
    "isoweek": _iso_week,
    "holiday": _holiday,
}
