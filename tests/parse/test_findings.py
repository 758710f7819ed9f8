"""What the event finder found goes with the parse: from the Doc's spans into ``Parsed``, and into what is kept of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from tests.conftest import ROOT
from verbale.extractors import Parsed, load_pipeline, parse, parse_documents
from verbale.extractors.parse.store import pack, unpack
from verbale.extractors.schema import Finding
from verbale.extractors.text import make_document

TEXT = "Norway recalled its envoy.\n\nPeru closed its embassy in 1990.\n"
RECALLED = Finding(1, (("envoy.recall", 0.6), ("mission.close", 0.2), ("meeting.visit", 0.1)), 0.9, 0.9, 0.05, 0.1, 0.2)
CLOSED = Finding(6, (("mission.close", 0.5), ("envoy.recall", 0.125), ("meeting.visit", 0.125)), 0.75, 0.75, 0.5, 0.0, 0.0)
EMBASSY = Finding(8, (("mission.close", 0.0625), ("envoy.recall", 0.0), ("meeting.visit", 0.0)), 0.0625, 0.5, 0.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def without() -> Language:
    return load_pipeline(finder="off")


@pytest.fixture(scope="module")
def with_table() -> Language:
    """The pipeline with a finder that looks pieces up in a table (see ``tests/finder/test_component.py``)."""
    nlp = load_pipeline(finder="off")
    nlp.add_pipe("verbale_finder", name="finder").from_disk(ROOT / "tests" / "data" / "finder")  # type: ignore[attr-defined]
    return nlp


def test_a_pipeline_without_a_finder_says_so(without: Language) -> None:
    assert without.pipe_names[-1] == "repairs"
    assert parse(without, make_document("a", TEXT)).findings is None


def test_findings_are_told_by_the_words_of_the_document(with_table: Language) -> None:
    parsed = parse(with_table, make_document("a", TEXT))
    assert alone(parsed.findings) == {1: RECALLED, 6: CLOSED, 8: EMBASSY}
    assert parsed.findings is not None
    assert [parsed.words[i].text for i in parsed.findings] == ["recalled", "closed", "embassy"]
    linked = [[parsed.words[i].text for i, _ in found.links] for found in parsed.findings.values()]
    within = ["Norway", "its", "Peru", "its", "embassy"]
    assert linked == [within, within, []], "the sentences stand in one window"


def test_documents_come_in_order_with_their_own_findings(with_table: Language) -> None:
    texts = ["", "Norway recalled its envoy.", "The weather was fine.", "", TEXT, "Norway recalled its envoy."]
    documents = [make_document(str(n), text) for n, text in enumerate(texts)]
    wanted = [{}, {1: RECALLED}, {}, {}, {1: RECALLED, 6: CLOSED, 8: EMBASSY}, {1: RECALLED}]
    for together in (1, 7, 4000):
        found = list(parse_documents(with_table, documents, batch_size=together))
        assert [parsed.document.doc_id for parsed in found] == ["0", "1", "2", "3", "4", "5"]
        assert [alone(parsed.findings) for parsed in found] == wanted


@pytest.mark.parametrize("findings", [None, {}, {1: RECALLED, 6: CLOSED}])
def test_findings_are_kept_with_the_parse(without: Language, findings: dict[int, Finding] | None) -> None:
    parsed = replace(parse(without, make_document("a", TEXT)), findings=findings)
    assert kept(without, parsed) == findings


def test_what_the_finder_found_comes_back_exactly(with_table: Language) -> None:
    parsed = parse(with_table, make_document("a", TEXT))
    assert kept(with_table, parsed) == parsed.findings
    assert alone(parsed.findings) == {1: RECALLED, 6: CLOSED, 8: EMBASSY}


def alone(findings: dict[int, Finding] | None) -> dict[int, Finding]:
    """What was found, without who takes part."""
    return {word: replace(found, links=()) for word, found in (findings or {}).items()}


def kept(nlp: Language, parsed: Parsed) -> dict[int, Finding] | None:
    return unpack(nlp, parsed.document, pack(parsed)).findings


def test_the_score_of_a_finding_is_that_of_a_main_event() -> None:
    assert RECALLED.score == pytest.approx(0.81 / (0.81 + 0.1))
    assert Finding(0, (), 0.0, 0.9, 0.0, 0.0, 0.0).score == 0
    assert Finding(0, (), 1.0, 0.0, 0.0, 0.0, 0.0).score == 0
    assert Finding(0, (), 1.0, 0.5, 0.0, 0.0, 0.0).score == 1


def test_families_add_the_probabilities_of_their_types() -> None:
    found = Finding(0, (("envoy.recall", 0.5), ("mission.close", 0.25), ("envoy.expel", 0.125)), 0.9, 0.9, 0.0, 0.0, 0.0)
    assert (found.of_family("envoy"), found.of_family("mission"), found.of_family("trade")) == (0.625, 0.25, 0)
