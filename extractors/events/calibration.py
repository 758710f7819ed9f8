"""What annotated documents say of the rules and of the signs of doubt: ``data/confidence.toml``.

``training/calibrate.py`` writes the file. Right means: type, parties, polarity and modality are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from verbale.errors import UsageError
from verbale.extractors.data_files import DATA, Table, read
from verbale.extractors.schema import Thresholds

CALIBRATION = DATA / "confidence.toml"
SIGNS = frozenset(
    """open_side implied pronoun definite unknown_name acts_for indirect far many event_noun untried denied unreal reported
    date_sentence date_narrative date_heading undated deep long_sentence""".split()  # noqa: SIM905
)
"""All signs that ``confidence`` looks for; the file says what each of them means and weighs."""


class Sign(Table):
    """A sign of doubt. ``weight``: what it adds to the log odds, never positive; ``prior``: the weight that a careful reader
    expects, from which few annotated rows move it little; ``rows``, ``right``: annotated rows that bear it."""

    says: str = Field(min_length=1)
    prior: float = Field(lt=0)
    weight: float = Field(le=0)
    rows: int = Field(ge=0)
    right: int = Field(ge=0)


class HeldOut(Table):
    """How the model did on documents that it was not fitted on (each left out in turn). ``brier``: mean squared error;
    ``auc``: chance that a right row has more confidence than a wrong one; ``low``/``high``: shares right in the two lowest
    and two highest tenths of confidence; ``found_low``/``found_high``: shares with an event of that family there. ``model``: the
    pipeline that parsed the documents."""

    model: str
    documents: int = Field(ge=0)
    rows: int = Field(ge=0)
    share_right: float
    mean: float
    brier: float
    brier_of_share: float
    auc: float
    low: float
    high: float
    found_low: float
    found_high: float


Count = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]


class Coefficients(Table):
    """``base``: log odds of a row without a sign of doubt; ``rule``: weight of the rule's precision; ``backoff``: how many rows
    the next wider group of rules counts for."""

    base: float
    rule: float = Field(ge=0)
    backoff: float = Field(gt=0)


class Limits(Table):
    """How sure an event must be to stand in the table, and how sure to be kept as a candidate; of a file that names none,
    every event stands in the table. ``relations``: how sure two parties of an event must be to be told of as a pair."""

    events: float = Field(default=0.0, ge=0, le=1)
    candidates: float = Field(default=0.0, ge=0, le=1)
    relations: float = Field(default=0.0, ge=0, le=1)

    @field_validator("candidates")
    @classmethod
    def _below(cls, value: float, info: ValidationInfo) -> float:
        if value > info.data.get("events", 1.0):
            raise ValueError(f"{value} is above events")
        return value


class Calibration(Table):
    """``data/confidence.toml``. ``records``: (right, rows) of all rows (key ``all``), of a part of speech (``noun``), of a
    family's rules with that part of speech (``treaty noun``), of one rule (its id)."""

    model: Coefficients
    held_out: HeldOut
    signs: dict[str, Sign]
    records: dict[str, Count]
    thresholds: Limits = Limits()

    @field_validator("signs")
    @classmethod
    def _all_signs(cls, value: dict[str, Sign]) -> dict[str, Sign]:
        if value.keys() != SIGNS:
            raise ValueError(f"missing or unknown: {', '.join(sorted(value.keys() ^ SIGNS))}")
        return value

    def effects(self, rule_id: str, family: str, pos: str, signs: Iterable[str]) -> dict[str, float]:
        """What each piece of evidence adds to the log odds; the rule's record under the key ``rule``."""
        record = record_odds(self.records, self.model.backoff, rule_id, family, pos)
        found = {sign: self.signs[sign].weight for sign in signs}
        return {"rule": self.model.rule * record, **found}


@cache
def load_calibration(path: Path = CALIBRATION) -> Calibration:
    """The calibration of a file. Raises DataError, a line a problem."""
    return read(Calibration, path)


def thresholds_of(threshold: float | None, floor: float | None, own: Limits | Thresholds) -> Thresholds | None:
    """The thresholds that somebody asks for; for what is left open, those of ``own``. None where all is left open.

    Raises UsageError for what is no share, and for a floor above the threshold.
    """
    if threshold is None and floor is None:
        return None
    for name, share in (("threshold", threshold), ("floor", floor)):
        if share is not None and not 0 <= share <= 1:
            raise UsageError(f"{name} {share} is not between 0 and 1")
    events = own.events if threshold is None else threshold
    candidates = min(own.candidates, events) if floor is None else floor
    if candidates > events:
        raise UsageError(f"floor {candidates} is above the threshold {events}: candidates are less sure than events")
    return Thresholds(events, candidates)


def share_right(records: Mapping[str, Count]) -> float:
    """The share of all annotated rows that are right; of none that it is as likely as not."""
    right, rows = records.get("all", (0, 0))
    return (right + 1) / (rows + 2)


def untried(records: Mapping[str, Count], rule_id: str) -> set[str]:
    """The sign of a rule that no annotated row has tried."""
    return set() if records.get(rule_id, (0, 0))[1] else {"untried"}


def precision(records: Mapping[str, Count], backoff: float, rule_id: str, family: str, pos: str) -> float:
    """The share of a rule's rows that are right, smoothed by its family's rules of the same part of speech, and those by all."""
    share = share_right(records)
    for key in (pos.lower(), f"{family} {pos.lower()}", rule_id):
        right, rows = records.get(key, (0, 0))
        share = (right + backoff * share) / (rows + backoff)
    return share


def record_odds(records: Mapping[str, Count], backoff: float, rule_id: str, family: str, pos: str) -> float:
    """The log odds of a rule's precision against those of all rows."""
    return _log_odds(precision(records, backoff, rule_id, family, pos)) - _log_odds(share_right(records))


def _log_odds(share: float) -> float:
    return log(share / (1 - share))


def probability(odds: float) -> float:
    """Log odds -> a number between 0 and 1, to three digits, never quite either."""
    return round(min(0.999, max(0.001, 1 / (1 + exp(-max(-30.0, odds))))), 3)
