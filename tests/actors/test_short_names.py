"""A short name means whom the full name means."""

from __future__ import annotations

from spacy.language import Language

from tests.actors.said import read, said


def test_title_and_short_name_are_one_person(nlp: Language) -> None:
    text = "Danish Ambassador Karen Lund left Madrid on Monday. Lund said that the talks had failed."
    parsed, result = read(nlp, text)
    persons = [m for m in result.mentions if m.label == "PERSON"]
    assert [(m.text, m.actor_ids, m.party_ids) for m in persons] == [
        ("Danish Ambassador Karen Lund", ("Karen Lund",), ("DNK",)),
        ("Lund", ("Karen Lund",), ("DNK",)),
    ]
    assert parsed.doc[persons[0].head].text == "Lund"


def test_a_place_behind_a_name_may_go_unsaid(nlp: Language) -> None:
    text = "Volta Dockers Union of Ghana sued Norway. Later the Volta Dockers Union lost."
    assert {parties for words, parties in said(nlp, text) if "Dockers" in words} == {"Volta Dockers Union"}
