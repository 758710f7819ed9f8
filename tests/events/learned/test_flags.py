"""Cues and finder on whether an event is real: each is believed where annotated text bears it out."""

from __future__ import annotations

import pytest

from verbale.extractors.events.learned.flags import Place, agreed
from verbale.extractors.events.learned.propose import NOTHING
from verbale.extractors.grammar import load_cues
from verbale.extractors.schema import Assertion, Finding

CUES = load_cues()
LOOSE, NEEDED = Place("expect", "expected", False), Place("need", "needed", False)
INFINITIVE, DECIDED = Place("ask", "asked", True), Place("decide", "decided", True)


def finding(unreal: float) -> Finding:
    return Finding(3, (("meeting.hold", 0.9),), 0.9, 0.9, 0.0, unreal, 0.0)


@pytest.mark.parametrize(
    ("modality", "unreal", "place", "expected"),
    [
        ("asserted", 0.75, LOOSE, "planned"),
        ("reported", 0.75, LOOSE, "planned"),
        ("asserted", 0.65, LOOSE, "asserted"),
        # What was decided was mostly done.
        ("asserted", 0.85, DECIDED, "asserted"),
        ("asserted", 0.95, DECIDED, "planned"),
        ("planned", 0.01, LOOSE, "asserted"),
        ("planned", 0.3, LOOSE, "planned"),
        # A demand may bear on another clause; on an infinitive it does.
        ("hypothetical", 0.01, LOOSE, "asserted"),
        ("hypothetical", 0.3, LOOSE, "hypothetical"),
        ("hypothetical", 0.01, INFINITIVE, "hypothetical"),
    ],
)
def test_cues_hold_unless_the_finder_is_sure(modality: str, unreal: float, place: Place, expected: str) -> None:
    assert agreed(Assertion("pos", modality, "cue"), finding(unreal), place, CUES).modality == expected


def test_what_did_not_happen_is_seldom_a_plan() -> None:
    told = [agreed(Assertion("neg", "reported", "unable"), finding(unreal), LOOSE, CUES) for unreal in (0.85, 0.95)]
    assert [(one.polarity, one.modality) for one in told] == [("neg", "reported"), ("neg", "planned")]


@pytest.mark.parametrize("cue", ["is to", "after the text", "rule"])
def test_what_is_to_come_stays_a_plan(cue: str) -> None:
    assert agreed(Assertion("pos", "planned", cue), finding(0.01), LOOSE, CUES).modality == "planned"


def test_what_is_demanded_outright_stays_a_demand() -> None:
    assert agreed(Assertion("pos", "hypothetical", "needed"), finding(0.01), NEEDED, CUES).modality == "hypothetical"


@pytest.mark.parametrize("cue", ["?", "if", "by word order"])
def test_questions_and_conditions_stay_open(cue: str) -> None:
    assert agreed(Assertion("pos", "hypothetical", cue), finding(0.01), LOOSE, CUES).modality == "hypothetical"


def test_what_came_in_a_story_stays_a_fact() -> None:
    assert agreed(Assertion("pos", "asserted", "would then"), finding(0.95), LOOSE, CUES).modality == "asserted"


def test_of_what_the_finder_passed_over_cues_are_believed() -> None:
    assertion = Assertion("pos", "planned", "will")
    assert agreed(assertion, NOTHING, LOOSE, CUES) == assertion
