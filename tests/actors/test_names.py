"""Names that the gazetteer or the recogniser knows."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party, read, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway recognised Estonia in 1991.", [("Norway", "NOR"), ("Estonia", "EST")]),
        ("The Norwegian government protested.", [("Norwegian government", "NOR"), ("Norwegian", "NOR")]),
        ("The Kremlin accused Tokyo.", [("Kremlin", "RUS"), ("Tokyo", "JPN")]),
        ("The Latin American Parliament is in Panama City.", None),
        ("The three Baltic states joined NATO.", [("Baltic states", "EST;LTU;LVA"), ("NATO", "NATO")]),
        ("The People's Republic of Bulgaria signed.", [("People's Republic of Bulgaria", "BGR")]),
        (
            "The presidents of Chile and Peru met.",
            [("presidents of Chile and Peru", "CHL;PER"), ("Chile", "CHL"), ("Peru", "PER")],
        ),
    ],
)
def test_exact_mentions(nlp: Language, text: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        assert party(nlp, text, "America") == "none"
    else:
        assert said(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("The European Commission opened an inquiry.", "European Commission", "EU"),
        ("The Security Council met.", "Security Council", "UN"),
        ("The State Department protested.", "State Department", "USA"),
        ("Troops of the Ottoman Empire entered Serbia.", "Ottoman Empire", "OTT"),
    ],
)
def test_party_of_a_name(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


def test_unknown_organisation_stands_for_itself(nlp: Language) -> None:
    _, result = read(nlp, "The Harbour Workers Union sued Sweden in 1999.")
    actor = next(a for a in result.actors if a.name == "Harbour Workers Union")
    assert (actor.kind, actor.party_id, actor.in_gazetteer) == ("organisation", actor.actor_id, False)


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("In 1962 Moscow withdrew its missiles.", "Moscow", "SUN"),
        ("In 2003 Moscow closed the base.", "Moscow", "RUS"),
        ("In 1968 Prague asked for talks.", "Prague", "CSK"),
        ("In 1907 Abyssinia sent envoys.", "Abyssinia", "ETH"),
        ("Dahomey and Upper Volta quarrelled.", "Upper Volta", "BFA"),
        ("Urquiza made peace with Brazil. Argentina paid.", "Urquiza", "ARG"),
        ("President Stroessner fled to Brazil.", "President Stroessner", "PRY"),
        ("The Peru-Bolivian Confederation was beaten.", "Peru-Bolivian Confederation", "Peru-Bolivian Confederation"),
        ("The Boers beat the Zulus.", "Zulus", "Zulu"),
        ("The Maratha Empire invaded Mysore.", "Mysore", "Mysore"),
        ("The Iroquois signed a treaty with France.", "Iroquois", "Iroquois"),
    ],
)
def test_former_names_and_rulers(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


def test_a_name_ends_with_its_sentence(nlp: Language) -> None:
    text = "The rebels got arms from the U.S. Congress cut the aid in 1985."
    assert said(nlp, text)[:2] == [("U.S.", "USA"), ("Congress", "USA")]
