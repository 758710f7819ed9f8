"""What a match means before its context is known: Found -> Meanings (two where two dates are written together)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from extractors.timex.core import parse_core
from extractors.timex.grammar import Found
from extractors.timex.points import Point, century_of, decade_of, valid
from extractors.timex.words import load_words

FORWARD = frozenset("next following coming subsequent upcoming ensuing succeeding later after afterwards afterward hence thereafter".split())
BACKWARD = frozenset("last previous preceding past prior earlier before previously ago back".split())
_WHOLE = frozenset("first final early late latter closing opening earlier later".split())
_MODS = {"early": "START", "late": "END", "mid": "MID", "middle": "MID", "end": "END", "ending": "END", "close": "END", "closing": "END",
         "dawn": "START", "turn": "START", "latter part": "END", "later part": "END"}
_QUANTITY_MODS = (("more than", "MORE_THAN"), ("over", "MORE_THAN"), ("less than", "LESS_THAN"), ("fewer than", "LESS_THAN"),
                  ("under", "LESS_THAN"), ("nearly", "LESS_THAN"), ("almost", "LESS_THAN"), ("at least", "EQUAL_OR_MORE"),
                  ("no more than", "EQUAL_OR_LESS"), ("at most", "EQUAL_OR_LESS"), ("up to", "EQUAL_OR_LESS"), ("about", "APPROX"),
                  ("around", "APPROX"), ("approximately", "APPROX"), ("roughly", "APPROX"), ("some", "APPROX"))
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A temporal expression with what it says of itself.

    ``kind``: point (absolute), partial (lacks its year), shift (so many units from the anchor or the moment of speech),
    value (a TIMEX3 value that needs no context), none (temporal, but without a value). ``base``: anchor or speech.
    ``year_ref``: which year a partial names by reference (that, next, last), ``pair``: first / second of two written together.
    """

    start: int
    end: int
    kind: str
    form: str
    type: str = "DATE"
    point: Point | None = None
    unit: str = ""
    month: int = 0
    day: int = 0
    part: str = ""
    count: int = 0
    base: str = "anchor"
    direction: str = ""
    year_ref: str = ""
    value: str = ""
    mod: str = ""
    daypart: str = ""
    pair: str = ""
    nth: tuple[str, int] | None = None
    count_from: tuple[str, int] | None = None


Groups = Mapping[str, str]


def number(text: str) -> float | None:
    """``two`` / ``twenty-one`` / ``1,500`` / ``2.5`` / ``a`` -> a number; None for anything else."""
    if text in ("a", "an"):
        return 1
    digits = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return float(digits)
    numbers = load_words().numbers
    total = 0
    for word in re.split(r"[ -]", text):
        if word not in numbers:
            return None
        total += numbers[word]
    return total


