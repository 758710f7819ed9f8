"""Rows that annotations can judge, and shares of them by confidence: what ``calibrate.py`` fits and measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.extractors.evaluation.scoring import Outcome, Scores


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that annotations can judge. ``found``: an event of its family is there; ``right``: type, parties and flags too."""

    document: str
    event_id: str
    rule_id: str
    confidence: float
    found: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Rows next to each other in confidence: how many, their lowest, highest and mean confidence, the shares found and right."""

    n: int
    low: float
    high: float
    mean: float
    found: float
    right: float


def judged(scores: Scores) -> tuple[Judged, ...]:
    """The rows that count, and those that an optional annotation took in with its type and parties.

    An optional annotation with another type or other parties may well be another event: such a row is left out.
    """
    return tuple(_judged(scores.outcomes))


def _judged(outcomes: Iterable[Outcome]) -> Iterator[Judged]:
    for outcome in outcomes:
        row = outcome.found
        if row is None:
            continue
        optional = outcome.kind == "optional"
        if optional and {"type", "parties"} & set(outcome.wrong):
            continue
        found = outcome.kind != "extra"
        right = optional or (found and not {"type", "parties", "flags"} & set(outcome.wrong))
        yield Judged(outcome.document, row.event_id, row.rule_id, row.confidence or 0.0, found, right)


def bands(rows: Sequence[Judged], number: int) -> tuple[Band, ...]:
    """``number`` bands of as equal size as can be, the least confidence first; fewer where there are fewer rows."""
    ordered = sorted(rows, key=lambda row: row.confidence)
    number = min(number, len(ordered))
    cuts = [len(ordered) * i // number for i in range(number + 1)] if number else []
    return tuple(band(ordered[a:b]) for a, b in pairwise(cuts))


def band(rows: Sequence[Judged]) -> Band:
    n = len(rows)
    values = [row.confidence for row in rows]
    return Band(
        n, min(values), max(values), sum(values) / n, sum(row.found for row in rows) / n, sum(row.right for row in rows) / n
    )
