"""The tagger against the development half of WikiWars, scored the TempEval-3 way by the scorer that lies beside it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from spacy.language import Language

from verbale.extractors import parse_documents
from verbale.extractors.text import make_document
from verbale.extractors.timex import find_timexes, timex3_records


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_timex", shared / "temporal" / "score_timex.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tagged(nlp: Language, shared: Path) -> tuple[list[Any], list[Any]]:
    """(gold, predictions) as the scorer reads them."""
    lines = (shared / "temporal" / "wikiwars_dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    documents = [make_document(row["doc_id"], row["text"]) for row in gold]
    found = [
        {"doc_id": parsed.document.doc_id, "timex": timex3_records(parsed, find_timexes(parsed))}
        for parsed in parse_documents(nlp, documents)
    ]
    return gold, found


def test_all_types(scorer: ModuleType, tagged: tuple[list[Any], list[Any]]) -> None:
    scores = scorer.score(*tagged)
    assert scores["value_f1"] >= 0.90
    assert scores["relaxed"][2] >= 0.97


def test_dates(scorer: ModuleType, tagged: tuple[list[Any], list[Any]]) -> None:
    assert scorer.score(*tagged, ["DATE"])["value_f1"] >= 0.92


def test_spans_quote_the_text(tagged: tuple[list[Any], list[Any]]) -> None:
    for row, found in zip(*tagged, strict=True):
        assert all(row["text"][t["start"] : t["end"]] == t["text"] for t in found["timex"])
