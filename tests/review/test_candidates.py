"""Candidates in the review: shown when they are asked for, decided like events, and kept apart from what is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from benchmarks import synthetic
from tests.review.browser import browser, page_of, serving
from verbale.extractors import tables
from verbale.review import commands as cli_api
from verbale.review.files.products import products
from verbale.review.files.workbook import workbook
from verbale.review.files.workbook_decisions import read_workbook
from verbale.review.log import Evidence, append, compare, make, read, standing
from verbale.review.page import Review
from verbale.review.quality import export_gold
from verbale.review.quality.rule_precision import format_rule_reports, rule_reports
from verbale.review.reviewing import Reviewing

EVENTS, CANDIDATES = 20, 4


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Of the events of two chronicles the last ones in the order of ids are candidates, told by the finder alone."""
    found = synthetic.run(synthetic.library(2, 12))
    events = found["events"]
    doubtful = events.iloc[EVENTS:].assign(method="finder", rule_id="").reset_index(drop=True)
    return {**found, "events": events.iloc[:EVENTS].reset_index(drop=True), "candidates": doubtful}


@pytest.fixture
def folder(tmp_path: Path, run: Mapping[str, pd.DataFrame]) -> Path:
    output = tmp_path / "outputs"
    output.mkdir()
    for name, table in run.items():
        (output / f"{name}.csv").write_bytes(tables.to_csv(table))
    return output


def ids_of(run: Mapping[str, pd.DataFrame], table: str) -> list[str]:
    ids: list[str] = run[table]["event_id"].tolist()
    return ids


def decide(run: Mapping[str, pd.DataFrame], event_id: str, action: str, **more: Any) -> Any:
    snapshot = Evidence.of_run(run).snapshot(event_id)
    return make({"action": action, "event_id": event_id, "reviewer": "ann", "snapshot": snapshot, **more})


def decided(run: Mapping[str, pd.DataFrame]) -> list[Any]:
    first, second, third, _ = ids_of(run, "candidates")
    return [
        decide(run, ids_of(run, "events")[0], "accept"),
        decide(run, first, "accept"),
        decide(run, second, "reject", reason="no_event"),
        decide(run, third, "correct", values={"date_edtf": "1877-05"}),
    ]


