"""One deed, one row; what is asked for and what is due are rows beside those who ask: trigger, type, polarity and modality."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors import Resources, extract_parsed, parse
from verbale.extractors.text import make_document

ANNOUNCED = [
    ("Norway announced that it was recalling its ambassador from Peru.", {"recalling": "envoy.recall pos asserted"}),
    ("Norway announced the withdrawal of its troops from Peru.", {"withdrawal": "military.withdraw pos asserted"}),
    ("Norway announced that it would open an embassy in Peru.", {"open": "mission.open pos planned"}),
    ("Norway announced it had signed a treaty with Peru.", {"signed": "treaty.sign pos asserted"}),
    ("Norway declared that it was severing diplomatic relations with Peru.", {"severing": "relations.sever pos asserted"}),
    ("Norway released a statement in which it condemned Peru.", {"condemned": "statement.criticise pos asserted"}),
    ("Norway released a statement in May 1999 in which it condemned Peru.", {"condemned": "statement.criticise pos asserted"}),
    (
        "The Norwegian foreign ministry announced that Peru had closed its border.",
        {"announced": "statement.announce pos asserted", "closed": "movement.border pos asserted"},
    ),
]
ASKED = [
    (
        "Norway called for Peru to withdraw its troops from Chile.",
        {"called": "statement.appeal pos asserted", "withdraw": "military.withdraw pos hypothetical"},
    ),
    (
        "Norway demanded that Peru withdraw its troops from Chile.",
        {"demanded": "statement.appeal pos asserted", "withdraw": "military.withdraw pos hypothetical"},
    ),
    (
        "Norway called on Peru to withdraw its troops from Chile.",
        {"called": "statement.appeal pos asserted", "withdraw": "military.withdraw pos hypothetical"},
    ),
    (
        "Norway ordered Peru to close its consulate in Bergen in May 1999.",
        {"ordered": "statement.appeal pos asserted", "close": "mission.close pos hypothetical"},
    ),
    (
        "Norway appealed to Peru to restore relations with Chile.",
        {"appealed": "statement.appeal pos asserted", "restore": "relations.restore pos hypothetical"},
    ),
    (
        "Norway urged Peru to lift its sanctions against Chile.",
        {"urged": "statement.appeal pos asserted", "lift": "sanction.lift pos hypothetical"},
    ),
    (
        "Norway demanded the withdrawal of Peruvian troops from Chile.",
        {"demanded": "statement.appeal pos asserted", "withdrawal": "military.withdraw pos hypothetical"},
    ),
]
UNABLE = [
    ("Scholars argue that Norway was unable to ratify the treaty with Peru.", {"ratify": "treaty.ratify neg reported"}),
    ("Experts contend that Norway is reluctant to recognise Peru.", {"recognise": "recognition.withhold neg reported"}),
    ("Norway was unable to ratify the treaty with Peru.", {"ratify": "treaty.ratify neg asserted"}),
]
DUE = [
    ("The summit between Norway and Peru is planned for May.", {"summit": "meeting.hold pos planned"}),
    ("Talks between Norway and Peru are scheduled for June.", {"Talks": "meeting.hold pos planned"}),
    ("A visit of the Norwegian president to Peru is due in June.", {"visit": "meeting.visit pos planned"}),
]


LED_TO = [
    # Behind a date the infinitive hangs loosely on the verb that decides.
    ("Norway decided in 1999 to impose sanctions on Peru.", {"impose": "sanction.impose pos asserted"}),
    ("Norway decided in May 2003 to open an inquiry into arrests in Peru.", {"open": "investigation.open pos asserted"}),
    ("Norway aims to deepen its relations with countries in Asia.", {"deepen": "relations.improve pos planned"}),
    # What something was done for is no second deed.
    ("In June 1998 Norway set aside two million dollars to help Peru.", {"set": "aid.grant pos asserted"}),
    (
        "The Norwegian ministry announced at the same time that it was recalling its ambassador to Peru.",
        {"recalling": "envoy.recall pos asserted"},
    ),
]
REFUSED = [
    # Of what refuses by being denied the denial is the refusal.
    ("Norway said it would not allow any Peruvian to take the seat.", {"allow": "statement.reject pos asserted"}),
    ("Norway did not reject the treaty with Peru.", {"reject": "statement.reject neg asserted"}),
]
CAME = [
    (
        "The province was ceded to Chile in 1880. It would be ceded back to Peru in 1929.",
        ["1880 asserted", "1929 asserted"],
    ),
    ("Chile said that the province would be ceded to Peru in 1929.", ["1929 planned"]),
    ("Chile signed a treaty by which the province would be ceded to Peru in 1929.", ["1929 hypothetical"]),
]


@pytest.mark.parametrize(("text", "rows"), [*ANNOUNCED, *ASKED, *UNABLE, *LED_TO, *REFUSED])
def test_rows(whole: Language, resources: Resources, text: str, rows: dict[str, str]) -> None:
    found = extract_parsed(parse(whole, make_document("text", text)), resources).events
    assert {event.trigger: f"{event.relation_type} {event.polarity} {event.modality}" for event in found} == rows


@pytest.mark.parametrize(("text", "rows"), CAME)
def test_what_came_later_in_a_story_is_told_as_a_fact(whole: Language, resources: Resources, text: str, rows: list[str]) -> None:
    found = extract_parsed(parse(whole, make_document("text", text)), resources).events
    assert [f"{event.date_edtf} {event.modality}" for event in found if event.relation_type == "statehood.annex"] == rows


@pytest.mark.parametrize(("text", "rows"), DUE)
def test_what_is_due_lies_ahead(whole: Language, resources: Resources, text: str, rows: dict[str, str]) -> None:
    found = extract_parsed(parse(whole, make_document("text", text, document_date="2013-03-21")), resources).events
    assert {event.trigger: f"{event.relation_type} {event.polarity} {event.modality}" for event in found} == rows
    assert all(event.date_start > "2013-03-21" for event in found)


@pytest.mark.parametrize("name", ["UNSCR 1483", "UN Security Council Resolution 1973"])
def test_a_resolution_of_the_council_acts_for_it(whole: Language, resources: Resources, name: str) -> None:
    (event,) = extract_parsed(parse(whole, make_document("text", f"{name} lifted the sanctions on Iraq.")), resources).events
    assert (event.source_parties, event.target_parties, event.date_edtf) == (("UN",), ("IRQ",), "")
