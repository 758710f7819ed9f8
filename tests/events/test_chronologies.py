"""Entries of chronologies: each clause is found with the date of its own line, however dates and entries are written."""

from __future__ import annotations

from spacy.language import Language

from tests.events.chronologies import CLAUSES, FORMS, STYLES, chronology, day_of
from tests.loaded import bundled
from verbale.extractors.pipeline import Resources, extract
from verbale.extractors.schema import Event
from verbale.extractors.text import make_document

_STEP = 3  # every third clause of a text, another third in the next: all clauses in all ways would take half a minute


def _resources() -> Resources:
    return bundled("off")


def _dates(events: tuple[Event, ...], text: str, clause: str) -> set[str]:
    start = text.index(clause)
    return {event.date_edtf for event in events if start <= event.trigger_start < start + len(clause)}


def test_every_clause_has_the_date_of_its_entry(nlp: Language) -> None:
    ways = [(form, style) for form in FORMS for style in STYLES]
    chosen = [range(number % _STEP, len(CLAUSES), _STEP) for number in range(len(ways))]
    texts = [chronology(form, style, numbers) for (form, style), numbers in zip(ways, chosen, strict=True)]
    found = wrong = 0
    extractions = extract([make_document(str(n), text) for n, text in enumerate(texts)], nlp, _resources())
    for (form, _), numbers, text, extraction in zip(ways, chosen, texts, extractions, strict=True):
        for number in numbers:
            dates = _dates(extraction.events, text, CLAUSES[number])
            wanted = day_of(number).strftime(form.edtf)
            found += wanted in dates
            wrong += bool(dates - {wanted, ""})
    assert wrong == 0
    assert found >= 0.95 * sum(map(len, chosen))


def test_later_sentences_share_the_date_and_what_stands_below_does_not(nlp: Language) -> None:
    text = (
        "3 May 1994. Bolivia recalls its ambassador from Lima. Peru expels two Bolivian diplomats.\n"
        "1996 – Malta joins the Commonwealth, which\nKenya had left\n\n"
        "Zambia opened an embassy in Oslo, and the crowds outside the gates cheered for a long while.\n"
    )
    (extraction,) = extract([make_document("d", text)], nlp, _resources())
    told = [(event.relation_type, event.date_edtf, event.date_method) for event in extraction.events]
    assert told == [
        ("envoy.recall", "1994-05-03", "heading"),
        ("envoy.expel", "1994-05-03", "heading"),
        ("membership.join", "1996", "heading"),
        ("membership.leave", "", ""),
        ("mission.open", "", ""),
    ]
    for event in extraction.events:
        assert text[event.quote_start : event.quote_end] == event.quote
