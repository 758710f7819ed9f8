"""Where rules of grammar and finder differ on whether something happened: who of the two is believed.

Cues say why something is planned, denied or only said, and so are believed unless the finder is sure of the opposite.
"""

from __future__ import annotations

from dataclasses import replace

from verbale.extractors.schema import Assertion, Finding

UNREAL, REAL = 0.9, 0.02
"""Probability of not (yet) being real from which on a plain statement is a plan, and below which a cue of a plan is none."""
DENIED, UNDENIED = 0.9, 0.02
"""The same of denials."""


def agreed(assertion: Assertion, finding: Finding) -> Assertion:
    """The assertion that cues and finder make together; of a word that the finder passed over, what the cues say."""
    if finding.token < 0:
        return assertion
    happened = assertion.modality in {"asserted", "reported"}
    if happened and finding.unreal >= UNREAL:
        assertion = replace(assertion, modality="planned", cue=f"{assertion.cue} finder".strip())
    return assertion
