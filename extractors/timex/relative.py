"""Meanings of the forms that count from elsewhere or measure time: ``the next day``, ``three years later``, durations, sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from extractors.timex.grammar import Found
from extractors.timex.meaning import (
    BACKWARD,
    FORWARD,
    NO_ADJECTIVE,
    Meaning,
    duration_value,
    format_count,
    number,
    ordinal,
    spanning,
)
from extractors.timex.words import load_words

_WHOLE = frozenset(["first", "final", "early", "late", "latter", "closing", "opening", "earlier", "later"])
_QUANTITY_MODS = (
    ("more than", "MORE_THAN"),
    ("over", "MORE_THAN"),
    ("less than", "LESS_THAN"),
    ("fewer than", "LESS_THAN"),
    ("under", "LESS_THAN"),
    ("nearly", "LESS_THAN"),
    ("almost", "LESS_THAN"),
    ("at least", "EQUAL_OR_MORE"),
    ("no more than", "EQUAL_OR_LESS"),
    ("at most", "EQUAL_OR_LESS"),
    ("up to", "EQUAL_OR_LESS"),
    ("about", "APPROX"),
    ("around", "APPROX"),
    ("approximately", "APPROX"),
    ("roughly", "APPROX"),
    ("some", "APPROX"),
)


def _weekday(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    weekday = load_words().weekdays[groups.get("w", groups.get("w2", "")).rstrip(".")]
    week = groups.get("wk") or groups.get("wk2")
    if week:
        word = week.split()[-1]
        return (spanning(found, "shift", unit="weekday", count=weekday, direction=word, base="speech", part="week"),)
    part = load_words().dayparts.get(groups.get("p", ""), "")
    direction = groups.get("dir", "")
    direction = "" if direction.split(" ")[0] == "this" else direction.replace("the ", "")
    if groups.get("dir") in ("this coming", "this upcoming", "coming"):
        direction = "coming"
    base = "anchor" if direction in ("following", "that", "previous") else "speech"
    return (
        spanning(
            found,
            "shift",
            unit="weekday",
            count=weekday,
            direction=direction,
            daypart=part,
            base=base,
            type="TIME" if part else "DATE",
        ),
    )


def _day_only(found: Found) -> tuple[Meaning, ...]:
    if not re.search(r"(?:st|nd|rd|th)$", found.groups["d"]):
        return ()
    reference = found.groups.get("ref", "")
    direction = next((w for w in reference.split() if w in FORWARD | BACKWARD | {"this"}), "")
    return (
        spanning(
            found,
            "shift",
            unit="monthday",
            count=(ordinal(found.groups["d"]) or 0),
            direction=direction,
            base="speech" if direction in ("this", "next", "last") else "anchor",
        ),
    )


def _deictic(found: Found) -> tuple[Meaning, ...]:
    counts = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
    word = found.groups["x"]
    part = load_words().dayparts.get(found.groups.get("p", ""), "NI" if word == "tonight" else "")
    return (
        spanning(
            found,
            "shift",
            unit="D",
            count=counts[word],
            base="speech",
            direction=word,
            daypart=part,
            type="TIME" if part else "DATE",
        ),
    )


def _directed(found: Found) -> tuple[Meaning, ...]:
    """``next year``, ``the following three months``, ``the first two years``, ``last summer``."""
    groups = found.groups
    direction, unit_word = groups["dir"].split()[-1], groups["u"].rstrip(".")
    words = load_words()
    unit = words.units.get(unit_word)
    plural = unit is not None and unit_word.endswith("s")
    adjective = groups.get("adj", "")
    if adjective in NO_ADJECTIVE or (direction in _WHOLE and not found.article and unit is None):
        return ()
    if unit == "D" and not plural and "n" not in groups and direction in _WHOLE:
        return (spanning(found, "none"),)
    if direction == "current":
        return _relative_unit(found, unit_word, 0, "speech", "this") if unit is not None and not plural else ()
    if unit == "Q" and not plural and "n" not in groups and direction in FORWARD | BACKWARD:
        return (spanning(found, "shift", unit="Q", count=1 if direction in FORWARD else -1, base="speech", direction=direction),)
    if direction in _WHOLE or "n" in groups or plural or (adjective and direction in ("last", "past")):
        if unit is None or (unit in ("Q", "S", "TS") and "n" not in groups):
            return ()
        count = number(groups["n"]) if "n" in groups else (None if plural else 1)
        return (
            spanning(found, "value", type="DURATION", value=duration_value("X" if count is None else format_count(count), unit)),
        )
    if unit is not None and found.article and direction in ("last", "past"):
        return (spanning(found, "value", type="DURATION", value=duration_value("1", unit)),)
    count = 1 if direction in FORWARD else -1
    base = "speech" if direction in ("next", "last", "past", "coming", "upcoming") and not found.article else "anchor"
    return _relative_unit(found, unit_word, count, base, direction)


def _relative_unit(found: Found, word: str, count: int, base: str, direction: str) -> tuple[Meaning, ...]:
    words = load_words()
    if word in words.units:
        unit = words.units[word]
        if unit in ("TS", "TM", "TH"):
            return (spanning(found, "none", type="TIME"),)
        return (spanning(found, "shift", unit=unit, count=count, base=base, direction=direction),)
    if word in words.dayparts:
        return (
            spanning(
                found, "shift", unit="D", count=count, base=base, direction=direction, daypart=words.dayparts[word], type="TIME"
            ),
        )
    year_ref = {1: "next", -1: "last", 0: "this"}[count]
    if word in words.seasons:
        return (
            spanning(
                found, "partial", unit="season", part=words.seasons[word], year_ref=year_ref, direction=direction, base=base
            ),
        )
    return (
        spanning(found, "partial", unit="month", month=words.months[word], year_ref=year_ref, direction=direction, base=base),
    )


def _same(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    unit_word, direction = groups["u"].rstrip("."), groups["dir"]
    words = load_words()
    if unit_word in ("period", "era") or direction in ("these", "those"):
        return (spanning(found, "none"),) if unit_word in ("period", "era") or words.units.get(unit_word, "T")[0] != "T" else ()
    if unit_word in ("time", "point", "moment", "date"):
        return _same_time(found, direction, unit_word)
    if "n" in groups:
        unit = words.units.get(unit_word) if groups["n"] not in ("a", "an") else None
        count = number(groups["n"])
        return (
            (
                spanning(
                    found, "value", type="DURATION", value=duration_value("X" if count is None else format_count(count), unit)
                ),
            )
            if unit
            else ()
        )
    base = "speech" if direction.startswith("this") and "same" not in direction else "anchor"
    return _relative_unit(found, unit_word, 0, base, "this" if base == "speech" else "same")


def _same_time(found: Found, direction: str, word: str) -> tuple[Meaning, ...]:
    if word in ("point", "moment"):
        return ()
    if direction.startswith("this") and "same" not in direction:
        return ()
    return (spanning(found, "shift", unit="same", direction="same"),)


def _same_phrase(found: Found) -> tuple[Meaning, ...]:
    word = found.groups["x"]
    if word == "time being":
        return (spanning(found, "value", value="PRESENT_REF"),)
    if word in ("same time", "same period"):
        return (spanning(found, "shift", unit="same", direction="same"),)
    if word == "time":
        return (spanning(found, "none", direction="thetime"),)
    return ()


def _the_unit(found: Found) -> tuple[Meaning, ...]:
    word, direction = found.groups["u"], found.groups.get("dir", "")
    if word == "period":
        return (spanning(found, "none"),)
    unit = load_words().units[word]
    if unit in ("Q", "S"):
        return ()
    if direction in ("before last", "after next"):
        return (
            spanning(
                found, "shift", unit=unit, count=-2 if direction == "before last" else 2, base="speech", direction=direction
            ),
        )
    count = (
        1
        if direction in ("after", "following", "later")
        else -1
        if direction in ("before", "previous", "preceding", "earlier")
        else 0
    )
    return (spanning(found, "shift", unit=unit, count=count, direction=direction or "same"),)


def _bare_units(found: Found) -> tuple[Meaning, ...]:
    return (spanning(found, "value", type="DURATION", value=duration_value("X", load_words().units[found.groups["u"]])),)


def _offset(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    unit, direction = load_words().units[groups["u"]], groups["dir"].split()[0]
    count = number(groups["n"]) if "n" in groups else None
    forward = direction in FORWARD or groups["dir"] == "after that"
    base = "speech" if direction in ("ago", "hence", "back") else "anchor"
    if direction == "into":
        return ()
    if count is None or count != int(count) or unit in ("Q", "S", "WE", "HC", "HD", "ML"):
        return (spanning(found, "value", value="FUTURE_REF" if forward else "PAST_REF", direction=direction),)
    if unit in ("TS", "TM", "TH"):
        return (spanning(found, "none", type="TIME"),)
    return (spanning(found, "shift", unit=unit, count=int(count) * (1 if forward else -1), base=base, direction=direction),)


def _duration(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    unit_word = groups["u"]
    unit = load_words().units[unit_word]
    if (
        groups.get("adj", "") in NO_ADJECTIVE
        or unit == "Q"
        or unit_word in ("second", "season", "seasons")
        or (unit_word == "minute" and groups["n"] == "a")
    ):
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
    value = duration_value("X" if count is None else format_count(count).replace("0.5", ".5"), unit)
    quantity = groups.get("mod", "").strip()
    mod = dict(_QUANTITY_MODS).get(quantity, "")
    return (replace(spanning(found, "value", type="DURATION", value=value, mod=mod), start=start),)


def _set(found: Found) -> tuple[Meaning, ...]:
    if "x" in found.groups:
        return (spanning(found, "value", type="SET", value=load_words().sets[found.groups["x"]]),)
    words = load_words()
    word = found.groups["u"].rstrip(".")
    values = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE"}
    if word in words.units:
        unit = words.units[word]
        count = number(found.groups.get("n", "1"))
        value = (
            values.get(unit, duration_value("1", unit)) if count in (1, None) else duration_value(format_count(count or 1), unit)
        )
    elif word in words.dayparts:
        value = "XXXX-XX-XXT" + words.dayparts[word]
    elif word in words.months:
        value = f"XXXX-{words.months[word]:02d}"
    else:
        value = f"XXXX-WXX-{words.weekdays[word]}"
    return (spanning(found, "value", type="SET", value=value),)


def _reference(found: Found) -> tuple[Meaning, ...]:
    words = load_words()
    text = found.groups["x"]
    full = "the " + text
    if found.article and full in words.references:
        return (spanning(found, "value", value=words.references[full]),)
    if text in ("present", "past", "time being") or text not in words.references:
        return ()
    return (replace(spanning(found, "value", value=words.references[text]), start=found.spans["x"][0]),)


def _clock(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    hour, minute = int(groups["hh"]), int(groups.get("mi", "0"))
    if "ap" in groups:
        if not 1 <= hour <= 12:
            return ()
        hour = hour % 12 + (12 if groups["ap"].startswith("p") else 0)
    return (spanning(found, "shift", type="TIME", unit="clock", daypart=f"{hour:02d}:{minute:02d}"),)


def _day_part(found: Found) -> tuple[Meaning, ...]:
    code = load_words().dayparts[found.groups["p"]]
    if found.groups["p"] in ("dawn", "dusk", "sunrise", "sunset", "nightfall"):
        return ()
    return (spanning(found, "value", type="TIME", value=f"XXXX-XX-XXT{code}"),)


def _timeless(found: Found) -> tuple[Meaning, ...]:
    """Temporal, but without a value: ``a long time``, ``the dry season``, ``the third day``."""
    return (spanning(found, "none"),)


# the builder of each kind of match
RELATIVE: Mapping[str, Callable[[Found], tuple[Meaning, ...]]] = {
    "dryseason": _timeless,
    "weekday": _weekday,
    "dayonly": _day_only,
    "deictic": _deictic,
    "directed": _directed,
    "vagueperiod": _timeless,
    "ordinalday": _timeless,
    "same": _same,
    "sametime": _same_phrase,
    "theunit": _the_unit,
    "thedays": _bare_units,
    "offset": _offset,
    "vagueoffset": _offset,
    "duration": _duration,
    "set": _set,
    "countset": _set,
    "ref": _reference,
    "clock": _clock,
    "clock24": _clock,
    "daypart": _day_part,
}
