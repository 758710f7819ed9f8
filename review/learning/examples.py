"""The rows of a run that people judged, as examples of what confidence should say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.extractors.recalibration import Recalibration
from verbale.review.log import ADDED, ComparedRun, RelationType
from verbale.review.quality import family_of, is_decided, true_family


@dataclass(frozen=True, slots=True)
class Example:
    """A row, event or candidate: ``measured``, the confidence that nobody recalibrated; ``right``: in its family."""

    doc_id: str
    family: str
    measured: float
    right: bool


@dataclass(frozen=True, slots=True)
class Examples:
    """All that was judged. ``missed``: document -> events that reviewers added and no run tells, which no threshold finds."""

    corpus: str
    rows: tuple[Example, ...]
    missed: Mapping[str, int]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents with judged rows, in order."""
        return tuple(sorted({row.doc_id for row in self.rows}))

    @property
    def right(self) -> int:
        return sum(row.right for row in self.rows)


def examples(state: ComparedRun, types: Mapping[str, RelationType], used: Recalibration | None = None) -> Examples:
    """The rows of a run with a decision that stands for them as they are; what reviewers dispute teaches nothing.

    Accepted is right; corrected, too, unless its family was; rejected is wrong. ``used``: the recalibration that the run's
    confidence went through, which is undone.
    """
    rows, missed = [], Counter[str]()
    for row in state.rows:
        verdict = state.verdicts.get(row["event_id"])
        if verdict is None or not is_decided(verdict):
            continue
        if row["method"] == ADDED:
            missed[row["doc_id"]] += verdict.status != "rejected"
            continue
        family, told = family_of(row), float(row["confidence"])
        measured = used.line(family).before(told) if used else told
        rows.append(Example(row["doc_id"], family, measured, true_family(row, verdict, state, types) == family))
    return Examples(state.evidence.corpus, tuple(rows), dict(missed))
