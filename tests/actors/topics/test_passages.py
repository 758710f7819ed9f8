"""Whom a passage is about: the document's state, or its section's, and never one that the section leaves unnamed."""

from __future__ import annotations

from functools import cache

from spacy.language import Language

from tests.actors.said import party
from tests.loaded import bundled
from verbale.extractors import Resources, extract_parsed, parse
from verbale.extractors.text import make_document

COUNTRIES = """Sweden, Paraguay and Kenya: a century of diplomacy

Sweden

Sweden kept out of the war. Diplomatic relations with Nepal were established in 1960.

Paraguay

Paraguay is landlocked. Diplomatic relations with Nepal were established in 1974. The government recognised Angola in 1976.

Kenya

Kenya looked to the sea. Diplomatic relations with Nepal were established in 1975.
"""
DISPATCHES = """Peru protests over fishing boats

Peru sent a note to Ecuador on Monday. The government recalled its ambassador.

Norway votes on whaling ban

Norway held a vote. In Iceland, whalers cheered. Denmark and Sweden condemned the hunt.
"""


@cache
def _resources() -> Resources:
    return bundled()


def _events(nlp: Language, text: str, topic: tuple[str, ...]) -> set[str]:
    parsed = parse(nlp, make_document("doc", text, topic=topic))
    events = extract_parsed(parsed, _resources()).events
    return {f"{e.relation_type} {';'.join(sorted(e.source_parties))} > {';'.join(sorted(e.target_parties))}" for e in events}


def test_each_section_fills_in_its_own_country(nlp: Language) -> None:
    assert _events(nlp, COUNTRIES, ("SWE", "PRY", "KEN")) == {
        "relations.establish NPL;SWE > ",
        "relations.establish NPL;PRY > ",
        "relations.establish KEN;NPL > ",
        "recognition.grant PRY > AGO",
    }


def test_without_a_topic_the_headings_say_the_same(nlp: Language) -> None:
    assert _events(nlp, COUNTRIES, ()) == _events(nlp, COUNTRIES, ("SWE", "PRY", "KEN"))


def test_the_first_topic_is_nobody_in_a_section_that_does_not_name_it(nlp: Language) -> None:
    assert "statement.criticise DNK;SWE > PER" not in _events(nlp, DISPATCHES, ("PER", "ECU", "NOR"))


def test_the_government_of_a_section(nlp: Language) -> None:
    assert party(nlp, COUNTRIES, "government", topic=("SWE", "PRY", "KEN")) == "PRY"


STRONG = "Kenya\n\nKenya kept its distance. {}\n"


def _told(nlp: Language, sentence: str) -> set[str]:
    return _events(nlp, STRONG.format(sentence), ("SWE", "PRY", "KEN"))


def test_who_acts_in_a_clause_that_follows_is_not_the_other_side(nlp: Language) -> None:
    assert "envoy.recall CHL > KEN" in _told(
        nlp, "Chile recalled its ambassador, and most neighbours did the same, as did Norway."
    )


def test_an_adjective_of_an_earlier_event_is_not_the_other_side(nlp: Language) -> None:
    assert _told(nlp, "After the Danish withdrawal, Chile suspended aid.") >= {"aid.suspend CHL > KEN"}


def test_a_capital_where_something_happened_is_not_the_other_side(nlp: Language) -> None:
    assert not any("FRA" in event for event in _told(nlp, "Later an agreement with Norway was signed in Paris."))


ROUND_UP = """RADIO MONITOR, SHEET 12

Nairobi, home service, 3 May: Cabinet met twice. Diplomatic relations with Nepal were established.

• OSLO. The parliament sat late. Diplomatic relations with Chile were established on Friday.
"""


def test_a_town_that_opens_a_paragraph_says_whose_it_is(nlp: Language) -> None:
    assert _events(nlp, ROUND_UP, ()) == {"relations.establish KEN;NPL > ", "relations.establish CHL;NOR > "}


def test_a_name_that_only_a_heading_writes_is_nobody(nlp: Language) -> None:
    assert not any("RADIO" in event.upper() for event in _events(nlp, ROUND_UP, ()))


DISPATCH = """Ferry talks drag on

LIMA, March 3 (AFP) - Peru and Ecuador met over ferries. Talks go on.

Police arrested two men on Friday.
"""


def test_the_police_of_a_dispatch_are_of_where_it_was_written(nlp: Language) -> None:
    assert party(nlp, DISPATCH, "Police") == "PER"


def test_a_dateline_of_two_towns_names_no_home(nlp: Language) -> None:
    assert party(nlp, DISPATCH.replace("LIMA", "LIMA/QUITO"), "Police") != "PER"


QUARREL = """Neighbours fall out

Peru accused Ecuador of shelling a village. Peru recalled its ambassador on Monday.
"""


def test_the_two_of_a_paragraph_are_each_others_counterparts(nlp: Language) -> None:
    assert "envoy.recall PER > ECU" in _events(nlp, QUARREL, ())


def test_of_three_in_a_paragraph_none_is_the_counterpart(nlp: Language) -> None:
    told = _events(nlp, QUARREL.replace("Peru accused", "Kenya says that Peru accused"), ())
    assert told and not any(event.startswith("envoy.recall PER > ") and event[-1] != " " for event in told)


def test_relations_with_another_state_are_those_of_two(nlp: Language) -> None:
    text = "Trade grew slowly. Ferries linked the two countries."
    assert party(nlp, text, "two countries", title="Chilean relations with Peru") == "CHL;PER"
