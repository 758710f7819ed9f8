"""Pronouns: resolved where a reader would not hesitate, and nowhere else."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party, said


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Norway recalled its ambassador from Chile.", "its", "NOR"),
        ("Norway pressed Chile to recall its envoy.", "its", "CHL"),
        ("Chile was urged by Norway to recall its envoy.", "its", "CHL"),
        ("Norway called on Chile to recall its envoy.", "its", "CHL"),
        ("Sweden joined the pact because it feared an attack.", "it", "SWE"),
        ("Kenya left the bank in 1999. It joined the fund in 2004.", "It", "KEN"),
        ("Peru and Chile signed a treaty. They ratified it in 1904.", "They", "PER;CHL"),
        ("Angela Merkel visited Ankara. She praised Turkey.", "She", "DEU"),
        ("Japan said that it would leave the Universal Postal Union.", "it", "JPN"),
        ("Kenya has sat in the Security Council since it joined in 1973.", "it", "KEN"),
        ("Chile, which left the bank in May, praised Peru.", "which", "CHL"),
        ("Norway held the chair of the Nordic Council, which it gave up in May.", "it", "NOR"),
        ("Sweden left the Nordic Council after it had lost the vote.", "it", "SWE"),
        ("The Secretary-General flew to Lima. He praised Peru.", "He", "UN"),
        ("Togo, which had fought Ghana in May, signed a pact with its creditors.", "its", "TGO"),
    ],
)
def test_resolved(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was agreed that Peru would leave.", "It"),
        ("It is raining in Peru.", "It"),
        ("The treaty was signed by Peru. It entered into force in 1904.", "It"),
        ("Each voter gives his or her name.", "his"),
        ("The report, which left out Peru, was long.", "which"),
        ("The company closed its office in Peru.", "its"),
    ],
)
def test_left_open(nlp: Language, text: str, words: str) -> None:
    assert party(nlp, text, words) == "none"


def test_an_acronym_is_no_pronoun(nlp: Language) -> None:
    found = said(nlp, "The US Ambassador left Peru.", topic=["PER"])
    assert [parties for text, parties in found if text == "US"] == ["USA"]
