"""What a panel is to be: its rows, its periods, what it counts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from verbale.extractors.panel.systems import Span

Unit = Literal["dyad", "monad"]
By = Literal["year", "month"]
Columns = Literal["total", "family", "quad", "type"]
Intervals = Literal["within", "start", "spread"]
Fill = Literal["pairs", "all", "none"]


@dataclass(frozen=True, slots=True)
class Design:
    """``directed``: who acts on whom makes two rows of a pair; of a single state, one row as source and one as target.

    ``columns``: counts besides the total, one for each family, quad or type. ``intervals``: events whose dates span more than one
    period are left out (``within``), stand in the first (``start``), or give each a share by its days (``spread``). ``fill``:
    rows of zeros for the pairs (states) that have any event (``pairs``), for all (``all``), or none (``none``). ``tellings``: a
    happening counts as often as it is told; else once. ``first``, ``last``: years; None: those of the events.
    """

    unit: Unit = "dyad"
    by: By = "year"
    directed: bool = False
    columns: Columns = "total"
    intervals: Intervals = "within"
    fill: Fill = "pairs"
    tellings: bool = False
    first: int | None = None
    last: int | None = None

    def period(self, day: int) -> int:
        """The number of the period that a day lies in: its year, or its month counted from the year 0."""
        found = date.fromordinal(day)
        return found.year if self.by == "year" else found.year * 12 + found.month - 1

    def days(self, period: int) -> Span:
        """The days of a period."""
        if self.by == "year":
            return Span(date(period, 1, 1).toordinal(), date(period, 12, 31).toordinal())
        year, month = divmod(period, 12)
        first = date(year, month + 1, 1).toordinal()
        return Span(first, first + monthrange(year, month + 1)[1] - 1)

    def key(self, period: int) -> tuple[int, ...]:
        """The cells that name a period: year, or year and month."""
        return (period,) if self.by == "year" else (period // 12, period % 12 + 1)

    def wanted(self, period: int) -> bool:
        """Whether a period lies in the years asked for."""
        year = self.key(period)[0]
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)

    def shares(self, first: int | None, last: int | None) -> Iterator[tuple[int, Span, float]]:
        """The periods that an event from a first to a last day counts in: number, its days there, its share."""
        if self.intervals == "start":
            if first is not None:
                period = self.period(first)
                end = self.days(period).last
                yield period, Span(first, end if last is None else min(last, end)), 1.0
        elif first is not None and last is not None and first <= last:
            periods = range(self.period(first), self.period(last) + 1)
            if self.intervals == "spread" or len(periods) == 1:
                whole = Span(first, last)
                for period in periods:
                    if both := self.days(period).common(whole):
                        yield period, both, (both.last - both.first + 1) / (last - first + 1)
