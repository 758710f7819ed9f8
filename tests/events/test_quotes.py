"""A row's quote proves it: denial, parties and date stand in it, and it begins and ends where clauses or phrases do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from tests.conftest import ROOT
from verbale.extractors import Extraction, Resources, extract_parsed, parse, read_documents
from verbale.extractors.ids import normalise
from verbale.extractors.schema import Event
from verbale.extractors.text import make_document

QUOTED: list[tuple[str, ...]] = [
    # Asides behind a comma stay out, before and behind; a date that stands apart comes in.
    (
        "Chile never ratified the Treaty of Lima, which Peru had signed in 1921.",
        "ratified",
        "Chile never ratified the Treaty of Lima",
    ),
    (
        "In May 1994, after long talks about fishing, Kenya closed its consulate in Santiago, a port.",
        "closed",
        "In May 1994, after long talks about fishing, Kenya closed its consulate in Santiago",
    ),
    # All that is demanded.
    (
        "The government of Chad called on Sudan to release the prisoners and to open the border, as rains set in.",
        "called",
        "The government of Chad called on Sudan to release the prisoners and to open the border",
    ),
    # Another clause's words stay out.
    (
        "Peru condemned the raid on its embassy in Quito, and on 3 May 1981 it recalled its ambassador.",
        "condemned",
        "Peru condemned the raid on its embassy in Quito",
    ),
    # A noun's own phrase, with the preposition that says when it was.
    (
        "Following the expulsion of ten Chilean diplomats from Lima in March 1977, the two countries' navies met.",
        "expulsion",
        "Following the expulsion of ten Chilean diplomats from Lima in March 1977",
    ),
    # A bracket that is opened is closed; a pro-form shows what it stands for.
    (
        'The European Union (EU) imposed sanctions on Chad ("the junta"), but Niger did not.',
        "did",
        'The European Union (EU) imposed sanctions on Chad ("the junta"), but Niger did not',
    ),
    # Not from amidst a phrase: what holds the date comes with it.
    (
        "The Kenyan Foreign Ministry announced at the same time that it was recalling its ambassador to Ghana.",
        "recalling",
        "The Kenyan Foreign Ministry announced at the same time that it was recalling its ambassador to Ghana",
    ),
    (
        "The Senate of Chile released a statement in March 2005 in which it denounced the Peruvian government as a dictatorship.",
        "denounced",
        "The Senate of Chile released a statement in March 2005 in which it denounced the Peruvian government as a dictatorship",
    ),
    # What denies the next clause is none of this one's.
    (
        "Kenya has not opened an embassy in Oslo, nor has it appointed an ambassador to Norway since 1999.",
        "opened",
        "Kenya has not opened an embassy in Oslo",
    ),
    (
        "Kenya has not opened an embassy in Oslo, nor has it appointed an ambassador to Norway since 1999.",
        "appointed",
        "Kenya has not opened an embassy in Oslo, nor has it appointed an ambassador to Norway since 1999",
    ),
    # When in a year it was.
    ("Later in 1994 Kenya closed its consulate in Lima.", "closed", "Later in 1994 Kenya closed its consulate in Lima"),
    # What stands before a subject belongs to the verb behind it.
    (
        "In 1994, the expulsion of ten Chilean diplomats from Lima was condemned, and Togo was calm.",
        "expulsion",
        "In 1994, the expulsion of ten Chilean diplomats from Lima was condemned",
    ),
    # Whom a pronoun means, where the sentence says so before it.
    (
        "Togo recalled its envoy a day after Kenya declared that it was worried about the arrests in Ghana.",
        "worried",
        "Kenya declared that it was worried about the arrests in Ghana",
    ),
    # ... but not from before a semicolon.
    (
        "Kenya closed its consulate in Lima; it signed a treaty with Ghana in 1994.",
        "signed",
        "it signed a treaty with Ghana in 1994",
    ),
    # The auxiliary before a subject.
    (
        "Had Peru closed its border, Chile would have left the League.",
        "closed",
        "Had Peru closed its border",
    ),
    # A noun that names no party, with its clause: what was signed, and by whom.
    (
        "The ties of Chile and Peru rest on the Treaty of Lima (1921) and on the Treaty of Santiago (1994).",
        "Treaty",
        "The ties of Chile and Peru rest on the Treaty of Lima (1921)",
        "The ties of Chile and Peru rest on the Treaty of Lima (1921) and on the Treaty of Santiago (1994)",
    ),
    # The date before the subject, though the row has a date of its own.
    (
        "In December 2004 Togo published a list aimed at expelling the Ghanaian envoy in March 2005.",
        "expelling",
        "In December 2004 Togo published a list aimed at expelling the Ghanaian envoy in March 2005",
    ),
    # What limits it, not what else happened.
    (
        "Kenya signed the Treaty of Lima in 1994 but did not ratify it, as voters had feared.",
        "signed",
        "Kenya signed the Treaty of Lima in 1994 but did not ratify it",
    ),
    (
        "Kenya signed the Treaty of Lima in 1994 but ratified the Treaty of Oslo.",
        "signed",
        "Kenya signed the Treaty of Lima in 1994",
    ),
    # What an act lays down.
    (
        "In 1994 Kenya and Ghana signed the Treaty of Lima, under which the border would be opened, to the relief of the towns.",
        "signed",
        "In 1994 Kenya and Ghana signed the Treaty of Lima, under which the border would be opened",
    ),
    # Who calls for it, before a conjunction.
    (
        "Peru recalled its ambassador from Chile and called on Kenya to impose sanctions on Chile.",
        "impose",
        "Peru recalled its ambassador from Chile and called on Kenya to impose sanctions on Chile",
    ),
    # Who fears it.
    (
        "After the vote, officials in Nairobi knew that Ghana had closed its embassy in Lima.",
        "closed",
        "officials in Nairobi knew that Ghana had closed its embassy in Lima",
    ),
    # Whom a description means.
    (
        "Peru and Chile joined the League of Nations when the organization was founded in 1920.",
        "founded",
        "Peru and Chile joined the League of Nations when the organization was founded in 1920",
    ),
]
FOUND = [
    # What completes a noun, though the parser hangs it on the verb before.
    (
        "In May 2001 Peru expelled the Chilean ambassador, following a row over travel curbs placed on President Soto and "
        "sanctions against the state-owned firm Andina.",
        "sanctions",
        "In May 2001 Peru expelled the Chilean ambassador, following a row over travel curbs placed on President Soto and "
        "sanctions against the state-owned firm Andina",
    ),
]
CONTENTS = [
    (
        "Kenya said on several occasions that it finds the demands of the IMF unfair.",
        "said",
        "it finds the demands of the IMF unfair",
    ),
    ("Chile rejected the demands of Peru in May 1990.", "rejected", "the demands of Peru"),
    ("Kenya criticised the Ghanaian parliament.", "criticised", ""),
    (
        "Kenya voiced concern about the arrests in Ghana, and about the closure of newspapers.",
        "voiced",
        "the arrests in Ghana, and about the closure of newspapers",
    ),
    ("Chile decided against Peru in 1990: the loan was not granted; its envoys had to leave.", "decided", ""),
]
DENYING = frozenset(
    """no not n't n’t never nor neither without cannot hardly almost refused rejected failed declined stopped ceased halted
    prevented denied postponed cancelled blocked banned unable lack absence yet rather instead short longer off out
    stop stops refuse refuses reject rejects avoid avoided violate violated violation violations breach""".split()  # noqa: SIM905
)
NEVER_LAST = frozenset(
    "a an the and or but nor of at to for from with by against between into as that its their his our than".split()  # noqa: SIM905
)


@pytest.mark.parametrize(("text", "trigger", "quotes"), [(text, trigger, quotes) for text, trigger, *quotes in QUOTED])
def test_the_smallest_stretch_that_shows_the_row(
    nlp: Language, resources: Resources, text: str, trigger: str, quotes: list[str]
) -> None:
    events = extract_parsed(parse(nlp, make_document("text", text)), resources).events
    assert [event.quote for event in events if event.trigger == trigger] == quotes


@pytest.mark.parametrize(("text", "trigger", "quote"), FOUND)
def test_quotes_of_what_the_finder_tells(whole: Language, resources: Resources, text: str, trigger: str, quote: str) -> None:
    test_the_smallest_stretch_that_shows_the_row(whole, resources, text, trigger, [quote])


@pytest.mark.parametrize(("text", "trigger", "content"), CONTENTS)
def test_all_that_is_said_and_no_more(whole: Language, resources: Resources, text: str, trigger: str, content: str) -> None:
    extraction = extract_parsed(parse(whole, make_document("text", text)), resources)
    told = [event for event in (*extraction.events, *extraction.candidates) if event.trigger == trigger]
    assert [event.content for event in told] == [content]


def test_the_quotes_of_the_example_prove_their_rows(whole: Language, resources: Resources) -> None:
    assert list(unproven(whole, resources, ROOT / "raw_text", "belarus")) == []


@pytest.mark.parametrize("name", ["cuba", "qatar"])
def test_the_quotes_of_other_texts_prove_their_rows(whole: Language, resources: Resources, shared: Path, name: str) -> None:
    assert list(unproven(whole, resources, shared / "gold", name)) == []


def unproven(nlp: Language, resources: Resources, folder: Path, name: str) -> Iterator[str]:
    """What the quotes of a document's events and candidates leave out, or where they end badly."""
    document = next(read_documents(folder / f"{name}.txt"))
    extraction = extract_parsed(parse(nlp, document), resources)
    assert extraction.events
    for event in (*extraction.events, *extraction.candidates):
        for problem in problems(event, extraction):
            yield f"{problem}: {event.relation_type} {event.trigger!r}: {event.quote}"


def problems(event: Event, extraction: Extraction) -> Iterator[str]:
    words = event.quote.lower().split()
    if event.polarity == "neg" and not any(map(denies, words)):
        yield "no denial"
    dates = [t for t in extraction.timexes if t.sentence_id == event.sentence_id and t.text == event.date_text]
    if any(date.edtf == event.date_edtf for date in dates) and event.date_text not in event.quote:
        yield f"no {event.date_text}"
    if words[-1] in NEVER_LAST or event.quote[-1] in ",;:(":
        yield "bad end"
    sentence = next(s for s in extraction.sentences if s.sentence_id == event.sentence_id)
    for name in (*event.sources, *event.targets):
        if name in normalise(sentence.text) and name not in normalise(event.quote):
            yield f"no {name}"


def denies(word: str) -> bool:
    return word.strip(".,;:()\"'“”") in DENYING or word.endswith(("n't", "n’t"))
