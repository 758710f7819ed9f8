"""Meanings of the forms that count from elsewhere: ``the next day``, ``three years later``, ``on Tuesday``, ``the same year``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from verbale.extractors.text import WEEKDAYS
from verbale.extractors.timex.calendar.notation import CLOCK_UNITS
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.numerals import number, ordinal
from verbale.extractors.timex.find.vocabulary import BACKWARD, FORWARD, UNITS, WORDS
from verbale.extractors.timex.resolve.match_groups import month_of, pointing_word, spanning
from verbale.extractors.timex.resolve.measures import measure

_DEICTIC = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
_FROM_ANCHOR = frozenset(("following", "that", "previous"))
_ORDINAL = re.compile(r"(?:st|nd|rd|th)$")
# units of which no whole number is counted: "two quarters later" names no quarter
_INEXACT = frozenset(("Q", "S", "WE", "HC", "HD", "ML"))


def _weekday(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    weekday = WEEKDAYS[groups.get("w", groups.get("w2", "")).rstrip(".")]
    week = groups.get("wk") or groups.get("wk2")
    if week:  # "Tuesday next week"
        direction = week.split()[-1]
        return (spanning(found, "shift", unit="weekday", count=weekday, direction=direction, base="speech", part="week"),)
    part = WORDS.dayparts.get(groups.get("p", ""), "")
    direction = _weekday_direction(groups.get("dir", ""))
    base = "anchor" if direction in _FROM_ANCHOR else "speech"
    kind = "TIME" if part else "DATE"
    return (spanning(found, "shift", unit="weekday", count=weekday, direction=direction, daypart=part, base=base, type=kind),)


def _weekday_direction(words: str) -> str:
    if words in ("this coming", "this upcoming"):
        return "coming"
    return "" if words.startswith("this") else words.removeprefix("the ")


def _day_only(found: Found) -> tuple[Meaning, ...]:
    """``on the 12th``, ``the 3rd of this month``."""
    day = found.groups["d"]
    if not _ORDINAL.search(day):
        return ()
    direction = pointing_word(found.groups.get("ref", ""))
    base = "speech" if direction in ("this", "next", "last") else "anchor"
    return (spanning(found, "shift", unit="monthday", count=ordinal(day) or 0, direction=direction, base=base),)


def _deictic(found: Found) -> tuple[Meaning, ...]:
    word = found.groups["x"]
    part = WORDS.dayparts.get(found.groups.get("p", ""), "NI" if word == "tonight" else "")
    kind = "TIME" if part else "DATE"
    return (spanning(found, "shift", unit="D", count=_DEICTIC[word], base="speech", direction=word, daypart=part, type=kind),)


def _directed(found: Found) -> tuple[Meaning, ...]:
    """``next year``, ``the following three months``, ``the first two years``, ``last summer``."""
    direction, unit_word = found.groups["dir"].split()[-1], found.groups["u"].rstrip(".")
    unit = UNITS.get(unit_word)
    if not _is_phrase_of_time(found, direction, unit):
        return ()
    if direction == "current":
        return _counted_unit(found, unit_word, 0, "speech", "this") if unit and not _is_plural(unit_word) else ()
    if not _is_plural(unit_word) and "n" not in found.groups and unit in ("D", "Q"):
        if unit == "D" and direction in WORDS.measuring:  # "the first day"
            return (spanning(found, "none"),)
        if unit == "Q" and direction not in WORDS.measuring:
            return (spanning(found, "shift", unit="Q", count=_step(direction), base="speech", direction=direction),)
    if _is_measured(found, direction):
        return _measured(found, unit)
    base = "speech" if direction in WORDS.from_speech and not found.article else "anchor"
    return _counted_unit(found, unit_word, _step(direction), base, direction)


def _step(direction: str) -> int:
    return 1 if direction in FORWARD else -1


def _is_phrase_of_time(found: Found, direction: str, unit: str | None) -> bool:
    """No ``last of the months``; of ``final May`` and the like only what has an article."""
    if found.groups.get("adj", "") in WORDS.no_adjectives:
        return False
    return unit is not None or found.article or direction not in WORDS.measuring


def _is_measured(found: Found, direction: str) -> bool:
    """Whether a phrase says how long, not when: ``the next two years``, ``the final year``, ``over the past year``."""
    if "n" in found.groups or _is_plural(found.groups["u"]) or direction in WORDS.measuring:
        return True
    whole = found.article and found.groups["u"] in UNITS
    return direction in ("last", "past") and (whole or bool(found.groups.get("adj")))


def _is_plural(unit_word: str) -> bool:
    return unit_word in UNITS and unit_word.endswith("s")


def _measured(found: Found, unit: str | None) -> tuple[Meaning, ...]:
    """``the first two years``, ``the last months``: how long, counted from nowhere."""
    groups = found.groups
    if unit is None or (unit in ("Q", "S", "TS") and "n" not in groups):
        return ()
    if "n" in groups:
        return measure(found, number(groups["n"]), unit)
    return measure(found, None if _is_plural(groups["u"]) else 1, unit)


def _counted_unit(found: Found, word: str, count: int, base: str, direction: str) -> tuple[Meaning, ...]:
    """The unit, part of the day, season or month that lies ``count`` steps from the anchor or the moment of speech."""
    if word in UNITS:
        if UNITS[word] in CLOCK_UNITS:
            return (spanning(found, "none", type="TIME"),)
        return (spanning(found, "shift", unit=UNITS[word], count=count, base=base, direction=direction),)
    if word in WORDS.dayparts:
        part = WORDS.dayparts[word]
        return (spanning(found, "shift", unit="D", count=count, base=base, direction=direction, daypart=part, type="TIME"),)
    year = {1: "next", -1: "last", 0: "this"}[count]
    if word in WORDS.seasons:
        season = WORDS.seasons[word]
        return (spanning(found, "partial", unit="season", part=season, year_ref=year, direction=direction, base=base),)
    return (spanning(found, "partial", unit="month", month=month_of(word), year_ref=year, direction=direction, base=base),)


def _same(found: Found) -> tuple[Meaning, ...]:
    """``this year``, ``that same month``, ``these three weeks``."""
    groups = found.groups
    word, direction = groups["u"].rstrip("."), groups["dir"]
    if word in ("period", "era"):
        return (spanning(found, "none"),)
    if direction in ("these", "those"):
        return (spanning(found, "none"),) if word in UNITS and UNITS[word] not in CLOCK_UNITS else ()
    of_speech = direction.startswith("this") and "same" not in direction
    if word in ("time", "point", "moment", "date"):
        named = word in ("time", "date") and not of_speech
        return (spanning(found, "shift", unit="same", direction="same"),) if named else ()
    if "n" in groups:
        return measure(found, number(groups["n"]), UNITS[word]) if word in UNITS and groups["n"] not in ("a", "an") else ()
    return _counted_unit(found, word, 0, *(("speech", "this") if of_speech else ("anchor", "same")))


def _same_phrase(found: Found) -> tuple[Meaning, ...]:
    phrase = found.groups["x"]
    if phrase == "time being":
        return (spanning(found, "value", value="PRESENT_REF"),)
    if phrase in ("same time", "same period"):
        return (spanning(found, "shift", unit="same", direction="same"),)
    return (spanning(found, "none", direction="thetime"),) if phrase == "time" else ()


def _the_unit(found: Found) -> tuple[Meaning, ...]:
    """``the day before``, ``the year after next``, ``the month``."""
    word, direction = found.groups["u"], found.groups.get("dir", "")
    if word == "period":
        return (spanning(found, "none"),)
    unit = UNITS[word]
    if unit in ("Q", "S"):
        return ()
    if direction in ("before last", "after next"):
        count = -2 if direction == "before last" else 2
        return (spanning(found, "shift", unit=unit, count=count, base="speech", direction=direction),)
    count = 1 if direction in FORWARD else -1 if direction in BACKWARD else 0
    return (spanning(found, "shift", unit=unit, count=count, direction=direction or "same"),)


def _unit_end(found: Found) -> tuple[Meaning, ...]:
    """``year-end``, ``the month's end``, ``by next year's end``."""
    direction = found.groups.get("dir", "the").replace("the", "this")
    count = {"next": 1, "last": -1}.get(direction, 0)
    meaning = spanning(found, "shift", unit=UNITS[found.groups["u"]], count=count, base="speech", direction=direction, mod="END")
    return (meaning,)


def _offset(found: Found) -> tuple[Meaning, ...]:
    """``three years later``, ``a day before``, ``two weeks ago``."""
    groups = found.groups
    unit, direction = UNITS[groups["u"]], groups["dir"].split()[0]
    if direction == "into":
        return ()
    count = number(groups["n"]) if "n" in groups else None
    forward = direction in FORWARD or groups["dir"] == "after that"
    if count is None or count != int(count) or unit in _INEXACT:
        return (spanning(found, "value", value="FUTURE_REF" if forward else "PAST_REF", direction=direction),)
    if unit in CLOCK_UNITS:
        return (spanning(found, "none", type="TIME"),)
    base = "speech" if direction in ("ago", "hence", "back") else "anchor"
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
    "unitend": _unit_end,
    "offset": _offset,
    "vagueoffset": _offset,
}
