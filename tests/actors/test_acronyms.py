"""Acronyms that the text defines."""

from __future__ import annotations

from spacy.language import Language

from tests.actors.said import read, said


def test_acronym_of_an_actor_and_of_an_agreement(nlp: Language) -> None:
    text = (
        "The Alliance of Free Dockers (AFD) signed the Harbour and Shipping Agreement (HSA) with Malta. "
        "The AFD praised the HSA in 2003."
    )
    _, result = read(nlp, text)
    assert {(m.text, m.actor_ids) for m in result.mentions if m.text == "AFD"} == {("AFD", ("AFD",))}
    assert {a.name for a in result.actors if a.actor_id == "AFD"} == {"Alliance of Free Dockers"}
    assert not [m for m in result.mentions if m.text in {"HSA", "Harbour and Shipping Agreement"}]
    assert [n.text for n in result.names] == ["Harbour and Shipping Agreement"] * 3


def test_a_definition_outweighs_the_gazetteer(nlp: Language) -> None:
    text = "The Nordic Aid Trust Office (NATO) opened. NATO sent food to Chad."
    assert ("NATO", "Nordic Aid Trust Office") in said(nlp, text)
