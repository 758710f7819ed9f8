"""Pairs of which an event is not sure, through a run: relations leave them out, and the run says of how many events."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from verbale.extractors import Extraction, Parsed, Resources, extract_parsed
from verbale.flows.line import batch
from verbale.flows.line.run import run_line
from verbale.flows.report import summary, unsure_line
from verbale.flows.settings import Settings
from verbale.review.log import append, make

TEXT = "Norway recalled its ambassador from Chile in March 2003. In 1999 Peru severed relations with Japan.\n"
RECALL, SEVER = "envoy.recall", "relations.sever"


def doubting(parsed: Parsed, resources: Resources, mode: str = "auto") -> Extraction:
    """Who severed relations is doubtful, who recalled an envoy is not."""
    found = extract_parsed(parsed, resources, mode)
    pairs = {SEVER: (("JPN", "", 0.9), ("PER", "", 0.3), ("JPN", "PER", 0.3)), RECALL: (("NOR", "CHL", 0.9),)}
    return replace(found, events=tuple(replace(event, pairs=pairs[event.relation_type]) for event in found.events))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(batch, "extract_parsed", doubting)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    folders = {name: tmp_path / name for name in ("decisions", "cache")}
    return Settings(input=str(tmp_path / "a.txt"), output=tmp_path / "out", relations=0.6, **folders)


def rows(settings: Settings, table: str) -> list[dict[str, str]]:
    with (settings.output / f"{table}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def acts(settings: Settings) -> set[str]:
    return {row["relation_type"] for row in rows(settings, "relations") if row["kind"] == "act"}


def test_a_run_says_what_relations_leave_out_and_how_to_see_all(settings: Settings) -> None:
    report = run_line(settings)
    assert report.counts["events"] == 2 and acts(settings) == {RECALL}
    line = "relations: pairs of 1 event are left out, less sure than 0.6 of their parties (--relations 0 tells all)"
    assert unsure_line(report) == line and line in summary(report, "out")
    assert json.loads((settings.output / "run.json").read_text())["unsure"] == {"events": 1, "limit": 0.6}
    assert run_line(settings).unsure == {"events": 1, "limit": 0.6}, "where nothing changed, it holds still"
    everything = settings.model_copy(update={"relations": 0.0})
    told = run_line(everything)
    assert told.reasons == ("decisions or settings changed",) and told.work["extracted"] == 0
    assert acts(settings) == {RECALL, SEVER} and told.unsure == {}


def test_whom_a_reviewer_accepts_is_sure(settings: Settings) -> None:
    run_line(settings)
    (event,) = (row for row in rows(settings, "events") if row["relation_type"] == SEVER)
    append(settings.decisions, [make({"action": "accept", "event_id": event["event_id"], "snapshot": event}, reviewer="anna")])
    report = run_line(settings)
    assert acts(settings) == {RECALL, SEVER} and report.unsure == {}
