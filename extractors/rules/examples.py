"""Marked-up example sentences: expectations stand inside the sentence, not in a list beside it.

``On {date=2008-03-07:7 March 2008} {source=BLR:Belarus} {trigger:ejected} {target=USA:the US ambassador}.``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_MARK = re.compile(r"\{(?P<role>[a-z]+)(?:=(?P<value>[^:{}]*))?:(?P<text>[^{}]*)\}")
ROLES = {"trigger", "source", "target", "date", "instrument", "place", "quantity"}


class MarkupError(ValueError):
    """Unbalanced or unknown markup in an example."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch; offsets into the plain sentence. ``value`` is a party code or an EDTF date."""

    role: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without markup and what is marked in it."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def trigger(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.role == "trigger"), None)

    def values(self, role: str) -> set[str]:
        """The values marked for a role (of a mark without a value: its text)."""
        return {mark.value or self.text[mark.start : mark.end] for mark in self.marks if mark.role == role}


@cache
def parse_example(marked: str) -> Example:
    """Split a marked sentence into text and marks. Raises MarkupError for unknown roles and unbalanced braces."""
    plain: list[str] = []
    marks: list[Mark] = []
    length = at = 0
    for match in _MARK.finditer(marked):
        if match["role"] not in ROLES:
            raise MarkupError(f"unknown role {match['role']!r} in {marked[:60]!r}")
        between = marked[at : match.start()]
        start = length + len(between)
        marks.append(Mark(match["role"], match["value"] or "", start, start + len(match["text"])))
        plain += [between, match["text"]]
        length, at = start + len(match["text"]), match.end()
    plain.append(marked[at:])
    text = "".join(plain)
    if "{" in text or "}" in text:
        raise MarkupError(f"unbalanced or malformed markup in {marked[:60]!r}")
    if sum(mark.role == "trigger" for mark in marks) > 1:
        raise MarkupError(f"more than one trigger in {marked[:60]!r}")
    return Example(text, tuple(marks))
