"""Which part of a text speaks of whom: never of one that the section leaves unnamed."""

from __future__ import annotations

from collections import Counter

from spacy.language import Language

from tests.actors.said import party
from verbale.extractors import parse
from verbale.extractors.actors.gazetteer import load_gazetteer
from verbale.extractors.actors.topics.sections import Guess, leading, local_topics, voted
from verbale.extractors.text import make_document

TEXT = """Peru\n\nPeru kept out of the war.\n\nKenya\n\nKenya looked to the sea.\n"""


def test_counting() -> None:
    assert leading(Counter(PER=2)) == ""
    assert leading(Counter(PER=4, CHL=3)) == ""
    assert leading(Counter(PER=6, CHL=3)) == "PER"
    assert voted(Counter(PER=10, CHL=2)) == Guess("PER")
    assert voted(Counter(PER=6, CHL=4, ECU=2)) == Guess("", "PER")


def test_a_sure_topic_holds_everywhere(nlp: Language) -> None:
    parsed = parse(nlp, make_document("doc", TEXT))
    named: list[list[str]] = [[] for _ in parsed.sentences]
    assert set(local_topics(parsed, named, set(), Guess("NOR"))) == {"NOR"}
    assert set(local_topics(parsed, named, set(), Guess("", "NOR"))) == {""}
    assert load_gazetteer().actor("NOR").kind == "state"


def test_a_dispatch_is_about_its_headline_and_not_about_where_it_was_sent_from(nlp: Language) -> None:
    text = """Neighbours press Togo over vote

ACCRA, Friday, 4 May 2012

Envoys met in May. Nigeria asked the country to wait. Togo refused.

Kenya votes on port

NAIROBI, Friday, 4 May 2012

Kenya held a vote. The government was glad.
"""
    assert party(nlp, text, "country", topic=("TGO", "KEN")) == "TGO"
    assert party(nlp, text, "government", topic=("TGO", "KEN")) == "KEN"
