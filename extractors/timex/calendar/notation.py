"""Points -> TIMEX3 values, EDTF (ISO 8601-2) strings and ISO days, as the dates table writes them."""

from __future__ import annotations

from verbale.extractors.timex.calendar.points import Point, bounds

# fortnights, half-centuries, half-decades, seasons, millennia -> what they are counted in
_SPECIAL_UNITS = {"2W": ("W", 2), "HC": ("Y", 50), "HD": ("Y", 5), "S": ("M", 3), "ML": ("Y", 1000)}
CLOCK_UNITS = frozenset(("TS", "TM", "TH"))
"""Seconds, minutes, hours: what ISO 8601 writes behind its T."""
_SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def timex3_value(point: Point) -> str:
    """TIMEX3 ``value``: ``1995-07-26``, ``1995-SU``, ``199``, ``19``, ``BC0493``, ``BC049``, ``1995-W45-WE``."""
    era, year = ("BC", -point.year) if point.year < 0 else ("", point.year)
    if point.unit == "century":
        return f"{era}{year // 100:02d}"
    if point.unit == "decade":
        return f"{era}{year // 10:03d}"
    tail = {
        "year": "",
        "half": f"-H{point.part}",
        "quarter": f"-Q{point.part}",
        "season": f"-{point.part}",
        "month": f"-{point.month:02d}",
        "day": f"-{point.month:02d}-{point.day:02d}",
        "week": f"-W{point.part}",
        "weekend": f"-W{point.part}-WE",
    }[point.unit]
    return f"{era}{year:04d}{tail}"


def format_count(count: float) -> str:
    """``3.0`` -> ``3``, ``2.5`` -> ``2.5``, ``0.5`` -> ``.5``."""
    return f"{count:g}".removeprefix("0") or "0"


def duration_value(count: float | None, unit: str) -> str:
    """TIMEX3 ``value`` of a measure: ``duration_value(3, "M")`` -> ``P3M``; a count that is None is unknown, ``X``.

    Hours and shorter take the T; what ISO 8601 has no designator for is counted in one that it has.
    """
    designator, times = _SPECIAL_UNITS.get(unit, (unit, 1))
    written = "X" if count is None else format_count(count * times)
    return f"PT{written}{unit[1]}" if unit in CLOCK_UNITS else f"P{written}{designator}"


def iso_year(year: int) -> str:
    """Astronomical ISO year: 44 BC (-44) -> ``-0043``."""
    return f"{year:04d}" if year > 0 else ("-" if year < -1 else "") + f"{-year - 1:04d}"


def iso_day(day: tuple[int, int, int]) -> str:
    return f"{iso_year(day[0])}-{day[1]:02d}-{day[2]:02d}"


def days(point: Point) -> tuple[str, str]:
    """First and last day in ISO."""
    first, last = bounds(point)
    return iso_day(first), iso_day(last)


def edtf(point: Point, approximate: bool = False) -> str:
    """EDTF level 1 of a point; what EDTF has no form for (weeks, decades BC) becomes an interval of years or days."""
    mark = "~" if approximate else ""
    if point.unit in ("century", "decade"):
        first, last = bounds(point)
        if point.year < 0:
            return f"{iso_year(first[0])}{mark}/{iso_year(last[0])}{mark}"
        return f"{point.year // 100:02d}XX" if point.unit == "century" else f"{point.year // 10:03d}X"
    year = iso_year(point.year)
    if point.unit == "year":
        return year + mark
    if point.unit == "season":
        return f"{year}-{_SEASON_EDTF[point.part]}"
    if point.unit == "quarter":
        return f"{year}-{32 + int(point.part)}"
    if point.unit == "half":
        return f"{year}-{39 + int(point.part)}"
    if point.unit == "month":
        return f"{year}-{point.month:02d}{mark}"
    if point.unit == "day":
        return f"{year}-{point.month:02d}-{point.day:02d}{mark}"
    first_day, last_day = days(point)
    return f"{first_day}/{last_day}"


def granularity(point: Point) -> str:
    return {"weekend": "week", "half": "season"}.get(point.unit, point.unit)
