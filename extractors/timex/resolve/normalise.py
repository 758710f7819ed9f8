"""What a match means before its context is known: Found -> Meanings (two where two dates are written together)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verbale.extractors.timex.calendar.points import Point, valid
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.meaning import Groups, Meaning, number, ordinal
from verbale.extractors.timex.find.vocabulary import load_words
from verbale.extractors.timex.resolve.absolute import ABSOLUTE
from verbale.extractors.timex.resolve.measures import MEASURES
from verbale.extractors.timex.resolve.relative import RELATIVE

_BUILD = {**ABSOLUTE, **RELATIVE, **MEASURES}


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


def _prefix_mod(groups: Groups, inner: Meaning) -> Meaning | None:
    return replace(inner, mod=load_words().modifiers[groups["mod"].split()[0]])


def _prefix_half(groups: Groups, inner: Meaning) -> Meaning | None:
    order = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "last": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}[
        groups["o"]
    ]
    if groups["hq"] == "quarter" and groups["o"] == "last":
        order = 4
    if inner.point is not None and inner.point.unit == "year":
        return replace(inner, point=Point("half" if groups["hq"] == "half" else "quarter", inner.point.year, part=str(order)))
    if inner.kind == "shift" and inner.unit == "Y":
        return replace(inner, part=("H" if groups["hq"] == "half" else "Q") + str(order))
    return replace(inner, mod="START" if order == 1 else "END" if order in (2, 4) else "MID")


def _prefix_part(groups: Groups, inner: Meaning) -> Meaning | None:
    code = load_words().dayparts.get(groups["p"], "MO")
    if inner.type == "TIME" or (
        inner.unit not in ("day", "D", "weekday", "monthday", "holiday") and (inner.point is None or inner.point.unit != "day")
    ):
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
    "mod": _prefix_mod,
    "half": _prefix_half,
    "part": _prefix_part,
    "span": _prefix_span,
    "within": _prefix_keep,
    "rest": _prefix_keep,
    "circa": _prefix_circa,
    "offsetfrom": _prefix_offset,
    "nth": _prefix_nth,
}
