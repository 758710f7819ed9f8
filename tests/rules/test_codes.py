"""The codes of a row say what was done, or what was said of doing it."""

from __future__ import annotations

import pytest

from verbale.extractors import Resources
from verbale.extractors.rules import coded
from verbale.extractors.rules.codes import CODES
from verbale.extractors.rules.standards import STANDARDS

CASES = [
    # As it was done, or as somebody says that it was.
    ("AID 070", "pos asserted", "", "AID 070 material cooperation 7.0"),
    ("COERCE 163", "pos reported", "accuse", "COERCE 163 material conflict -4.0"),
    # Meant: friendly acts are pledged, hostile ones threatened.
    ("AID 071", "pos planned", "promise", "AGREE 0331 verbal cooperation 4.0"),
    ("CONSULT 042", "pos planned", "will", "AGREE 036 verbal cooperation 4.0"),
    ("SUPPORT 057", "pos planned", "plan", "AGREE 032 verbal cooperation 4.0"),
    ("SANCTION 161", "pos planned", "plan", "THREATEN 1313 verbal conflict -6.0"),
    ("ASSAULT 190", "pos hypothetical", "threaten", "THREATEN 138 verbal conflict -6.0"),
    # A threat without a deed, by the verb of saying or by its rule.
    ("010", "pos hypothetical", "threaten", "THREATEN 130 verbal conflict -6.0"),
    ("THREATEN 130", "pos hypothetical", "", "THREATEN 130 verbal conflict -6.0"),
    # Wanted of another: asked or demanded, be it friendly or hostile to a third.
    ("RETREAT 085", "pos hypothetical", "urge", "REQUEST 0254 verbal cooperation 3.0"),
    ("RETREAT 0841", "pos hypothetical", "demand", "REQUEST 1053 verbal conflict -5.0"),
    ("COERCE 163", "pos hypothetical", "call", "REQUEST 020 verbal cooperation 3.0"),
    # Refused, or not done.
    ("CONSULT 046", "neg asserted", "refuse", "REJECT 125 verbal conflict -4.0"),
    ("COOPERATE 061", "neg planned", "will not", "REJECT 1211 verbal conflict -4.0"),
    # The codebooks know nothing of what might be, nor of harm that was not done.
    ("SUPPORT 057", "pos hypothetical", "could", "  "),
    ("COERCE 163", "neg asserted", "not", "  "),
    ("SUPPORT 057", "neg hypothetical", "would not", "  "),
    ("REJECT 120", "neg asserted", "not", "  "),
    # What is said stays what it is where it is only meant to be said.
    ("REQUEST 020", "pos planned", "will", "REQUEST 020 verbal cooperation 3.0"),
    # Without a code of CAMEO the event of PLOVER decides; without either nothing does.
    ("SUPPORT", "pos asserted", "", "SUPPORT  verbal cooperation"),
    ("SUPPORT", "pos planned", "hope", "AGREE  verbal cooperation"),
    ("", "neg planned", "not", "  "),
]


@pytest.mark.parametrize(("codes", "told", "cues", "expected"), CASES)
def test_codes_follow_polarity_and_modality(codes: str, told: str, cues: str, expected: str) -> None:
    plover = next((word for word in codes.split() if word.isalpha()), "")
    cameo = next((word for word in codes.split() if word.isdigit()), "")
    polarity, modality = told.split()
    found = coded(plover, cameo, polarity, modality, cues.split())
    assert " ".join(found).strip() == expected.strip()


def test_every_root_has_its_weight_and_every_event_its_quarter() -> None:
    assert set(CODES.roots) == {code[:2] for code in STANDARDS.cameo}
    assert set(CODES.quads) == set(STANDARDS.plover)
    assert len({*CODES.quads.values(), *(root.quad for root in CODES.roots.values())}) == 4


def test_every_type_has_its_codes_or_says_why_not(resources: Resources) -> None:
    silent = [name for name, kind in resources.rules.types.items() if not (kind.plover and kind.cameo) and not kind.uncoded]
    assert silent == []


def test_every_deed_that_has_a_code_can_be_wanted_of_another(resources: Resources) -> None:
    for kind in resources.rules.types.values():
        if kind.cameo and kind.cameo[:2] != "09":
            assert CODES.changes["asked"].of(kind.cameo) and CODES.changes["demanded"].of(kind.cameo), kind.cameo
