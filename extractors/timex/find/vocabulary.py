"""The closed classes of temporal words: months, units, numbers, seasons, feasts ..., each form with what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from verbale.extractors.data_files import LowerWords, Table, load

Season = Literal["SP", "SU", "FA", "WI"]
DayPart = Literal["MO", "MI", "AF", "EV", "NI", "DT"]
Unit = Literal["TS", "TM", "TH", "D", "W", "2W", "WE", "M", "Q", "S", "Y", "DE", "CE", "ML", "HC", "HD"]
Reference = Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]
Mod = Literal["START", "MID", "END", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "APPROX"]


class Holiday(Table):
    """A named day: ``fixed`` (MM-DD), ``easter`` (days from Easter Sunday), ``nth`` (month, weekday 1-7, nth; -1: the last),
    ``only`` (a single ISO day) or ``lunar`` (no day known)."""

    names: tuple[str, ...]
    fixed: str = Field("", pattern=r"^(\d\d-\d\d)?$")
    easter: int | None = None
    nth: tuple[int, int, int] | None = None
    only: str = Field("", pattern=r"^(\d{4}-\d\d-\d\d)?$")
    lunar: bool = False

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if len(self.model_fields_set - {"names"}) != 1:
            raise ValueError(f"holiday {self.names[0]!r} needs exactly one of fixed, easter, nth, only, lunar")
        return self


class Directions(Table):
    """Words that count forward from a date, and back."""

    forward: LowerWords
    backward: LowerWords


class TemporalWords(Table):
    """``timex/words.toml``; its comments say what every list means."""

    no_adjectives: LowerWords
    vague_quantities: LowerWords
    measuring: LowerWords
    unitwise: LowerWords
    from_speech: LowerWords
    nearest_before: LowerWords
    nearest_after: LowerWords
    figurative_dayparts: LowerWords
    centuries: LowerWords
    zones: LowerWords
    seasons: dict[str, Season]
    dayparts: dict[str, DayPart]
    units: dict[str, Unit]
    units_plural: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    directions: Directions
    modifiers: dict[str, Mod]
    quantity_modifiers: dict[str, Mod]
    references: dict[str, Reference]
    sets: dict[str, str]
    holidays: tuple[Holiday, ...]


WORDS = load(TemporalWords, "timex/words.toml")
FORWARD = WORDS.directions.forward
BACKWARD = WORDS.directions.backward


def _units() -> Mapping[str, str]:
    """Singular and plural of every unit -> its ISO 8601 designator as TIMEX3 writes it."""
    regular = {f"{unit}s": code for unit, code in WORDS.units.items() if f"{unit}s" not in WORDS.units}
    irregular = {form: WORDS.units[singular] for form, singular in WORDS.units_plural.items()}
    return MappingProxyType(regular | irregular | dict(WORDS.units))


def alternation(forms: Iterable[str]) -> str:
    """A regular expression that matches any of the forms, the longest first."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(set(forms), key=lambda form: (-len(form), form))) + ")"


UNITS = _units()
HOLIDAYS: Mapping[str, Holiday] = MappingProxyType({name: holiday for holiday in WORDS.holidays for name in holiday.names})