def test_a_candidate_shows_what_was_decided_and_counts_where_people_confirm(
    run: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    append(tmp_path / "decisions", decided(run))
    found = dict(products(folder, tmp_path / "decisions", synthetic.TYPES))
    assert tables.parse_csv(found["candidates.csv"])["review_status"].tolist() == ["accepted", "rejected", "corrected", ""]
    assert tables.parse_csv(found["events.csv"])["event_id"].tolist() == ids_of(run, "events")
    reviewed = tables.parse_csv(found["reviewed_events.csv"])
    first, _, third, _ = ids_of(run, "candidates")
    assert reviewed["event_id"].tolist() == [ids_of(run, "events")[0], first, third]
    assert reviewed["date_edtf"].tolist()[2] == "1877-05"
    confirmed = ";".join(tables.parse_csv(found["reviewed_relations.csv"])["event_ids"])
    assert {first, third} <= set(confirmed.split(";"))


def test_the_status_counts_events_and_candidates_apart(run: dict[str, Any], folder: Path, tmp_path: Path) -> None:
    append(tmp_path / "decisions", decided(run))
    assert cli_api.status_text(folder, tmp_path / "decisions").splitlines()[:2] == [
        "1 of 20 events reviewed, 1 accepted",
        "3 of 4 candidates reviewed, 1 accepted, 1 corrected, 1 rejected",
    ]


def test_a_decision_stays_with_its_row_whichever_table_that_is_in(run: dict[str, Any], tmp_path: Path) -> None:
    append(tmp_path / "decisions", decided(run))
    surer = {**run, "events": pd.concat([run["events"], run["candidates"]]), "candidates": run["candidates"].iloc[:0]}
    assert [carried.status for carried in compare(surer, tmp_path / "decisions").carried] == ["current"] * 4


def test_the_finder_is_reported_as_rules_are(run: dict[str, Any]) -> None:
    reports = {report.rule_id: report for report in rule_reports(standing(decided(run)))}
    finder = reports["the finder alone"]
    assert (finder.n, finder.accepted, finder.corrected, finder.rejected) == (3, 1, 1, 1)
    assert "the finder alone" in format_rule_reports(reports.values())


def test_undecided_candidates_hold_up_no_annotated_sentence(run: dict[str, Any], tmp_path: Path) -> None:
    append(tmp_path / "decisions", decided(run))
    files = export_gold(compare(run, tmp_path / "decisions"), synthetic.TYPES, decided=True).files
    lines = [line for name, content in files.items() if name.endswith(".jsonl") for line in content.decode().splitlines()]
    assert len(lines) == 3, "the accepted event, the accepted and the corrected candidate"
    assert "1877-05" in {json.loads(line)["date"] for line in lines}
    beside = {**run, "candidates": run["candidates"].assign(sentence_id=run["events"]["sentence_id"][0])}
    append(tmp_path / "alone", decided(run)[:1])
    files = export_gold(compare(beside, tmp_path / "alone"), synthetic.TYPES, decided=True).files
    assert sum(content.count(b"\n") for name, content in files.items() if name.endswith(".jsonl")) == 1


def test_the_workbook_has_a_sheet_to_decide_on_candidates(run: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    path.write_bytes(workbook(run, {}, sorted(synthetic.TYPES)))
    opened = openpyxl.load_workbook(path)
    sheet = opened["candidates"]
    header = {cell.value: cell.column for cell in sheet[1]}
    in_order = {
        name: run[name].sort_values(["doc_id", "trigger_start"])["event_id"].tolist() for name in ("events", "candidates")
    }
    assert [cell.value for cell in sheet["A"][1:]] == in_order["candidates"]
    assert sheet.cell(2, header["method"]).value == "finder"
    sheet.cell(2, header["decision"]).value = "accept"
    sheet.cell(3, header["decision"]).value = "maybe"
    opened["events"].cell(2, header["decision"]).value = "accept"
    opened.save(path)
    found = read_workbook(path, "ann", synthetic.TYPES)
    assert [decision.event_id for decision in found.decisions] == [in_order["events"][0], in_order["candidates"][0]]
    assert [problem.split(":")[0] for problem in found.problems] == ["candidates, row 3"]
    assert {decision.snapshot["method"] for decision in found.decisions} == {"rule", "finder"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as launched:
        yield launched


def test_the_page_shows_candidates_when_they_are_asked_for(chromium: Any, run: dict[str, Any], tmp_path: Path) -> None:
    def review() -> Review:
        return Review(run, synthetic.TYPES, run={"id": "1"})

    made = Reviewing(review, lambda: "1", tmp_path, "ann", 0, types=frozenset(synthetic.TYPES))
    first, second, *_ = ids_of(run, "candidates")
    with serving(made) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        assert page.locator("#count").inner_text() == "20 events" and page.locator(".row .tag", has_text="candidate").count() == 0
        tabs = {tab.get_attribute("data-queue"): tab.locator("b").inner_text() for tab in page.locator("#queues button").all()}
        assert tabs == {"all": "20", "todo": "20", "candidates": "4"}
        page.click("[data-queue=candidates]")
        assert page.locator("#count").inner_text() == "4 candidates" and page.locator(".row").count() == 4
        assert set(page.locator(".row").evaluate_all("rows => rows.map(r => r.dataset.event)")) == set(ids_of(run, "candidates"))
        for event_id, pressed in ((first, "a"), (second, "r")):
            page.goto(f"{reviewing.address}#{event_id}")
            page.wait_for_selector(f".row.chosen[data-event={event_id}]")
            assert "No rule tells it: the learned finder" in page.locator("#card").inner_text()
            page.keyboard.press(pressed)
        page.locator("dialog .choices button").first.wait_for()
        page.keyboard.press("1")
        page.locator("#saving", has_text="Saved in").wait_for()
        assert page.locator("#progress-text").inner_text() == "0 of 20 reviewed", "candidates owe nobody a decision"
        log = {d.event_id: (d.action, d.snapshot["method"]) for d in read(tmp_path).decisions}
        assert log == {first: ("accept", "finder"), second: ("reject", "finder")}
        page.select_option("#f-status", "todo")
        page.wait_for_timeout(60)
        assert page.locator("#count").inner_text() == "2 candidates of 4"
        page.click("#bulk button")
        assert "Accept 2 candidates?" in page.locator("dialog").inner_text()
