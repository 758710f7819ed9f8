"""Institutions without an owner: those of the state, or the organisation, that the passage is about."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party

KENYA = "Foreign relations of Kenya"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The editor was arrested by police.", "police"),
        ("The bill was rejected by parliament.", "parliament"),
        ("A new government took office in May.", "government"),
        ("Government troops burned the village.", "Government"),
        ("The officials refused to talk.", "officials"),
        ("The treaty was rejected by the Senate.", "Senate"),
    ],
)
def test_of_the_state_of_the_text(nlp: Language, text: str, words: str) -> None:
    assert party(nlp, text, words, title=KENYA) == "KEN"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebel forces burned the village.", "forces"),
        ("The editor fled the Provisional government.", "government"),
        ("Any court may hear the case.", "court"),
        ("Foreign troops left the country.", "troops"),
    ],
)
def test_of_nobody(nlp: Language, text: str, words: str) -> None:
    assert party(nlp, text, words, title=KENYA) == "none"


def test_without_a_state_of_the_text_an_institution_is_nobodys(nlp: Language) -> None:
    assert party(nlp, "Sweden fought Norway. Then police arrested the editor.", "police") == "none"


def test_a_body_belongs_to_the_organisation_of_the_text(nlp: Language) -> None:
    text = "The African Union met in Lusaka. The Council condemned the coup. The African Union sent a mission."
    assert party(nlp, text, "Council") == "AU"


def test_the_secretary_general_is_that_of_the_united_nations_where_the_text_names_no_other(nlp: Language) -> None:
    assert party(nlp, "The Secretary-General condemned the attack in Kenya.", "Secretary-General") == "UN"


def test_congress_is_that_of_the_state_of_the_text_else_the_american_one(nlp: Language) -> None:
    text = "The United States gave aid. Congress voted for it."
    assert party(nlp, text, "Congress", title="Foreign relations of Peru") == "PER"
    assert party(nlp, text, "Congress", title=KENYA) == "USA"
