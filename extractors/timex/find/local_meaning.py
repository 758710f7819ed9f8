"""The local meaning of a temporal expression: what it says of itself, before anything around it is known."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.extractors.timex.calendar.points import Point

_DAYS = frozenset(("day", "D", "weekday", "monthday", "holiday"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """A temporal expression with what it says of itself.

    ``kind``: point (absolute), partial (lacks its year), shift (so many units from the anchor or the moment of speech),
    value (a TIMEX3 value that needs no context), none (temporal, but without a value). ``base``: anchor or speech.
    ``form`` is the pattern that matched. ``year_ref``: which year a partial names by reference (that, next, last, '94),
    ``pair``: first / second of two written together. ``start``, ``end`` are characters of the reading view.
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


def is_day(meaning: Meaning) -> bool:
    """Whether an expression names a day, of whatever year."""
    return meaning.unit in _DAYS or (meaning.point is not None and meaning.point.unit == "day")
