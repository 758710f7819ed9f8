"""Rules of the user's own: added to the bundled, or in the place of one of the same id; what they replace is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale.flows.cli.app import app
from verbale.flows.line.run import run_line
from verbale.flows.settings import Settings, relation_families

TEXT = """Norway knitted a scarf for Chile in March 2003. Peru knitted a hat for Japan in 1999.

Ghana recalled its ambassador from Oman.
"""
KNITTING = """
family = "knitting"
definition = "Wool between states."

[types.knit]
definition = "A state knits something for another."
plover = "AID"
cameo = "070"
source = { who = "who knits" }
target = { who = "who is to wear it" }

[[rules]]
id = "knitting.knit.verb"
type = "knit"
trigger = { lemma = "knit", pos = "VERB" }
source = "subject"
target = { from = "oblique:for" }
examples = ["{source=NOR:Norway} {trigger:knitted} a scarf for {target=CHL:Chile}."]
non_examples = ["She knitted a scarf."]
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "knitting.toml").write_text(KNITTING, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    values = {"input": str(tmp_path / "a.txt"), "output": tmp_path / "out", "cache": tmp_path / "cache"}
    return Settings(**values, rules=tmp_path / "rules")


def types(settings: Settings) -> list[str]:
    """The types of the events that rules tell."""
    with (settings.output / "events.csv").open(encoding="utf-8", newline="") as f:
        return sorted(row["relation_type"] for row in csv.DictReader(f) if row["rule_id"])


def test_rules_are_added_and_part_of_the_key(settings: Settings, tmp_path: Path) -> None:
    run_line(settings.model_copy(update={"rules": None}))
    assert types(settings) == ["envoy.recall"]
    report = run_line(settings)
    assert types(settings) == ["envoy.recall", "knitting.knit", "knitting.knit"]
    assert report.work["extracted"] == 1 and report.work["parsed"] == 0
    assert not run_line(settings).changed_anything
    other = KNITTING.replace('"knit", pos', '"crochet", pos').replace("{trigger:knitted}", "{trigger:crocheted}")
    (tmp_path / "rules" / "knitting.toml").write_text(other, encoding="utf-8")
    assert run_line(settings).work["extracted"] == 1
    assert types(settings) == ["envoy.recall"], "what is in the files counts, and not their names"


def test_a_family_of_ones_own_is_a_family(settings: Settings) -> None:
    run_line(settings.model_copy(update={"families": ("knitting",)}))
    assert types(settings) == ["knitting.knit", "knitting.knit"]
    assert "knitting" not in relation_families()


def test_what_is_replaced_is_told(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "rules" / "envoy.toml"
    rule = KNITTING[KNITTING.index("[[rules]]") :].replace("knitting.knit.verb", "envoy.expel.verb")
    file.write_text('family = "envoy"\n' + rule.replace('"knit"\n', '"expel"\n'), encoding="utf-8")
    given = [settings.input, str(settings.output), "--rules", str(file), "--cache", str(settings.cache)]
    result = CliRunner().invoke(app, ["extract", *given])
    assert result.exit_code == 0, result.stderr
    notes = [line for line in result.stderr.splitlines() if line.startswith("note: ")]
    assert len(notes) == 1 and "envoy.toml" in notes[0] and "envoy.expel.verb" in notes[0]
    assert json.loads((settings.output / "run.json").read_text(encoding="utf-8"))["notes"] == [notes[0].removeprefix("note: ")]


def test_mistakes_in_them_are_told_in_lines(settings: Settings, tmp_path: Path) -> None:
    wrong = KNITTING.replace('source = "subject"', 'sorce = "subject"')
    (tmp_path / "rules" / "knitting.toml").write_text(wrong, encoding="utf-8")
    result = CliRunner().invoke(app, ["extract", settings.input, str(settings.output), "--rules", str(settings.rules)])
    assert result.exit_code == 1
    assert all(line.startswith("verbale: rules/knitting.toml: ") for line in result.stderr.splitlines())
    assert "did you mean 'source'?" in result.stderr
