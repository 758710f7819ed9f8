"""Persons right behind an office: holders of their year by surname, and names that look like towns."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("President Mitterrand met Chancellor Kohl in Bonn in 1986.", "Chancellor Kohl", "DEU"),
        ("In March 1981 Secretary of State Haig visited Israel.", "Secretary of State Haig", "USA"),
        ("Foreign Secretary Hurd visited China in April 1991.", "Foreign Secretary Hurd", "GBR"),
        ("Foreign Minister Gromyko met Secretary of State Vance in 1977.", "Secretary of State Vance", "USA"),
        ("Defense Secretary Weinberger visited Pakistan in 1983.", "Defense Secretary Weinberger", "USA"),
        ("Premier Zhou visited Egypt in 1963.", "Premier Zhou", "CHN"),
        ("High Commissioner Ogata visited Rwanda in 1995.", "High Commissioner Ogata", "UN"),
        ("In 1836 Secretary of State Forsyth sent an envoy to Mexico.", "Secretary of State Forsyth", "USA"),
        ("Queen Elizabeth visited Ghana in 1961.", "Queen Elizabeth", "GBR"),
        ("President de Gaulle visited Peru in 1964.", "President de Gaulle", "FRA"),
        ("President Santos met the envoy in 2014.", "President Santos", "COL"),
    ],
)
def test_who_held_the_office_then_is_meant(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Prime Minister Fraser visited Indonesia in 1978.", "Prime Minister Fraser", "AUS"),
        ("Prime Minister Fraser visited Britain in 1943.", "Prime Minister Fraser", "NZL"),
        ("Foreign Minister Tanaka visited Russia in 2002.", "Foreign Minister Tanaka", "JPN"),
        ("Foreign Minister Fraser visited Tonga in 2020.", "Foreign Minister Fraser", "Fraser"),
        ("Foreign Minister Fraser visited Tonga.", "Foreign Minister Fraser", "Fraser"),
    ],
)
def test_the_year_parts_two_of_one_surname(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


def test_a_later_surname_is_the_holder(nlp: Language) -> None:
    text = "Foreign Minister Genscher visited Peru in 1985. Genscher met nobody."
    assert party(nlp, text, "Genscher") == "DEU"


def test_the_texts_own_minister_outweighs_the_list(nlp: Language) -> None:
    text = "In 1985 Jorge Genscher became minister of Chile. In 1986 Foreign Minister Genscher left."
    assert party(nlp, text, "Foreign Minister Genscher") == "CHL"


def test_of_a_text_about_others_no_holder_is_guessed(nlp: Language) -> None:
    text = "Foreign Minister Hurd left the capital in 1991."
    assert party(nlp, text, "Foreign Minister Hurd", topic=("FJI",)) != "GBR"


@pytest.mark.parametrize("name", ["Georgetown", "Boston", "Lincoln"])
def test_behind_a_rank_a_town_is_a_person(nlp: Language, name: str) -> None:
    assert party(nlp, f"In 1811 General {name} attacked the fort.", f"General {name}") == name


def test_a_town_behind_a_common_noun_stays_one(nlp: Language) -> None:
    assert party(nlp, "The king left Lima in 1821.", "Lima") == "PER"
