"""Confidence against what turned out right on annotated documents: which rows can be judged, and the table by tenths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.extractors.evaluation.scoring import Outcome, Scores
from verbale.extractors.events import HeldOut


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
        yield Judged(outcome.document, row.event_id, row.rule_id, row.confidence, found, right)


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


def calibration_error(found: Iterable[Band]) -> float:
    """The distance of confidence from the share right, weighted by the rows of each band (expected calibration error)."""
    found = list(found)
    return sum(b.n * abs(b.mean - b.right) for b in found) / max(1, sum(b.n for b in found))


def format_reliability(scores: Scores, held_out: HeldOut | None = None) -> str:
    """The table as text: tenths (fifths of under 100 rows), the two lowest and two highest (one of fifths) taken together."""
    rows = judged(scores)
    if not rows:
        return "reliability: no row can be judged\n"
    tenths = len(rows) >= 100
    found = bands(rows, 10 if tenths else 5)
    title = f"reliability of confidence: {len(rows)} rows by {'tenths' if tenths else 'fifths'}"
    lines = [f"{title}; found: right family; right: type, parties, flags too"]
    lines.append(f"{'':12s}   n  confidence       mean  found  right")
    lines += [_line(f"{i} of {len(found)}", b) for i, b in enumerate(found, 1)]
    ordered = sorted(rows, key=lambda row: row.confidence)
    ends = 2 if tenths else 1
    if len(found) > ends:
        few = sum(b.n for b in found[:ends])
        many = sum(b.n for b in found[-ends:])
        lines.append(_line("two lowest" if tenths else "lowest", band(ordered[:few])))
        lines.append(_line("two highest" if tenths else "highest", band(ordered[-many:])))
    lines.append(_line("all", band(rows)) + f"   calibration error {calibration_error(found):.3f}")
    if held_out is not None and held_out.rows:
        lines.append(_held_out(held_out))
    return "\n".join(lines) + "\n"


def _line(name: str, b: Band) -> str:
    return f"{name:12s} {b.n:3d}  {b.low:.3f} - {b.high:.3f}  {b.mean:.3f}  {b.found:.3f}  {b.right:.3f}"


def _held_out(h: HeldOut) -> str:
    """The figures that ``training/calibrate.py`` measured on documents that it had not been fitted on."""
    lines = [
        f"held out when calibrated ({h.model}; {h.rows} rows of {h.documents} documents, each judged by a fit of the others):",
        f"mean confidence {h.mean:.3f}, right {h.share_right:.3f}; Brier {h.brier:.3f} (of the mean {h.brier_of_share:.3f})"
        f", AUC {h.auc:.3f}",
        f"two lowest tenths: found {h.found_low:.3f}, right {h.low:.3f}",
        f"two highest tenths: found {h.found_high:.3f}, right {h.high:.3f}",
    ]
    return "\n  ".join(lines)
