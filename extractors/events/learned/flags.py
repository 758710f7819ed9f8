"""Where cues and finder differ on whether an event is real: whom of the two to believe, as measured on annotated text.

Cues say why something is planned or supposed; the finder knows plans that no cue tells (``delegates to attend the talks``), and
where a cue bears on something else. Of denials it knows nothing that cues don't.

A logistic regression over cue, finder, kind of word and whether the event is a main one, by cross-validation over documents,
did no better than a few limits.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from verbale.extractors.events.decide import DONE, LISTED, THEN
from verbale.extractors.grammar import Cues
from verbale.extractors.schema import Assertion, Finding

UNREAL = 0.7
"""Probability of being unreal from which on what no cue makes a plan is one all the same."""
SETTLED = 0.9
"""The same for what somebody decided or agreed to do, which is a mere plan as often as not, and for what did not happen."""
REAL = 0.05
"""Probability up to which what a cue makes a plan or a demand is none; questions, conditions and what
hangs right below a demand, or is an infinitive, stay."""
CERTAIN = ("is to", "after the text", LISTED, DONE, THEN, "rule")
"""Cues that no finder overrules: ``is to be invited``, a day after the text's own, ``decided to: - close its embassy``."""
_FORMS = frozenset({"?", "order"})  # of a question; "by word order"


class Place(NamedTuple):
    """How a trigger hangs: the lemma of the word above it, that word itself, and whether it is an infinitive."""

    above: str
    form: str
    infinitive: bool


def agreed(assertion: Assertion, finding: Finding, place: Place, cues: Cues) -> Assertion:
    """The assertion as cues and finder tell it together; of a word that the finder passed over, as cues do."""
    if finding.token < 0 or any(cue in assertion.cue for cue in CERTAIN):
        return assertion
    limit = SETTLED if place.above in cues.triggers.settling or assertion.polarity == "neg" else UNREAL
    if assertion.modality in {"asserted", "reported"} and finding.unreal >= limit:
        return replace(assertion, modality="planned", cue=f"{assertion.cue} finder".strip())
    formal = place.infinitive or ({place.form} | _FORMS | cues.hypothetical.marks) & set(assertion.cue.split())
    doubted = assertion.modality == "planned" or (assertion.modality == "hypothetical" and not formal)
    if doubted and finding.unreal <= REAL:
        return replace(assertion, modality="asserted", cue=f"{assertion.cue} finder".strip())
    return assertion
