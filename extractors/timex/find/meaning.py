"""What a written expression says of itself, and the small readers that all forms share: numbers, ordinals, eras, spans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from verbale.extractors.timex.calendar.points import Point
from verbale.extractors.timex.find.grammar import Found
from verbale.extractors.timex.find.vocabulary import load_words

# words that end a quantity: what stands after them belongs to another phrase
NO_ADJECTIVE = {
    "of", "the", "and", "or", "to", "in", "per", "a", "an", "for", "from", "at", "on", "by", "with", "as", "is", "was",
    "were", "no", "next", "last", "this", "that", "these", "those", "following", "previous", "past", "coming",
}  # fmt: skip
# forms whose article belongs to the expression
_WITH_ARTICLE = {
    "decade", "decades", "eradecade", "shortdecade", "worddecade", "century", "centuries", "season", "seasons",
    "directed", "same", "theunit", "thedays", "offset", "sametime", "dayonly", "weekday", "ref", "duration", "deictic",
    "daypart", "dryseason", "ordinalday",
}  # fmt: skip
Groups = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A temporal expression with what it says of itself.

    ``kind``: point (absolute), partial (lacks its year), shift (so many units from the anchor or the moment of speech),
    value (a TIMEX3 value that needs no context), none (temporal, but without a value). ``base``: anchor or speech.
    ``year_ref``: which year a partial names by reference (that, next, last), ``pair``: first / second of two written together.
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


def number(text: str) -> float | None:
    """``two`` / ``twenty-one`` / ``1,500`` / ``2.5`` / ``a`` -> a number; None for anything else."""
    if text in ("a", "an"):
        return 1
    digits = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return float(digits)
    numbers = load_words().numbers
    total = 0
    for word in re.split(r"[ -]", text):
        if word not in numbers:
            return None
        total += numbers[word]
    return total


def ordinal(text: str) -> int | None:
    """``first`` / ``twenty-first`` / ``21st`` -> a number; None for anything else."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    words = load_words()
    total = 0
    for word in re.split(r"[ -]", text):
        value = words.ordinals.get(word, words.numbers.get(word))
        if value is None:
            return None
        total += value
    return total


def format_count(count: float) -> str:
    return f"{count:g}"


def duration_value(count: str, unit: str) -> str:
    """``duration_value("3", "M")`` -> ``P3M``; hours and shorter take the T; ``X`` counts are unknown."""
    special = {"2W": ("W", 2), "HC": ("Y", 50), "HD": ("Y", 5), "S": ("M", 3), "ML": ("Y", 1000), "WE": ("WE", 1)}
    if unit in special:
        unit, times = special[unit]
        count = format_count(float(count) * times) if count != "X" and times != 1 else count
    return f"PT{count}{unit[1]}" if len(unit) == 2 and unit[0] == "T" else f"P{count}{unit}"


def spanning(found: Found, kind: str, **fields: object) -> Meaning:
    start = found.start
    ordinal_day = found.kind == "dmy" and not found.groups["d"].isdigit()
    if found.article and found.kind not in _WITH_ARTICLE and not ordinal_day:
        start += 4
    return Meaning(start, found.end, kind, found.kind, **fields)  # type: ignore[arg-type]


def era_year(digits: str, era: str | None) -> int:
    year = int(digits)
    return -year if era and era.replace(".", "").replace(" ", "").startswith("bc") else year


def tail_year(groups: Groups) -> tuple[int, str]:
    """(year or 0, reference of the year) of a date's tail."""
    if "yb" in groups:
        return era_year(groups["yb"], groups.get("era")), ""
    if "y" in groups:
        return int(groups["y"]), ""
    if "ry" in groups:
        words = groups["ry"].split()
        direction = next((w for w in words if w in load_words().forward | load_words().backward | {"this"}), "that")
        return 0, direction
    if "yy" in groups:
        return short_year(int(groups["yy"])), ""
    if "ys" in groups:
        return 0, "'" + groups["ys"]
    return 0, ""


def short_year(two: int) -> int:
    """A two-digit year of a purely numeric date: 1950-2049, as POSIX-like conventions have it."""
    return 2000 + two if two < 50 else 1900 + two


def with_year(meaning: Meaning, year: int) -> Meaning:
    if not year:
        return meaning
    return replace(meaning, kind="point", point=Point(meaning.unit, year, meaning.month, meaning.day, meaning.part))


def pair_of(link: str, position: int) -> str:
    """A range has a start and an end; ``and`` / ``or`` / a comma only lists."""
    if re.search(r"and|or|,|/", link):
        return ""
    return "first" if position == 1 else "second"
