"""Comma- and tab-separated tables -> the blocks of one document: each cell that tells something, with its row's date and name."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.text.structure.blocks import Found
from verbale.extractors.text.structure.tables import Cell, read_table

_COMMON = ",;\t|"


def separated_blocks(text: str, suffix: str) -> Found:
    """The blocks of a table in a file; what parts its cells is a tab in ``.tsv``, else what its first line has most of."""
    first = text[: text.find("\n") + 1 or len(text)]
    separator = "\t" if suffix == ".tsv" else max(_COMMON, key=first.count)
    rows = [cells for cells in _rows(text, separator) if cells]
    found = read_table(text, rows, "", 1)
    return Found(tuple(found.blocks), found.left_out)


def _rows(text: str, separator: str) -> Iterator[list[Cell]]:
    """The cells of every row, without the quotation marks round them; a quoted cell may hold separators and line ends."""
    cells: list[Cell] = []
    at, column = 0, 0
    while at <= len(text):
        start, end, at = _cell(text, at, separator)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if any(char.isalnum() for char in text[start:end]):
            cells.append(Cell(start, end, column))
        column += 1
        if at >= len(text) or text[at] != separator:
            yield cells
            cells, column = [], 0
            at += text.startswith("\r\n", at)
        at += 1


def _cell(text: str, at: int, separator: str) -> tuple[int, int, int]:
    """(start, end, where the next separator or line end stands) of the cell at a place."""
    if text.startswith('"', at):
        end = at + 1
        while (end := text.find('"', end)) >= 0 and text.startswith('""', end):
            end += 2
        if end >= 0:
            return at + 1, end, _next(text, end + 1, separator)
    end = _next(text, at, separator)
    return at, end, end


def _next(text: str, at: int, separator: str) -> int:
    ends = [found for mark in (separator, "\n", "\r") if (found := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))
