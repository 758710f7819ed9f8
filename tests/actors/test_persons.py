"""Persons act for the owner of their office, or for the state that the text is about."""

from __future__ import annotations

from spacy.language import Language

from tests.actors.said import party


def test_a_state_office_without_a_state_belongs_to_the_topic(nlp: Language) -> None:
    text = "President Ramona Silva visited Lima in May."
    assert party(nlp, text, "President Ramona Silva", title="Foreign relations of Uruguay") == "URY"
    assert party(nlp, text, "President Ramona Silva") == "Ramona Silva"


def test_a_title_that_opens_a_paragraph_belongs_to_the_section(nlp: Language) -> None:
    text = "Kenya votes\n\nKenya held a vote in May.\n\nDefence Minister Amos Otieno flew to Lima.\n"
    assert party(nlp, text, "Defence Minister Amos Otieno", topic=("TGO", "KEN")) == "KEN"
