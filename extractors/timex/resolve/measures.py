"""Meanings of the forms that measure time or name it without the calendar: durations, sets, ``now``, clock times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from verbale.extractors.text import MONTHS, WEEKDAYS
from verbale.extractors.timex.calendar.notation import duration_value
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.numerals import number
from verbale.extractors.timex.find.vocabulary import UNITS, WORDS
from verbale.extractors.timex.resolve.match_groups import clock_time, spanning

_EVERY = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE"}


def measure(found: Found, count: float | None, unit: str) -> tuple[Meaning, ...]:
    """A duration of so many units; None: unknown how many."""
    return (spanning(found, "value", type="DURATION", value=duration_value(count, unit)),)


def _bare_units(found: Found) -> tuple[Meaning, ...]:
    return measure(found, None, UNITS[found.groups["u"]])


def _duration(found: Found) -> tuple[Meaning, ...]:
    groups = found.groups
    if groups.get("adj", "") in WORDS.no_adjectives or _is_no_duration(groups["n"], groups["u"]):
        return ()
    text, start = groups["n"], found.start
    if text in ("a", "an") and number(groups.get("adj", "")) is not None:  # "a two year term"
        text, start = groups["adj"], found.spans["adj"][0]
    count = 0.5 if text.startswith("half") else number(text)
    if groups.get("adj") in ("few", "couple"):
        count = None
    if count is not None and ("half" in groups or "half2" in groups):
        count += 0.5
    mod = WORDS.quantity_modifiers.get(groups.get("mod", "").strip(), "")
    return tuple(replace(meaning, start=start, mod=mod) for meaning in measure(found, count, UNITS[groups["u"]]))


def _is_no_duration(count: str, unit_word: str) -> bool:
    """``a second``, ``two seasons``, ``a quarter``, ``a minute`` are ordinals, series, shares, records."""
    odd = UNITS[unit_word] == "Q" or unit_word in ("second", "season", "seasons")
    return odd or (unit_word == "minute" and count == "a")


def _set(found: Found) -> tuple[Meaning, ...]:
    return (spanning(found, "value", type="SET", value=WORDS.sets[found.groups["x"]]),)


def _counted_set(found: Found) -> tuple[Meaning, ...]:
    """``every year``, ``every two weeks``, ``each Monday``."""
    word = found.groups["u"].rstrip(".")
    count = number(found.groups.get("n", "1"))
    if word in UNITS:
        unit = UNITS[word]
        value = _EVERY.get(unit, duration_value(1, unit)) if count in (1, None) else duration_value(count, unit)
    elif word in WORDS.dayparts:
        value = "XXXX-XX-XXT" + WORDS.dayparts[word]
    elif word in MONTHS:
        value = f"XXXX-{MONTHS[word]:02d}"
    else:
        value = f"XXXX-WXX-{WEEKDAYS[word]}"
    return (spanning(found, "value", type="SET", value=value),)


def _reference(found: Found) -> tuple[Meaning, ...]:
    """``now``, ``the present day``, ``recent years``."""
    text = found.groups["x"]
    full = "the " + text
    if found.article and full in WORDS.references:
        return (spanning(found, "value", value=WORDS.references[full]),)
    if text not in WORDS.references:
        return ()
    return (replace(spanning(found, "value", value=WORDS.references[text]), start=found.spans["x"][0]),)


def _clock(found: Found) -> tuple[Meaning, ...]:
    time = clock_time(found.groups)
    return (spanning(found, "shift", type="TIME", unit="clock", daypart=time),) if time else ()


def _day_part(found: Found) -> tuple[Meaning, ...]:
    part = found.groups["p"]
    if part in WORDS.figurative_dayparts:
        return ()
    return (spanning(found, "value", type="TIME", value=f"XXXX-XX-XXT{WORDS.dayparts[part]}"),)


def _timeless(found: Found) -> tuple[Meaning, ...]:
    """Temporal, but without a value: ``a long time``, ``the dry season``, ``the third day``."""
    return (spanning(found, "none"),)


# the builder of each kind of match
MEASURES: Mapping[str, Callable[[Found], tuple[Meaning, ...]]] = {
    "dryseason": _timeless,
    "vagueperiod": _timeless,
    "ordinalday": _timeless,
    "thedays": _bare_units,
    "duration": _duration,
    "set": _set,
    "countset": _counted_set,
    "ref": _reference,
    "clock": _clock,
    "daypart": _day_part,
}
