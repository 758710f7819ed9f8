"""How far a row can be relied on: one number in 0..1, from the rule's record on annotated text and from signs of doubt.

A logistic model. Its coefficients, the record of each rule and what each sign means stand in ``data/confidence.toml``, which
``training/calibrate.py`` writes from annotated documents. Right means: type, parties, polarity and modality are right.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp, log
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from verbale.extractors.data_files import DATA
from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.parse import Words
from verbale.extractors.rules import LoadedRule
from verbale.extractors.schema import Assertion, EventDate

CALIBRATION = DATA / "confidence.toml"
FAR = 20  # tokens between trigger and argument
LONG = 45  # tokens of a sentence
DEEP = 3  # clauses and nouns above the trigger
MANY = 3  # participants
_HOW = {"ner": "unknown_name", "agent": "acts_for", "affiliation": "acts_for", "office": "acts_for", "metonym": "acts_for",
        "pronoun": "pronoun", "definite": "definite", "topic": "implied", "heading": "implied"}  # fmt: skip
_INDIRECT = frozenset({"control", "relative", "reduced", "shared", "support", "object", "agent"})
_DATE = {"": "undated", "narrative": "date_narrative", "heading": "date_heading", "sentence": "date_sentence"}
_DATE["document_date"] = "date_heading"
SIGNS = frozenset(
    """open_side implied pronoun definite unknown_name acts_for indirect far many event_noun untried denied unreal reported
    date_sentence date_narrative date_heading undated deep long_sentence""".split()  # noqa: SIM905
)
"""All signs that ``confidence`` looks for; the file says what each of them means and weighs."""


class CalibrationError(ValueError):
    """A calibration file that cannot be used; one line with file and key."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sign(_Strict):
    """A sign of doubt. ``weight``: what it adds to the log odds, never positive; ``prior``: the weight that a careful reader
    expects, from which few annotated rows move it little; ``rows``, ``right``: annotated rows that bear it."""

    says: str = Field(min_length=1)
    prior: float = Field(lt=0)
    weight: float = Field(le=0)
    rows: int = Field(ge=0)
    right: int = Field(ge=0)


class HeldOut(_Strict):
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


class Coefficients(_Strict):
    """``base``: log odds of a row without a sign of doubt; ``rule``: weight of the rule's precision; ``backoff``: how many rows
    the next wider group of rules counts for."""

    base: float
    rule: float = Field(ge=0)
    backoff: float = Field(gt=0)


class Calibration(_Strict):
    """``data/confidence.toml``. ``records``: (right, rows) of all rows (key ``all``), of a part of speech (``noun``), of a
    family's rules with that part of speech (``treaty noun``), of one rule (its id)."""

    model: Coefficients
    held_out: HeldOut
    signs: dict[str, Sign]
    records: dict[str, Count]

    @field_validator("signs")
    @classmethod
    def _all_signs(cls, value: dict[str, Sign]) -> dict[str, Sign]:
        if value.keys() != SIGNS:
            raise ValueError(f"missing or unknown: {', '.join(sorted(value.keys() ^ SIGNS))}")
        return value

    @cached_property
    def everyone(self) -> float:
        right, rows = self.records.get("all", (0, 0))
        return (right + 1) / (rows + 2)

    def precision(self, rule_id: str, family: str, pos: str) -> float:
        """The share of a rule's rows that are right, as far as its own rows, its family's and its part of speech's tell."""
        return precision(self.records, self.model.backoff, rule_id, family, pos)

    def effects(self, rule_id: str, family: str, pos: str, signs: Iterable[str]) -> dict[str, float]:
        """What each piece of evidence adds to the log odds; the rule's record under the key ``rule``."""
        record = log_odds(self.precision(rule_id, family, pos)) - log_odds(self.everyone)
        found = {sign: self.signs[sign].weight for sign in signs}
        return {"rule": self.model.rule * record, **found}


@dataclass(frozen=True, slots=True)
class Confidence:
    """``value`` in 0..1, three digits; ``signs``: the signs of doubt, by name; ``reason``: one line for a reader."""

    value: float
    signs: tuple[str, ...]
    reason: str


