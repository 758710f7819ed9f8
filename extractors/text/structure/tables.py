"""Tables in a text: Markdown, wiki and tab-separated rows -> cells -> blocks.

A cell that tells something is a block; the date and the name that its row begins with stand before it as leads
(``Block.lead``). What tells nothing is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verbale.extractors.schema import Block
from verbale.extractors.text.structure.chronology import WORDS, holds_clause, is_date
from verbale.extractors.text.structure.headings import words_in

_RULE = re.compile(r"[\s|:=+-]+")
_BARRED = re.compile(r"\||.*\|\s*$")
_BAR = re.compile(r"(?<!\\)\|(?![^\[\]]*\]\])")
_WIKI_CELL = re.compile(r"\|\||!!")
_ATTRIBUTES = re.compile(r"[^|\[\]{}]*=[^|\[\]{}]*\|(?!\|)")
_NAME = re.compile(r"(?:the |The )?[A-Z][^\W\d_]*(?:[ .'’-]{1,2}(?:[A-Z]|of|and|the|d['’])[^\W\d_]*){0,6}\.?")
_MARKUP = "*_'[]` \t"
_LONGEST_HEAD, _LONGEST_NAME = 40, 60
_LEAST_TABS, _LEAST_VERB_WORDS = 2, 3


class Cell(NamedTuple):
    """Where the words of a cell stand; ``column`` counts from 0."""

    start: int
    end: int
    column: int


class Read(NamedTuple):
    """The blocks of a table, how many rows had any, how many cells were left out."""

    blocks: list[Block]
    rows: int
    left_out: int


def rows_among(lines: Sequence[str], blank_before: Sequence[bool]) -> list[tuple[str, int] | None]:
    """For every line of a text the kind of its table and the number of its row there, -1 for what only draws it; None outside."""
    found: list[tuple[str, int] | None] = [None] * len(lines)
    wiki, row = False, 0
    for i, line in enumerate(lines):
        if line.startswith("{|"):
            wiki, found[i] = True, ("wiki row", -1)
        elif wiki:
            ends = line.startswith("|}")
            drawn = ends or line.startswith(("|-", "|+"))
            row += drawn
            found[i] = ("wiki row", -1 if drawn else row)
            wiki = not ends
        elif _BARRED.match(line) or (found[i - 1] is not None and i and "|" in line and not blank_before[i]):
            row += 1
            found[i] = ("row", -1 if _RULE.fullmatch(line) else row)
        elif "|" in line and i + 1 < len(lines) and "|" in lines[i + 1] and _RULE.fullmatch(lines[i + 1]):
            row += 1
            found[i] = ("row", row)
    for first, last in _tabbed(lines, blank_before, found):
        found[first:last] = [("tab row", row + n) for n in range(1, last - first + 1)]
        row += last - first
    return found


def _tabbed(lines: Sequence[str], blank_before: Sequence[bool], taken: Sequence[object]) -> Iterator[tuple[int, int]]:
    """The runs of lines with tabs, at least two of them in one of the lines, as (first, end)."""
    first = 0
    while first < len(lines):
        end = first
        while end < len(lines) and "\t" in lines[end] and taken[end] is None and (end == first or not blank_before[end]):
            end += 1
        if end - first > 1 and max(line.count("\t") for line in lines[first:end]) >= _LEAST_TABS:
            yield first, end
        first = max(end, first + 1)


def cells_of(text: str, start: int, end: int, kind: str) -> list[Cell]:
    """The cells of a row that hold any words."""
    spans = _wiki_spans(text, start, end) if kind == "wiki row" else _spans(text, start, end, kind)
    found: list[Cell] = []
    for column, (first, last) in enumerate(spans):
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if any(char.isalnum() for char in text[first:last]):
            found.append(Cell(first, last, column))
    return found


def _spans(text: str, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    if kind == "row":
        start += text[start] == "|"
    cuts = [match.start() for match in (re.compile("\t") if kind == "tab row" else _BAR).finditer(text, start, end)]
    return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))


def _wiki_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        first = line.start()
        if text[first] not in "|!":
            if spans:
                spans[-1] = (spans[-1][0], line.end())
            continue
        cuts = [(cut.start(), cut.end()) for cut in _WIKI_CELL.finditer(text, first + 1, line.end())]
        firsts = [first + 1, *(after for _, after in cuts)]
        lasts = [*(before for before, _ in cuts), line.end()]
        for cell, last in zip(firsts, lasts, strict=True):
            attributes = _ATTRIBUTES.match(text, cell, last)
            spans.append((attributes.end() if attributes else cell, last))
    return spans


def read_table(text: str, rows: Sequence[Sequence[Cell]], section: str, first_row: int) -> Read:
    """The blocks of a table's rows; ``first_row``: the number that its first row gets."""
    heads = _heads(text, rows)
    blocks: list[Block] = []
    number, left_out = first_row, 0
    for cells in rows[1:] if heads is not None else rows:
        found = _row(text, cells, heads or {}, section, number)
        left_out += len(cells) - len(found)
        number += bool(found)
        blocks += found
    return Read(blocks, number - first_row, left_out)


def _heads(text: str, rows: Sequence[Sequence[Cell]]) -> dict[int, str] | None:
    """The heads of the columns in lower case, where the first row holds nothing else; None where it is a row like others."""
    if len(rows) < 2 or not rows[0]:
        return None
    shown = {cell.column: _plain(text[cell.start : cell.end]) for cell in rows[0]}
    plain = all(
        len(head) <= _LONGEST_HEAD and not any(map(str.isdigit, head)) and head[-1:] not in ".!?" for head in shown.values()
    )
    known = WORDS.date_columns | WORDS.actor_columns
    if plain and (any(head.lower() in known for head in shown.values()) or not any(map(holds_clause, shown.values()))):
        return {column: head.lower() for column, head in shown.items()}
    return None


def _row(text: str, cells: Sequence[Cell], heads: dict[int, str], section: str, number: int) -> list[Block]:
    """The blocks of a row: the cells that tell something, and behind whom and when the others say."""
    shown = [_plain(text[cell.start : cell.end]) for cell in cells]
    dates = [
        is_date(words) and heads.get(cell.column, "date") in WORDS.date_columns for cell, words in zip(cells, shown, strict=True)
    ]
    names = [
        _is_name(words) and heads.get(cell.column, "name") in WORDS.actor_columns
        for cell, words in zip(cells, shown, strict=True)
    ]
    subject = next((cell for cell, name in zip(cells, names, strict=True) if name), None) if sum(names) == 1 else None
    found: list[Block] = []
    tells = False
    for cell, words, is_lead in zip(cells, shown, map(max, dates, names), strict=True):
        lacks_subject = subject is not None and subject.end < cell.start and _opens_with_verb(words)
        if is_lead:
            found.append(Block(cell.start, cell.end, False, section, lead=True, row=number))
        elif holds_clause(words) or lacks_subject:
            opening = (subject.start, subject.end) if subject is not None and lacks_subject else None
            found.append(Block(cell.start, cell.end, False, section, row=number, opening=opening))
            tells = True
    return found if tells else []


def _plain(cell: str) -> str:
    return " ".join(cell.split()).strip(_MARKUP)


def _is_name(words: str) -> bool:
    return len(words) <= _LONGEST_NAME and _NAME.fullmatch(words) is not None


def _opens_with_verb(shown: str) -> bool:
    """``Recalled its envoy from Lima``: what is told of whom the row is about."""
    words = words_in(shown)
    return len(words) >= _LEAST_VERB_WORDS and words[0].endswith("ed") and not words[1][0].isupper()