def ordinal(text: str) -> int | None:
    """``first`` / ``twenty-first`` / ``21st`` -> a number; None for anything else."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    words = load_words()
    total = 0
    for word in re.split(r"[ -]", text):
        value = words.ordinals.get(word, words.numbers.get(word))
        if value is None:
            return None
        total += value
    return total


def _format(count: float) -> str:
    return f"{count:g}"


def duration_value(count: str, unit: str) -> str:
    """``duration_value("3", "M")`` -> ``P3M``; hours and shorter take the T; ``X`` counts are unknown."""
    special = {"2W": ("W", 2), "HC": ("Y", 50), "HD": ("Y", 5), "S": ("M", 3), "ML": ("Y", 1000), "WE": ("WE", 1)}
    if unit in special:
        unit, times = special[unit]
        count = _format(float(count) * times) if count != "X" and times != 1 else count
    return f"PT{count}{unit[1]}" if len(unit) == 2 and unit[0] == "T" else f"P{count}{unit}"


def meanings(found: Found) -> tuple[Meaning, ...]:
    """The meanings of a match, with their spans; empty where the form says no time after all."""
    if found.inner is not None:
        inner = meanings(found.inner)
        if not inner:
            return ()
        first = _PREFIX[found.kind](found.groups, inner[0])
        if first is None:
            return inner
        return (replace(first, start=found.start), *inner[1:])
    build = _BUILD.get(found.kind)
    return tuple(m for m in build(found) if m.point is None or valid(m.point)) if build else ()


def _base(found: Found, kind: str, **fields: object) -> Meaning:
    start = found.start
    if found.article and found.kind not in _WITH_ARTICLE:
        start += 4
    return Meaning(start, found.end, kind, found.kind, **fields)  # type: ignore[arg-type]


_WITH_ARTICLE = frozenset(
    "decade decades eradecade shortdecade worddecade century centuries season seasons directed same theunit thedays offset sametime dayonly weekday ref "
    "duration deictic daypart dryseason ordinalday".split()
)


def _era_year(digits: str, era: str | None) -> int:
    year = int(digits)
    return -year if era and era.replace(".", "").replace(" ", "").startswith("bc") else year


def _tail_year(groups: Groups) -> tuple[int, str]:
    """(year or 0, reference of the year) of a date's tail."""
    if "yb" in groups:
        return _era_year(groups["yb"], groups.get("era")), ""
    if "y" in groups:
        return int(groups["y"]), ""
    if "ry" in groups:
        words = groups["ry"].split()
        direction = next((w for w in words if w in FORWARD | BACKWARD | {"this"}), "that")
        return 0, direction
    if "yy" in groups:
        return short_year(int(groups["yy"])), ""
    if "ys" in groups:
        return 0, "'" + groups["ys"]
    return 0, ""


def short_year(two: int) -> int:
    """A two-digit year of a purely numeric date: 1950-2049, as POSIX-like conventions have it."""
    return 2000 + two if two < 50 else 1900 + two


def _calendar(found: Found) -> tuple[Meaning, ...]:
    """Day, month and year in words."""
    groups = found.groups
    month = load_words().months[groups["m"].rstrip(".")]
    day = _day(groups.get("d") or groups.get("dw") or "0")
    year, reference = _tail_year(groups)
    base = _base(found, "partial", unit="day" if day else "month", month=month, day=day, year_ref=reference)
    if found.kind == "my" and found.groups.get("m") and not year and not reference:
        return ()
    return (_with_year(base, year),)


def _with_year(meaning: Meaning, year: int) -> Meaning:
    if not year:
        return meaning
    return replace(meaning, kind="point", point=Point(meaning.unit, year, meaning.month, meaning.day, meaning.part))


def _day(text: str) -> int:
    return ordinal(text) or 0


