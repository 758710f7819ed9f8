"""Which tellings are held against each other at all: those that share a block, a key made of parties and days.

A telling is kept under few keys and looks under few, so that the work grows with the number of tellings. What says less comes
later and looks where those that say more are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.extractors.tables.happenings.agreement import UNDATED, Compared
from verbale.extractors.tables.happenings.tellings import SETTINGS

_PERIOD, _YEAR = 31, 366  # days of a block
NARROW = 1
"""The width up to which a date is narrow: a month."""
_LONG = UNDATED - 1  # the width of more than a year, or open

Block = tuple[Any, ...]


class Blocks:
    """The blocks of tellings of one type. ``once``: it takes place once in many years; ``undated``: its tellings without a date,
    whose rarest words they are found by."""

    def __init__(self, once: bool, undated: Iterable[Compared] = ()) -> None:
        self._once = once
        self._common = Counter(word for one in undated for word in one.telling.words)

    def kept_in(self, one: Compared) -> Iterator[Block]:
        """The blocks that a telling is kept in."""
        yield ("copy", one.telling.copy_of)
        yield from self._own(one)
        if self._once and one.days.width < UNDATED:
            yield ("ever", who(one))
        if one.days.width <= NARROW:
            yield from _of_parties(one)

    def looked_at(self, one: Compared) -> Iterator[Block]:
        """The blocks in which it may find those that say more."""
        width = one.days.width
        yield ("copy", one.telling.copy_of)
        if width >= _LONG or (width > NARROW and not self._once):
            yield from self._own(one)
        if self._once and width >= _LONG:
            yield ("ever", who(one))
        elif self._once:
            yield from (("year", who(one), year) for year in _years(one, SETTINGS.days_apart))
        elif width < _LONG:
            yield from (("month", who(one), period) for period in _periods(one, SETTINGS.days_apart))
        if one.days.width <= NARROW:
            yield from _of_parties(one)

    def _own(self, one: Compared) -> Iterator[Block]:
        """The blocks of those with the same parties and a date of its kind."""
        width = one.days.width
        if width == UNDATED:
            words = () if self._once else self._telling_words(one)
            yield from (("word", who(one), word) for word in words or ("",))
        elif width == _LONG:
            yield ("long", who(one), one.days.first, one.days.last)
        elif self._once or width > NARROW:
            yield from (("year", who(one), year) for year in _years(one, 0))
        else:
            yield from (("month", who(one), period) for period in _periods(one, 0))

    def _telling_words(self, one: Compared) -> list[str]:
        """The rarest words, of which tellings that are nearly copies must share one (prefix filtering: Chaudhuri et al. 2006)."""
        rarest = sorted(one.telling.words, key=lambda word: (self._common[word], word))
        return rarest[: len(rarest) - int(SETTINGS.copies.share * len(rarest)) + 1]


def who(one: Compared) -> Block:
    """The parties of both sides."""
    return one.sources, one.targets


def _of_parties(one: Compared) -> Iterator[Block]:
    """Where those that leave out parties find it: by the very days."""
    return (("party", party, one.days.first, one.days.last) for party in one.sources | one.targets)


def _periods(one: Compared, around: int) -> range:
    return range((one.days.first - around) // _PERIOD, (one.days.last + around) // _PERIOD + 1)


def _years(one: Compared, around: int) -> range:
    return range((one.days.first - around) // _YEAR, (one.days.last + around) // _YEAR + 1)
