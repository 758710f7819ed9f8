"""Of which type an event is, by kinds of sentences, where finder and rules alone would take it for another."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors import Resources, extract_parsed, parse
from verbale.extractors.text import make_document

PHASES = [
    ("In 1998 Samoa began participating in the Pacific Islands Forum.", ["membership.join"]),
    ("Samoa ceased to be a member of the Commonwealth in 1972.", ["membership.leave"]),
    ("Samoa is a member of the Commonwealth.", ["membership.state"]),
    ("In 1972 Peru began to maintain diplomatic relations with China.", ["relations.establish"]),
]
RULED_OUT = [
    ("Norway sold the ferry to Iceland in 1990.", ["trade.flow"]),
    ("Norway sold the island to Denmark in 1917.", ["statehood.annex"]),
    ("Airbus delivered ten airliners to Iran in 2017.", ["trade.flow"]),
    ("France delivered ten fighter jets to Iran in 1977.", ["military.arms"]),
]
RULED = [
    ("In 1933 Italy imposed a naval blockade on Yemen.", ["sanction.impose"]),
    ("The decree was regarded as unlawful by Norway.", ["statement.criticise"]),
    ("Sudan threw out Dutch monitors in 2010.", ["envoy.expel"]),
    ("Togo, backed by French paratroopers, invaded Ghana in 1986.", ["military.cooperate", "conflict.attack"]),
    ("In 1939 Britain sent HMS Ajax to Uruguay.", ["military.deploy"]),
]


@pytest.mark.parametrize(("text", "types"), [*PHASES, *RULED_OUT, *RULED])
def test_types(whole: Language, resources: Resources, text: str, types: list[str]) -> None:
    found = extract_parsed(parse(whole, make_document("text", text)), resources)
    assert [event.relation_type for event in found.events] == types


FLAGS = [
    ("Norway adopted a law aimed at expelling Russian diplomats.", "expelling", "pos planned"),
    ("Chile drafted a bill designed to expel Peruvian diplomats.", "expel", "pos planned"),
    ("The withdrawal of Russian troops from Moldova is needed.", "withdrawal", "pos hypothetical"),
    ("Kenya's accession to the African Union was not approved in 1999.", "accession", "neg asserted"),
    ("Kenya's accession to the African Union was not supported by Chad.", "accession", "neg asserted"),
    ("The invasion of Iraq was not supported by Norway.", "invasion", "pos asserted"),
    ("Chile accused Peru of invading Bolivia by sending soldiers across the border.", "sending", "pos reported"),
    ("Norway weakened Sweden by sending troops to Denmark.", "sending", "pos asserted"),
    ("Norway will attack Sweden by sending troops to Denmark.", "sending", "pos planned"),
    ("Chile accused Peru of attempting a coup in Bolivia.", "coup", "pos reported"),
    ("Human Rights Watch accused Sudan of bombing villages in Chad.", "bombing", "pos reported"),
    ("Samoa has not ceased to be a member of the Commonwealth.", "member", "neg asserted"),
]


@pytest.mark.parametrize(("text", "trigger", "flags"), FLAGS)
def test_aims_refusals_and_accusations(whole: Language, resources: Resources, text: str, trigger: str, flags: str) -> None:
    found = extract_parsed(parse(whole, make_document("text", text)), resources)
    told = [f"{e.polarity} {e.modality}" for e in (*found.events, *found.candidates) if e.trigger == trigger]
    assert told == [flags]
