"""Where cues and finder differ on whether an event is real: whom of the two to believe, as measured on annotated text.

Cues say why something is planned or supposed; the finder knows plans that no cue tells (``the decision to join``), and where a
cue bears on something else. Of denials it knows nothing that cues don't.

A logistic regression over cue, finder, kind of word and whether the event is a main one, by cross-validation over documents,
did no better than two limits.
"""

from __future__ import annotations

from dataclasses import replace

from verbale.extractors.events.decide import DONE, LISTED
from verbale.extractors.schema import Assertion, Finding

UNREAL = 0.9
"""Probability of being unreal from which on what no cue makes a plan is one all the same. Lower, what somebody decided or agreed
to do is taken for a mere plan as often as not."""
REAL = 0.05
"""Probability up to which what a cue makes a plan is none. Questions, conditions and demands stay what their form makes them."""
CERTAIN = ("is to", "after the text", LISTED, DONE)
"""Cues that no finder overrules: ``is to be invited``, a day after the text's own, ``decided to: - close its embassy``."""


def agreed(assertion: Assertion, finding: Finding) -> Assertion:
    """The assertion as cues and finder tell it together; of a word that the finder passed over, as cues do."""
    if finding.token < 0:
        return assertion
    if any(cue in assertion.cue for cue in CERTAIN):
        return assertion
    if assertion.modality in {"asserted", "reported"} and finding.unreal >= UNREAL:
        return replace(assertion, modality="planned", cue=f"{assertion.cue} finder".strip())
    if assertion.modality == "planned" and finding.unreal <= REAL:
        return replace(assertion, modality="asserted", cue=f"{assertion.cue} finder".strip())
    return assertion
