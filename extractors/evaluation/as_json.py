"""A report as one JSON document. Its keys never change: what could not be measured is null, a table without lines empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from verbale.extractors.evaluation.intervals import Interval, Intervals
from verbale.extractors.evaluation.report import Candidates, Density, Report
from verbale.extractors.evaluation.scoring import LEVELS, Tally

DIGITS = 3
PARTS = ("typed", "dated", "parties", "flags")
_PRF = ("p", "r", "f1")


def as_json(report: Report) -> dict[str, Any]:
    """Shares to three digits. ``incomplete``: documents whose recall cannot be known. Per level p, r, f1; ``of_detected``,
    ``counts`` and ``rows`` (number, shares right in family and in every column), all of them once more per family and
    group; ``intervals`` [low, high]; ``methods``, ``sides``, ``candidates``, ``reliability``, ``parties_reliability``,
    ``other``."""
    result: dict[str, Any] = {
        "documents": len(report.scores.documents),
        "incomplete": report.incomplete,
        **_tally(report.scores.total),
        "intervals": _intervals(report.intervals) if report.intervals else None,
        "families": _tallies(report.scores.families),
        "groups": _tallies(report.groups),
        "methods": {name: _rows(tally) for name, tally in report.methods.items()},
        "sides": {how: {"n": n, "right": right / n} for how, (right, n) in report.sides.items()},
        "candidates": _candidates(report.candidates) if report.candidates else None,
        "reliability": asdict(report.reliability) if report.reliability else None,
        "parties_reliability": asdict(report.parties) if report.parties else None,
        "other": _density(report.other) if report.other else None,
    }
    rounded: dict[str, Any] = _rounded(result)
    return rounded


def _tallies(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    return {name: _tally(tally) for name, tally in tallies.items()}


def _tally(tally: Tally) -> dict[str, Any]:
    levels = {level: dict(zip(_PRF, tally.prf(level), strict=True)) for level in LEVELS}
    return levels | {
        "of_detected": {part: tally.share(part) for part in PARTS},
        "counts": {"gold": tally.gold, "sys": tally.found, "hit": tally.hit},
        "rows": _rows(tally),
    }


def _rows(tally: Tally) -> dict[str, Any]:
    return {"n": tally.rows, "in_family": tally.rows_in_family, "right": tally.rows_right}


def _intervals(intervals: Intervals) -> dict[str, Any]:
    levels: dict[str, Any] = {level: dict(zip(_PRF, ends, strict=True)) for level, ends in intervals.levels.items()}
    right: Interval = intervals.rows_right
    return levels | {"rows_right": right}


def _candidates(candidates: Candidates) -> dict[str, Any]:
    return {"n": candidates.rows, "in_family": candidates.share, "recall_with_events": candidates.recall}


def _density(density: Density) -> dict[str, Any]:
    return asdict(density) | {"per_1000_words": density.per_thousand}


def _rounded(value: Any) -> Any:
    """The same with all fractions rounded and tuples as lists."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    return value
