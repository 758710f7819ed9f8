"""The chain from the words of a text to a row, told exactly."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.loaded import bundled
from verbale.extractors import extract_parsed, parse
from verbale.extractors.explain import UnknownEventError, explain_event
from verbale.extractors.text import make_document


def test_an_event_is_told_from_text_to_row(nlp: Language) -> None:
    resources = bundled()
    parsed = parse(nlp, make_document("news", "In May 2004 Peru recalled its ambassador from Chile."))
    extraction = extract_parsed(parsed, resources)
    event = extraction.events[0]
    blocks = explain_event(parsed, extraction, event.event_id, resources, nlp).split("\n\n")
    assert blocks[0] == f"{event.event_id}  envoy.recall  PER -> CHL  2004-05  pos asserted  confidence {event.confidence:.2f}"
    assert blocks[1] == "Sentence (news, characters 0-52)\n  In May 2004 Peru [recalled] its ambassador from Chile."
    assert blocks[2].startswith(
        "Rule envoy.recall.verb: A state withdraws its diplomats from another, for consultations or for good.\n"
    )
    assert blocks[-2].splitlines()[0] == "Reading: recalled (verb recall)"
    assert "  object: its ambassador" in blocks[-2].splitlines()
    assert "  target CHL from 'Chile' (gazetteer)" in blocks[-1].splitlines()
    with pytest.raises(UnknownEventError):
        explain_event(parsed, extraction, "e0", resources, nlp)
