"""The account of the rules, and which rows a calibration learns from, on annotated rows counted by hand."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from training.judged import Judged, bands, judged
from verbale.extractors import tables
from verbale.extractors.evaluation.by_rule import format_rules_report, report_rules
from verbale.extractors.evaluation.gold import load_gold
from verbale.extractors.evaluation.scoring import Scores, score
from verbale.flows.cli.app import app

FIRST = "Ruritania expelled the envoy of Graustark in 1911. Graustark protested. The kings met in 1913. Ruritania praised it."
SECOND = "Graustark expelled two Ruritanian diplomats. Both states signed a treaty in 1920."
RULES = {"envoy.expel.verb": "envoy", "meeting.hold.verb": "meeting", "statement.support.verb": "statement",
         "statement.reject.verb": "statement", "treaty.sign.verb": "treaty"}  # fmt: skip


def annotation(trigger: str, kind: str, source: list[str], target: list[str], **more: object) -> str:
    line = {"trigger": [trigger], "type": kind, "source": source, "target": target, "date": "", "flags": [], "optional": False}
    return json.dumps(line | more)


def found(document: str, text: str, trigger: str, kind: str, source: str, target: str, rule: str, sure: float) -> dict[str, str]:
    start = text.index(trigger)
    cells = {"doc_id": f"in/{document}", "event_id": f"{document}-{trigger}", "relation_type": kind, "rule_id": rule}
    cells |= {"trigger_start": str(start), "trigger_end": str(start + len(trigger)), "confidence": str(sure)}
    return cells | {"source_parties": source, "target_parties": target, "polarity": "pos", "modality": "asserted"}


ROWS = [
    found("first", FIRST, "expelled", "envoy.expel", "RUR", "GRA", "envoy.expel.verb", 0.9),
    found("first", FIRST, "met", "meeting.hold", "RUR", "", "meeting.hold.verb", 0.6),
    found("first", FIRST, "praised", "statement.support", "RUR", "", "statement.support.verb", 0.7),
    found("first", FIRST, "Graustark", "treaty.sign", "GRA", "", "treaty.sign.verb", 0.2),
    found("second", SECOND, "expelled", "envoy.expel", "GRA", "RUR", "envoy.expel.verb", 0.8),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    annotations = {
        "first": [
            annotation("expelled", "envoy.expel", ["RUR"], ["GRA"], quote="Ruritania expelled the envoy", date="1911|"),
            annotation("protested", "statement.criticise", ["GRA"], [], quote="Graustark protested"),
            annotation("met", "meeting.hold", ["RUR", "GRA"], [], quote="The kings met in 1913", date="1913|"),
            annotation("praised", "statement.support", ["RUR"], ["GRA"], quote="Ruritania praised it", optional=True),
        ],
        "second": [
            annotation("expelled", "envoy.expel", ["GRA"], ["RUR"], quote="Graustark expelled two"),
            annotation("signed", "treaty.sign", ["GRA", "RUR"], [], quote="Both states signed a treaty"),
        ],
    }
    for name, text in (("first", FIRST), ("second", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.events.jsonl").write_text("\n".join(annotations[name]) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def scores(gold: Path) -> Scores:
    return score(load_gold(gold), ROWS)


def test_which_rows_can_be_judged(scores: Scores) -> None:
    assert {(r.event_id, r.found, r.right) for r in judged(scores)} == {
        ("first-expelled", True, True),
        ("first-met", True, False),
        ("first-Graustark", False, False),
        ("second-expelled", True, True),
    }, "the row that an optional annotation with another party took in is left out"


def test_bands_hold_all_rows_once() -> None:
    rows = [Judged("d", str(i), "r", i / 23, True, i > 11) for i in range(23)]
    found = bands(rows, 10)
    assert [b.n for b in found] == [2, 2, 2, 3, 2, 2, 3, 2, 2, 3] and found[0].right == 0 and found[-1].right == 1
    assert all(a.high < b.low for a, b in pairwise(found))
    assert [b.n for b in bands(rows[:3], 10)] == [1, 1, 1] and bands([], 10) == ()


def test_what_the_rules_gave(scores: Scores) -> None:
    report = report_rules(scores, RULES)
    by_rule = {r.rule_id: (r.tally.rows, r.tally.found, r.tally.hit, r.tally.full, r.documents) for r in report.records}
    assert by_rule == {
        "envoy.expel.verb": (2, 2, 2, 2, ("first", "second")),
        "meeting.hold.verb": (1, 1, 1, 0, ("first",)),
        "statement.support.verb": (1, 0, 0, 0, ("first",)),
        "treaty.sign.verb": (1, 1, 0, 0, ("first",)),
    }
    assert report.silent == {"statement": ("statement.reject.verb",)} and report.alone == {"first": 1, "second": 0}
    assert {name: len(missed) for name, missed in report.missed.items()} == {"statement": 1, "treaty": 1}


def test_the_report_as_text(scores: Scores) -> None:
    text = format_rules_report(report_rules(scores, RULES), RULES)
    assert text.startswith("5 rules: 4 gave rows, 3 of them in one document only; 1 gave none\n")
    assert "first: wrong parties: The kings met in 1913" in text and "first: too much: " in text
    assert "second: treaty.sign: Both states signed a treaty" in text
    assert "Both states" not in format_rules_report(report_rules(scores, RULES), RULES, examples=0)


def test_the_command_judges_a_table(gold: Path, tmp_path: Path) -> None:
    columns = list(ROWS[0])
    lines = [columns, *([row[c] for c in columns] for row in ROWS)]
    events = tmp_path / "events.csv"
    events.write_bytes(b"".join(map(tables.csv_line, lines)))
    shown = CliRunner().invoke(app, ["rules", "report", str(gold), "--events", str(events)])
    assert shown.exit_code == 0 and "envoy.expel.verb" in shown.stdout and "4 gave rows" in shown.stdout
    both = CliRunner().invoke(app, ["rules", "report", str(gold), "--from-decisions"])
    assert both.exit_code == 2
