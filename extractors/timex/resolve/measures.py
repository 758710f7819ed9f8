"""Meanings of the forms that measure time or name it without the calendar: durations, sets, ``now``, clock times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.meaning import NO_ADJECTIVE, Meaning, duration_value, format_count, number, spanning
from verbale.extractors.timex.find.vocabulary import load_words


def _bare_units(found: Found) -> tuple[Meaning, ...]:
    return (spanning(found, "value", type="DURATION", value=duration_value("X", load_words().units[found.groups["u"]])),)


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
    mod = load_words().quantity_modifiers.get(quantity, "")
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
MEASURES: Mapping[str, Callable[[Found], tuple[Meaning, ...]]] = {
    "dryseason": _timeless,
    "vagueperiod": _timeless,
    "ordinalday": _timeless,
    "thedays": _bare_units,
    "duration": _duration,
    "set": _set,
    "countset": _set,
    "ref": _reference,
    "clock": _clock,
    "clock24": _clock,
    "daypart": _day_part,
}
