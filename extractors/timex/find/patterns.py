"""The patterns of the grammar: regular expressions over named fragments (``{M}`` a month, ``{YT}`` the year that ends a date)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Self

from pydantic import model_validator

from verbale.extractors.data_files import Table, load
from verbale.extractors.text import FOREIGN_MONTHS, MONTHS, WEEKDAYS
from verbale.extractors.timex.find.vocabulary import HOLIDAYS, UNITS, WORDS, alternation

_FRAGMENT = re.compile(r"\{([A-Z]+)\}")


class Row(Table):
    """What patterns and prefixes share; ``first`` are the words that it can start with."""

    kind: str
    regex: str
    first: str


class PatternRow(Row):
    """A pattern as the file writes it; ``article``: only after ``the``."""

    article: bool = False


class PrefixRow(Row):
    """What stands before a date; ``follow`` names the group of kinds that may stand after it."""

    follow: str


class PatternFile(Table):
    """``timex/patterns.toml``."""

    groups: dict[str, frozenset[str]]
    patterns: tuple[PatternRow, ...]
    prefixes: tuple[PrefixRow, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        rows: tuple[Row, ...] = (*self.patterns, *self.prefixes)
        kinds = {row.kind for row in rows}
        strange = {name: sorted(group - kinds) for name, group in self.groups.items() if group - kinds}
        wrong = [f"group {name} names unknown kinds {found}" for name, found in strange.items()]
        wrong += [f"{row.kind}: there is no group {row.follow!r}" for row in self.prefixes if row.follow not in self.groups]
        for row in rows:
            unknown = sorted(set(_FRAGMENT.findall(row.regex)) - set(FRAGMENTS))
            wrong += [f"{row.kind}: regex names unknown fragments {unknown}"] if unknown else []
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, ``written`` as a regular expression; a prefix has the kinds that may stand after it in ``follow``."""

    kind: str
    written: str
    first: tuple[str, ...]
    needs_article: bool = False
    follow: frozenset[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        return _compiled(self.written)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    """Compiled when a text first has a word with which the pattern begins: of a short text most never are."""
    return re.compile(written)


def load_patterns() -> tuple[Pattern, ...]:
    """All patterns, prefixes first. Raises DataError naming the pattern and the key that is wrong."""
    file = load(PatternFile, "timex/patterns.toml")
    return (
        *(_pattern(row, follow=file.groups[row.follow]) for row in file.prefixes),
        *(_pattern(row, needs_article=row.article) for row in file.patterns),
    )


def _pattern(row: Row, needs_article: bool = False, follow: frozenset[str] | None = None) -> Pattern:
    regex = _FRAGMENT.sub(lambda match: FRAGMENTS[match.group(1)], row.regex)
    return Pattern(row.kind, regex, tuple(row.first.split()), needs_article, follow)


def _short_with_stop(names: Mapping[str, int]) -> str:
    """Full names, and abbreviations, which alone take a full stop with them."""
    full: dict[int, str] = {}
    for name, value in names.items():
        full.setdefault(value, name)
    return rf"(?:{alternation(full.values())}(?!\w)|{alternation(set(names) - set(full.values()))}(?!\w)\.?)"


def _fragments() -> dict[str, str]:
    """The named parts that patterns are made of."""
    tens = alternation(word for word, number in WORDS.numbers.items() if number >= 20)
    ones = alternation(word for word, number in WORDS.numbers.items() if number < 10)
    teens = alternation(word for word, number in WORDS.numbers.items() if 10 <= number < 20)
    hundreds = alternation((*WORDS.centuries, "twenty"))
    zone = rf"{alternation(WORDS.zones)}(?!\w)"
    ordinal_ones = alternation(word for word, number in WORDS.ordinals.items() if number < 10)
    days_in_words = alternation(word for word, number in WORDS.ordinals.items() if number <= 30)
    spelled = rf"(?:{tens}[ -]{ones}|{alternation(WORDS.numbers)})"
    era = r"(?:b\. ?c\. ?e\.?|b\. ?c\.?|a\. ?d\.?|c\. ?e\.?|bce|bc|ad|ce)(?!\w)"
    year = r"(?:1\d{3}|2[01]\d{2})(?!\d)"
    # a year of three digits after a month, which only texts about years BC leave without its era
    bare_year = r"[1-9]\d{2}(?=[,.;:)](?!\d)|$| (?:the|he|they|in|a|was|were|his)\b)"
    relative_year = r"(?:that|that same|the same|the following|the next|the previous|this|next|last|the) year(?!\w)"
    return {
        "D": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w])(?!:\d)",
        "DW": rf"(?:{tens}[ -]{ordinal_ones}|{days_in_words})(?!\w)",
        "M": _short_with_stop(MONTHS),
        "F": rf"(?:{alternation(FOREIGN_MONTHS)})(?!\w)",
        "WD": _short_with_stop(WEEKDAYS),
        "Y": year,
        # nineteen ninety-six, nineteen oh five, eighteen hundred and twelve, two thousand and eight
        "YW": rf"(?:{hundreds}(?: hundred(?: and)?)?[ -](?:(?:oh|o)[ -]{ones}|{tens}(?:[ -]{ones})?|{teens})(?!\w)"
        rf"|two thousand(?: and)?(?: (?:{tens}(?:[ -]{ones})?|{teens}|{ones}))?(?!\w))",
        "CLOCK": rf"(?:(?P<hh>\d\d?)(?:[:.](?P<mi>\d\d))? ?(?P<ap>a\.m\.?|p\.m\.?|am|pm)(?: {zone})?"
        rf"|(?P<h2>[01]?\d|2[0-3]):(?P<mi2>[0-5]\d)(?::[0-5]\d)?(?: (?:hours|hrs|{zone}))?"
        rf"|(?P<h4>[01]\d|2[0-3])(?P<mi4>[0-5]\d) ?(?:hours|hrs|{zone}))(?!\w)",
        "ERA": era,
        # a year that follows a month: with its era, in full, shortened, or by reference
        "YT": rf"(?:(?P<yb>\d{{1,4}}) ?(?P<era>{era})|(?P<y>{year}|[3-9]\d{{2}}(?![\w,.]\w)|{bare_year})|'(?P<ys>\d\d)(?!\w)|"
        rf"(?P<ry>{relative_year}))",
        "N": rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?!\w)|{spelled}(?!\w)|a(?!\w)|an(?!\w))",
        "NW": spelled,
        "V": alternation(WORDS.vague_quantities),
        "U": rf"(?:{alternation(UNITS)})(?!\w)",
        "O": rf"(?:{tens}[ -]{ordinal_ones}|{alternation(WORDS.ordinals)}|\d{{1,3}}(?:st|nd|rd|th))(?!\w)",
        "S": rf"(?:{alternation(WORDS.seasons)})(?!\w)",
        "P": rf"(?:{alternation(WORDS.dayparts)})(?!\w)",
        "H": rf"(?:{alternation(HOLIDAYS)})(?!\w)",
        "R": rf"(?:{alternation(word.removeprefix('the ') for word in WORDS.references)})(?!\w)",
        "SET": rf"(?:{alternation(WORDS.sets)})(?!\w)",
    }


FRAGMENTS = _fragments()
