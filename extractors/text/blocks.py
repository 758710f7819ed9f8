"""Decoded text -> blocks: paragraphs, list items and headings, each with its section.

A blank line separates blocks. Whether a single line end does is decided per document: where lines are about equally long and
most of them end in the middle of a sentence, the text is hard-wrapped and its lines are joined; elsewhere a line is a
paragraph, joined to the next only where its sentence plainly goes on. List items are blocks of their own.

Left out, because they are no prose: rules and underlines, table rows, wiki categories, pictures and bare page names, the
numbered notes at the end of a text (``[15] Author. Title. 2011.``), and
list entries under headings like "References" or "External links".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from verbale.extractors.schema import Block
from verbale.extractors.text import headings
from verbale.extractors.text.datelines import opening_dateline
from verbale.extractors.text.reading_view import block_view

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LIST = re.compile(
    r"(?:[*+\-–—•·◦‣▪●○■□➢➤►✓]|\*{2,4}|\d{1,3}[.)]|\(\d{1,3}\)|[a-z]\)|\([a-z]\)|\(?[ivx]{1,5}\)|[ivx]{1,5}\.)[ \t]+\S"
    r"|[•·◦‣▪●■➢➤►]\S|\*+(?=[^\s*])(?![^*]*\*)"
)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|\d{1,2}\)|[IVX]{1,5}\.)[ \t]+(?=[A-Z])")
_MARKED = re.compile(r"#{1,6}[ \t]+[^#\s]|(={1,6})[^=\s].*[^=\s]\1\s*$|(={1,6})[ \t]+\S.*\S[ \t]+\2\s*$")
_BOLD = re.compile(r"(\*\*|__|''')[^*_']{2,100}\1:?")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_TABLE = re.compile(r"\||\{\||!(?:[^!]*!!)|.*\|\s*$")
_RESIDUE = re.compile(
    r"\[\[(?:Category|File|Image):.*|Category:\S.*|[^\W_]+(?:_[^\W_]+){2,}(?:[ ]Category:.*)?|\{\{[^{}]*\}\}|```.*|\[TOC\]"
)
_NOTE = re.compile(r"\[(?:note )?\d{1,3}\][ \t]*\S|\^\s*\S|↑")
_CITATION = re.compile(
    r"https?://|www\.|\bretrieved\b|\baccessed\b|\bISBN\b|\bdoi\b|\bpp?\.\s?\d|\(\d{4}\)|\barchived\b", re.IGNORECASE
)
_WORDS = re.compile(r"\w")
_MAX_RUN = 3  # headings that may stand above each other; a longer run of short lines is a list
_ACCEPTED, _MAYBE, _NO = 2, 1, 0


@dataclass(slots=True)
class _Unit:
    """Lines that belong together. ``kind``: plain / list / heading (by its markup)."""

    start: int
    end: int
    kind: str
    lines: int = 1
    indent: int = 0
    last: int = 0
    rank: int = _NO
    stop: bool = False

    def text(self, text: str) -> str:
        return text[self.start : self.end]


def find_blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of ``text`` from ``start`` (behind front matter) on: disjoint, in order, without outer white space."""
    units = _without_notes(text, _units(text, start))
    _rank_headings(text, units)
    blocks: list[Block] = []
    section, apparatus = "", False
    for unit in units:
        heading = unit.rank == _ACCEPTED
        if heading:
            section = section_title(text, unit.start, unit.end)
            apparatus = section.lower() in headings.lexicon().apparatus
        elif apparatus and _is_entry(text, unit):
            continue
        start = unit.start
        opened = None if heading else opening_dateline(text, start, unit.end)
        if opened is not None:
            # Read as one sentence, the dateline's place would do what the report tells.
            blocks.append(Block(start, opened[0], False, section, dateline=True))
            start = opened[1]
        blocks.append(Block(start, unit.end, heading, section))
    return tuple(blocks)


def section_title(text: str, start: int, end: int) -> str:
    """A heading as the name of its section: without markup, edit marks, and the full stop or colon that closes it."""
    title = block_view(text, Block(start, end, True, "")).text.rstrip(" :")
    last_word = title.rsplit(" ", 1)[-1]
    return title if "." in last_word[:-1] else title.rstrip(" .:")


def _lines(text: str, start: int) -> Iterator[tuple[int, int, int, bool]]:
    """(start, end, indent, whether a blank line stands before) of every line that is not blank, trimmed."""
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
        yield first, first + len(trimmed), indent, blank
        end_before, blank = first + len(trimmed), False


def _units(text: str, start: int) -> list[_Unit]:
    lines = list(_lines(text, start))
    width = _wrap_width(text, lines)
    units: list[_Unit] = []
    open_unit = False  # whether the last unit may take the next line
    for first, end, indent, blank in lines:
        line = text[first:end]
        if not _WORDS.search(line) or _TABLE.match(line) or _RESIDUE.fullmatch(line):
            if open_unit and not blank and _UNDERLINE.fullmatch(line) and units[-1].lines == 1 and _may_be_underlined(units[-1]):
                units[-1].kind = "heading"
            open_unit = False
            continue
        kind = _kind(line)
        if open_unit and not blank and kind == "plain" and _joins(text, units[-1], first, end, indent, width):
            unit = units[-1]
            unit.end, unit.lines, unit.last = end, unit.lines + 1, first
        else:
            units.append(_Unit(first, end, kind, indent=indent, last=first))
            open_unit = kind != "heading"
    return units


