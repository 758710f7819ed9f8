"""Candidates through a run: apart from the events until a reviewer accepts them, and sorted anew where the thresholds change."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from verbale.extractors import Extraction, Parsed, Resources, Thresholds, extract_parsed
from verbale.extractors.text import make_document
from verbale.flows.cli import look
from verbale.flows.cli.app import app
from verbale.flows.line import batch, extractions, resources, run
from verbale.flows.line.run import run_line
from verbale.flows.output import contribution, pack_rows, unpack_rows
from verbale.flows.output.table_files import DATABASE
from verbale.flows.report import summary
from verbale.flows.settings import Settings
from verbale.review.log import append, make, read_tables

TEXT = "Norway recalled its ambassador from Chile in March 2003. In 1999 Peru severed relations with Japan.\n"


def doubting(parsed: Parsed, resources: Resources, mode: str = "auto") -> Extraction:
    """An extraction whose events about Peru are candidates that the finder alone tells, unless the threshold is low."""
    found = extract_parsed(parsed, resources, mode)
    low = resources.thresholds is not None and resources.thresholds.events < 0.5
    doubtful = [event for event in found.events if "PER" in event.source_parties and not low]
    sure = tuple(event for event in found.events if event not in doubtful)
    return replace(found, events=sure, candidates=tuple(replace(e, method="finder", rule_id="") for e in doubtful))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(batch, "extract_parsed", doubting)
    monkeypatch.setattr(look, "extract_parsed", doubting)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    folders = {name: tmp_path / name for name in ("decisions", "cache")}
    return Settings(input=str(tmp_path / "a.txt"), output=tmp_path / "out", **folders)


def rows(settings: Settings, table: str) -> list[dict[str, str]]:
    with (settings.output / f"{table}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def told(settings: Settings, table: str) -> list[tuple[str, str]]:
    """The types and statuses of a table, the same in the file and in the database."""
    found = [(row["relation_type"], row["review_status"]) for row in rows(settings, table)]
    with closing(sqlite3.connect(settings.output / DATABASE)) as db:
        assert db.execute(f"SELECT relation_type, coalesce(review_status, '') FROM {table}").fetchall() == found
    return found


def decide(settings: Settings, action: str, **more: Any) -> str:
    """A decision about the one candidate of the tables; returns its id."""
    (row,) = rows(settings, "candidates")
    made = make({"action": action, "event_id": row["event_id"], "snapshot": row, **more}, reviewer="anna")
    append(settings.decisions, [made])
    return made.id


RECALL, SEVER = "envoy.recall", "relations.sever"


def test_candidates_stand_apart_and_count_nowhere(settings: Settings) -> None:
    report = run_line(settings)
    assert told(settings, "events") == [(RECALL, "")] and told(settings, "candidates") == [(SEVER, "")]
    assert report.counts["events"] == report.counts["candidates"] == 1
    assert rows(settings, "documents")[0]["n_events"] == "1"
    assert {row["relation_type"] for row in rows(settings, "relations")} == {RECALL}
    assert "1 event, 1 candidate, 1 relation" in summary(report, "out")[0]


def test_an_accepted_candidate_is_an_event_of_the_next_run(settings: Settings) -> None:
    run_line(settings)
    accepted = decide(settings, "accept")
    report = run_line(settings)
    assert report.reasons == ("decisions or settings changed",) and report.work["extracted"] == 0
    assert sorted(told(settings, "events")) == [(RECALL, ""), (SEVER, "accepted")] and told(settings, "candidates") == []
    assert {row["relation_type"] for row in rows(settings, "relations")} == {RECALL, SEVER, "relations.diplomatic"}
    assert rows(settings, "documents")[0]["n_events"] == "2"
    changes = {(row["table"], row["change"]) for row in rows(settings, "changes")}
    assert {("candidates", "removed"), ("events", "added"), ("relations", "added")} <= changes
    append(settings.decisions, [make({"action": "undo", "undoes": accepted}, reviewer="anna")])
    run_line(settings)
    assert told(settings, "events") == [(RECALL, "")] and told(settings, "candidates") == [(SEVER, "")]


def test_a_decision_during_a_run_is_news_for_the_next(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    run_line(settings)
    write = run.write_tables

    def late(*given: Any) -> Any:
        decide(settings, "accept")
        return write(*given)

    with monkeypatch.context() as patched:
        patched.setattr(run, "write_tables", late)
        run_line(settings.model_copy(update={"force": True}))
    assert told(settings, "candidates") == [(SEVER, "accepted")]
    run_line(settings)
    assert told(settings, "candidates") == [] and (SEVER, "accepted") in told(settings, "events")


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ({"action": "reject", "reason": "no_event"}, "rejected"),
        ({"action": "correct", "values": {"date_edtf": "1998"}}, "corrected"),
    ],
)
def test_what_is_not_right_as_it_stands_stays_a_candidate(settings: Settings, decision: dict[str, Any], status: str) -> None:
    run_line(settings)
    decide(settings, **decision)
    run_line(settings)
    assert told(settings, "events") == [(RECALL, "")] and told(settings, "candidates") == [(SEVER, status)]
    confirmed = [(row["relation_type"], row["date_edtf"]) for row in rows(settings, "reviewed_events")]
    assert confirmed == ([(SEVER, "1998")] if status == "corrected" else [])


def test_two_reviewers_who_differ_leave_a_candidate_where_it_is(settings: Settings) -> None:
    run_line(settings)
    decide(settings, "accept")
    (row,) = rows(settings, "candidates")
    no = {"action": "reject", "reason": "no_event", "event_id": row["event_id"], "snapshot": row}
    append(settings.decisions, [make(no, reviewer="bob")])
    run_line(settings)
    assert told(settings, "candidates") == [(SEVER, "disputed")]


def test_refresh_marks_a_candidate_and_the_next_run_moves_it(settings: Settings) -> None:
    run_line(settings)
    decide(settings, "accept")
    done = CliRunner().invoke(app, ["review", "refresh", "-o", str(settings.output), "--decisions", str(settings.decisions)])
    assert done.exit_code == 0 and "candidates.csv" in done.stdout
    assert told(settings, "candidates") == [(SEVER, "accepted")]
    assert [row["relation_type"] for row in rows(settings, "reviewed_events")] == [SEVER]
    run_line(settings)
    assert told(settings, "candidates") == [] and (SEVER, "accepted") in told(settings, "events")


def test_explain_finds_candidates(settings: Settings) -> None:
    run_line(settings)
    (row,) = rows(settings, "candidates")
    said = CliRunner().invoke(app, ["explain", row["event_id"], "--output", str(settings.output)]).stdout.split("\n\n")
    assert said[0].endswith("(a candidate: less sure than the threshold)")
    assert said[2].startswith("The learned finder tells it, no rule: A state ")


def test_other_thresholds_extract_anew_and_another_finder_parses_anew(settings: Settings) -> None:
    def worked(**changed: Any) -> tuple[int, int, int]:
        report = run_line(settings.model_copy(update=changed))
        return report.work["extracted"], report.work["parsed"], report.counts["candidates"]

    assert worked() == (1, 1, 1)
    assert worked(threshold=0.3) == (1, 0, 0) and worked(threshold=0.7) == (1, 0, 1)
    assert worked(threshold=0.7, floor=0.1) == (1, 0, 1)
    assert worked(threshold=0.3) == (0, 0, 0), "what was extracted under the same thresholds is kept"
    assert worked(finder="off") == (1, 1, 1) and worked() == (0, 0, 1)


def test_thresholds_reach_the_events_stage(settings: Settings) -> None:
    assert resources(settings).thresholds is None
    asked = settings.model_copy(update={"threshold": 0.6, "floor": 0.2})
    assert resources(asked).thresholds == Thresholds(events=0.6, candidates=0.2)


def test_the_finder_is_left_out_of_the_pipeline(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[tuple[str, str]] = []
    load = batch.load_pipeline
    monkeypatch.setattr(batch, "load_pipeline", lambda model, finder: loaded.append((model, finder)) or load(model, finder))
    batch.pipeline.cache_clear()
    run_line(settings.model_copy(update={"finder": "off", "use_cache": False}))
    assert loaded == [("en_verbale_sm", "off")]
    batch.pipeline.cache_clear()


def test_the_cache_keeps_candidates(settings: Settings) -> None:
    (found,) = map(contribution, extractions([make_document("a", TEXT)], settings))
    assert len(found.rows["candidates"]) == len(found.said_by_candidates.tellings) == 1
    assert unpack_rows(pack_rows(found), "a", "") == replace(found, document=replace(found.document, path=""))


def test_older_tables_without_candidates_can_still_be_reviewed(settings: Settings) -> None:
    run_line(settings)
    (settings.output / "candidates.csv").unlink()
    assert "candidates" not in read_tables(settings.output)
    assert CliRunner().invoke(app, ["review", "status", "-o", str(settings.output)]).stdout.startswith("0 of 1 events reviewed\n")