@lru_cache(maxsize=4)
def load_calibration(path: Path = CALIBRATION) -> Calibration:
    """The calibration of a file. Raises CalibrationError."""
    try:
        return Calibration.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        problem = error.errors()[0]
        raise CalibrationError(f"{path.name}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}") from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CalibrationError(f"{path.name}: {error}") from error


def confidence(
    match: Match, assertion: Assertion, date: EventDate, doc: Words, calibration: Calibration | None = None
) -> Confidence:
    """How sure an event is, from its match, its assertion and its date; ``doc`` is the parse that it was found in."""
    calibration = calibration or load_calibration()
    signs = tuple(sorted(set(find_signs(match, assertion, date, doc)) | untried(calibration.records, match.loaded.rule.id)))
    loaded = match.loaded
    effects = calibration.effects(loaded.rule.id, loaded.family, loaded.rule.trigger.pos, signs)
    value = probability(calibration.model.base + sum(effects.values()))
    return Confidence(value, signs, _reason(value, effects, loaded, calibration))


def untried(records: Mapping[str, Count], rule_id: str) -> set[str]:
    """The sign of a rule that no annotated row has tried."""
    return set() if records.get(rule_id, (0, 0))[1] else {"untried"}


def find_signs(match: Match, assertion: Assertion, date: EventDate, doc: Words) -> Iterator[str]:
    """The signs of doubt that one event bears; a sign may come more than once."""
    participants = (*match.sources, *match.targets)
    for participant in participants:
        yield from _of_participant(participant, match.trigger)
    if len(participants) >= MANY:
        yield "many"
    rule = match.loaded.rule
    if (rule.target is not None and not match.targets and not match.loaded.symmetric) or not match.sources:
        yield "open_side"
    if assertion.polarity == "neg":
        yield "denied"
    if assertion.modality != "asserted":
        yield "reported" if assertion.modality == "reported" else "unreal"
    if date.method in _DATE:
        yield _DATE[date.method]
    trigger = doc[match.trigger]
    if rule.trigger.pos == "NOUN":
        yield "event_noun"
    if sum(1 for _ in trigger.ancestors) >= DEEP:
        yield "deep"
    if len(trigger.sent) > LONG:
        yield "long_sentence"


def _of_participant(participant: Participant, trigger: int) -> Iterator[str]:
    how = "implied" if participant.how.startswith("implied") else _HOW.get(participant.how)
    if how:
        yield how
    if participant.path in _INDIRECT:
        yield "indirect"
    if participant.text and abs(participant.head - trigger) > FAR:
        yield "far"


def precision(records: Mapping[str, Count], backoff: float, rule_id: str, family: str, pos: str) -> float:
    """The share of a rule's rows that are right, smoothed by its family's rules of the same part of speech, and those by all."""
    right, rows = records.get("all", (0, 0))
    share = (right + 1) / (rows + 2)
    for key in (pos.lower(), f"{family} {pos.lower()}", rule_id):
        right, rows = records.get(key, (0, 0))
        share = (right + backoff * share) / (rows + backoff)
    return share


def log_odds(share: float) -> float:
    return log(share / (1 - share))


def probability(odds: float) -> float:
    """Log odds -> a number between 0 and 1, to three digits, never quite either."""
    return round(min(0.999, max(0.001, 1 / (1 + exp(-max(-30.0, odds))))), 3)


def _reason(value: float, effects: Mapping[str, float], loaded: LoadedRule, calibration: Calibration) -> str:
    """``confidence 0.71: lowered most because a party is read from a pronoun``."""
    worst = min(effects, key=lambda name: (effects[name], name))
    if effects[worst] > -0.005:
        return f"confidence {value:.2f}: nothing lowers it"
    if worst != "rule":
        return f"confidence {value:.2f}: lowered most because {calibration.signs[worst].says}"
    right, rows = calibration.records.get(loaded.rule.id, (0, 0))
    record = f"of {rows} annotated rows of this rule {right} were right" if rows else (
        f"rules of this kind ({loaded.family}, {loaded.rule.trigger.pos.lower()}) are less often right than others")  # fmt: skip
    return f"confidence {value:.2f}: lowered most because {record}"