def _may_be_underlined(unit: _Unit) -> bool:
    return unit.kind == "plain" and unit.end - unit.start <= headings.MAX_CHARS


def _kind(line: str) -> str:
    if (_MARKED.match(line) and len(line) <= headings.MAX_CHARS + 20) or _BOLD.fullmatch(line):
        return "heading"
    return "list" if _LIST.match(line) or _NOTE.match(line) else "plain"


def _joins(text: str, unit: _Unit, first: int, end: int, indent: int, width: int) -> bool:
    """Whether the line from ``first`` continues the unit. ``width``: the document's wrap width, 0 where it is not wrapped."""
    last_line = text[unit.last : unit.end]
    stops = headings.ends_sentence(last_line)
    if not stops and _goes_over(last_line, text[first:end]):
        return True
    if unit.kind == "list" and indent > unit.indent and unit.lines == 1:
        return True
    if not width or (indent >= unit.indent + 2 and stops):
        return False
    length = len(last_line) + unit.indent
    if not stops and (unit.lines > 1 or length > 0.6 * width):
        return True
    first_word = text[first:end].split(None, 1)[0]
    return length + 1 + len(first_word) > 0.85 * width


def _goes_over(line: str, following: str) -> bool:
    """Whether a sentence plainly goes from one line over to the next."""
    return following[0].islower() or headings.goes_on(line)


def _wrap_width(text: str, lines: list[tuple[int, int, int, bool]]) -> int:
    """The width a hard-wrapped document was wrapped to; 0 where its lines are paragraphs."""
    lengths: list[int] = []
    over = 0
    for (first, end, indent, _), (following, following_end, _, blank) in pairwise(lines):
        if blank or text[following : following + 2] in ("* ", "- ", "= ", "==", "# "):
            continue
        lengths.append(end - first + indent)
        line = text[max(first, end - 60) : end]
        over += not headings.ends_sentence(line) and _goes_over(line, text[following : min(following_end, following + 60)])
    if not lengths or over < 0.3 * len(lengths):
        return 0
    width = sorted(lengths)[int(0.9 * (len(lengths) - 1))]
    return width if 24 <= width <= 160 else 0


def _without_notes(text: str, units: list[_Unit]) -> list[_Unit]:
    """The units without the numbered notes that end the text; numbered paragraphs (most of the text) stay."""
    end = len(units)
    while end and _NOTE.match(text, units[end - 1].start, units[end - 1].end):
        end -= 1
    notes = units[end:]
    size = sum(unit.end - unit.start for unit in notes)
    return units[:end] if size * 2 < sum(unit.end - unit.start for unit in units) else units


def _is_entry(text: str, unit: _Unit) -> bool:
    """An entry of a list of works or links (under "References" and the like)."""
    shown = unit.text(text)
    return unit.kind == "list" or not headings.ends_sentence(shown) or _CITATION.search(shown) is not None


def _rank_headings(text: str, units: list[_Unit]) -> None:
    """Mark the headings: candidates by their form, then by what stands below them and by the document's style."""
    sure_stops = 0
    for i, unit in enumerate(units):
        unit.rank, sure = _candidate(text, unit, units[i + 1] if i + 1 < len(units) else None)
        sure_stops += sure
    following = 0  # headings between this unit and the next body
    body: _Unit | None = None
    for unit in reversed(units):
        if unit.rank == _NO:
            following, body = 0, unit
            continue
        if unit.kind == "heading":
            continue
        has_body = body is not None and following < _MAX_RUN
        if unit.stop:
            longer = body is not None and body.end - body.start > unit.end - unit.start and following == 0
            style = unit.rank == _ACCEPTED or sure_stops > 1
            has_body = has_body and style and (longer or sure_stops > 1)
        unit.rank = _ACCEPTED if has_body else _NO
        if unit.rank:
            following += 1
        else:
            following, body = (following + 1, body) if following >= _MAX_RUN else (0, unit)


def _candidate(text: str, unit: _Unit, following: _Unit | None) -> tuple[int, bool]:
    """(rank as a heading by its form alone, whether it is surely one closed by a full stop)."""
    if unit.kind == "heading":
        return _ACCEPTED, False
    if unit.lines > 2 or unit.end - unit.start > headings.MAX_CHARS + 30:
        return _NO, False
    if unit.kind == "list" and (not _NUMBERED.match(text, unit.start) or following is None or following.kind == "list"):
        return _NO, False
    shown = block_view(text, Block(unit.start, unit.end, False, "")).text
    if not shown:
        return _NO, False
    if headings.is_title(shown):
        return _ACCEPTED, False
    may_be, sure = headings.is_title_with_stop(shown)
    unit.stop = may_be
    return (_ACCEPTED if sure else _MAYBE if may_be else _NO), sure
