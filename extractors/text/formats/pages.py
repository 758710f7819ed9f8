"""Pages -> one text, without their heads and feet: the lines that nearly every page begins or ends with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 2  # lines at the top and the bottom of a page that may be its head or foot
_SHORT = 12  # lines of a page up to which only its first and its last may be
_LEAST_PAGES, _SHARE = 3, 0.5
_LONGEST = 100
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page )?[-–—\[(]?\s*#(?:\s*(?:/|of)\s*#)?\s*[-–—\])]?", re.IGNORECASE)
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_ANY_LINE = re.compile(r"^.*$", re.MULTILINE)


def without_edges(pages: Sequence[str]) -> str:
    """The text of pages, one below the other, without their heads and feet; what one page begins may go on in the next."""
    found = [_edges(page) for page in pages]
    counts = Counter(key for page in found for key in {key for _, key in page})
    least = max(_LEAST_PAGES, _SHARE * len(pages))
    kept = []
    for page, edges in zip(pages, found, strict=True):
        dropped = {at for at, key in edges if counts[key] >= least or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(key))}
        lines = [page[line.start() : line.end()] for line in _ANY_LINE.finditer(page) if line.start() not in dropped]
        kept.append("\n".join(lines).strip("\n"))
    return "\n".join(page for page in kept if page)


def _edges(page: str) -> list[tuple[int, str]]:
    """The first and last lines of a page: where each begins, and its words with numbers made equal."""
    lines = [(match.start(), match.group()) for match in _LINE.finditer(page)]
    most = _EDGE if len(lines) > _SHORT else 1
    edge = lines[:most] + lines[max(most, len(lines) - most) :]
    return [(at, _NUMBER.sub("#", " ".join(line.split()).lower())) for at, line in edge if len(line) <= _LONGEST]
