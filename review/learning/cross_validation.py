"""Lines and threshold from decisions, kept only where documents that were left out say that they help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from verbale.extractors.recalibration import Figures
from verbale.review.learning.examples import Example, Examples
from verbale.review.learning.figures import Judged, f1, figures_of
from verbale.review.learning.lines import Lines, fit_lines

PARTS = 10
FEWEST_DOUBTFUL = 20
"""Judged rows below the threshold in force, without which nobody can say what a lower one would bring."""


@dataclass(frozen=True, slots=True)
class Fewest:
    """How many decisions there must be before they teach anything."""

    rows: int = 60
    right: int = 15
    wrong: int = 15
    documents: int = 5


FEWEST = Fewest()
SLACK = 0.01
"""What F1 and Brier score differ by less is chance: other documents would turn it round."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned. ``threshold``: None where too few candidates were judged, or where choosing one does not help;
    ``before`` and ``after`` by cross-validation over documents."""

    lines: Lines
    threshold: float | None
    before: Figures
    after: Figures

    @property
    def gain(self) -> float:
        """By how much the Brier score falls and F1 rises, together."""
        return self.before.brier - self.after.brier + self.after.f1 - self.before.f1

    @property
    def helps(self) -> bool:
        """Whether it is worth keeping: a gain, and neither figure worse by more than chance."""
        no_worse = self.after.brier <= self.before.brier + SLACK and self.after.f1 >= self.before.f1 - SLACK
        return no_worse and self.gain > 0


def enough(found: Examples) -> bool:
    """Whether there are so many decisions that they teach anything."""
    wrong = len(found.rows) - found.right
    counts = (len(found.rows), found.right, wrong, len(found.documents))
    return all(n >= least for n, least in zip(counts, (FEWEST.rows, FEWEST.right, FEWEST.wrong, FEWEST.documents), strict=True))


def learn(found: Examples, threshold: float) -> Lesson | None:
    """What the decisions teach; None where there are too few. ``threshold``: how sure an event must be as it is shipped.

    Of lines and a threshold, a threshold alone, and lines alone it is what helps most. A threshold is chosen only where enough
    candidates were judged.
    """
    if not enough(found):
        return None
    before = figures_of(
        [Judged(r.measured, r.measured >= threshold, r.right) for r in found.rows], sum(found.missed.values()), threshold
    )
    lines = _lesson(found, threshold, before, fit_lines, choose=False)
    if sum(row.measured < threshold for row in found.rows) < FEWEST_DOUBTFUL:
        return lines
    chosen = [_lesson(found, threshold, before, fit, choose=True) for fit in (fit_lines, _as_measured)]
    return max((*chosen, lines), key=lambda lesson: (lesson.helps, lesson.gain))


Fit = Callable[[Sequence[Example]], Lines]


def _as_measured(rows: Sequence[Example]) -> Lines:
    """Confidence as it is, whatever was judged."""
    return Lines()


def _lesson(found: Examples, threshold: float, before: Figures, fit: Fit, *, choose: bool) -> Lesson:
    judged = list(_judged_apart(found, threshold, fit, choose=choose))
    lines, missed = fit(found.rows), sum(found.missed.values())
    own = best_threshold(found.rows, lines, missed, lines.all.of(threshold)) if choose else None
    after = figures_of(judged, missed, lines.all.of(threshold) if own is None else own)
    return Lesson(lines, own, before, after)


def _judged_apart(found: Examples, threshold: float, fit: Fit, *, choose: bool) -> Iterator[Judged]:
    """Every row as lines and threshold judge it that are learned from other parts of the documents than its own."""
    for part in range(min(PARTS, len(found.documents))):
        held_out = set(found.documents[part::PARTS])
        rows = [row for row in found.rows if row.doc_id not in held_out]
        lines = fit(rows)
        limit = lines.all.of(threshold)
        if choose:
            missed = sum(n for document, n in found.missed.items() if document not in held_out)
            limit = best_threshold(rows, lines, missed, limit)
        for row in found.rows:
            if row.doc_id in held_out:
                value = lines.of(row)
                yield Judged(value, value >= limit, row.right)


def best_threshold(rows: Sequence[Example], lines: Lines, missed: int, begin: float) -> float:
    """Among hundredths with as high an F1 as any, chance apart, the nearest to ``begin``: the very best is so by luck."""
    ordered = sorted(((lines.of(row), row.right) for row in rows), reverse=True)
    hits = [0, *accumulate(int(right) for _, right in ordered)]
    there = hits[-1] + missed
    scored: dict[float, float] = {}
    for limit in (hundredth / 100 for hundredth in range(10, 96)):
        told = sum(value >= limit for value, _ in ordered)
        scored[limit] = f1(hits[told], told, there)
    good = [limit for limit, found in scored.items() if found >= max(scored.values()) - SLACK]
    return min(good, key=lambda limit: (abs(limit - begin), limit))
