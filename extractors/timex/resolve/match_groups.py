"""What the named groups of a match say, for all builders of meanings: the year that ends a date, the link of two, the span."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from verbale.extractors.text import MONTHS
from verbale.extractors.timex.calendar.points import Point
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.numerals import era_year, short_year
from verbale.extractors.timex.find.vocabulary import BACKWARD, FORWARD

Groups = Mapping[str, str]
# forms whose article belongs to the expression
_WITH_ARTICLE = {
    "decade", "decades", "eradecade", "shortdecade", "worddecade", "century", "centuries", "season", "seasons",
    "directed", "same", "theunit", "thedays", "offset", "sametime", "dayonly", "weekday", "ref", "duration", "deictic",
    "daypart", "dryseason", "ordinalday", "quarter", "unitend", "fiscal",
}  # fmt: skip
ARTICLE = len("the ")
"""Characters of the article that stands before an expression."""


def spanning(found: Found, kind: str, **fields: Any) -> Meaning:
    """A meaning that spans the match, without an article that is not its own."""
    ordinal_day = found.kind == "dmy" and not found.groups["d"].isdigit()
    foreign = found.article and found.kind not in _WITH_ARTICLE and not ordinal_day
    return Meaning(found.start + ARTICLE * foreign, found.end, kind, found.kind, **fields)


def month_of(name: str) -> int:
    """``sept.`` -> 9."""
    return MONTHS[name.rstrip(".")]


def clock_time(groups: Groups) -> str:
    """``9:30 p.m.`` -> ``21:30``; empty for hours that no clock shows."""
    hour = int(groups.get("hh") or groups.get("h2") or groups["h4"])
    minute = groups.get("mi") or groups.get("mi2") or groups.get("mi4") or "00"
    if "ap" in groups:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if groups["ap"].startswith("p") else 0)
    return f"{hour:02d}:{minute}"


def pointing_word(words: str) -> str:
    """``the following year`` -> following; empty where no word points."""
    return next((word for word in words.split() if word == "this" or word in FORWARD or word in BACKWARD), "")


def tail_year(groups: Groups) -> tuple[int, str]:
    """(year or 0, reference of the year) of a date's tail."""
    if "yb" in groups:
        return era_year(groups["yb"], groups.get("era")), ""
    if "y" in groups:
        return int(groups["y"]), ""
    if "ry" in groups:
        return 0, pointing_word(groups["ry"]) or "that"
    if "yy" in groups:
        return short_year(int(groups["yy"])), ""
    return 0, "'" + groups["ys"] if "ys" in groups else ""


def with_year(meaning: Meaning, year: int) -> Meaning:
    """A partial date in its year; as it is where that is 0."""
    if not year:
        return meaning
    return replace(meaning, kind="point", point=Point(meaning.unit, year, meaning.month, meaning.day, meaning.part))


def pair_of(link: str, position: int) -> str:
    """A range has a start and an end; ``and`` / ``or`` / a comma only lists."""
    if re.search(r"and|or|,|/", link):
        return ""
    return "first" if position == 1 else "second"
