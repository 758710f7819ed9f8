"""The patterns of the grammar, read from ``data/timex/patterns.toml`` over the fragments that the word file gives."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.extractors.data_files import DATA
from verbale.extractors.timex.find.vocabulary import Words, alternation

_FILE = DATA / "timex" / "patterns.toml"
_FRAGMENT = re.compile(r"\{([A-Z]+)\}")
_KEYS = {"kind", "regex", "first", "article", "follow"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. ``first``: what it can start with; a prefix names in ``follow`` the kinds that may stand after it."""

    kind: str
    regex: re.Pattern[str]
    first: tuple[str, ...]
    prefix: bool = False
    needs_article: bool = False
    follow: frozenset[str] = frozenset()


def load_patterns(words: Words) -> tuple[Pattern, ...]:
    """All patterns, prefixes first. Raises ValueError naming the pattern and the key that is wrong."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    parts = fragments(words)
    groups = {name: frozenset(kinds) for name, kinds in data["groups"].items()}
    kinds = {row["kind"] for row in data["patterns"]} | {row["kind"] for row in data["prefixes"]}
    for name, group in groups.items():
        if group - kinds:
            raise ValueError(f"{_FILE.name}: group {name} names unknown kinds {sorted(group - kinds)}")
    prefixes = [_pattern(row, parts, groups, True) for row in data["prefixes"]]
    return (*prefixes, *(_pattern(row, parts, groups, False) for row in data["patterns"]))


def _pattern(
    row: Mapping[str, str | bool], parts: Mapping[str, str], groups: Mapping[str, frozenset[str]], prefix: bool
) -> Pattern:
    where = f"{_FILE.name}: {row.get('kind')}"
    if set(row) - _KEYS or not {"kind", "regex", "first"} <= set(row) or prefix != ("follow" in row):
        raise ValueError(f"{where}: keys must be kind, regex, first and article, or follow for a prefix")
    source = str(row["regex"])
    unknown = set(_FRAGMENT.findall(source)) - set(parts)
    if unknown:
        raise ValueError(f"{where}: regex names unknown fragments {sorted(unknown)}")
    regex = re.compile(_FRAGMENT.sub(lambda m: parts[m.group(1)], source))
    follow = groups[str(row["follow"])] if prefix else frozenset()
    return Pattern(str(row["kind"]), regex, tuple(str(row["first"]).split()), prefix, bool(row.get("article", False)), follow)


def split_short(names: Mapping[str, int]) -> tuple[str, str]:
    """(full names, abbreviations): only an abbreviation takes a full stop with it."""
    longest: dict[int, str] = {}
    for name, value in names.items():
        longest.setdefault(value, name)
    return alternation(longest.values()), alternation(set(names) - set(longest.values()))


def fragments(words: Words) -> dict[str, str]:
    """The named parts that patterns are made of."""
    number_words = alternation(words.numbers)
    tens = alternation(w for w, n in words.numbers.items() if n >= 20)
    ones = alternation(w for w, n in words.numbers.items() if n < 10)
    ordinal_ones = alternation(w for w, n in words.ordinals.items() if n < 10)
    spelled = rf"(?:{tens}[ -]{ones}|{number_words})"
    ordinal = rf"(?:{tens}[ -]{ordinal_ones}|{alternation(words.ordinals)}|\d{{1,3}}(?:st|nd|rd|th))(?!\w)"
    full_months, short_months = split_short(words.months)
    full_days, short_days = split_short(words.weekdays)
    era = r"(?:b\. ?c\. ?e\.|b\. ?c\.|a\. ?d\.|c\. ?e\.|bce|bc|ad|ce)(?!\w)"
    year = r"(?:1\d{3}|2[01]\d{2})(?!\d)"
    # a year of three digits after a month, which only texts about years BC leave without its era
    bare_year = r"[1-9]\d{2}(?=[,.;:)](?!\d)|$| (?:the|he|they|in|a|was|were|his)\b)"
    day_word = rf"(?:{tens}[ -]{ordinal_ones}|{alternation(w for w, n in words.ordinals.items() if n <= 30)})(?!\w)"
    relative_year = r"(?:that|that same|the same|the following|the next|the previous|this|next|last|the) year(?!\w)"
    return {
        "D": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w])(?!:\d)",
        "DW": day_word,
        "M": rf"(?:{full_months}(?!\w)|{short_months}(?!\w)\.?)",
        "F": rf"(?:{alternation(words.foreign_months)})(?!\w)",
        "WD": rf"(?:{full_days}(?!\w)|{short_days}(?!\w)\.?)",
        "Y": year,
        "ERA": era,
        # a year that follows a month: with its era, in full, shortened, or by reference
        "YT": rf"(?:(?P<yb>\d{{1,4}}) ?(?P<era>{era})|(?P<y>{year}|[3-9]\d{{2}}(?![\w,.]\w)|{bare_year})|'(?P<ys>\d\d)(?!\w)|"
        rf"(?P<ry>{relative_year}))",
        "N": rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?!\w)|{spelled}(?!\w)|a(?!\w)|an(?!\w))",
        "NW": spelled,
        "V": alternation(words.vague),
        "U": rf"(?:{alternation(words.units)})(?!\w)",
        "O": ordinal,
        "S": rf"(?:{alternation(words.seasons)})(?!\w)",
        "P": rf"(?:{alternation(words.dayparts)})(?!\w)",
        "H": rf"(?:{alternation(words.holidays)})(?!\w)",
        "R": rf"(?:{alternation(w.removeprefix('the ') for w in words.references)})(?!\w)",
        "SET": rf"(?:{alternation(words.sets)})(?!\w)",
    }
