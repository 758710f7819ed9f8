"""Decoded text -> units: the lines that belong together, as paragraphs, list items and headings that markup shows.

A blank line separates units. Whether a single line end does is decided per document: where lines are about equally long and
most of them end in the middle of a sentence, the text is hard-wrapped and its lines are joined; elsewhere a line is a
paragraph, joined to the next only where its sentence plainly goes on. List items are units of their own.

Left out, because they are no prose: rules and underlines, wiki categories, pictures and bare page names, and the
numbered notes at the end of a text (``[15] Author. Title. 2011.``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from verbale.extractors.text.structure.chronology import opening_date
from verbale.extractors.text.structure.headings import MAX_CHARS, ends_sentence, goes_on
from verbale.extractors.text.structure.tables import rows_among

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LIST = re.compile(
    r"(?:[*+\-–—•·◦‣▪●○■□➢➤►✓]|\*{2,4}|\d{1,3}[.)]|\(\d{1,3}\)|[a-z]\)|\([a-z]\)|\(?[ivx]{1,5}\)|[ivx]{1,5}\.)[ \t]+\S"
    r"|[•·◦‣▪●■➢➤►]\S|\*+(?=[^\s*])(?![^*]*\*)"
)
_MARKED = re.compile(r"#{1,6}[ \t]+[^#\s]|(={1,6})[^=\s].*[^=\s]\1\s*$|(={1,6})[ \t]+\S.*\S[ \t]+\2\s*$")
_BOLD = re.compile(r"(\*\*|__|''')[^*_']{2,100}\1:?")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_TABLE = re.compile(r"!(?:[^!]*!!)|\{\||\|[-}+]|[\s|:=+-]+$")
_RESIDUE = re.compile(
    r"\[\[(?:Category|File|Image):.*|Category:\S.*|[^\W_]+(?:_[^\W_]+){2,}(?:[ ]Category:.*)?|\{\{[^{}]*\}\}|```.*|\[TOC\]"
)
_NOTE = re.compile(r"\[(?:note )?\d{1,3}\][ \t]*\S|\^\s*\S|↑")
_WORDS = re.compile(r"\w")
_WRAPPED_AT = range(24, 161)  # characters of a line in texts that somebody wrapped


ROWS = frozenset(("row", "wiki row", "tab row"))
"""The kinds of units that are rows of tables."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together, from ``start`` to ``end`` in the text.

    ``kind``: plain / list / heading (by its markup) / entry (it opens with a date of its own) / row,
    wiki row or tab row (of a table).
    ``indent``: of the first line. ``last``: where the last line starts.
    """

    start: int
    end: int
    kind: str
    indent: int
    last: int
    lines: int = 1

    @property
    def size(self) -> int:
        return self.end - self.start


class _Line(NamedTuple):
    """A line that is not blank, trimmed; ``blank_before``: a blank line stands above it."""

    start: int
    end: int
    indent: int
    blank_before: bool


def find_units(text: str, start: int = 0) -> list[Unit]:
    """The units of ``text`` from ``start`` on: disjoint, in order, without outer white space."""
    return _without_notes(text, _joined_lines(text, list(_lines(text, start))))


def _lines(text: str, start: int) -> Iterator[_Line]:
    end_before, blank = start, True
    for match in _LINE.finditer(text, start):
        line = match.group()
        trimmed = line.strip()
        if not trimmed:
            continue
        indent = len(line) - len(line.lstrip())
        first = match.start() + indent
        gap = text[end_before:first]
        if not blank:
            blank = len(gap.strip(" \t")) > 1 and len(_LINE_END.findall(gap)) > 1
        yield _Line(first, first + len(trimmed), indent, blank)
        end_before, blank = first + len(trimmed), False


def _joined_lines(text: str, lines: Sequence[_Line]) -> list[Unit]:
    width = _wrap_width(text, lines)
    units: list[Unit] = []
    is_open = False  # whether the last unit may take the next line
    rows = rows_among([text[line.start : line.end] for line in lines], [line.blank_before for line in lines])
    row_before: tuple[str, int] | None = None
    for line, row in zip(lines, rows, strict=True):
        shown = text[line.start : line.end]
        goes_on_in_row, row_before = row is not None and row == row_before, row
        if row is not None and row[1] >= 0:
            if goes_on_in_row:
                units[-1] = replace(units[-1], end=line.end, last=line.start, lines=units[-1].lines + 1)
            else:
                units.append(Unit(line.start, line.end, row[0], line.indent, line.start))
            is_open = False
            continue
        if not _is_prose(shown):
            if is_open and not line.blank_before and _underlines(shown, units[-1]):
                units[-1] = replace(units[-1], kind="heading")
            is_open = False
            continue
        kind = _kind(shown)
        if kind in ("plain", "list") and opening_date(text, line.start, line.end) and not _is_wrapped(text, units, line, width):
            kind = "entry"
        if is_open and not line.blank_before and kind == "plain" and _joins(text, units[-1], line, width):
            units[-1] = replace(units[-1], end=line.end, last=line.start, lines=units[-1].lines + 1)
        else:
            units.append(Unit(line.start, line.end, kind, line.indent, line.start))
            is_open = kind != "heading"
    return units


def _is_prose(line: str) -> bool:
    return _WORDS.search(line) is not None and not _TABLE.match(line) and not _RESIDUE.fullmatch(line)


def _underlines(line: str, unit: Unit) -> bool:
    """Whether a line of hyphens makes a heading of the one above it."""
    short = unit.kind == "plain" and unit.lines == 1 and unit.size <= MAX_CHARS
    return short and _UNDERLINE.fullmatch(line) is not None


def _kind(line: str) -> str:
    if (_MARKED.match(line) and len(line) <= MAX_CHARS + 20) or _BOLD.fullmatch(line):
        return "heading"
    return "list" if _LIST.match(line) or _NOTE.match(line) else "plain"


def _joins(text: str, unit: Unit, line: _Line, width: int) -> bool:
    """Whether a line continues the unit. ``width``: the document's wrap width, 0 where it is not wrapped."""
    last_line, shown = text[unit.last : unit.end], text[line.start : line.end]
    stops = ends_sentence(last_line)
    if not stops and _goes_over(last_line, shown):
        return True
    if unit.kind in ("list", "entry") and line.indent > unit.indent and unit.lines == 1:
        return True
    if not width or (line.indent >= unit.indent + 2 and stops):
        return False
    length = len(last_line) + unit.indent
    if not stops and (unit.lines > 1 or length > 0.6 * width):
        return True
    return length + 1 + len(shown.split(None, 1)[0]) > 0.85 * width


