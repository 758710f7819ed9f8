"""Exact events of short texts: type, parties, date, polarity and modality, nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.language import Language

from tests.conftest import ROOT
from verbale.extractors import Resources, extract, extract_parsed, parse, read_documents, to_tables
from verbale.extractors.text import make_document


class Told(NamedTuple):
    """A text of ``tests/data/short_texts.toml``, what it shows, and the events that it tells."""

    says: str
    text: str
    events: list[str]


TEXTS = [Told(**told) for told in tomllib.loads((ROOT / "tests/data/short_texts.toml").read_text(encoding="utf-8"))["texts"]]


ABOUT: list[tuple[str, dict[str, object], set[str]]] = [
    (
        "Relations deteriorated in 1879. In 1890 the two countries signed a treaty of friendship.",
        {"title": "Sino-Peruvian relations"},
        {"relations.deteriorate CHN;PER >  1879", "treaty.sign CHN;PER >  1890"},
    ),
    (
        "History\n\nDiplomatic relations were restored in 1990. Spain recalled its envoy.",
        {"title": "Japan–Mexico relations"},
        {"relations.restore JPN;MEX >  1990"},
    ),
    (
        "Relations between the two countries deteriorated in 1879.",
        {"topic": ("CHL", "PER")},
        {"relations.deteriorate CHL;PER >  1879"},
    ),
    ("Relations between the two countries deteriorated in 1879.", {"title": "Foes", "topic": ("CHL", "PER")}, set()),
]


@pytest.mark.parametrize("case", TEXTS, ids=[case.says for case in TEXTS])
def test_events(nlp: Language, resources: Resources, case: Told) -> None:
    assert told(nlp, resources, case.text) == set(case.events)


@pytest.mark.parametrize(("text", "known", "expected"), ABOUT)
def test_title_and_topic_say_who_the_two_are(
    nlp: Language, resources: Resources, text: str, known: dict[str, object], expected: set[str]
) -> None:
    assert told(nlp, resources, text, **known) == expected


def test_what_is_stated_of_its_subject_is_no_mere_mention(nlp: Language, resources: Resources) -> None:
    text = "Chad participates in the African Union. It is a member of the African Union."
    events = extract_parsed(parse(nlp, make_document("text", text)), resources).events
    assert [(e.relation_type, e.trigger) for e in events] == [
        ("membership.state", "participates"),
        ("membership.state", "member"),
    ]


def told(nlp: Language, resources: Resources, text: str, **known: object) -> set[str]:
    """The events of a text, one line each; ``known`` goes to make_document."""
    found = set()
    for e in extract_parsed(parse(nlp, make_document("text", text, **known)), resources).events:  # type: ignore[arg-type]
        flags = [x for x in (e.polarity, e.modality) if x not in {"pos", "asserted"}]
        parties = f"{';'.join(sorted(e.source_parties))} > {';'.join(sorted(e.target_parties))}"
        found.add(" ".join([e.relation_type, parties, e.date_edtf, *flags]).rstrip())
    return found


def test_ids_survive_a_paragraph_on_top(nlp: Language, resources: Resources) -> None:
    text = "Chile recalled its ambassador from Spain in 1999.\n\nSpain closed its consulate in Valparaíso in 2001."
    before = extract_parsed(parse(nlp, make_document("text", text)), resources).events
    after = extract_parsed(parse(nlp, make_document("text", "Japan joined the OECD in 1964.\n\n" + text)), resources).events
    assert {e.event_id for e in before} < {e.event_id for e in after}


def test_every_row_quotes_its_text(nlp: Language, resources: Resources) -> None:
    text = "Relations\n\nIn  2003,[4] Peru  recalled\nits ambassador from Japan.\r\n\r\nJapan protested to Peru."
    extraction = extract_parsed(parse(nlp, make_document("text", text)), resources)
    assert extraction.events and extraction.mentions and extraction.timexes
    for row in (*extraction.sentences, *extraction.mentions, *extraction.timexes):
        assert text[row.char_start : row.char_end] == row.text
    for event in extraction.events:
        assert text[event.trigger_start : event.trigger_end] == event.trigger
        assert text[event.quote_start : event.quote_end] == event.quote
        assert text[: event.quote_start].endswith(event.prefix) and text[event.quote_end :].startswith(event.suffix)


def test_the_straight_line_goes_on_past_a_bad_document(nlp: Language, resources: Resources, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "b.txt").write_text("Chile recalled its ambassador from Spain in 1999.", encoding="utf-8")
    tables = to_tables(extract(read_documents(tmp_path), nlp, resources))
    assert list(tables["documents"]["status"]) == ["failed", "ok"]
    assert list(tables["events"]["relation_type"]) == ["envoy.recall"]
