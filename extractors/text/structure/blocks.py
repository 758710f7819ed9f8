"""Decoded text -> blocks: paragraphs, list items, headings and datelines, each with its section.

List entries under headings like "References" or "External links" are left out: they are no prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from typing import NamedTuple

from verbale.extractors.schema import Block
from verbale.extractors.text.block_views import block_view
from verbale.extractors.text.datelines import opening_dateline
from verbale.extractors.text.structure.chronology import holds_clause, opening_date
from verbale.extractors.text.structure.headings import MAX_CHARS, ends_sentence, is_apparatus, is_title, is_title_with_stop
from verbale.extractors.text.structure.lists import LeadIn, goes_on, item_end, lead_in, own_start, passes
from verbale.extractors.text.structure.tables import cells_of, read_table
from verbale.extractors.text.structure.units import ROWS, Unit, find_units

_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|\d{1,2}\)|[IVX]{1,5}\.)[ \t]+(?=[A-Z])")
_CITATION = re.compile(
    r"https?://|www\.|\bretrieved\b|\baccessed\b|\bISBN\b|\bdoi\b|\bpp?\.\s?\d|\(\d{4}\)|\barchived\b", re.IGNORECASE
)
_ENTRIES = ("entry", "headline")
_MAX_RUN = 3  # headings that may stand above each other; a longer run of short lines is a list


class _Form(NamedTuple):
    """What the form of a unit says: it ``may_be`` or ``surely`` is a heading; ``with_stop``: one that a full stop closes."""

    may_be: bool = False
    surely: bool = False
    with_stop: bool = False


class Found(NamedTuple):
    """The blocks of a text, and the number of table cells that were left out because they tell nothing."""

    blocks: tuple[Block, ...]
    cells_left_out: int = 0


def find_blocks(text: str, start: int = 0) -> Found:
    """The blocks of ``text`` from ``start`` (behind front matter) on: disjoint, in order, without outer white space."""
    units = _settled(text, find_units(text, start))
    reader = _Reader(text)
    for table, run in groupby(zip(units, _headings(text, units), strict=True), key=lambda pair: pair[0].kind in ROWS):
        if table:
            reader.read_table([unit for unit, _ in run])
        else:
            for unit, heading in run:
                reader.read(unit, heading)
    return Found(tuple(reader.blocks), reader.left_out)


class _Reader:
    """Goes through the units of a text in order; knows in which section it is, and what a paragraph lends to those below it."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self.left_out = 0
        self._text = text
        self._section = ""
        self._rows = 0
        self._row = 0  # of the headline that dates what stands below it
        self._lead: LeadIn | None = None

    def read_table(self, units: Sequence[Unit]) -> None:
        rows = [cells_of(self._text, unit.start, unit.end, unit.kind) for unit in units]
        found = read_table(self._text, rows, self._section, self._rows + 1)
        self.blocks += found.blocks
        self._rows += found.rows
        self.left_out += found.left_out
        self._row, self._lead = 0, None

    def read(self, unit: Unit, heading: bool) -> None:
        is_entry = unit.kind in _ENTRIES
        if heading:
            self._section = section_title(self._text, unit.start, unit.end)
        if heading or is_entry:
            self._rows, self._row, self._lead = self._rows + is_entry, 0, None
        if heading and not is_entry:
            self.blocks.append(Block(unit.start, unit.end, True, self._section))
            # "The Council:" above "- condemns ..." heads its items as it would in a sentence.
            found = lead_in(self._text, unit.start, unit.end) if self._text.startswith("The ", unit.start) else None
            self._lead = found if found is not None and self._text[unit.end - 1] == ":" else None
        elif is_apparatus(self._section) and _is_listed(self._text[unit.start : unit.end], unit.kind):
            return
        elif is_entry:
            self.blocks += _entry(self._text, unit, self._section, self._rows)
            self._row = self._rows if heading else 0
        else:
            self.blocks += (replace(block, row=self._row) for block in self._prose(unit))

    def _prose(self, unit: Unit) -> list[Block]:
        """A unit as its blocks; an item of a list with what its lead-in lends it."""
        text, lead = self._text, self._lead
        if lead is not None and goes_on(text, unit.start, unit.end, lead):
            end = item_end(text, unit.start, unit.end)
            return [Block(own_start(text, unit.start, end), end, False, self._section, opening=(lead.start, lead.end))]
        if lead is None or not (unit.kind == "list" or passes(text, unit.start, unit.end)):
            self._lead = lead_in(text, unit.start, unit.end)
        return _prose(text, unit, self._section)


