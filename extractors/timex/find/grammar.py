"""Where temporal expressions stand in a text: a grammar of small patterns, dispatched by first word; the longest match wins.

Every pattern is a regular expression of bounded length that is tried only where one of its first words stands, so the whole
text is read once. Prefixes (``early``, ``the end of``, ``the night of``) take any date after them, to a depth of three.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from verbale.extractors.timex.find.patterns import Pattern, load_patterns
from verbale.extractors.timex.find.vocabulary import Words, load_words

_WORD = re.compile(r"[^\W_]+")
# a digit group that continues a number, a telephone number or a code
_NUMBER_GOES_ON = re.compile(r"\d[.,:/-]$|\w-\d+-$")
_LONE_NUMBERS = frozenset(("shortyear", "year", "dayonly"))
_DEPTH = 3
Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class Found:
    """One match: ``kind`` names the pattern, ``groups`` what it captured; a prefix holds the date after it in ``inner``."""

    start: int
    end: int
    kind: str
    groups: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    article: bool = False
    inner: Found | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns by first word; ``digits`` are those that start with a digit."""

    by_word: Mapping[str, tuple[Pattern, ...]]
    digits: tuple[Pattern, ...]


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """Compile the patterns over the word file and index them by first word."""
    words = load_words()
    groups = _first_words(words)
    by_word: dict[str, list[Pattern]] = {}
    digits: list[Pattern] = []
    for pattern in load_patterns(words):
        names: set[str] = set()
        for first in pattern.first:
            names |= groups[first[1:]] if first.startswith("@") else {first}
        if "#" in names or any(name[0].isdigit() for name in names):
            digits.append(pattern)
        for name in sorted(names - {"#"}):
            by_word.setdefault(name, []).append(pattern)
    return Grammar({word: tuple(patterns) for word, patterns in by_word.items()}, tuple(digits))


def _first_words(words: Words) -> dict[str, set[str]]:
    """For each fragment the words that its forms can start with."""

    def firsts(forms: Iterator[str]) -> set[str]:
        return {m.group() for m in (_WORD.search(form) for form in forms) if m}

    numbers = set(words.numbers) | {"a", "an"}
    ordinals = set(words.ordinals) | {w for w, n in words.numbers.items() if n >= 20}
    return {
        "M": firsts(iter(words.months)),
        "F": firsts(iter(words.foreign_months)),
        "WD": firsts(iter(words.weekdays)),
        "S": firsts(iter(words.seasons)),
        "P": firsts(iter(words.dayparts)),
        "H": firsts(iter(words.holidays)),
        "R": {w for w in firsts(iter(words.references)) if w != "the"}
        | {w.split()[1] for w in words.references if w.startswith("the ")},
        "SET": firsts(iter(words.sets)),
        "N": numbers,
        "O": ordinals,
        "DW": ordinals,
        "V": firsts(iter(words.vague)),
    }


def find(text: str, regions: Iterator[tuple[int, int]], build: Callable[[Found], tuple[Built, ...]]) -> Iterator[Built]:
    """What ``build`` makes of the expressions of a lower-cased text, left to right, none overlapping.

    No match crosses a region's border. A match of which ``build`` makes nothing gives way to the next longest.
    """
    grammar = load_grammar()
    for start, end in regions:
        position = last = start
        while (word := _opening(grammar, text, position, end)) is not None:
            position = word.end()
            if (
                word.group()[0].isdigit()
                and word.start() - last > 3
                and _NUMBER_GOES_ON.search(text, max(start, word.start() - 8), word.start())
            ):
                continue
            for found in sorted(_at(grammar, text, word, end, _DEPTH, None), key=lambda f: -f.end):
                built = build(found)
                if built:
                    yield from built
                    position = max(position, found.end)
                    last = last if found.kind in _LONE_NUMBERS else position
                    break


def _opening(grammar: Grammar, text: str, position: int, end: int) -> re.Match[str] | None:
    """The next word with which a pattern may begin."""
    by_word = grammar.by_word
    for word in _WORD.finditer(text, position, end):
        name = word.group()
        if name in by_word or name == "the" or name[0].isdigit():
            return word
    return None


def _at(
    grammar: Grammar, text: str, word: re.Match[str] | None, end: int, depth: int, follow: frozenset[str] | None
) -> list[Found]:
    """All matches that start exactly with this word, with or without an article."""
    if word is None:
        return []
    if word.group() == "the":
        inner = _WORD.match(text, word.end() + 1, end)
        if inner is None or text[word.end()] not in " -'":
            return []
        return [
            Found(word.start(), f.end, f.kind, f.groups, f.spans, True, f.inner)
            for f in _matches(grammar, text, inner, end, depth, follow, True)
        ]
    return _matches(grammar, text, word, end, depth, follow, False)


def _matches(
    grammar: Grammar, text: str, word: re.Match[str], end: int, depth: int, follow: frozenset[str] | None, article: bool
) -> list[Found]:
    name = word.group()
    patterns = grammar.digits if name[0].isdigit() else grammar.by_word.get(name, ())
    result: list[Found] = []
    start = word.start()
    if start and name[0].isdigit() and text[start - 1] in "'’":
        start -= 1
    for pattern in patterns:
        if (pattern.needs_article and not article) or (follow is not None and not pattern.prefix and pattern.kind not in follow):
            continue
        match = pattern.regex.match(text, start, end) or (
            pattern.regex.match(text, word.start(), end) if start < word.start() else None
        )
        if match is None or match.end() == match.start():
            continue
        inner = None
        stop = match.end()
        if pattern.prefix:
            after = _WORD.match(text, stop, end) if depth > 1 else None
            inner = max(_at(grammar, text, after, end, depth - 1, pattern.follow), key=lambda f: f.end, default=None)
            if inner is None:
                continue
            stop = inner.end
        groups = {key: value for key, value in match.groupdict().items() if value is not None}
        spans = {key: match.span(key) for key in groups}
        result.append(Found(match.start(), stop, pattern.kind, groups, spans, article, inner))
    return result
