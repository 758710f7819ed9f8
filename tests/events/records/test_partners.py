"""Who stands opposite whom: one with several partners, two sides, and all with each other."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.loaded import bundled
from verbale.extractors.pipeline import extract
from verbale.extractors.text import make_document


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Peru has good relations with Ghana, Kenya and Chile.", ["CHL", "GHA", "KEN"]),
        ("Peru has close ties with several states, including Ghana, Kenya and Chile.", ["CHL", "GHA", "KEN"]),
        ("In 1971 Peru and Chile signed a treaty with Ghana.", ["GHA"]),
        ("In 1971 Peru, Chile and Ghana signed a treaty.", []),
        ("In 1971 Peru signed a treaty with Ghana.", []),
    ],
)
def test_partners(text: str, partners: list[str], nlp: Language) -> None:
    (found,) = extract([make_document("d", text)], nlp, bundled("off"))
    assert sorted(found.events[0].partners) == partners
