"""Persons who get their state from a pronoun."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Denmark turned to Chile, whose envoy General Carl Moller reached Lima.", "envoy General Carl Moller", "CHL"),
        ("Kenya sent its foreign minister, Amos Otieno, to Lima. Otieno praised Peru.", "Otieno", "KEN"),
    ],
)
def test_resolved(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


def test_an_office_behind_a_name_is_held_for_the_country(nlp: Language) -> None:
    text = "Amos Otieno, the country's senior negotiator, wrote to Lima. Otieno praised Peru."
    assert party(nlp, text, "Otieno", title="Foreign relations of Kenya") == "KEN"
