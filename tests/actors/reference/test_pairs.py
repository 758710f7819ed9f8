"""The two that a passage is about."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Norway and Denmark met in May. The two countries agreed on fishing.", "two countries", "NOR;DNK"),
        ("Both states border the lake. Malawi and Zambia claim it. Both states arm.", "Both states", "MWI;ZMB"),
        ("Chad, Niger and Mali met. These countries share a border.", "These countries", "TCD;NER;MLI"),
        ("Peru and Chile fought. Norway asked both governments for peace.", "both governments", "PER;CHL"),
        ("Kenya and Uganda quarrelled in May. Neither country recalled its envoy.", "Neither country", "KEN;UGA"),
        ("Chad and Libya fought in 1983. The belligerents signed a truce.", "The belligerents", "TCD;LBY"),
        ("Ghana and Togo met in 1994. The two small coastal republics signed.", "two small coastal republics", "GHA;TGO"),
        ("Malta and Tunisia share a sea. Both signed the treaty in 1975.", "Both", "MLT;TUN"),
        ("Oman and Yemen met. A pact concluded by the two ended the war.", "the two", "OMN;YEM"),
    ],
)
def test_resolved(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru, Chile and Ecuador met. The two countries signed a pact.", "two countries"),
        ("Both the bank and Peru signed.", "Both"),
        ("Kenya fought Uganda after a quarrel. Two of them left.", "Two"),
        ("Washington and Lima spoke. Washington asked both capitals for peace.", "both capitals"),
    ],
)
def test_left_open(nlp: Language, text: str, words: str) -> None:
    assert party(nlp, text, words) == "none"


def test_the_heading_names_the_pair(nlp: Language) -> None:
    text = "Foreign relations of Uruguay\n\nBrazil\n\nIn 1910 the two countries settled the border at the river.\n"
    assert party(nlp, text, "two countries", title="Foreign relations of Uruguay") == "URY;BRA"
    titled = "Uruguay–Brazil relations\n\nIn 1910 the two countries settled the border at the river.\n"
    assert party(nlp, titled, "two countries") == "URY;BRA"


def test_a_neighbour_is_the_other_of_the_two(nlp: Language) -> None:
    text = "Borders\n\nGhana and Togo\n\nGhana attacked its eastern neighbour in 1994. Ghana accused its Ivorian neighbour.\n"
    assert party(nlp, text, "neighbour") == "TGO"
    assert party(nlp, "Ghana attacked its eastern neighbour in 1994.", "neighbour") == "none"
