"""References: resolved where a reader would not hesitate, and nowhere else."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party

RESOLVED = [
    ("Norway recalled its ambassador from Chile.", "its", "NOR"),
    ("Sweden joined the pact because it feared an attack.", "it", "SWE"),
    ("Kenya left the bank in 1999. It joined the fund in 2004.", "It", "KEN"),
    ("Peru and Chile signed a treaty. They ratified it in 1904.", "They", "PER;CHL"),
    ("Angela Merkel visited Ankara. She praised Turkey.", "She", "DEU"),
    ("Norway and Denmark met in May. The two countries agreed on fishing.", "two countries", "NOR;DNK"),
    ("Both states border the lake. Malawi and Zambia claim it. Both states arm.", "Both states", "MWI;ZMB"),
    ("Ghana joined the United Nations in 1957. The organization welcomed Ghana.", "organization", "UN"),
    ("The Danish embassy was attacked in 2006. The embassy was closed.", "embassy", "DNK"),
    ("Chad, Niger and Mali met. These countries share a border.", "These countries", "TCD;NER;MLI"),
    ("Japan said that it would leave the Universal Postal Union.", "it", "JPN"),
    ("Jordan sent troops. Egypt waited. The kingdom lost the war.", "kingdom", "JOR"),
    ("North Korea fired on South Korea in 1999. The North denied it.", "North", "PRK"),
    ("Sweden recognised Mali after the country had left the federation.", "country", "MLI"),
    ("Denmark turned to Chile, whose envoy General Carl Moller reached Lima.", "envoy General Carl Moller", "CHL"),
    ("Kenya sent its foreign minister, Amos Otieno, to Lima. Otieno praised Peru.", "Otieno", "KEN"),
    ("Peru and Chile fought. Norway asked both governments for peace.", "both governments", "PER;CHL"),
    ("Kenya and Uganda quarrelled in May. Neither country recalled its envoy.", "Neither country", "KEN;UGA"),
    ("Chad and Libya fought in 1983. The belligerents signed a truce.", "The belligerents", "TCD;LBY"),
    ("Ghana and Togo met in 1994. The two small coastal republics signed.", "two small coastal republics", "GHA;TGO"),
    ("Malta and Tunisia share a sea. Both signed the treaty in 1975.", "Both", "MLT;TUN"),
    ("Oman and Yemen met. A pact concluded by the two ended the war.", "the two", "OMN;YEM"),
    ("Kenya has sat in the Security Council since it joined in 1973.", "it", "KEN"),
    ("Togo, which had fought Ghana in May, signed a pact with its creditors.", "its", "TGO"),
]
OPEN = [
    ("It was agreed that Peru would leave.", "It"),
    ("It is raining in Peru.", "It"),
    ("The treaty was signed by Peru. It entered into force in 1904.", "It"),
    ("Peru told Chile about the flood, and the country was warned.", "country"),
    ("Each voter gives his or her name.", "his"),
    ("Peru, Chile and Ecuador met. The two countries signed a pact.", "two countries"),
    ("The company closed its office in Peru.", "its"),
    ("The authorities waited.", "authorities"),
    ("The war parted the North from the South.", "North"),
    ("Peru sent troops. The emirate lost the war.", "emirate"),
    ("Peru sold arms to Chad. The junta was glad.", "junta"),
    ("Both the bank and Peru signed.", "Both"),
    ("Kenya fought Uganda after a quarrel. Two of them left.", "Two"),
    ("Washington and Lima spoke. Washington asked both capitals for peace.", "both capitals"),
]


@pytest.mark.parametrize(("text", "words", "parties"), RESOLVED)
def test_resolved(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_left_open(nlp: Language, text: str, words: str) -> None:
    assert party(nlp, text, words) == "none"


def test_the_heading_names_the_pair(nlp: Language) -> None:
    text = "Foreign relations of Uruguay\n\nBrazil\n\nIn 1910 the two countries settled the border at the river.\n"
    assert party(nlp, text, "two countries", title="Foreign relations of Uruguay") == "URY;BRA"
    titled = "Uruguay–Brazil relations\n\nIn 1910 the two countries settled the border at the river.\n"
    assert party(nlp, titled, "two countries") == "URY;BRA"


def test_the_topic_answers_for_the_country(nlp: Language) -> None:
    text = "In 2001 the country joined the bank. The government refused to pay."
    assert party(nlp, text, "country", title="Foreign relations of Uruguay") == "URY"
    assert party(nlp, text, "government", title="Foreign relations of Uruguay") == "URY"
    assert party(nlp, text, "country") == "none"


def test_the_kingdom_of_the_text_goes_before_the_one_named_last(nlp: Language) -> None:
    text = "Jordan traded with Morocco in 1960. In 1961 the kingdom joined the bank."
    assert party(nlp, text, "kingdom", title="Foreign relations of Jordan") == "JOR"
    assert party(nlp, text, "kingdom") == "MAR"


def test_a_neighbour_is_the_other_of_the_two(nlp: Language) -> None:
    text = "Borders\n\nGhana and Togo\n\nGhana attacked its eastern neighbour in 1994. Ghana accused its Ivorian neighbour.\n"
    assert party(nlp, text, "neighbour") == "TGO"
    assert party(nlp, "Ghana attacked its eastern neighbour in 1994.", "neighbour") == "none"


def test_an_office_behind_a_name_is_held_for_the_country(nlp: Language) -> None:
    text = "Amos Otieno, the country's senior negotiator, wrote to Lima. Otieno praised Peru."
    assert party(nlp, text, "Otieno", title="Foreign relations of Kenya") == "KEN"
