"""Who might take part in the events of a sentence: mentions, nouns that act for somebody, nouns that stand for nobody known."""

from __future__ import annotations

import pytest

from tests.events.learned.told import known
from verbale.extractors.events.learned.units import Unit, Units
from verbale.extractors.events.matcher import Matcher


def units_of(text: str) -> list[tuple[Unit, ...]]:
    found = known(text)
    fillers = Matcher(found).fillers
    units = Units(found, fillers.participants, fillers.context)
    return [units.of(sentence) for sentence in found.parsed.sentences]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Norway recalled its ambassador from Chile in May 1990.",
            [
                (0, (0, 1), "NOR", "GPE/gazetteer", "state"),
                (2, (2, 3), "NOR", "PRON/pronoun", "state"),
                (3, (3, 4), "NOR", "none/agent", "state"),
                (5, (5, 6), "CHL", "GPE/gazetteer", "state"),
            ],
        ),
        (
            "The Polish government criticised the sale of arms to rebels.",
            [
                (1, (1, 2), "POL", "NORP/gazetteer", "state"),
                (2, (1, 3), "POL", "NP/office", "state"),
                (5, (5, 6), "", "none/NOUN", ""),
                (7, (7, 8), "", "none/NOUN", ""),
                (9, (9, 10), "", "none/NOUN", ""),
            ],
        ),
        (
            "Prime Minister Tony Blair visited Washington on Monday.",
            [(3, (0, 4), "GBR", "PERSON/gazetteer", "person"), (5, (5, 6), "USA", "GPE/metonym", "state")],
        ),
    ],
)
def test_units_of_a_sentence(text: str, wanted: list[tuple[int, tuple[int, int], str, str, str]]) -> None:
    (units,) = units_of(text)
    assert [(u.head, (u.start, u.end), ";".join(u.parties), u.label, u.kind) for u in units] == wanted


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "The president of Latvia dismissed Foreign Minister Anna Berg.",
            {"president": "LVA/president", "Latvia": "LVA/president", "Berg": "Anna Berg"},
        ),
        (
            "Latvian police arrested a journalist of Latvia.",
            {"Latvian": "LVA/police", "police": "LVA/police", "journalist": "LVA/journalist", "Latvia": "LVA/journalist"},
        ),
        ("Norway recalled its envoy from Chile.", {"Norway": "NOR", "its": "NOR/envoy", "envoy": "NOR/envoy", "Chile": "CHL"}),
        ("Peru and Chile quarrelled. Farmers attacked the two countries.", {"countries": "PER CHL", "Farmers": ""}),
    ],
)
def test_those_who_stand_for_one_party_are_told_apart(text: str, keys: dict[str, str]) -> None:
    found = known(text)
    told = {found.parsed.words[unit.head].text: " ".join(unit.keys) for units in units_of(text) for unit in units}
    assert {word: told[word] for word in keys} == keys


def test_two_countries_are_one_unit_of_two_parties() -> None:
    _, (farmers, countries) = units_of("Peru and Chile signed a treaty. Farmers attacked the two countries.")
    assert (farmers.parties, farmers.label) == ((), "none/NOUN")
    assert (countries.parties, countries.label) == (("PER", "CHL"), "NP/definite")
    assert [(p.text, p.how) for p in countries.participants] == [("two countries", "definite")]
