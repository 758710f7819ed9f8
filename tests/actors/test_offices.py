"""Offices and institutions act for whom their noun group names."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Finnish Foreign Minister Erkki Tuomioja visited Oslo.", "Finnish Foreign Minister Erkki Tuomioja", "FIN"),
        ("The Danish Foreign Ministry summoned the envoy.", "Danish Foreign Ministry", "DNK"),
        ("The Ethiopian prime minister accepted the ruling.", "Ethiopian prime minister", "ETH"),
        ("Peruvian diplomats left Quito.", "Peruvian diplomats", "PER"),
        ("The Obama administration lifted the sanctions on Myanmar.", "Obama administration", "USA"),
        ("A spokesman for Angela Merkel praised Peru.", "spokesman for Angela Merkel", "DEU"),
    ],
)
def test_party_of_an_office(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties
