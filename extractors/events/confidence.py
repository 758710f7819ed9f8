"""How far a row can be relied on: one number in 0..1, from the rule's record on annotated text and from signs of doubt.

A logistic model. Its coefficients, the record of each rule and what each sign means: ``calibration.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from verbale.extractors.events.calibration import Calibration, load_calibration, probability, untried
from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.parse import Words
from verbale.extractors.rules import LoadedRule
from verbale.extractors.schema import Assertion, EventDate

FAR = 20  # tokens between trigger and argument
LONG = 45  # tokens of a sentence
DEEP = 3  # clauses and nouns above the trigger
MANY = 3  # participants
# How a participant or a date was found, and a path to an argument -> the sign of doubt that it is.
_HOW = {"ner": "unknown_name", "agent": "acts_for", "affiliation": "acts_for", "office": "acts_for", "metonym": "acts_for",
        "pronoun": "pronoun", "definite": "definite", "topic": "implied", "heading": "implied"}  # fmt: skip
_DATE = {"": "undated", "narrative": "date_narrative", "heading": "date_heading", "sentence": "date_sentence",
         "document_date": "date_heading"}  # fmt: skip
_INDIRECT = frozenset({"control", "relative", "reduced", "shared", "support", "object", "agent"})


@dataclass(frozen=True, slots=True)
class Confidence:
    """``value`` in 0..1, three digits; ``signs``: the signs of doubt, by name; ``reason``: one line for a reader."""

    value: float
    signs: tuple[str, ...]
    reason: str


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


def find_signs(match: Match, assertion: Assertion, date: EventDate, doc: Words) -> Iterator[str]:
    """The signs of doubt that one event bears; a sign may come more than once."""
    for participant in match.participants:
        yield from _of_participant(participant, match.trigger)
    if len(match.participants) >= MANY:
        yield "many"
    if _has_open_side(match):
        yield "open_side"
    if assertion.polarity == "neg":
        yield "denied"
    if assertion.modality != "asserted":
        yield "reported" if assertion.modality == "reported" else "unreal"
    if date.method in _DATE:
        yield _DATE[date.method]
    trigger = doc[match.trigger]
    if match.loaded.rule.trigger.pos == "NOUN":
        yield "event_noun"
    if sum(1 for _ in trigger.ancestors) >= DEEP:
        yield "deep"
    if len(trigger.sent) > LONG:
        yield "long_sentence"


def _has_open_side(match: Match) -> bool:
    directed = match.loaded.rule.target is not None and not match.loaded.symmetric
    return not match.sources or (directed and not match.targets)


def _of_participant(participant: Participant, trigger: int) -> Iterator[str]:
    how = "implied" if participant.how.startswith("implied") else _HOW.get(participant.how)
    if how:
        yield how
    if participant.path in _INDIRECT:
        yield "indirect"
    if participant.text and abs(participant.head - trigger) > FAR:
        yield "far"


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
