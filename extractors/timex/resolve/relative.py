"""Meanings of the forms that count from elsewhere or measure time: ``the next day``, ``three years later``, durations, sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.meaning import (
    NO_ADJECTIVE,
    Meaning,
    duration_value,
    format_count,
    number,
    ordinal,
    spanning,
)
from verbale.extractors.timex.find.vocabulary import load_words

_WHOLE = frozenset(["first", "final", "early", "late", "latter", "closing", "opening", "earlier", "later"])


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
    direction = next((w for w in reference.split() if w in load_words().forward | load_words().backward | {"this"}), "")
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
    if unit == "Q" and not plural and "n" not in groups and direction in load_words().forward | load_words().backward:
        return (
            spanning(
                found, "shift", unit="Q", count=1 if direction in load_words().forward else -1, base="speech", direction=direction
            ),
        )
    if direction in _WHOLE or "n" in groups or plural or (adjective and direction in ("last", "past")):
        if unit is None or (unit in ("Q", "S", "TS") and "n" not in groups):
            return ()
        count = number(groups["n"]) if "n" in groups else (None if plural else 1)
        return (
            spanning(found, "value", type="DURATION", value=duration_value("X" if count is None else format_count(count), unit)),
        )
    if unit is not None and found.article and direction in ("last", "past"):
        return (spanning(found, "value", type="DURATION", value=duration_value("1", unit)),)
    count = 1 if direction in load_words().forward else -1
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


def _offset(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    unit, direction = load_words().units[groups["u"]], groups["dir"].split()[0]
    count = number(groups["n"]) if "n" in groups else None
    forward = direction in load_words().forward or groups["dir"] == "after that"
    base = "speech" if direction in ("ago", "hence", "back") else "anchor"
    if direction == "into":
        return ()
    if count is None or count != int(count) or unit in ("Q", "S", "WE", "HC", "HD", "ML"):
        return (spanning(found, "value", value="FUTURE_REF" if forward else "PAST_REF", direction=direction),)
    if unit in ("TS", "TM", "TH"):
        return (spanning(found, "none", type="TIME"),)
    return (spanning(found, "shift", unit=unit, count=int(count) * (1 if forward else -1), base=base, direction=direction),)


# the builder of each kind of match
RELATIVE: Mapping[str, Callable[[Found], tuple[Meaning, ...]]] = {
    "weekday": _weekday,
    "dayonly": _day_only,
    "deictic": _deictic,
    "directed": _directed,
    "same": _same,
    "sametime": _same_phrase,
    "theunit": _the_unit,
    "offset": _offset,
    "vagueoffset": _offset,
}
