"""What a row shows beside its parties: persons, place, quantity, content, and the events that it is about or mentions again."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.loaded import bundled
from verbale.extractors import Extraction, Resources, extract_parsed, load_resources, parse
from verbale.extractors.schema import Event, Thresholds
from verbale.extractors.text import make_document

CELLS = [
    # A place that also stands for a party.
    ("In May 1994 Kenya closed its consulate in Santiago.", "closed", {"place": "Santiago", "target_parties": ("CHL",)}),
    ("Chad ordered the French embassy to cut its staff by half.", "cut", {"quantity": "by half"}),
    (
        "Peru expelled ten Chilean diplomats in 1977.",
        "expelled",
        {"quantity": "ten Chilean diplomats", "persons": ("ten Chilean diplomats",)},
    ),
    (
        "Peru expelled the Chilean ambassador Carlos Soto in 1977.",
        "expelled",
        {"persons": ("the Chilean ambassador Carlos Soto",)},
    ),
    # What is said, asked or accused of, without the word that opens it.
    (
        "The government of Chad called on Sudan to release the prisoners and to open the border.",
        "called",
        {"content": "release the prisoners and to open the border"},
    ),
    (
        "Japan announced that it would recall its ambassador from Chile.",
        "announced",
        {"content": "it would recall its ambassador from Chile"},
    ),
    ("Amnesty International accused Chad of torturing prisoners.", "accused", {"content": "torturing prisoners"}),
    ("Spain called for sanctions against Chad.", "called", {"content": "sanctions against Chad"}),
    (
        "Norway voiced concern about the arrest of two journalists in Chad.",
        "voiced",
        {"content": "the arrest of two journalists in Chad"},
    ),
    # What is condemned, whatever hangs on it; a party alone is no content.
    ("Peru condemned the attack on its embassy by Chile.", "condemned", {"content": "the attack on its embassy by Chile"}),
    ("Peru criticised Chile in 1977.", "criticised", {"content": ""}),
    # Of a type without content nothing is looked for.
    ("Peru expelled ten Chilean diplomats for spying in 1977.", "expelled", {"content": ""}),
]


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources(threshold=0.0)


def told(nlp: Language, resources: Resources, text: str) -> Extraction:
    return extract_parsed(parse(nlp, make_document("text", text)), resources)


@pytest.mark.parametrize(("text", "trigger", "cells"), CELLS)
def test_cells(nlp: Language, resources: Resources, text: str, trigger: str, cells: dict[str, object]) -> None:
    found = [event for event in told(nlp, resources, text).events if event.trigger == trigger]
    assert [{name: getattr(event, name) for name in cells} for event in found] == [cells]


def test_a_statement_names_the_events_that_it_is_about(nlp: Language, resources: Resources) -> None:
    events = told(
        nlp, resources, "Chad called on Sudan to release the prisoners in 1999. Peru recalled its envoy from Chile."
    ).events
    called, released, recalled = sorted(events, key=lambda event: event.trigger_start)
    assert called.about == (released.event_id,) and released.modality == "hypothetical"
    assert released.about == recalled.about == ()


EXPELLED = "Peru expelled the Chilean ambassador in 1977. "
ECHOES = [
    ("The expulsion of the ambassador by Peru angered Chile.", True),
    ("The expulsion of the Chilean ambassador was a surprise.", True),
    # A noun that no determiner points back with, another's deed, another time.
    ("An expulsion of an ambassador by Peru would anger Chile.", False),
    ("The expulsion of the ambassador by Spain angered Chile.", False),
    ("The expulsion of the Chilean ambassador by Peru in 1980 was a surprise.", False),
]


@pytest.mark.parametrize(("text", "again"), ECHOES)
def test_a_noun_that_mentions_a_deed_again_names_it(whole: Language, resources: Resources, text: str, again: bool) -> None:
    events = told(whole, resources, EXPELLED + text).events
    deed = next(event for event in events if event.trigger == "expelled")
    echoes = {event.echo_of for event in events if event.trigger == "expulsion" and event.relation_type == deed.relation_type}
    assert not deed.echo_of and echoes == ({deed.event_id} if again else {""})


def test_every_person_of_a_list_is_shown(whole: Language, resources: Resources) -> None:
    text = "In 1903 the king of Norway dismissed his foreign minister and the head of the army."
    dismissed = next(event for event in told(whole, resources, text).events if event.trigger == "dismissed")
    assert dismissed.persons == ("his foreign minister", "the head of the army")


@pytest.mark.parametrize(
    ("text", "deed", "lead"),
    [
        ("The president of Peru sought to improve relations with Chile in 1977.", "relations.improve", "sought"),
        ("In 1977 Norway issued a statement in which it condemned the coup in Chad.", "statement.criticise", "issued"),
    ],
)
def test_what_only_leads_to_a_deed_is_no_other(whole: Language, text: str, deed: str, lead: str) -> None:
    events = extract_parsed(parse(whole, make_document("text", text)), bundled()).events
    assert [event.relation_type for event in events] == [deed] and events[0].trigger != lead


def test_ties_lead_to_rows_that_there_are(nlp: Language, resources: Resources) -> None:
    text = "Chad called on Sudan to release the prisoners in 1999."
    first, second = sorted(told(nlp, resources, text).events, key=lambda event: event.confidence)
    between = (first.confidence + second.confidence) / 2
    limited = Resources(resources.gazetteer, resources.rules, resources.cues, resources.learned, Thresholds(between, 0.0))
    extraction = told(nlp, limited, text)
    tied: list[Event] = [event for event in (*extraction.events, *extraction.candidates) if event.about]
    kept = {event.event_id for event in extraction.events}
    assert all(set(event.about) <= kept for event in extraction.events) and len(extraction.candidates) == 1
    assert all(event in extraction.candidates for event in tied)
