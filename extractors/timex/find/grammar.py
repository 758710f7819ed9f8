"""Where temporal expressions stand in a text: a grammar of small patterns, dispatched by first word; the longest match wins.

Every pattern is a regular expression that is tried only where one of its first words stands, so the whole text is read once.
Prefixes (``early``, ``the end of``, ``the night of``) take any date after them, to a depth of three.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, TypeVar

from verbale.extractors.text import FOREIGN_MONTHS, MONTHS, WEEKDAYS
from verbale.extractors.timex.find.patterns import Pattern, load_patterns
from verbale.extractors.timex.find.vocabulary import HOLIDAYS, WORDS

_WORD = re.compile(r"[^\W_]+")
# a digit group that continues a number, a telephone number or a code
_NUMBER_GOES_ON = re.compile(r"\d[.,:/-]$|\w-\d+-$")
_LONE_NUMBERS = frozenset(("shortyear", "year", "dayonly"))
_APOSTROPHES = frozenset("'’")
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

    def of(self, word: str) -> tuple[Pattern, ...]:
        """The patterns that can start with this word."""
        return self.digits if word[0].isdigit() else self.by_word.get(word, ())


class _Place(NamedTuple):
    """Where in a text, up to ``end``, a match is tried, and what may stand there: so many prefixes, only these kinds.

    ``article``: where the ``the`` before it stands, -1 without one.
    """

    grammar: Grammar
    text: str
    end: int
    depth: int = _DEPTH
    kinds: frozenset[str] | None = None
    article: int = -1

    def allows(self, pattern: Pattern) -> bool:
        if pattern.needs_article and self.article < 0:
            return False
        return self.kinds is None or pattern.follow is not None or pattern.kind in self.kinds


@cache
def load_grammar() -> Grammar:
    """The patterns indexed by first word."""
    groups = _first_words()
    by_word: dict[str, list[Pattern]] = {}
    digits: list[Pattern] = []
    for pattern in load_patterns():
        names: set[str] = set()
        for first in pattern.first:
            names |= groups[first[1:]] if first.startswith("@") else {first}
        if "#" in names or any(name[0].isdigit() for name in names):
            digits.append(pattern)
        for name in sorted(names - {"#"}):
            by_word.setdefault(name, []).append(pattern)
    return Grammar({word: tuple(patterns) for word, patterns in by_word.items()}, tuple(digits))


def _first_words() -> dict[str, set[str]]:
    """For each fragment the words that its forms can start with."""

    def firsts(forms: Iterable[str]) -> set[str]:
        return {match.group() for form in forms if (match := _WORD.search(form))}

    ordinals = set(WORDS.ordinals) | {word for word, number in WORDS.numbers.items() if number >= 20}
    return {
        "M": firsts(MONTHS),
        "F": firsts(FOREIGN_MONTHS),
        "WD": firsts(WEEKDAYS),
        "S": firsts(WORDS.seasons),
        "P": firsts(WORDS.dayparts),
        "H": firsts(HOLIDAYS),
        "R": firsts(word.removeprefix("the ") for word in WORDS.references),
        "SET": firsts(WORDS.sets),
        "N": set(WORDS.numbers) | {"a", "an"},
        "O": ordinals,
        "DW": ordinals,
        "V": firsts(WORDS.vague_quantities),
        "YW": {*WORDS.centuries, "twenty", "two"},
    }


def find(text: str, regions: Iterable[tuple[int, int]], build: Callable[[Found], tuple[Built, ...]]) -> Iterator[Built]:
    """What ``build`` makes of the expressions of a lower-cased text, left to right, none overlapping.

    No match crosses a region's border. A match of which ``build`` makes nothing gives way to the next longest.
    """
    grammar = load_grammar()
    for start, end in regions:
        position = last = start
        while (word := _opening(grammar, text, position, end)) is not None:
            position = word.end()
            if _continues_number(text, word, start, last):
                continue
            for found in sorted(_at(_Place(grammar, text, end), word), key=lambda f: -f.end):
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


def _continues_number(text: str, word: re.Match[str], start: int, last: int) -> bool:
    """Whether digits go on with a number or code, not right behind the last expression, which ends at ``last``."""
    apart = word.group()[0].isdigit() and word.start() - last > 3
    return apart and _NUMBER_GOES_ON.search(text, max(start, word.start() - 8), word.start()) is not None


def _at(place: _Place, word: re.Match[str] | None) -> list[Found]:
    """All matches that start exactly with this word, with or without an article."""
    if word is None:
        return []
    if word.group() != "the":
        return _matches(place, word)
    inner = _WORD.match(place.text, word.end() + 1, place.end)
    if inner is None or place.text[word.end()] not in " -'" or not place.grammar.of(inner.group()):
        return []
    return _matches(place._replace(article=word.start()), inner)


def _matches(place: _Place, word: re.Match[str]) -> list[Found]:
    """All matches that start with this word, or with the apostrophe before a number."""
    name, start = word.group(), word.start()
    quoted = start > 0 and name[0].isdigit() and place.text[start - 1] in _APOSTROPHES
    result = []
    for pattern in place.grammar.of(name):
        if not place.allows(pattern):
            continue
        match = pattern.regex.match(place.text, start - quoted, place.end)
        if match is None and quoted:
            match = pattern.regex.match(place.text, start, place.end)
        found = _found(place, pattern, match) if match is not None and match.end() > match.start() else None
        if found is not None:
            result.append(found)
    return result


def _found(place: _Place, pattern: Pattern, match: re.Match[str]) -> Found | None:
    """A pattern's match with its groups; a prefix needs a date behind it."""
    inner = _behind(place, pattern.follow, match.end()) if pattern.follow is not None else None
    if pattern.follow is not None and inner is None:
        return None
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    spans = {key: match.span(key) for key in groups}
    start = place.article if place.article >= 0 else match.start()
    end = inner.end if inner is not None else match.end()
    return Found(start, end, pattern.kind, groups, spans, place.article >= 0, inner)


def _behind(place: _Place, kinds: frozenset[str], position: int) -> Found | None:
    """The longest date that stands exactly here behind a prefix."""
    word = _WORD.match(place.text, position, place.end) if place.depth > 1 else None
    deeper = place._replace(depth=place.depth - 1, kinds=kinds, article=-1)
    return max(_at(deeper, word), key=lambda found: found.end, default=None)
