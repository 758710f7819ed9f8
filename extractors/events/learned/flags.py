"""Where cues and finder differ on whether an event is real: whom of the two to believe, as measured on annotated text.

Cues say why something is planned or supposed; the finder knows plans that no cue tells (``the decision to join``), and where a
cue bears on something else (``called on them for help, worsening the quarrel``). Of denials it knows nothing that cues don't.

The limits are the best of those tried by cross-validation over documents; a logistic regression over cue, finder, kind of word
and whether the event is a main one did no better.
"""

from __future__ import annotations

from dataclasses import replace

from verbale.extractors.schema import Assertion, Finding

UNREAL = 0.8
"""Probability of being unreal from which on what no cue makes a plan is one all the same."""
REAL = {"planned": 0.05, "hypothetical": 0.02}
"""Probability up to which what a cue makes a plan or a supposition is neither."""
CERTAIN = ("is to", "after the text")
"""Cues that no finder overrules: ``is to be invited``, a day after the text's own."""


def agreed(assertion: Assertion, finding: Finding) -> Assertion:
    """The assertion as cues and finder tell it together; of a word that the finder passed over, as cues do."""
    if finding.token < 0:
        return assertion
    if assertion.modality in {"asserted", "reported"} and finding.unreal >= UNREAL:
        return replace(assertion, modality="planned", cue=f"{assertion.cue} finder".strip())
    if finding.unreal <= REAL.get(assertion.modality, -1.0) and not any(cue in assertion.cue for cue in CERTAIN):
        return replace(assertion, modality="asserted", cue=f"{assertion.cue} finder".strip())
    return assertion
