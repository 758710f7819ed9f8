"""Words -> word pieces, as the encoder was taught to read: lower case without accents, punctuation apart, longest piece first.

The letters' case, which the pieces lose, is told beside them as a small number. Source of the method: WordPiece as of BERT
(Devlin et al. 2019); the vocabulary is the encoder's own file, a piece a line, the number of a piece being its line from 0.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_LONGEST = 12
"""Pieces read of a word: what is longer is a link or a misprint."""
_UNREADABLE = 100
"""Characters of a word above which it is unknown."""
_OPENING = 10
"""One sentence in so many opens a window."""
WINDOW = 254
"""Pieces of a window, without the two marks around it."""
_FIRST, _FURTHER = 1, 9
"""Added to the letter case of a word's first piece and of its others; 0 is for the marks."""
N_CASES = 17

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of whole sentences: its pieces and letter cases, and its words (numbers) with the place of their first piece."""

    pieces: tuple[int, ...]
    cases: tuple[int, ...]
    words: tuple[int, ...]
    places: tuple[int, ...]


class Pieces:
    """The pieces of words, remembered. ``vocabulary``: all pieces; a piece's number is its place."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._numbers["[UNK]"]
        self.marks = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, one at least."""
        found = self._known.get(word)
        if found is None:
            found = tuple(number for part in _parts(word) for number in self._split(part))[:_LONGEST] or (self.unknown,)
            self._known[word] = found
        return found

    def _split(self, part: str) -> list[int]:
        if len(part) > _UNREADABLE:
            return [self.unknown]
        found, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            end = len(part)
            while end > start and prefix + part[start:end] not in self._numbers:
                end -= 1
            if end == start:
                return [self.unknown]
            found.append(self._numbers[prefix + part[start:end]])
            start = end
        return found

    def windows(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Iterator[Window]:
        """Windows of whole sentences (start, end) of at most ``WINDOW`` pieces; only a longer sentence is cut, between words.

        Some sentences, by what they say, always open a window: behind an edit the windows are soon those that they were.
        """
        begin = last = size = 0
        for start, end, length in self._no_longer_than(WINDOW, words, sentences):
            opens = crc32(" ".join(words[start:end]).encode()) % _OPENING == 0
            if (size + length > WINDOW or opens) and last > begin:
                yield self._window(words, begin, last)
                begin, size = start, 0
            last, size = end, size + length
        if last > begin:
            yield self._window(words, begin, last)

    def _no_longer_than(
        self, limit: int, words: Sequence[str], sentences: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int, int]]:
        """The sentences with their numbers of pieces, cut between words where these are more than the limit."""
        for start, end in sentences:
            begin, size = start, 0
            for i in range(start, end):
                length = len(self.of(words[i]))
                if size + length > limit:
                    yield begin, i, size
                    begin, size = i, 0
                size += length
            if end > begin:
                yield begin, end, size

    def _window(self, words: Sequence[str], start: int, end: int) -> Window:
        pieces, cases, places = [self.marks[0]], [0], []
        for i in range(start, end):
            found = self.of(words[i])
            case = letter_case(words[i])
            places.append(len(pieces))
            pieces += found
            cases += [case + _FIRST, *[case + _FURTHER] * (len(found) - 1)]
        return Window((*pieces, self.marks[1]), (*cases, 0), tuple(range(start, end)), tuple(places))


def hidden(window: Window, number: int, unknown: int) -> Window:
    """The window with the pieces of one of its words (the number of its place in ``words``) made one unknown small word."""
    start = window.places[number]
    end = window.places[number + 1] if number + 1 < len(window.places) else len(window.pieces) - 1
    places = tuple(place if place <= start else place - (end - start - 1) for place in window.places)
    pieces = (*window.pieces[:start], unknown, *window.pieces[end:])
    cases = (*window.cases[:start], letter_case("unknown") + _FIRST, *window.cases[end:])
    return Window(pieces, cases, window.words, places)


def padded(windows: Sequence[Window]) -> tuple[Numbers, Numbers, Numbers]:
    """Pieces, letter cases and which of them count, a row per window."""
    width = max(len(window.pieces) for window in windows)
    pieces, cases, mask = (np.zeros((len(windows), width), dtype=np.int64) for _ in range(3))
    for row, window in enumerate(windows):
        length = len(window.pieces)
        pieces[row, :length], cases[row, :length], mask[row, :length] = window.pieces, window.cases, 1
    return pieces, cases, mask


def inputs_of(
    windows: Sequence[Window], asked: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]] = ()
) -> dict[str, Numbers]:
    """What the model is given: windows, and (row, place) of the words that may tell of events and of those that may take part."""
    pieces, cases, mask = padded(windows)
    (rows, places), (other_rows, beside) = (np.array(some, dtype=np.int64).reshape(-1, 2).T for some in (asked, others))
    inputs = {"pieces": pieces, "cases": cases, "mask": mask, "rows": rows, "places": places}
    return inputs | {"other_rows": other_rows, "others": beside}


@lru_cache(maxsize=1 << 16)
def letter_case(word: str) -> int:
    """How a word is written, 0 to 7: small, all capitals, one capital, capitalised, mixed, with digits, other letters."""
    tests = (
        word.islower(),
        word.isupper() and len(word) > 1,
        word.isupper(),
        word[:1].isupper() and word[1:].islower(),
        word[:1].isupper(),
        any(c.isdigit() for c in word),
        any(c.isalpha() for c in word),
    )
    return next((number for number, true in enumerate(tests, 1) if true), 0)


def _parts(word: str) -> list[str]:
    """A word in lower case without accents, cut at punctuation and blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    parts = [""]
    for c in plain:
        if c.isspace() or unicodedata.category(c) in ("Cc", "Cf"):
            parts.append("")
        elif _is_punctuation(c):
            parts += [c, ""]
        else:
            parts[-1] += c
    return [part for part in parts if part]


def _is_punctuation(c: str) -> bool:
    return (c.isascii() and not c.isalnum() and c.isprintable()) or unicodedata.category(c).startswith("P")
