"""What reviewers of a corpus have taught about confidence: measured confidence -> how often such rows are right on their texts.

A line in log odds per family (Platt 1999), which leaves the order of the rows of a family as it is and can be undone. The file
that holds it is written by ``verbale learn``; nothing that is shipped changes.
"""

from __future__ import annotations

from math import exp, log
from typing import Annotated, Literal

from pydantic import Field

from verbale.extractors.data_files import Table
from verbale.extractors.schema import Thresholds

Measure = Literal["evidence", "rules"]
"""What measured the confidence: the learned layers, or the rules alone (``--finder off``). Each has its own scale."""
Share = Annotated[float, Field(ge=0, le=1)]
Number = Annotated[int, Field(ge=0)]
_ENDS = 0.001, 0.999


def log_odds(share: float) -> float:
    """The log odds of a confidence, which is told with three digits: never quite 0 or 1."""
    inside = min(max(share, _ENDS[0]), _ENDS[1])
    return log(inside / (1 - inside))


class Line(Table):
    """``shift + slope * log odds``: above a slope of 1 the measured confidence was too timid, below it too bold."""

    shift: float = 0.0
    slope: float = Field(default=1.0, gt=0)

    def of(self, measured: float) -> float:
        """The recalibrated confidence, with all its digits."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.shift + self.slope * log_odds(measured)))))

    def before(self, value: float) -> float:
        """The measured confidence that gives this value."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, (log_odds(value) - self.shift) / self.slope))))


class Basis(Table):
    """What it was learned from: rows that people judged, how many were right in their family, events that no run had told."""

    corpus: str
    documents: Number
    rows: Number
    right: Number
    missed: Number


class Figures(Table):
    """Of rows in documents that were left out in turn. ``brier``: mean squared error; ``auc``: chance that a right row has more
    confidence than a wrong one; ``calibration_error``: mean distance between confidence and the share right, in tenths of
    confidence; ``precision``, ``recall`` and ``f1`` of the rows from ``threshold`` on."""

    brier: float
    auc: Share
    calibration_error: Share
    threshold: Share
    precision: Share
    recall: Share
    f1: Share


class LastLayer(Table):
    """The finder's last layer that goes with it: ``digest`` of its file, ``model`` of the run whose finder it corrects (as
    ``run.json`` names it), the words that people judged, and how many of them tell an event."""

    digest: str
    model: str
    words: Number
    events: Number


class Recalibration(Table):
    """``learned.toml`` of a folder of decisions. ``last_layer``: none where that of the finder stays as shipped. ``threshold``:
    how sure an event must be; none where too few candidates were judged to choose one. ``release``: of verbale, whose confidence
    was recalibrated; ``made``: when, UTC."""

    layout: Literal[1]
    version: Annotated[int, Field(ge=1)]
    made: str
    release: str
    measure: Measure
    threshold: Share | None = None
    all: Line
    families: dict[str, Line] = Field(default_factory=dict)
    last_layer: LastLayer | None = None
    basis: Basis
    before: Figures
    after: Figures

    def line(self, family: str) -> Line:
        """The line of a family; of one with few decisions that of all."""
        return self.families.get(family, self.all)

    def of(self, family: str, measured: float) -> float:
        """The recalibrated confidence of a row, as tables tell it."""
        return round(self.line(family).of(measured), 3)

    def limits(self, own: Thresholds) -> Thresholds:
        """``own``, the limits of measured confidence, in what is recalibrated: no candidate of before falls out.

        A limit of 0 is none, and stays none.
        """
        chosen = self.all.of(own.events) if self.threshold is None else self.threshold
        lowest = min(line.of(own.candidates) for line in (self.all, *self.families.values()))
        events = round(chosen, 3) if own.events or self.threshold is not None else 0.0
        return Thresholds(events, min(round(lowest, 3), events) if own.candidates else 0.0)

    def reason(self, measured: float) -> str:
        """One line for a reader."""
        return f"measured {measured:.3f}; the rest was learned from {self.basis.rows} decisions (version {self.version})"
