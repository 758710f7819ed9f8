"""The reading that the text decides for: of names that changed hands, and of ambiguous ones."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("In 1990 the EC recognised Namibia.", "EC", "EC"),
        ("In 2006 the EC opened an inquiry into Gazprom.", "EC", "EU"),
        ("Brussels urged Hungary to act, and the European Union agreed.", "Brussels", "EU"),
        ("In 1952 Norway sent a note. Moscow refused.", "Moscow", "SUN"),
        ("In 1999 Norway sent a note. Moscow refused.", "Moscow", "RUS"),
        ("Norway sent a note to Moscow.", "Moscow", "RUS"),
        ("In 1588 Spain sent a fleet against England.", "England", "England"),
        ("In 1939 England sent troops to France.", "England", "GBR"),
        ("England sent troops to France.", "England", "GBR"),
        ("In 431 BC Sparta declared war on Athens.", "Athens", "Athens"),
        ("In 1974 Turkey sent a note to Athens.", "Athens", "GRC"),
        ("In 1960 the UAR sent a note.", "UAR", "UAR"),
        ("In 1967 the UAR sent a note.", "UAR", "EGY"),
        ("In 1938 the Czech minister went home.", "Czech", "CSK"),
        ("In 1999 the Czech minister went home.", "Czech", "CZE"),
        ("The Czech minister went home.", "Czech", "CZE"),
        ("Norway helped the Polish minority in Lithuania.", "Polish minority", "Polish minority"),
        ("Norway helped the ethnic Germans of Poland.", "ethnic Germans", "ethnic Germans"),
        ("The Chinese community in Peru sent a note.", "Chinese community", "Chinese community"),
        ("The Chinese community sent a note.", "Chinese", "CHN"),
        ("Peru sent notes to the former Soviet republics.", "former Soviet republics", "former Soviet republics"),
        ("Peru sent notes to the post-Soviet states.", "post-Soviet states", "post-Soviet states"),
        (
            "Peru sent notes to the states of the former Yugoslavia.",
            "states of the former Yugoslavia",
            "states of the former Yugoslavia",
        ),
        ("Peru sent notes to the former Soviet Union.", "Soviet Union", "SUN"),
        ("Peru sent notes to the former Soviet president.", "Soviet president", "SUN"),
        ("Peru fined non-Chilean firms and Cuba.", "Chilean", "none"),
        (
            "The Chinese Ministry of Commerce and the Chinese Ministry of Environmental Protection signed it.",
            "Chinese Ministry of Environmental Protection",
            "CHN",
        ),
        ("Brussels is the capital of Belgium. Belgium invited France.", "Brussels", "BEL"),
    ],
)
def test_reading(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties
