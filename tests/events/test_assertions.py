"""Who says so, and what a day after the text's own makes of the present tense, as events show it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.loaded import bundled
from verbale.extractors import Resources, extract
from verbale.extractors.text import make_document


@pytest.fixture(scope="module")
def resources() -> Resources:
    return bundled("off")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel bombed Syria, according to Jordan.", ("pos", "reported", ("JOR",))),
        ("Jordan said that Israel had bombed Syria.", ("pos", "reported", ("JOR",))),
        ("Peru denied having recalled its ambassador from Chile.", ("neg", "reported", ("PER",))),
        ("Peru's claim that Chile recalled its ambassador from Spain was false.", ("neg", "reported", ("PER",))),
        ("Peru recalled its ambassador from Chile.", ("pos", "asserted", ())),
    ],
)
def test_who_says_so(nlp: Language, resources: Resources, text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    (extraction,) = extract([make_document("text", text)], nlp, resources)
    told = [(e.polarity, e.modality, e.attributed_to) for e in extraction.events if e.trigger in {"bombed", "recalled"}]
    assert told == [expected]


@pytest.mark.parametrize(("day", "modality"), [("2004-03-05", "planned"), ("2004-03-20", "asserted")])
def test_the_present_tense_after_the_text_is_a_plan(nlp: Language, resources: Resources, day: str, modality: str) -> None:
    document = make_document("text", "The president of Peru visits Chile on 12 March 2004.", document_date=day)
    (extraction,) = extract([document], nlp, resources)
    assert [(e.relation_type, e.modality) for e in extraction.events] == [("meeting.visit", modality)]


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that Israel bombed Syria.",
        'The article "How Israel Bombed Syria" was read in Paris.',
        "In the film Israel bombs Syria.",
        "Sport\n\nPeru defeated Chile in Lima in 1975.",
    ],
)
def test_what_is_not_claimed_gives_no_row(nlp: Language, resources: Resources, text: str) -> None:
    (extraction,) = extract([make_document("text", text)], nlp, resources)
    assert extraction.events == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway has agreed to lend a billion dollars to Kenya.", ("aid.grant", "planned")),
        ("Peru agreed to open an embassy in Kenya.", ("mission.open", "planned")),
        ("Peru and Chile agreed to establish diplomatic relations in 1962.", ("relations.establish", "planned")),
        ("Mali consented to withdraw its troops from Niger in 1974.", ("military.withdraw", "planned")),
        ("Chad agreed to impose sanctions on Mali in 1990.", ("sanction.impose", "asserted")),
        ("Norway lent a billion dollars to Kenya.", ("aid.grant", "asserted")),
    ],
)
def test_what_is_agreed_to_is_still_to_come(nlp: Language, resources: Resources, text: str, expected: tuple[str, str]) -> None:
    (extraction,) = extract([make_document("text", text)], nlp, resources)
    assert expected in [(e.relation_type, e.modality) for e in extraction.events]


def test_what_a_list_tells_as_decided_is_done(whole: Language) -> None:
    text = "The European Union decided on 9 June 2011 to:\n\n- extend the sanctions against Mali;\n- open a delegation in Lima.\n"
    (extraction,) = extract([make_document("text", text)], whole, bundled())
    found = {(e.relation_type, e.target_parties, e.date_edtf, e.modality) for e in extraction.events}
    assert found >= {
        ("sanction.impose", ("MLI",), "2011-06-09", "asserted"),
        ("mission.open", ("PER",), "2011-06-09", "asserted"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway promised to open an embassy in Lima and did so in May 2001.", {("mission.open", "2001-05", "asserted")}),
        ("Norway promised to open an embassy in Lima.", {("mission.open", "", "planned")}),
        ("Norway promised to open an embassy in Lima but never did so.", {("mission.open", "", "planned")}),
    ],
)
def test_what_was_promised_and_done_is_done(whole: Language, text: str, expected: set[tuple[str, str, str]]) -> None:
    (extraction,) = extract([make_document("text", text)], whole, bundled())
    assert {(e.relation_type, e.date_edtf, e.modality) for e in extraction.events if e.trigger == "open"} == expected
