"""What the review adds to a run: statuses, reviewed tables, summaries, pictures, rule reports and annotated documents."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks import synthetic
from verbale.extractors import tables
from verbale.extractors.evaluation import load_gold, score
from verbale.extractors.tables import records
from verbale.extractors.tables.changes import diff_tables
from verbale.review import REVIEW_FILES
from verbale.review import commands as cli_api
from verbale.review.files.pictures import dated, decimal_year, lanes, pair_counts, pair_years, ticks
from verbale.review.files.products import products
from verbale.review.files.timeline_page import timeline_page
from verbale.review.log.carry_over import carry_over
from verbale.review.log.decision_files import append, read
from verbale.review.log.decision_lines import line_of
from verbale.review.log.decisions import Decision, DecisionError, make, standing
from verbale.review.log.evidence import Evidence
from verbale.review.log.run import NoOutputsError, compare, read_tables
from verbale.review.log.verdicts import agreement
from verbale.review.page.anachronisms import anachronisms
from verbale.review.quality.gold_export import gold_date
from verbale.review.quality.rule_precision import format_rule_reports, rule_reports

TEXTS = synthetic.library(2, 12)
MENDED = {"date_edtf": "1877-05", "relation_type": "aid.grant", "source_ids": "ISL", "source_parties": "ISL"}


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return synthetic.run(TEXTS)


@pytest.fixture
def folder(tmp_path: Path, run: dict[str, Any]) -> Path:
    return write(tmp_path / "outputs", run)


def write(folder: Path, run: Mapping[str, pd.DataFrame]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, table in run.items():
        (folder / f"{name}.csv").write_bytes(tables.to_csv(table))
    (folder / "run.json").write_text('{"run_id": "r1"}', encoding="utf-8")
    return folder


def decide(run: Mapping[str, Any], nth: int, action: str, reviewer: str = "ann", **more: Any) -> Decision:
    """A decision on the nth event of the table."""
    event_id = run["events"]["event_id"].tolist()[nth]
    snapshot = Evidence.of(run["events"], run["sentences"]).snapshot(event_id)
    return make({"action": action, "event_id": event_id, "reviewer": reviewer, "snapshot": snapshot, **more})


def made(run: Mapping[str, Any]) -> list[Decision]:
    return [
        decide(run, 0, "accept"),
        decide(run, 1, "reject", reason="no_event"),
        decide(run, 2, "reject", reason="wrong_date"),
        decide(run, 3, "correct", values=MENDED),
        decide(run, 4, "accept", "bob"),
        decide(run, 4, "reject", reason="duplicate"),
    ]  # fmt: skip


def test_statuses_and_reviewed_tables(run: dict[str, Any], folder: Path, tmp_path: Path) -> None:
    append(tmp_path / "decisions", made(run))
    found = dict(products(folder, tmp_path / "decisions", synthetic.TYPES))
    assert set(found) == {*REVIEW_FILES, "events.csv"}
    events = tables.parse_csv(found["events.csv"])
    assert events["review_status"].tolist()[:6] == ["accepted", "rejected", "rejected", "corrected", "disputed", ""]
    before = tables.read_table(folder / "events.csv")
    assert events.drop(columns="review_status").equals(before.drop(columns="review_status"))
    reviewed = tables.parse_csv(found["reviewed_events.csv"])
    assert reviewed["event_id"].tolist() == events["event_id"].tolist()[0:1] + events["event_id"].tolist()[3:4]
    mended = reviewed.iloc[1]
    assert mended["corrected"] == "date_edtf;relation_type;source_ids;source_parties" and mended["reviewers"] == "ann"
    assert (mended["date_start"], mended["date_end"], mended["date_granularity"]) == ("1877-05-01", "1877-05-31", "month")
    assert mended["relation_type"] == "aid.grant" and mended["source_parties"] == "ISL"
    assert mended["claim_id"] != events.iloc[3]["claim_id"] and mended["quote"] == events.iloc[3]["quote"]
    relations = tables.parse_csv(found["reviewed_relations.csv"])
    aggregates = relations[~relations["relation_type"].isin(["sanction.in_force", "mission.present", "recognition.recognised"])]
    assert set(";".join(aggregates["event_ids"]).split(";")) == set(reviewed["event_id"])


def test_nothing_decided_leaves_the_events_alone(folder: Path, tmp_path: Path) -> None:
    found = dict(products(folder, tmp_path / "decisions", synthetic.TYPES))
    assert set(found) == set(REVIEW_FILES) and len(tables.parse_csv(found["reviewed_events.csv"])) == 0
    assert "None yet." in found["changes.md"].decode()


def test_the_same_run_gives_the_same_files(folder: Path, tmp_path: Path, run: dict[str, Any]) -> None:
    append(tmp_path / "decisions", made(run))
    first, second = (dict(products(folder, tmp_path / "decisions", synthetic.TYPES)) for _ in range(2))
    assert {name for name in first if first[name] != second[name]} <= {
        "review.xlsx",
        "timeline.html",
    }  # they hold a time of making


def test_decisions_never_reach_rows_that_say_something_else_now(run: dict[str, Any], tmp_path: Path) -> None:
    append(tmp_path / "decisions", made(run))
    later = {**run, "events": run["events"].assign(date_edtf="1800")}
    state = compare(later, tmp_path / "decisions")
    assert {verdict.status for verdict in state.verdicts.values()} == {"recheck"}


def test_the_summary_says_which_decisions_a_run_touches(run: dict[str, Any], folder: Path, tmp_path: Path) -> None:
    append(tmp_path / "decisions", made(run))
    later = {**run, "events": run["events"].iloc[1:].assign(place="Lima")}
    later["changes"] = diff_tables(run, later)
    write(folder, later)
    text = dict(products(folder, tmp_path / "decisions", synthetic.TYPES))["changes.md"].decode()
    assert "| events | 0 | 1 | 23 |" in text
    assert "1 are stale" in text and "5 stand as they are" in text


def test_reviewers_are_compared(run: dict[str, Any]) -> None:
    both = [decide(run, at, "accept", name) for at in range(3) for name in ("ann", "bob")]
    both += [decide(run, 3, "accept", "ann"), decide(run, 3, "reject", "bob", reason="no_event"), decide(run, 5, "accept", "ann")]
    (pair,) = agreement(carry_over(both, Evidence.of(run["events"], run["sentences"])))
    assert (pair.one, pair.other, pair.n, pair.agreed, pair.kappa) == ("ann", "bob", 4, 0.75, 0.0)
    perfect = [decide(run, at, "accept", name) for at in range(3) for name in ("ann", "bob")]
    assert agreement(carry_over(perfect, Evidence.of(run["events"], run["sentences"])))[0].kappa == 1.0


def test_anachronisms_are_flagged(run: dict[str, Any]) -> None:
    peru = ("PER", "Peru", "state", "PER", "PER", "1821-07-28", "", True, 1)
    union = ("SUN", "Soviet Union", "former_state", "SUN", "", "1922", "1991-12-26", True, 1)
    actors = tables.frame("actors", [peru, union])
    rows = [
        {"event_id": "early", "source_ids": "PER", "target_ids": "", "date_start": "1810-01-01", "date_end": "1810-12-31"},
        {"event_id": "fits", "source_ids": "PER", "target_ids": "SUN", "date_start": "1991-01-01", "date_end": "1991-12-31"},
        {"event_id": "late", "source_ids": "", "target_ids": "SUN;PER", "date_start": "1995-01-01", "date_end": ""},
        {"event_id": "undated", "source_ids": "SUN", "target_ids": "XYZ", "date_start": "", "date_end": ""},
    ]
    assert anachronisms(rows, actors) == {
        "early": ["Peru did not exist before 1821"], "late": ["Soviet Union did not exist after 1991"]
    }  # fmt: skip


def test_decimal_years_do_not_shift() -> None:
    assert decimal_year("1500-01-01") == 1500.0 and decimal_year("-0043-01-01") == -43.0
    assert decimal_year("1999-12-31", end=True) == 2000.0 and decimal_year("2000-12-31", end=True) == 2001.0
    assert decimal_year("1991") is None and decimal_year("") is None


def test_the_timeline_shows_every_dated_event_as_a_link(run: dict[str, Any]) -> None:
    html = timeline_page(run).decode("utf-8")
    assert not re.findall(r"<script|<link|<img|url\(|@@", html)
    events = records(run["events"])
    drawn = dated(events, {})
    assert len(drawn) == sum(bool(event["date_start"]) for event in events)
    assert sorted(re.findall(r'<a href="review.html#(e\w+)"', html)) == sorted(one.event_id for one in drawn)
    assert pair_counts(events).total() == len(events)
    years = pair_years(events)
    assert sum(counted.total() for counted in years.values()) == len(drawn)
    assert "No event has a date." in timeline_page(synthetic.run({})).decode("utf-8")


def test_years_of_an_axis_are_round_and_few() -> None:
    assert ticks(1990.2, 1990.4) == [1990, 1991]
    assert ticks(-43.2, 1999.9) == [-500, 0, 500, 1000, 1500, 2000]
    for first, last in ((1990, 1990), (1816, 2023), (-9000, 9000), (1999.9, 2000.1)):
        years = ticks(first, last)
        assert years[0] <= first and years[-1] >= last and 2 <= len(years) <= 12


def test_events_at_once_lie_in_lanes() -> None:
    assert lanes([(0, 5), (1, 2), (2, 3), (4, 6), (5, 7)], 6) == [0, 1, 1, 1, 0]
    assert lanes([(0, 9), (1, 9), (2, 9)], 2) == [0, 1, 1]


def test_rules_are_reported_by_what_reviewers_said_of_their_rows(run: dict[str, Any]) -> None:
    reports = rule_reports(standing(made(run)[:4]))
    assert sum(r.n for r in reports) == 4 and sum(r.rejected for r in reports) == 2
    assert all(0 <= r.low <= r.precision <= 1 for r in reports)
    text = format_rule_reports(reports)
    assert "no_event 1" in text and "wrong_date 1" in text and "corrected date_edtf 1" in text
    assert "nothing to report" in format_rule_reports([])


def test_decided_sentences_become_annotated_documents(run: dict[str, Any], folder: Path, tmp_path: Path) -> None:
    append(tmp_path / "decisions", made(run)[:4])
    target = tmp_path / "gold"
    target.mkdir()
    for name, content in cli_api.gold_files(folder, tmp_path / "decisions", synthetic.TYPES, decided=True).files.items():
        (target / name).write_bytes(content)
    gold = load_gold(target)
    annotated = [event for document in gold.values() for event in document.events]
    assert sorted(event.optional for event in annotated) == [False, False, True]
    for document in gold.values():
        for event in document.events:
            assert document.text[slice(*event.quote_span)] == event.quote
    again = synthetic.run({name: document.text for name, document in gold.items()})
    scores = score(gold, records(again["events"]))
    assert (scores.total.gold, scores.total.hit, scores.total.full) == (2, 2 - (scores.total.gold - scores.total.hit), 1)
    assert {o.kind for o in scores.outcomes} <= {"full", "part", "extra", "optional", "miss"}
    assert sum(o.kind == "extra" for o in scores.outcomes) >= 1  # the row rejected as no event is found again, and counts


@pytest.mark.parametrize(
    ("edtf", "date"),
    [("", ""), ("1991-12", "1991-12"), ("1991~", "1991"), ("1995/..", "since:1995"), ("../2001", "before:2001"), ("199X", "199X"),
     ("1991/1993", "1991/1993"), ("1991-21", "1991")],
)  # fmt: skip
def test_dates_as_annotations_write_them(edtf: str, date: str) -> None:
    assert gold_date(edtf) == date


def test_imports_and_status(run: dict[str, Any], folder: Path, tmp_path: Path) -> None:
    download = tmp_path / "decisions-ann.jsonl"
    lines = [line_of(decision) for decision in made(run)[:2]]
    download.write_text("\n".join([*lines, "not json"]) + "\n", encoding="utf-8")
    log = tmp_path / "decisions"
    done = cli_api.import_decisions(download, log)
    assert len(done.written) == 2 and done.known == 0 and [p.split(":")[0] for p in done.problems] == ["line 3"]
    assert cli_api.import_decisions(download, log).known == 2
    assert cli_api.import_decisions(download, log).replaced == ()
    text = cli_api.status_text(folder, log)
    assert text.startswith("2 of 24 events reviewed, 1 accepted, 1 rejected\n2 stand as they are")
    assert "no_event 1" in cli_api.rules_report(log)
    with pytest.raises(DecisionError, match="neither a workbook"):
        (tmp_path / "x.csv").write_text("", encoding="utf-8")
        cli_api.import_decisions(tmp_path / "x.csv", log)
    with pytest.raises(DecisionError, match="no such file"):
        cli_api.import_decisions(tmp_path / "absent.xlsx", log)


def test_an_import_says_what_was_decided_since(run: dict[str, Any], tmp_path: Path) -> None:
    """The later line counts: an import of what was said before must not change it unseen."""
    old = [decide(run, at, "accept", at="2020-01-01") for at in range(3)]
    (tmp_path / "saved.jsonl").write_text("".join(line_of(d) + "\n" for d in old), encoding="utf-8")
    since = [decide(run, 0, "reject", reason="no_event", at="2020-02-02"), decide(run, 1, "accept", at="2020-02-02")]
    append(tmp_path / "log", since)
    done = cli_api.import_decisions(tmp_path / "saved.jsonl", tmp_path / "log")
    event_id = run["events"]["event_id"][0]
    assert done.replaced == (f"{event_id}: ann's reject of 2020-02-02T00:00 gives way to the accept of 2020-01-01T00:00",)
    assert {d.action for d in standing(read(tmp_path / "log").decisions)} == {"accept"}


def test_a_folder_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoOutputsError, match=r"no documents\.csv here; run the extraction first"):
        read_tables(tmp_path)


def test_the_server_follows_the_outputs(folder: Path, tmp_path: Path, run: dict[str, Any]) -> None:
    reviewing = cli_api.reviewing(folder, tmp_path / "decisions", synthetic.TYPES, "ann")
    before = reviewing.stamp()
    html, _ = reviewing.page()
    shown = json.loads(html.decode().split('id="data">')[1].split("</script>")[0])
    assert shown["events"]["n"] == 24 and shown["reviewer"] == "ann" and shown["run"]["id"] == before
    write(folder, {**run, "events": run["events"].iloc[:5]})
    assert reviewing.stamp() != before
    assert json.loads(reviewing.page()[0].decode().split('id="data">')[1].split("</script>")[0])["events"]["n"] == 5
    with pytest.raises(DecisionError):
        cli_api.reviewing(folder, tmp_path / "decisions", synthetic.TYPES, "../ann")