def _is_wrapped(text: str, units: Sequence[Unit], line: _Line, width: int) -> bool:
    """Whether the line above plainly goes on in this one, so that the date in front of it opens nothing."""
    if not units or line.blank_before or units[-1].kind == "heading" or text[units[-1].end : line.start].strip():
        return False
    above = text[units[-1].last : units[-1].end]
    if ends_sentence(above):
        return False
    return goes_on(above) or (width > 0 and units[-1].kind != "entry" and len(above) > 0.6 * width)


def _goes_over(line: str, following: str) -> bool:
    """Whether a sentence plainly goes from one line over to the next."""
    return following[0].islower() or goes_on(line)


def _wrap_width(text: str, lines: Sequence[_Line]) -> int:
    """The width a hard-wrapped document was wrapped to; 0 where its lines are paragraphs."""
    lengths: list[int] = []
    over = 0
    for line, following in pairwise(lines):
        if following.blank_before or text[following.start : following.start + 2] in ("* ", "- ", "= ", "==", "# "):
            continue
        lengths.append(line.end - line.start + line.indent)
        ending = text[max(line.start, line.end - 60) : line.end]
        opening = text[following.start : min(following.end, following.start + 60)]
        over += not ends_sentence(ending) and _goes_over(ending, opening)
    if not lengths or over < 0.3 * len(lengths):
        return 0
    width = sorted(lengths)[int(0.9 * (len(lengths) - 1))]
    return width if width in _WRAPPED_AT else 0


def _without_notes(text: str, units: list[Unit]) -> list[Unit]:
    """The units without the numbered notes that end the text; numbered paragraphs (most of the text) stay."""
    end = len(units)
    while end and _NOTE.match(text, units[end - 1].start, units[end - 1].end):
        end -= 1
    size = sum(unit.size for unit in units[end:])
    return units[:end] if size * 2 < sum(unit.size for unit in units) else units
