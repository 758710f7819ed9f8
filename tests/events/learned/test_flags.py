"""Cues and finder on whether an event is real: each is believed where annotated text bears it out."""

from __future__ import annotations

import pytest

from verbale.extractors.events.learned.flags import agreed
from verbale.extractors.events.learned.propose import NOTHING
from verbale.extractors.schema import Assertion, Finding


@pytest.mark.parametrize(
    ("modality", "unreal", "expected"),
    [
        ("asserted", 0.95, "planned"),
        ("reported", 0.95, "planned"),
        ("asserted", 0.8, "asserted"),
        ("planned", 0.01, "asserted"),
        ("planned", 0.3, "planned"),
        ("hypothetical", 0.01, "hypothetical"),
    ],
)
def test_cues_hold_unless_the_finder_is_sure(modality: str, unreal: float, expected: str) -> None:
    finding = Finding(3, (("meeting.hold", 0.9),), 0.9, 0.9, 0.0, unreal, 0.0)
    assert agreed(Assertion("neg", modality, "cue"), finding).modality == expected
    assert agreed(Assertion("neg", modality, "cue"), finding).polarity == "neg"


@pytest.mark.parametrize("cue", ["is to", "after the text"])
def test_what_is_to_come_stays_a_plan(cue: str) -> None:
    finding = Finding(3, (("meeting.hold", 0.9),), 0.9, 0.9, 0.0, 0.01, 0.0)
    assert agreed(Assertion("pos", "planned", cue), finding).modality == "planned"


def test_of_what_the_finder_passed_over_cues_are_believed() -> None:
    assertion = Assertion("pos", "planned", "will")
    assert agreed(assertion, NOTHING) == assertion
