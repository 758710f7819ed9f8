"""Prose that tells no event between states, however many it names: sports, business, weather, films, books, questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from tests.loaded import bundled
from verbale.extractors import extract_parsed, parse_documents
from verbale.extractors.text import make_document

DATA = Path(__file__).parent.parent / "data"
TOLERATED = [("no_events.txt", 100, {"nlp": 2, "whole": 3}), ("not_claimed.txt", 60, {"nlp": 3, "whole": 3})]
"""File, least number of its sentences, and how many events may be found in them: by pipeline, without and with its finder."""


@pytest.mark.parametrize("pipeline", ["nlp", "whole"])
def test_what_tells_no_event_gives_none(pipeline: str, request: pytest.FixtureRequest) -> None:
    nlp: Language = request.getfixturevalue(pipeline)
    resources = bundled()
    lines = [(name, line) for name, _, _ in TOLERATED for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    documents = [make_document(f"line-{i}", line) for i, (_, line) in enumerate(lines)]
    found: dict[str, list[str]] = {name: [] for name, _, _ in TOLERATED}
    for (name, line), parsed in zip(lines, parse_documents(nlp, documents), strict=True):
        events = extract_parsed(parsed, resources).events
        found[name] += [f"{event.relation_type} ({event.rule_id}): {line}" for event in events]
    for name, least, tolerated in TOLERATED:
        assert sum(file == name for file, _ in lines) >= least
        assert len(found[name]) <= tolerated[pipeline], "\n".join(found[name])
