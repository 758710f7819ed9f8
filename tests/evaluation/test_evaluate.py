"""The whole report on three passages counted by hand: groups, methods, candidates, passages that hold few events."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale.extractors import tables
from verbale.extractors.evaluation import Report, as_json, evaluate, format_report
from verbale.extractors.evaluation.gold import GoldDocument, GoldEvent, load_gold
from verbale.flows.cli.app import app

TEXTS = {
    "news__strelsau": "Ruritania expelled the envoy. Graustark protested. The kings met. A lawyer praised it.",
    "history__ruritania": "Ruritania expelled two consuls. Both signed a treaty.",
    "other__bees": "Bees met flowers and signed nothing at all.",
}
ANNOTATIONS = {
    "news__strelsau": [("expelled", "envoy.expel", False), ("protested", "statement.criticise", False),
                       ("met", "meeting.hold", False), ("praised", "statement.support", True)],
    "history__ruritania": [("expelled", "envoy.expel", False), ("signed", "treaty.sign", False)],
    "other__bees": [],
}  # fmt: skip
BARE = {"source": ["RUR"], "target": [], "date": "", "flags": []}


def row(document: str, trigger: str, kind: str, confidence: float | str, method: str = "rule") -> dict[str, str]:
    start = TEXTS[document].index(trigger)
    cells = {"doc_id": f"in/{document}.txt", "relation_type": kind, "trigger_start": str(start)}
    cells |= {"trigger_end": str(start + len(trigger)), "source_parties": "RUR", "target_parties": ""}
    return cells | {"polarity": "pos", "modality": "asserted", "confidence": str(confidence), "rule_id": "r", "method": method}


EVENTS = [
    row("news__strelsau", "expelled", "envoy.expel", 0.95, "both"),
    row("news__strelsau", "met", "meeting.visit", 0.8, "finder"),
    row("news__strelsau", "praised", "statement.support", 0.7),
    row("history__ruritania", "expelled", "envoy.expel", 0.9, "both"),
    row("other__bees", "met", "meeting.hold", 0.6, "finder"),
]
CANDIDATES = [
    row("news__strelsau", "protested", "statement.criticise", 0.4, "finder"),
    row("news__strelsau", "expelled", "envoy.expel", 0.3),
    row("other__bees", "signed", "treaty.sign", 0.2),
    row("other__bees", "Bees", "treaty.sign", 0.1),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        lines = [
            json.dumps({"quote": trigger, "trigger": [trigger], "type": kind, "optional": optional} | BARE)
            for trigger, kind, optional in ANNOTATIONS[name]
        ]
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.events.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.fixture
def report(gold: Path) -> Report:
    return evaluate(load_gold(gold), EVENTS, CANDIDATES)


def test_groups(report: Report) -> None:
    assert {name: (t.gold, t.found, t.hit, t.typed, t.rows, t.right) for name, t in report.groups.items()} == {
        "history": (2, 1, 1, 1, 1, 1),
        "news": (3, 2, 2, 1, 3, 2),
        "other": (0, 1, 0, 0, 1, 0),
    }


def test_methods_stand_in_their_order(report: Report) -> None:
    found = [(name, t.rows, t.in_family, t.right) for name, t in report.methods.items()]
    assert found == [("rule", 1, 1, 1), ("finder", 2, 1, 0), ("both", 2, 2, 2)]


def test_sides_by_how_they_are_told(gold: Path) -> None:
    """An optional event counts no side, nor does a side without anybody; the second row has targets where none are annotated."""
    told = [
        EVENTS[0] | {"source_how": "named"},
        EVENTS[1] | {"source_how": "named", "target_parties": "SLV;MIR", "target_how": "implied;unknown"},
        EVENTS[2] | {"source_how": "reference"},
        EVENTS[3] | {"source_parties": "SLV", "source_how": "implied"},
    ]
    found = evaluate(load_gold(gold), told)
    assert dict(found.sides) == {"named": (2, 2), "mixed": (0, 1), "implied": (0, 1)}
    assert "parties named         2 sides, just right 1.000" in format_report(found)
    assert as_json(found)["sides"]["mixed"] == {"n": 1, "right": 0.0}


def test_candidates_are_paired_together_with_the_events(report: Report) -> None:
    """The second candidate comes too late for its annotation; the events alone find three of five."""
    assert report.candidates is not None
    assert (report.candidates.rows, report.candidates.share, report.candidates.recall) == (4, 0.25, 0.8)
    assert report.scores.total.prf("detect")[1] == 0.6
    assert report.reliability is not None and report.reliability.n == len(EVENTS), "the table's rows, without the candidates"


def test_rows_where_nothing_happens(report: Report) -> None:
    assert report.other is not None
    assert (report.other.rows, report.other.words, report.other.per_thousand) == (1, 8, 125.0)


def test_a_row_is_right_in_its_family_on_an_optional_annotation_of_that_family_only() -> None:
    event = GoldEvent(("statement.support",), (), (), ("",), frozenset(), True, "praised", (76, 83), ((76, 83),))
    document = {"d": GoldDocument("d", TEXTS["news__strelsau"], (event,))}
    cells = {"doc_id": "d", "trigger_start": "76", "trigger_end": "83"}
    for kind, in_family in (("statement.reject", 1), ("treaty.sign", 0)):
        total = evaluate(document, [cells | {"relation_type": kind}]).scores.total
        assert (total.rows, total.found, total.in_family) == (1, 0, in_family)


def test_all_of_it_as_json(report: Report) -> None:
    found = as_json(report)
    assert found["documents"] == 3 and found["counts"] == {"gold": 5, "sys": 4, "hit": 3}
    assert found["families"]["envoy"]["detect"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert found["groups"]["news"]["rows"] == {"n": 3, "in_family": 1.0, "right": 0.667}
    assert found["methods"]["finder"] == {"n": 2, "in_family": 0.5, "right": 0.0}
    assert found["candidates"] == {"n": 4, "in_family": 0.25, "recall_with_events": 0.8}
    assert found["other"] == {"rows": 1, "words": 8, "per_1000_words": 125.0}
    low, high = found["intervals"]["detect"]["r"]
    assert 0 <= low <= found["detect"]["r"] <= high <= 1
    assert found["reliability"]["bins"][9] == {"low": 0.9, "high": 1.0, "n": 2, "mean": 0.925, "right": 1.0}


def test_what_is_not_there_is_left_out(gold: Path) -> None:
    bare = [{k: v for k, v in line.items() if k not in ("method", "confidence")} for line in EVENTS]
    annotated = {name: document for name, document in load_gold(gold).items() if name.startswith("news")}
    report = evaluate(annotated, bare)
    assert (report.methods, report.candidates, report.reliability, report.other, report.intervals) == ({}, None, None, None, None)
    text = format_report(report)
    assert "group" not in text and "by rule" not in text and "candidates" not in text and "no row has a confidence" in text
    assert as_json(report).keys() == as_json(evaluate(load_gold(gold), EVENTS, CANDIDATES)).keys()
    assert as_json(report)["groups"].keys() == {"news"}, "JSON leaves out nothing"


def test_the_report_fits_a_screen(report: Report) -> None:
    text = format_report(report)
    assert max(map(len, text.splitlines())) <= 100
    for line in (
        "by rule        1 rows, right in family 1.000, rows right 1.000",
        "candidates    4 rows, right in family 0.250; recall of events and candidates 0.800",
        "group other: 1 rows in 8 words, 125.00 per 1,000 words",
        "reliability of confidence: 5 rows, mean 0.790, right in family 0.800",
    ):
        assert line in text
    assert "document" not in text.splitlines()[3:] and "\ndocument" in format_report(report, detail=True)


def test_the_command_reads_both_tables(gold: Path, report: Report) -> None:
    names = count()

    def written(rows: list[dict[str, str]]) -> str:
        path = gold / f"{next(names)}.csv"
        path.write_bytes(b"".join(map(tables.csv_line, [list(rows[0]), *(list(line.values()) for line in rows)])))
        return str(path)

    events, candidates = written(EVENTS), written(CANDIDATES)
    shown = CliRunner().invoke(app, ["evaluate", str(gold), "--events", events, "--candidates", candidates, "--json"])
    assert shown.exit_code == 0 and json.loads(shown.stdout) == as_json(report)
    alone = CliRunner().invoke(app, ["evaluate", str(gold), "--candidates", candidates])
    assert alone.exit_code == 2 and "--events" in alone.output


def test_where_nobody_looked_for_every_event_recall_is_said_to_be_unknown(tmp_path: Path) -> None:
    for name, complete in (("a", True), ("b", False)):
        (tmp_path / f"{name}.txt").write_text("Peru praised Chile.", encoding="utf-8")
        (tmp_path / f"{name}.events.jsonl").write_text("", encoding="utf-8")
        (tmp_path / f"{name}.meta.json").write_text(json.dumps({"complete": complete}), encoding="utf-8")
    report = evaluate(load_gold(tmp_path), [])
    assert report.incomplete == 1 and "cannot be known: in 1 of 2 documents" in format_report(report)
    assert as_json(report)["incomplete"] == 1


def test_parties_are_judged_on_detected_core_rows(gold: Path) -> None:
    """Of the three detected core rows one has another party; the fourth row is optional, the fifth too much."""
    sure = ("0.9", "0.6", "0.1", "0.3", "0.2")
    rows = [line | {"parties_confidence": chance} for line, chance in zip(EVENTS, sure, strict=True)]
    rows[1]["source_parties"] = "RUR;GRA"
    found = evaluate(load_gold(gold), rows)
    assert found.parties is not None
    assert (found.parties.n, found.parties.auc) == (3, 0.5) and found.parties.right == pytest.approx(2 / 3)
    assert found.parties.brier == pytest.approx((0.01 + 0.36 + 0.49) / 3)
    assert "reliability of parties_confidence: 3 rows on core events, mean 0.600, parties just right 0.667" in format_report(
        found
    )
    assert as_json(found)["parties_reliability"]["n"] == 3
    unweighed = evaluate(load_gold(gold), [line | {"parties_confidence": ""} for line in EVENTS])
    assert unweighed.parties is None and "parties_confidence" not in format_report(unweighed)
