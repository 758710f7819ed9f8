"""The closed classes of temporal words, read from ``data/timex/words.toml`` once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.extractors.data_files import DATA
from verbale.extractors.text import FOREIGN_MONTHS, MONTHS, WEEKDAYS

_FILE = DATA / "timex" / "words.toml"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day. Exactly one of ``fixed`` (MM-DD), ``easter`` (days from Easter Sunday), ``nth`` (month, weekday 1-7, nth),
    ``only`` (a single ISO day) or ``lunar`` (no day known) is given."""

    fixed: str = ""
    easter: int | None = None
    nth: tuple[int, int, int] | None = None
    only: str = ""
    lunar: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case form -> what it stands for. ``foreign_months`` maps a form to the language that writes it."""

    months: dict[str, int]
    foreign_months: dict[str, tuple[str, int]]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    vague: tuple[str, ...]
    references: dict[str, str]
    sets: dict[str, str]
    holidays: dict[str, Holiday]
    forward: frozenset[str]
    backward: frozenset[str]
    modifiers: dict[str, str]
    quantity_modifiers: dict[str, str]
    decades: dict[str, int]


def alternation(forms: Any) -> str:
    """A regular expression that matches any of the forms, longest first."""
    return "(?:" + "|".join(re.escape(f) for f in sorted(set(forms), key=lambda f: (-len(f), f))) + ")"


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Read and check the word file. Raises ValueError naming the key that is wrong."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    units = dict(data["units"])
    plural = {unit + "s": code for unit, code in units.items() if unit + "s" not in units}
    plural |= {form: units[singular] for form, singular in data["units_plural"].items()}
    return Words(
        months=MONTHS,
        foreign_months=FOREIGN_MONTHS,
        weekdays=WEEKDAYS,
        seasons=data["seasons"],
        dayparts=data["dayparts"],
        units=plural | units,
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        vague=tuple(data["vague_quantities"]["words"]),
        references=data["references"],
        sets=data["sets"],
        holidays=_holidays(data["holidays"]),
        forward=frozenset(data["directions"]["forward"]),
        backward=frozenset(data["directions"]["backward"]),
        modifiers=data["modifiers"],
        quantity_modifiers=data["quantity_modifiers"],
        decades=data["decades"],
    )


def _holidays(rows: list[dict[str, Any]]) -> dict[str, Holiday]:
    result = {}
    for row in rows:
        fields: dict[str, Any] = {key: tuple(value) if key == "nth" else value for key, value in row.items() if key != "names"}
        if len(fields) != 1:
            raise ValueError(f"{_FILE.name}: holiday {row.get('names')} needs exactly one of fixed, easter, nth, only, lunar")
        holiday = Holiday(**fields)
        result.update(dict.fromkeys(row["names"], holiday))
    return result
