"""Definite noun phrases: resolved where a reader would not hesitate, and nowhere else."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Ghana joined the United Nations in 1957. The organization welcomed Ghana.", "organization", "UN"),
        ("The Danish embassy was attacked in 2006. The embassy was closed.", "embassy", "DNK"),
        ("Sweden recognised Mali after the country had left the federation.", "country", "MLI"),
    ],
)
def test_resolved(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru told Chile about the flood, and the country was warned.", "country"),
        ("The authorities waited.", "authorities"),
        ("Peru sold arms to Chad. The junta was glad.", "junta"),
    ],
)
def test_left_open(nlp: Language, text: str, words: str) -> None:
    assert party(nlp, text, words) == "none"


def test_that_country_is_the_other_one_that_the_sentence_has_named(nlp: Language) -> None:
    told = "Chile's heaviest involvement has been in Somalia following the United States-led invasion of {} country."
    for article, meant in (("that", "SOM"), ("the", "CHL")):
        assert party(nlp, told.format(article), "country", title="Foreign relations of Chile") == meant


def test_the_topic_answers_for_the_country(nlp: Language) -> None:
    text = "In 2001 the country joined the bank. The government refused to pay."
    assert party(nlp, text, "country", title="Foreign relations of Uruguay") == "URY"
    assert party(nlp, text, "government", title="Foreign relations of Uruguay") == "URY"
    assert party(nlp, text, "country") == "none"


def test_where_something_broke_out_is_the_country_of_the_clause_behind(nlp: Language) -> None:
    told = "Kenya has many friends. When riots broke out {} Mozambique after the country won its freedom, Kenya sent men."
    for word, meant in (("in", "MOZ"), ("against", "KEN")):
        assert party(nlp, told.format(word), "country", title="Foreign relations of Kenya") == meant


def test_a_form_of_state_alone_is_the_state_of_the_text(nlp: Language) -> None:
    text = "In 1901 the Republic declared war on Chile."
    assert party(nlp, text, "Republic", title="Foreign relations of Uruguay") == "URY"
