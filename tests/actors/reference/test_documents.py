"""Documents act for those who issued them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import said


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Norway welcomed Resolution 661, which imposed an embargo on Iraq.", "which", "UN"),
        ("Ghana backed Security Council Resolution 435, which called for a vote.", "which", "UN"),
        ("Security Council Resolution 748 imposed sanctions on Libya.", "Security Council Resolution", "UN"),
        ("A resolution adopted by the Arab League suspended Egypt.", "resolution", "Arab League"),
        ("A declaration of the Organization of American States expelled Cuba.", "declaration", "OAS"),
        ("A statement by the Foreign Ministry of Chad accused Libya.", "statement", "TCD"),
        ("A decree of the Peruvian government expelled the monks.", "decree", "PER"),
        ("Peru opposed the resolution, which condemned the raid.", "which", ""),
        ("Norway welcomed Resolution 661, which was adopted by a large majority.", "which", ""),
        ("Norway drafted Resolution 661.", "Resolution", ""),
    ],
)
def test_a_document_that_acts_is_its_issuers(nlp: Language, text: str, words: str, parties: str) -> None:
    assert dict(said(nlp, text)).get(words, "") == parties
