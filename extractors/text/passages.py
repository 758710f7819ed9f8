"""Which passages of a text are read: those in English, cut where a paragraph is too long for the parser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from verbale.extractors.schema import Block
from verbale.extractors.text.languages import is_foreign, language_of

MAX_BLOCK = 200_000
"""Characters of a block above which it is read in pieces: the parser takes a million at once, and much memory for it."""
_LEAST_WORDS = 25
_UNBROKEN = re.compile(r"\S{1000}(?=\S)")
"""So much without a space is no word: the tokenizer, which takes it to pieces from both ends, gets it in parts."""
_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“(A-Z])")


class Readable(NamedTuple):
    """The blocks that are read, the text's language, and how many paragraphs were left out, by language."""

    blocks: tuple[Block, ...]
    language: str
    left_out: Counter[str]


def readable(text: str, blocks: Sequence[Block]) -> Readable:
    """What is read of a text: all of it, or where paragraphs of it are in other languages, the rest."""
    spans = [text[block.char_start : block.char_end] for block in blocks]
    language = language_of("\n".join(spans))
    found = [_language(shown) for shown in spans]
    left_out = Counter(name for name in found if is_foreign(name))
    if not left_out and not is_foreign(language):
        return Readable(_in_pieces(text, blocks), language, left_out)
    english = "en" in found
    if not english:
        return (
            Readable((), language, left_out) if is_foreign(language) else Readable(_in_pieces(text, blocks), language, Counter())
        )
    kept = [block for block, name in zip(blocks, found, strict=True) if not is_foreign(name)]
    return Readable(_in_pieces(text, kept), "en", left_out)


def _language(shown: str) -> str:
    """The language of a paragraph, told only where there is enough of it."""
    return language_of(shown) if shown.count(" ") >= _LEAST_WORDS or not shown.isascii() else ""


def _in_pieces(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(piece for block in blocks for piece in _pieces(text, block))


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """A block, or where it is too long, its pieces: cut behind a sentence, else at a space, else anywhere."""
    for match in _UNBROKEN.finditer(text, block.char_start, block.char_end):
        yield from _bounded(text, replace(block, char_end=match.end()))
        block = replace(block, char_start=match.end(), opening=None)
    yield from _bounded(text, block)


def _bounded(text: str, block: Block) -> Iterator[Block]:
    while block.char_end - block.char_start > MAX_BLOCK:
        limit = block.char_start + MAX_BLOCK
        ends = [match.end() for match in _END.finditer(text, limit - MAX_BLOCK // 10, limit)]
        cut = ends[-1] if ends else text.rfind(" ", block.char_start, limit) + 1 or limit
        end = cut
        while end > block.char_start and text[end - 1].isspace():
            end -= 1
        yield replace(block, char_end=end)
        block = replace(block, char_start=cut, opening=None)
    yield block
