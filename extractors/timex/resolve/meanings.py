"""What a match means before its context is known: Found -> Meanings (two where two dates are written together)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verbale.extractors.timex.calendar.notation import CLOCK_UNITS
from verbale.extractors.timex.calendar.points import Point, valid
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.local_meaning import Meaning, is_day
from verbale.extractors.timex.find.numerals import number, ordinal
from verbale.extractors.timex.find.vocabulary import UNITS, WORDS
from verbale.extractors.timex.resolve.absolute import ABSOLUTE
from verbale.extractors.timex.resolve.match_groups import Groups, clock_time
from verbale.extractors.timex.resolve.measures import MEASURES
from verbale.extractors.timex.resolve.relative import RELATIVE

_BUILD = {**ABSOLUTE, **RELATIVE, **MEASURES}
_PARTS_IN_ORDER = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "last": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip


def meanings(found: Found) -> tuple[Meaning, ...]:
    """The meanings of a match, with their spans; empty where the form says no time after all."""
    if found.inner is not None:
        return _prefixed(found, meanings(found.inner))
    build = _BUILD.get(found.kind)
    return tuple(m for m in build(found) if m.point is None or valid(m.point)) if build else ()


def _prefixed(found: Found, inner: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """The meaning of a date behind a prefix, or the date alone where the prefix says nothing of it."""
    first = _PREFIXES[found.kind](found.groups, inner[0]) if inner else None
    return inner if first is None else (replace(first, start=found.start), *inner[1:])


def _modified(groups: Groups, inner: Meaning) -> Meaning:
    """``early``, ``the end of``."""
    return replace(inner, mod=WORDS.modifiers[groups["mod"].split()[0]])


def _half_or_quarter(groups: Groups, inner: Meaning) -> Meaning:
    """``the second half of 2008``, ``the first quarter of next year``, ``the first half of the 19th century``."""
    is_half = groups["hq"] == "half"
    part = 4 if not is_half and groups["o"] == "last" else _PARTS_IN_ORDER[groups["o"]]
    if inner.point is not None and inner.point.unit == "year":
        return replace(inner, point=Point("half" if is_half else "quarter", inner.point.year, part=str(part)))
    if inner.kind == "shift" and inner.unit == "Y":
        return replace(inner, part=f"{'H' if is_half else 'Q'}{part}")
    return replace(inner, mod={1: "START", 3: "MID"}.get(part, "END"))


def _part_of_day(groups: Groups, inner: Meaning) -> Meaning | None:
    """``the night of 4 May``, ``the early hours of Monday``."""
    if inner.type == "TIME" or not is_day(inner):
        return None
    return replace(inner, type="TIME", daypart=WORDS.dayparts.get(groups["p"], "MO"))


def _at_clock(groups: Groups, inner: Meaning) -> Meaning | None:
    """``9 a.m. Tuesday``, ``21:30 GMT on 4 May``."""
    time = clock_time(groups)
    return replace(inner, type="TIME", daypart=time) if time and inner.type != "TIME" and is_day(inner) else None


def _week_with(groups: Groups, inner: Meaning) -> Meaning:
    """``the week of 3 May``: the week that holds the day."""
    return replace(inner, nth=("weekend" if "weekend" in groups["u"] else "week", 0))


def _unchanged(groups: Groups, inner: Meaning) -> Meaning:
    """``the rest of``, ``later in``."""
    return inner


def _counted_from(groups: Groups, inner: Meaning) -> Meaning | None:
    """``two days after 9 May``: the date counted from."""
    count, unit = number(groups["n"]), UNITS[groups["u"]]
    if count is None or count != int(count) or unit in CLOCK_UNITS or inner.count_from is not None:
        return None
    return replace(inner, count_from=(unit, int(count) * (-1 if groups["dir"] in ("before", "prior to") else 1)))


def _approximate(groups: Groups, inner: Meaning) -> Meaning:
    return replace(inner, mod="APPROX")


def _nth(groups: Groups, inner: Meaning) -> Meaning:
    """``the first Monday of May``, ``the last day of the year``."""
    written = groups["o"]
    nth = -1 if written in ("last", "final") else 1 if written == "opening" else ordinal(written)
    return replace(inner, nth=(groups["u"].rstrip("."), nth or 1))


_PREFIXES: dict[str, Callable[[Groups, Meaning], Meaning | None]] = {
    "mod": _modified,
    "half": _half_or_quarter,
    "part": _part_of_day,
    "span": _week_with,
    "clockday": _at_clock,
    "within": _unchanged,
    "rest": _unchanged,
    "circa": _approximate,
    "offsetfrom": _counted_from,
    "nth": _nth,
}
