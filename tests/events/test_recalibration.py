"""What reviewers taught about confidence, where confidence is set: values, limits, and what a row says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from tests.loaded import bundled
from tests.review.learning.taught import TAUGHT
from verbale.extractors import Resources, Thresholds, extract, load_resources
from verbale.extractors.events import load_calibration, load_learned
from verbale.extractors.recalibration import Line, Recalibration
from verbale.extractors.text import make_document

TEXT = "Norway recalled its ambassador from Chile in March 2003."


@pytest.fixture(scope="module")
def resources() -> Resources:
    return bundled("off")


@pytest.mark.parametrize("value", [0.001, 0.2, 0.5, 0.68, 0.999])
def test_a_line_can_be_undone(value: float) -> None:
    line = Line(shift=-0.7, slope=1.4)
    assert round(line.of(line.before(value)), 9) == value
    assert round(Line().of(value), 9) == value


def test_a_line_moves_log_odds() -> None:
    assert [round(Line(shift=1.0, slope=2.0).of(p), 3) for p in (0.1, 0.5, 0.9)] == [0.032, 0.731, 0.995]
    assert (Line().of(0.0), round(Line().of(1.0), 3)) == (Line().of(0.001), 0.999)


def test_limits_follow_what_is_recalibrated() -> None:
    own = Thresholds(0.68, 0.05)
    assert TAUGHT.limits(own) == Thresholds(0.5, 0.125)
    assert TAUGHT.model_copy(update={"threshold": None}).limits(own) == Thresholds(0.751, 0.125)
    assert TAUGHT.model_copy(update={"threshold": 0.1}).limits(own) == Thresholds(0.1, 0.1)
    assert TAUGHT.model_copy(update={"threshold": None}).limits(Thresholds(0.0, 0.0)) == Thresholds(0.0, 0.0)


def test_rows_have_the_confidence_of_their_family_and_say_why(nlp: Language, resources: Resources) -> None:
    document = make_document("a", TEXT)
    (before,), (after,) = (
        next(extract([document], nlp, replace(resources, taught=taught))).events for taught in (None, of_rules("envoy"))
    )
    assert after.confidence == round(TAUGHT.families["statement"].of(before.confidence), 3) != before.confidence
    assert after.why[:-1] == before.why
    assert after.why[-1] == f"measured {before.confidence:.3f}; the rest was learned from 80 decisions (version 2)"
    assert replace(after, confidence=before.confidence, why=before.why) == before


def test_what_was_taught_about_the_learned_layers_says_nothing_of_rules_alone(nlp: Language, resources: Resources) -> None:
    known = replace(resources, taught=TAUGHT)
    document = make_document("a", TEXT)
    assert next(extract([document], nlp, known)).events == next(extract([document], nlp, resources)).events
    assert known.limits(None) == resources.limits(None)
    own = load_learned()
    assert own is not None and known.limits(own) == TAUGHT.limits(resources.limits(own))


def test_thresholds_that_somebody_asks_for_go_before() -> None:
    asked = load_resources(finder="off", floor=0.01, taught=of_rules("envoy"))
    assert asked.limits(None) == Thresholds(0.5, 0.01)
    assert load_resources(finder="off", threshold=0.7, floor=0.3, taught=of_rules("envoy")).limits(None) == Thresholds(0.7, 0.3)
    plain = load_calibration().thresholds
    assert bundled("off").limits(None) == Thresholds(plain.events, plain.candidates)


def of_rules(family: str) -> Recalibration:
    return TAUGHT.model_copy(update={"measure": "rules", "families": {family: TAUGHT.families["statement"]}})