def _two_days(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    month = load_words().months[groups["m"].rstrip(".")]
    year, reference = _tail_year(groups)
    first = Meaning(found.start, found.spans["d"][1], "partial", found.kind, unit="day", month=month, day=_day(groups["d"]),
                    year_ref=reference, pair=_pair(groups["to"], 1))
    second = Meaning(found.spans["d2"][0], found.end, "partial", found.kind, unit="day", month=month, day=_day(groups["d2"]),
                     year_ref=reference, pair=_pair(groups["to"], 2))
    return _with_year(first, year), _with_year(second, year)


def _pair(link: str, position: int) -> str:
    """A range has a start and an end; ``and`` / ``or`` / a comma only lists."""
    if re.search(r"and|or|,|/", link):
        return ""
    return "first" if position == 1 else "second"


def _two_months(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    months = load_words().months
    first, second = months[groups["m"].rstrip(".")], months[groups["m2"].rstrip(".")]
    year, reference = _tail_year(groups)
    a = Meaning(found.start, found.spans["m"][1], "partial", found.kind, unit="month", month=first, year_ref=reference,
                pair=_pair(groups["to"], 1))
    b = Meaning(found.spans["m2"][0], found.end, "partial", found.kind, unit="month", month=second, year_ref=reference,
                pair=_pair(groups["to"], 2))
    wraps = bool(a.pair) and first > second
    return _with_year(a, year - wraps if year else 0), _with_year(b, year)


def _core(found: Found) -> tuple[Meaning, ...]:
    """Numeric and foreign forms, read by dateparser."""
    groups = found.groups
    if "f" in groups:
        language, month = load_words().foreign_months[groups["f"]]
        if "d" not in groups and "y" not in groups:
            return ()
        if "y" not in groups:
            return (_base(found, "partial", unit="day", month=month, day=int(groups["d"])),)
        text = " ".join(groups[key] for key in ("d", "f", "y") if key in groups)
        point = parse_core(text, language)
    else:
        if found.kind == "isomonth" and "n" in groups and int(groups["n"]) > int(groups["y"]) % 100 > int(groups["n"]) - 10:
            return _year_range(replace(found, groups={"y": groups["y"], "y2": groups["n"], "to": "-"}, spans=dict(found.spans) | {"y2": found.spans["n"]}))
        point = _numeric(groups)
    return (_base(found, "point", point=point),) if point is not None else ()


def _numeric(groups: Groups) -> Point | None:
    if "n2" in groups:
        return Point("month", int(groups["y2"]), int(groups["n2"]))
    if "n" in groups:
        year, month = int(groups["y"]), int(groups["n"])
        return Point("day", year, month, int(groups["d"])) if "d" in groups else Point("month", year, month)
    a, b = int(groups["a"]), int(groups["b"])
    year = int(groups["y"]) if len(groups["y"]) == 4 else short_year(int(groups["y"]))
    day_first = a > 12 or groups["sep"] == "." and b <= 12
    day, month = (a, b) if day_first else (b, a)
    return Point("day", year, month, day)


def _year(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    year, reference = _tail_year(groups)
    if reference:
        return (_base(found, "partial", unit="year", year_ref=reference),)
    return (_base(found, "point", point=Point("year", year)),) if year else ()


def _year_range(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    if "yb" in groups:
        a, b = (_era_year(groups[key], groups["era"]) for key in ("yb", "yb2"))
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
    return (Meaning(found.start + 4 * found.article, first_end, "point", found.kind, point=Point("year", a), pair="" if listed else "first"),
            Meaning(*second, "point", found.kind, point=Point("year", b), pair="" if listed else "second"))


def _decade(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    if "dec" in groups and len(groups["dec"]) == 4 or "era" in groups:
        first = decade_of(_era_year(groups["dec"], groups.get("era")))
        if "dec2" not in groups:
            return (_base(found, "point", point=first),)
        tail = groups["dec2"]
        year = int(tail) if len(tail) == 4 else first.year - first.year % 100 + int(tail)
        end = found.spans["dec"][1] + 1
        return (replace(_base(found, "point", point=first, pair=_pair(groups["to"], 1)), end=end),
                Meaning(found.spans["dec2"][0], found.end, "point", found.kind, point=Point("decade", year), pair=_pair(groups["to"], 2)))
    two = int(groups["sdec"]) if "sdec" in groups else _DECADES[groups["wdec"]]
    return (_base(found, "partial", unit="decade", year_ref=f"'{two:02d}"),)


def _century(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    points = []
    for key in ("c", "c2"):
        nth = ordinal(groups[key]) if key in groups else None
        if nth is not None:
            sign = -1 if _era_year("1", groups.get("era")) < 0 else 1
            points.append(Point("century", sign * (nth - 1) * 100 or (0 if sign > 0 else -1)))
    if not points or any(not 0 <= abs(p.year) <= 2900 for p in points):
        return ()
    if len(points) == 1:
        return (_base(found, "point", point=points[0]),)
    first = replace(_base(found, "point", point=points[0], pair=_pair(groups["to"], 1)), end=found.spans["c"][1])
    return first, Meaning(found.spans["c2"][0], found.end, "point", found.kind, point=points[1], pair=_pair(groups["to"], 2))


def _season(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    year, reference = _tail_year({k: v for k, v in groups.items() if k != "yy"})
    result = []
    for key in ("s", "s2"):
        if key in groups:
            meaning = _base(found, "partial", unit="season", part=load_words().seasons[groups[key]], year_ref=reference)
            result.append(_with_year(meaning, year))
    if len(result) == 2:
        return replace(result[0], end=found.spans["s"][1]), replace(result[1], start=found.spans["s2"][0])
    return tuple(result)


def _quarter(found: Found) -> tuple[Meaning, ...]:
    unit, part = ("quarter", found.groups["q"]) if "q" in found.groups else ("half", found.groups["h"])
    if "y" not in found.groups:
        return (_base(found, "partial", unit=unit, part=part),)
    return (_base(found, "point", point=Point(unit, int(found.groups["y"]), part=part)),)


def _iso_week(found: Found) -> tuple[Meaning, ...]:
    return (_base(found, "point", point=Point("week", int(found.groups["y"]), part=found.groups["w"])),)


def _weekday(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    weekday = load_words().weekdays[groups.get("w", groups.get("w2", "")).rstrip(".")]
    week = groups.get("wk") or groups.get("wk2")
    if week:
        word = week.split()[-1]
        return (_base(found, "shift", unit="weekday", count=weekday, direction=word, base="speech", part="week"),)
    part = load_words().dayparts.get(groups.get("p", ""), "")
    direction = groups.get("dir", "")
    direction = "" if direction.split(" ")[0] == "this" else direction.replace("the ", "")
    if groups.get("dir") in ("this coming", "this upcoming", "coming"):
        direction = "coming"
    base = "anchor" if direction in ("following", "that", "previous") else "speech"
    return (_base(found, "shift", unit="weekday", count=weekday, direction=direction, daypart=part, base=base,
                  type="TIME" if part else "DATE"),)


def _holiday(found: Found) -> tuple[Meaning, ...]:
    holiday = load_words().holidays[found.groups["h"]]
    year, reference = _tail_year(found.groups)
    if holiday.lunar:
        return (_base(found, "none"),)
    if holiday.only:
        year_, month, day = map(int, holiday.only.split("-"))
        return (_base(found, "point", point=Point("day", year_, month, day)),)
    reference = reference or found.groups.get("dir", "")
    meaning = _base(found, "partial", unit="holiday", part=found.groups["h"], year_ref=reference)
    if holiday.fixed:
        month, day = map(int, holiday.fixed.split("-"))
        return (_with_year(replace(meaning, unit="day", month=month, day=day), year),)
    return (replace(meaning, count=year),)


def _day_only(found: Found) -> tuple[Meaning, ...]:
    if not re.search(r"(?:st|nd|rd|th)$", found.groups["d"]):
        return ()
    reference = found.groups.get("ref", "")
    direction = next((w for w in reference.split() if w in FORWARD | BACKWARD | {"this"}), "")
    return (_base(found, "shift", unit="monthday", count=_day(found.groups["d"]), direction=direction,
                  base="speech" if direction in ("this", "next", "last") else "anchor"),)


def _deictic(found: Found) -> tuple[Meaning, ...]:
    counts = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
    word = found.groups["x"]
    part = load_words().dayparts.get(found.groups.get("p", ""), "NI" if word == "tonight" else "")
    return (_base(found, "shift", unit="D", count=counts[word], base="speech", direction=word, daypart=part,
                  type="TIME" if part else "DATE"),)


def _directed(found: Found) -> tuple[Meaning, ...]:
    """``next year``, ``the following three months``, ``the first two years``, ``last summer``."""
    groups = found.groups
    direction, unit_word = groups["dir"].split()[-1], groups["u"].rstrip(".")
    words = load_words()
    unit = words.units.get(unit_word)
    plural = unit is not None and unit_word.endswith("s")
    adjective = groups.get("adj", "")
    if adjective in _STOP or direction in _WHOLE and not found.article and unit is None:
        return ()
    if unit == "D" and not plural and "n" not in groups and direction in _WHOLE:
        return (_base(found, "none"),)
    if direction == "current":
        return _relative_unit(found, unit_word, 0, "speech", "this") if unit is not None and not plural else ()
    if unit == "Q" and not plural and "n" not in groups and direction in FORWARD | BACKWARD:
        return (_base(found, "shift", unit="Q", count=1 if direction in FORWARD else -1, base="speech", direction=direction),)
    if direction in _WHOLE or "n" in groups or plural or adjective and direction in ("last", "past"):
        if unit is None or unit in ("Q", "S", "TS") and "n" not in groups:
            return ()
        count = number(groups["n"]) if "n" in groups else (None if plural else 1)
        return (_base(found, "value", type="DURATION", value=duration_value("X" if count is None else _format(count), unit)),)
    if unit is not None and found.article and direction in ("last", "past"):
        return (_base(found, "value", type="DURATION", value=duration_value("1", unit)),)
    count = 1 if direction in FORWARD else -1
    base = "speech" if direction in ("next", "last", "past", "coming", "upcoming") and not found.article else "anchor"
    return _relative_unit(found, unit_word, count, base, direction)


_STOP = frozenset("of the and or to in per a an for from at on by with as is was were no next last this that these those following previous past coming".split())


def _relative_unit(found: Found, word: str, count: int, base: str, direction: str) -> tuple[Meaning, ...]:
    words = load_words()
    if word in words.units:
        unit = words.units[word]
        if unit in ("TS", "TM", "TH"):
            return (_base(found, "none", type="TIME"),)
        return (_base(found, "shift", unit=unit, count=count, base=base, direction=direction),)
    if word in words.dayparts:
        return (_base(found, "shift", unit="D", count=count, base=base, direction=direction, daypart=words.dayparts[word], type="TIME"),)
    year_ref = {1: "next", -1: "last", 0: "this"}[count]
    if word in words.seasons:
        return (_base(found, "partial", unit="season", part=words.seasons[word], year_ref=year_ref, direction=direction, base=base),)
    return (_base(found, "partial", unit="month", month=words.months[word], year_ref=year_ref, direction=direction, base=base),)


def _same(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    unit_word, direction = groups["u"].rstrip("."), groups["dir"]
    words = load_words()
    if unit_word in ("period", "era") or direction in ("these", "those"):
        return (_base(found, "none"),) if unit_word in ("period", "era") or words.units.get(unit_word, "T")[0] != "T" else ()
    if unit_word in ("time", "point", "moment", "date"):
        return _same_time(found, direction, unit_word)
    if "n" in groups:
        unit = words.units.get(unit_word) if groups["n"] not in ("a", "an") else None
        count = number(groups["n"])
        return (_base(found, "value", type="DURATION", value=duration_value("X" if count is None else _format(count), unit)),) if unit else ()
    base = "speech" if direction.startswith("this") and "same" not in direction else "anchor"
    return _relative_unit(found, unit_word, 0, base, "this" if base == "speech" else "same")


def _same_time(found: Found, direction: str, word: str) -> tuple[Meaning, ...]:
    if word in ("point", "moment"):
        return ()
    if direction.startswith("this") and "same" not in direction:
        return ()
    return (_base(found, "shift", unit="same", direction="same"),)


def _same_phrase(found: Found) -> tuple[Meaning, ...]:
    word = found.groups["x"]
    if word == "time being":
        return (_base(found, "value", value="PRESENT_REF"),)
    if word in ("same time", "same period"):
        return (_base(found, "shift", unit="same", direction="same"),)
    if word == "time":
        return (_base(found, "none", direction="thetime"),)
    return ()


def _the_unit(found: Found) -> tuple[Meaning, ...]:
    word, direction = found.groups["u"], found.groups.get("dir", "")
    if word == "period":
        return (_base(found, "none"),)
    unit = load_words().units[word]
    if unit in ("Q", "S"):
        return ()
    if direction in ("before last", "after next"):
        return (_base(found, "shift", unit=unit, count=-2 if direction == "before last" else 2, base="speech", direction=direction),)
    count = 1 if direction in ("after", "following", "later") else -1 if direction in ("before", "previous", "preceding", "earlier") else 0
    return (_base(found, "shift", unit=unit, count=count, direction=direction or "same"),)


def _bare_units(found: Found) -> tuple[Meaning, ...]:
    return (_base(found, "value", type="DURATION", value=duration_value("X", load_words().units[found.groups["u"]])),)


def _offset(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    unit, direction = load_words().units[groups["u"]], groups["dir"].split()[0]
    count = number(groups["n"]) if "n" in groups else None
    forward = direction in FORWARD or groups["dir"] == "after that"
    base = "speech" if direction in ("ago", "hence", "back") else "anchor"
    if direction == "into":
        return ()
    if count is None or count != int(count) or unit in ("Q", "S", "WE", "HC", "HD", "ML"):
        return (_base(found, "value", value="FUTURE_REF" if forward else "PAST_REF", direction=direction),)
    if unit in ("TS", "TM", "TH"):
        return (_base(found, "none", type="TIME"),)
    return (_base(found, "shift", unit=unit, count=int(count) * (1 if forward else -1), base=base, direction=direction),)


def _duration(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    unit_word = groups["u"]
    unit = load_words().units[unit_word]
    if groups.get("adj", "") in _STOP or unit == "Q" or unit_word in ("second", "season", "seasons") or unit_word == "minute" and groups["n"] == "a":
        return ()
    text = groups["n"]
    start = found.start
    if text in ("a", "an") and number(groups.get("adj", "")) is not None:
        text, start = groups["adj"], found.spans["adj"][0]
    count = 0.5 if text.startswith("half") else number(text)
    if groups.get("adj") == "few" or groups.get("adj") == "couple":
        count = None
    if count is not None and ("half" in groups or "half2" in groups):
        count += 0.5
    value = duration_value("X" if count is None else _format(count).replace("0.5", ".5"), unit)
    quantity = groups.get("mod", "").strip()
    mod = dict(_QUANTITY_MODS).get(quantity, "")
    return (replace(_base(found, "value", type="DURATION", value=value, mod=mod), start=start),)


def _set(found: Found) -> tuple[Meaning, ...]:
    if "x" in found.groups:
        return (_base(found, "value", type="SET", value=load_words().sets[found.groups["x"]]),)
    words = load_words()
    word = found.groups["u"].rstrip(".")
    values = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE"}
    if word in words.units:
        unit = words.units[word]
        count = number(found.groups.get("n", "1"))
        value = values.get(unit, duration_value("1", unit)) if count in (1, None) else duration_value(_format(count or 1), unit)
    elif word in words.dayparts:
        value = "XXXX-XX-XXT" + words.dayparts[word]
    elif word in words.months:
        value = f"XXXX-{words.months[word]:02d}"
    else:
        value = f"XXXX-WXX-{words.weekdays[word]}"
    return (_base(found, "value", type="SET", value=value),)


def _reference(found: Found) -> tuple[Meaning, ...]:
    words = load_words()
    text = found.groups["x"]
    full = "the " + text
    if found.article and full in words.references:
        return (_base(found, "value", value=words.references[full]),)
    if text in ("present", "past", "time being") or text not in words.references:
        return ()
    return (replace(_base(found, "value", value=words.references[text]), start=found.spans["x"][0]),)


def _clock(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    hour, minute = int(groups["hh"]), int(groups.get("mi", "0"))
    if "ap" in groups:
        if not 1 <= hour <= 12:
            return ()
        hour = hour % 12 + (12 if groups["ap"].startswith("p") else 0)
    return (_base(found, "shift", type="TIME", unit="clock", daypart=f"{hour:02d}:{minute:02d}"),)


def _day_part(found: Found) -> tuple[Meaning, ...]:
    code = load_words().dayparts[found.groups["p"]]
    if found.groups["p"] in ("dawn", "dusk", "sunrise", "sunset", "nightfall"):
        return ()
    return (_base(found, "value", type="TIME", value=f"XXXX-XX-XXT{code}"),)


def _timeless(found: Found) -> tuple[Meaning, ...]:
    """Temporal, but without a value: ``a long time``, ``the dry season``, ``the third day``."""
    return (_base(found, "none"),)


_BUILD: dict[str, Callable[[Found], tuple[Meaning, ...]]] = {
    "dmy": _calendar, "mdy": _calendar, "my": _calendar, "m": _calendar, "ym": _calendar, "dd_my": _two_days, "m_ddy": _two_days,
    "mm_y": _two_months, "foreign": _core, "iso": _core, "nummonth": _core, "isomonth": _core, "numeric": _core, "yearrange": _year_range,
    "erarange": _year_range, "yearera": _year, "erayear": _year, "year": _year, "shortyear": _year, "quoteyear": _year,
    "decade": _decade, "decades": _decade, "eradecade": _decade, "shortdecade": _decade, "worddecade": _decade, "century": _century,
    "centuries": _century, "season": _season, "seasons": _season, "dryseason": _timeless, "quarter": _quarter, "yquarter": _quarter,
    "isoweek": _iso_week, "weekday": _weekday, "holiday": _holiday, "dayonly": _day_only, "deictic": _deictic, "directed": _directed,
    "vagueperiod": _timeless, "ordinalday": _timeless, "same": _same, "sametime": _same_phrase, "theunit": _the_unit, "thedays": _bare_units, "offset": _offset, "vagueoffset": _offset,
    "duration": _duration, "set": _set, "countset": _set, "ref": _reference, "clock": _clock, "clock24": _clock, "daypart": _day_part,
}


def _prefix_mod(groups: Groups, inner: Meaning) -> Meaning | None:
    word = groups["mod"]
    return replace(inner, mod=_MODS.get(word, _MODS.get(word.split()[0], "END" if word.split()[0] in ("last", "final", "closing") else "START")))


def _prefix_half(groups: Groups, inner: Meaning) -> Meaning | None:
    order = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "last": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}[groups["o"]]
    if groups["hq"] == "quarter" and groups["o"] == "last":
        order = 4
    if inner.point is not None and inner.point.unit == "year":
        return replace(inner, point=Point("half" if groups["hq"] == "half" else "quarter", inner.point.year, part=str(order)))
    if inner.kind == "shift" and inner.unit == "Y":
        return replace(inner, part=("H" if groups["hq"] == "half" else "Q") + str(order))
    return replace(inner, mod="START" if order == 1 else "END" if order in (2, 4) else "MID")


def _prefix_part(groups: Groups, inner: Meaning) -> Meaning | None:
    code = load_words().dayparts.get(groups["p"], "MO")
    if inner.type == "TIME" or inner.unit not in ("day", "D", "weekday", "monthday", "holiday") and (inner.point is None or inner.point.unit != "day"):
        return None
    return replace(inner, type="TIME", daypart=code)


def _prefix_span(groups: Groups, inner: Meaning) -> Meaning | None:
    return replace(inner, nth=("weekend" if "weekend" in groups["u"] else "week", 0))


def _prefix_keep(groups: Groups, inner: Meaning) -> Meaning | None:
    return inner


def _prefix_offset(groups: Groups, inner: Meaning) -> Meaning | None:
    """``two days after 9 May``: the date counted from."""
    count, unit = number(groups["n"]), load_words().units[groups["u"]]
    if count is None or count != int(count) or unit[0] == "T" or inner.count_from is not None:
        return None
    return replace(inner, count_from=(unit, int(count) * (-1 if groups["dir"] in ("before", "prior to") else 1)))


def _prefix_circa(groups: Groups, inner: Meaning) -> Meaning | None:
    return replace(inner, mod="APPROX")


def _prefix_nth(groups: Groups, inner: Meaning) -> Meaning | None:
    nth = -1 if groups["o"] in ("last", "final") else ordinal(groups["o"]) if groups["o"] != "opening" else 1
    return replace(inner, nth=(groups["u"].rstrip("."), nth or 1))


_PREFIX: dict[str, Callable[[Groups, Meaning], Meaning | None]] = {
    "mod": _prefix_mod, "half": _prefix_half, "part": _prefix_part, "span": _prefix_span, "within": _prefix_keep, "rest": _prefix_keep,
    "circa": _prefix_circa, "offsetfrom": _prefix_offset, "nth": _prefix_nth,
}
__all__ = ["BACKWARD", "FORWARD", "Meaning", "century_of", "meanings", "number", "ordinal"]
