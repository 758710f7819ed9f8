"""A share of a number of things, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. ``low`` and ``high``: the 95 % interval of the share (Wilson 1927), 0 and 1 where there is nothing."""

    part: int
    n: int

    @property
    def low(self) -> float:
        return self._end(-1)

    @property
    def high(self) -> float:
        return self._end(1)

    def _end(self, side: int) -> float:
        if not self.n:
            return (side + 1) / 2
        share, n = self.part / self.n, self.n
        middle, half = share + _Z * _Z / (2 * n), _Z * sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n))
        return min(1.0, max(0.0, (middle + side * half) / (1 + _Z * _Z / n)))

    def __str__(self) -> str:
        """``.83 [.66, .93]``, or that there is nothing to tell it from."""
        if not self.n:
            return "-"
        return f"{_short(self.part / self.n)} [{_short(self.low)}, {_short(self.high)}]"


def _short(value: float) -> str:
    return "1.0" if value >= 0.995 else f"{value:.2f}".removeprefix("0")
