"""Prose about sports, business, weather and daily life, full of country names, holds no event between states."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from verbale.extractors import extract_parsed, load_resources, parse_documents
from verbale.extractors.text import make_document

SENTENCES = Path(__file__).parent.parent / "data" / "no_events.txt"
TOLERATED = {"nlp": 2, "whole": 3}
"""Pipeline without and with its finder -> events that may be found in a hundred sentences."""


@pytest.mark.parametrize("pipeline", TOLERATED)
def test_ordinary_prose_gives_no_events(pipeline: str, request: pytest.FixtureRequest) -> None:
    nlp: Language = request.getfixturevalue(pipeline)
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 100
    resources = load_resources()
    documents = (make_document(f"line-{i}", line) for i, line in enumerate(lines))
    found = [
        f"{event.relation_type} ({event.rule_id}): {parsed.document.text}"
        for parsed in parse_documents(nlp, documents)
        for event in extract_parsed(parsed, resources).events
    ]
    assert len(found) <= TOLERATED[pipeline], "\n".join(found)
