"""Persons act for the owner of their office, or for the state that the text is about."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party


def test_a_state_office_without_a_state_belongs_to_the_topic(nlp: Language) -> None:
    text = "President Ramona Silva visited Lima in May."
    assert party(nlp, text, "President Ramona Silva", title="Foreign relations of Uruguay") == "URY"
    assert party(nlp, text, "President Ramona Silva") == "Ramona Silva"


def test_a_title_that_opens_a_paragraph_belongs_to_the_section(nlp: Language) -> None:
    text = "Kenya votes\n\nKenya held a vote in May.\n\nDefence Minister Amos Otieno flew to Lima.\n"
    assert party(nlp, text, "Defence Minister Amos Otieno", topic=("TGO", "KEN")) == "KEN"


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Secretary Odd Berg flew to Lima.", "Secretary Odd Berg", "NOR"),
        ("Foreign Minister Dr. Odd Berg flew to Lima.", "Foreign Minister Dr. Odd Berg", "NOR"),
        ("Gen. Odd Berg flew to Lima.", "Gen. Odd Berg", "NOR"),
        ("Odd Berg was sent as ambassador. Berg reached Lima.", "Berg", "NOR"),
        ("Odd Berg wrote a novel.", "Odd Berg", "Odd Berg"),
        ("Chairman Odd Berg sold the firm.", "Chairman Odd Berg", "Odd Berg"),
    ],
)
def test_a_title_gives_a_person_to_the_state_of_the_text(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words, title="Foreign relations of Norway") == parties


def test_the_realm_in_a_rulers_name_is_whom_he_rules(nlp: Language) -> None:
    text = "In 1870 King Christian IX of Denmark wrote to Paris. Christian IX waited."
    assert party(nlp, text, "Christian IX") == "DNK"


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("In 1997 King Abdullah of Jordan flew to Iraq.", "King Abdullah", "JOR"),
        ("Jordan's King Abdullah met the envoy in 2005.", "Jordan's King Abdullah", "JOR"),
        ("King Faisal of Iraq visited London in 1933. Faisal died in Bern.", "Faisal", "IRQ"),
        ("King Abdullah of Jordan left in 2005. King Abdullah returned in 2006.", "King Abdullah", "JOR"),
        ("In 2006 King Abdullah visited China.", "King Abdullah", "SAU"),
        ("Russian President Mikhail Gorbachev visited China in 1989.", "Russian President Mikhail Gorbachev", "SUN"),
        ("The Swedish prime minister Carl Bildt visited Bosnia in 1993.", "Swedish prime minister Carl Bildt", "SWE"),
    ],
)
def test_the_state_beside_a_name_beats_the_list(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Colonel Dawe seized power on the island of Tora in 1979.", "Colonel Dawe", "Dawe"),
        ("General Dawe led the rebels in 1979.", "General Dawe", "Dawe"),
        ("General Dawe opened the school in 1979.", "General Dawe", "FJI"),
        ("President Dawe visited the island in 1979.", "President Dawe", "FJI"),
        ("The Fijian colonel Ratu Dawe took an island in 1979.", "Fijian colonel Ratu Dawe", "FJI"),
    ],
)
def test_an_officer_who_rises_acts_for_himself(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words, topic=("FJI",)) == parties
