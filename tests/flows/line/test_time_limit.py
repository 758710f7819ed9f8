"""A document that takes too long is left out and told of; the others go on."""

from __future__ import annotations

import csv
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from verbale.extractors.schema import Extraction
from verbale.flows.line import batch
from verbale.flows.line.run import run_line
from verbale.flows.line.time_limit import TimeLimit, TooSlow
from verbale.flows.settings import Settings


def spin() -> None:
    while True:
        time.sleep(0.001)


def limited() -> str:
    with pytest.raises(TooSlow), TimeLimit(0.05):
        spin()
    return threading.current_thread().name


def test_the_limit_ends_work_in_any_thread() -> None:
    assert limited() == "MainThread"
    with ThreadPoolExecutor(1, "worker") as pool:
        assert pool.submit(limited).result(10) == "worker_0"


def test_who_is_in_time_feels_nothing() -> None:
    with TimeLimit(0.2) as limit:
        for _ in range(6):
            time.sleep(0.05)
            limit.renew()
    with TimeLimit(0):
        time.sleep(0.01)
    time.sleep(0.25)


def test_no_limit_is_swallowed_by_what_catches_errors() -> None:
    with pytest.raises(TooSlow), TimeLimit(0.05):
        while True:
            try:
                spin()
            except Exception:
                continue


def test_a_slow_document_is_told_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in "abc":
        (texts / f"{name}.txt").write_text(f"Norway recalled its ambassador from Chile in March 200{ord(name) % 10}.\n")
    extract = batch.extract_parsed

    def slow(parsed: batch.Parsed, *rest: object) -> Extraction:
        if parsed.document.doc_id == "b":
            spin()
        return extract(parsed, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "extract_parsed", slow)
    settings = Settings(input=str(texts), output=tmp_path / "out", cache=tmp_path / "cache", document_limit=3, runner="local")
    report = run_line(settings)
    told = f"{texts}/b.txt: took more than 3 seconds; cut it into documents, or raise --document-limit"
    assert (report.documents, report.failures) == ({"ok": 2, "too_slow": 1}, [told])
    with (tmp_path / "out/documents.csv").open(encoding="utf-8", newline="") as f:
        assert [(row["doc_id"], row["status"], row["error"]) for row in csv.DictReader(f)][1] == ("b", "too_slow", told)
    monkeypatch.undo()
    # With another limit it is tried again.
    again = run_line(settings.model_copy(update={"document_limit": 100.0}))
    assert (again.documents, again.failures, again.work["extracted"]) == ({"ok": 3}, [], 1)