def section_title(text: str, start: int, end: int) -> str:
    """A heading as the name of its section: without markup, edit marks, and the full stop or colon that closes it."""
    title = block_view(text, Block(start, end, True, "")).text.rstrip(" :")
    last_word = title.rsplit(" ", 1)[-1]
    return title if "." in last_word[:-1] else title.rstrip(" .:")


def _prose(text: str, unit: Unit, section: str) -> list[Block]:
    """A unit as its block, and before it its dateline: read as one sentence, its place would do what the report tells."""
    opened = opening_dateline(text, unit.start, unit.end)
    if opened is None:
        return [Block(unit.start, unit.end, False, section)]
    end, report = opened
    return [Block(unit.start, end, False, section, dateline=True), Block(report, unit.end, False, section)]


def _entry(text: str, unit: Unit, section: str, row: int) -> list[Block]:
    """An entry of a chronology: its date, and what happened then as a sentence of its own."""
    opened = opening_date(text, unit.start, unit.end)
    if opened is None:
        return _prose(text, unit, section)
    date = Block(opened.date_start, opened.date_end, False, section, lead=True, row=row)
    told = _prose(text, replace(unit, start=opened.rest), section)
    return [date, *(replace(block, row=row) for block in told)]


def _settled(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units, of which only those stay entries that tell something or stand in a run of their like.

    ``1991–94: Civil war`` alone is a heading. ``1991: War breaks out`` alone is an entry that may head what stands below it
    (``headline``).
    """
    opened = [opening_date(text, unit.start, unit.end) if unit.kind == "entry" else None for unit in units]
    around = [None, *opened, None]
    settled: list[Unit] = []
    for i, (unit, found) in enumerate(zip(units, opened, strict=True)):
        alike = {other.separator for other in (around[i], around[i + 2]) if other is not None}
        wrapped = "\n" in text[unit.start : unit.end]  # a headline is one line
        if found is None or found.marked or wrapped or found.separator in alike:
            settled.append(unit)
        else:
            settled.append(replace(unit, kind="headline" if holds_clause(text[found.rest : unit.end]) else "plain"))
    return settled


def _is_listed(shown: str, kind: str) -> bool:
    """An entry of a list of works or links (under "References" and the like)."""
    return kind == "list" or kind in _ENTRIES or not ends_sentence(shown) or _CITATION.search(shown) is not None


def _headings(text: str, units: Sequence[Unit]) -> list[bool]:
    """Which units are headings: by their form, then by what stands below them and by the document's style."""
    forms = [_form(text, unit, following) for unit, following in zip_longest(units, units[1:])]
    stops_are_style = _stops_are_style(forms)
    headings: list[bool] = []
    between, body = 0, 0  # headings between a unit and the next body below it, characters of that body
    for unit, form in zip(reversed(units), reversed(forms), strict=True):
        marked, above_body = unit.kind == "heading", body > 0 and between < _MAX_RUN
        over_longer = form.surely and not between and unit.size < body
        heading = form.may_be and above_body and (_stop_fits(form, stops_are_style) or over_longer)
        headings.append(marked or heading)
        if marked:
            continue
        in_run = heading or (form.may_be and between >= _MAX_RUN)
        between, body = (between + 1, body) if in_run else (0, unit.size)
    return headings[::-1]


def _stops_are_style(forms: Sequence[_Form]) -> bool:
    """Whether a document closes its headings with a full stop: one alone may be a short sentence."""
    return sum(form.surely and form.with_stop for form in forms) > 1


def _stop_fits(form: _Form, stops_are_style: bool) -> bool:
    """Whether a full stop speaks not against a heading: there is none, or the headings of the document have one."""
    return not form.with_stop or stops_are_style


def _form(text: str, unit: Unit, following: Unit | None) -> _Form:
    """What a unit may be by its form alone."""
    if unit.kind == "heading":
        return _Form(True, True)
    if unit.kind == "entry" or unit.kind in ROWS or unit.lines > 2 or unit.size > MAX_CHARS + 30:
        return _Form()
    if unit.kind == "list" and (not _NUMBERED.match(text, unit.start) or following is None or following.kind == "list"):
        return _Form()
    shown = block_view(text, Block(unit.start, unit.end, False, "")).text
    if not shown:
        return _Form()
    if is_title(shown):
        return _Form(True, True)
    may_be, surely = is_title_with_stop(shown)
    return _Form(may_be, surely, with_stop=may_be)
