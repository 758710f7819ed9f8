"""Heads and feet of pages, in a text whose pages form feeds part: lines that nearly every page begins or ends with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

PAGE_BREAK = "\f"
_EDGE = 2  # lines at the top and the bottom of a page that may be its head or foot
_SHORT = 12  # lines of a page up to which only its first and its last may be
_LEAST_PAGES, _SHARE = 3, 0.5
_LONGEST = 100
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page )?[-–—\[(]?\s*#(?:\s*(?:/|of)\s*#)?\s*[-–—\])]?", re.IGNORECASE)
_LINE = re.compile(r"[^\n\r\f]*\S[^\n\r\f]*")


def page_edges(text: str, start: int) -> frozenset[int]:
    """Where those lines begin that are heads and feet of pages; none in a text of few pages."""
    pages = [_edges(text, *page) for page in _pages(text, start)]
    if len(pages) < _LEAST_PAGES:
        return frozenset()
    counts = Counter(key for page in pages for key in {key for _, key in page})
    least = max(_LEAST_PAGES, _SHARE * len(pages))
    return frozenset(at for page in pages for at, key in page if counts[key] >= least or _PAGE_NUMBER.fullmatch(key))


def _pages(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start <= len(text):
        end = text.find(PAGE_BREAK, start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _edges(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The first and last lines of a page: where each begins, and its words with numbers made equal."""
    lines = [(match.start(), match.group()) for match in _LINE.finditer(text, start, end)]
    most = _EDGE if len(lines) > _SHORT else 1
    edge = lines[:most] + lines[max(most, len(lines) - most) :]
    return [(at, _NUMBER.sub("#", " ".join(line.split()).lower())) for at, line in edge if len(line) <= _LONGEST]
