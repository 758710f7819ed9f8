"""``verbale learn``: kept beside the decisions, used by the next run, named in its record, and given back."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from verbale.errors import UsageError
from verbale.flows.cli.app import app
from verbale.flows.learning import forgotten, learned, used_again
from verbale.flows.line.run import run_line
from verbale.flows.output import read_learned
from verbale.flows.report import summary
from verbale.flows.settings import Settings
from verbale.review.log import Evidence, append, make, read_tables

STATES = ("Peru", "Chile", "Japan", "Kenya", "Ghana", "Norway")
FAMILIES = ("treaty", "relations", "envoy")


def text(nth: int) -> str:
    """Twelve events, of three families."""
    one, other = STATES[nth], STATES[(nth + 1) % len(STATES)]
    said = (
        "{one} signed a treaty of peace with {other} in {year}.",
        "In {year} {one} severed diplomatic relations with {other}.",
        "{one} recalled its ambassador from {other} in March {year}.",
    )
    return "\n\n".join(line.format(one=one, other=other, year=1950 + n) for n in range(4) for line in said)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Six texts, of which the tables are made, and of whose rows those of treaties are rejected."""
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    for nth in range(len(STATES)):
        Path("texts", f"{nth}.txt").write_text(text(nth), encoding="utf-8")
    found = Settings(input="texts", output=Path("out"), finder="off", cache=tmp_path / "cache")
    run_line(found)
    run = read_tables(found.output)
    evidence = Evidence.of_run(run)
    actions: list[dict[str, Any]] = [{"action": "accept"}, {"action": "reject", "reason": "no_event"}]
    rows = [(row["event_id"], row["relation_type"].startswith("treaty")) for row in evidence.events.values()]
    append(
        found.decisions,
        [make({"event_id": i, "snapshot": evidence.snapshot(i), **actions[wrong]}, reviewer="ann") for i, wrong in rows],
    )
    return found


def confidence(settings: Settings) -> dict[str, set[str]]:
    """Family -> the different confidences of its rows."""
    rows: dict[str, set[str]] = {family: set() for family in FAMILIES}
    for table in ("events", "candidates"):
        with (settings.output / f"{table}.csv").open(encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                rows[row["relation_type"].split(".")[0]].add(row["confidence"])
    return rows


def record(settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((settings.output / "run.json").read_text(encoding="utf-8"))
    return found


def test_a_run_uses_what_decisions_taught_until_it_is_forgotten(settings: Settings) -> None:
    before = confidence(settings)
    said = learned(settings.output, settings.decisions)
    assert said.startswith("72 rows judged in 6 documents: 48 right in their family, 24 wrong.\n")
    assert said.endswith(
        "Kept as version 1 in decisions/learned.toml: it counts from the next run on (--no-learned leaves it out).\n"
    )
    taught = read_learned(settings.decisions).taught
    assert taught is not None and taught.measure == "rules" and taught.basis.corpus == "texts"
    assert list(taught.families) == ["envoy", "relations", "treaty"]

    report = run_line(settings)
    assert report.reasons == ("decisions or settings changed",) and report.work["parsed"] == 0
    about = {"version": 1, "made": taught.made, "measure": "rules", "corpus": "texts", "rows": 72}
    assert record(settings)["learned"] == report.learned == about
    assert "confidence: as learned from 72 decisions on rows of texts (version 1)" in summary(report, "out")
    after = confidence(settings)
    assert after == {family: {f"{taught.of(family, float(p)):.3f}" for p in before[family]} for family in FAMILIES}
    assert max(after["treaty"]) < "0.500" < min(after["envoy"] | before["treaty"])
    assert not run_line(settings).changed_anything and record(settings)["learned"] == about

    plain = settings.model_copy(update={"learned": False})
    assert run_line(plain).learned == {} and confidence(settings) == before
    assert forgotten(settings.decisions) == (
        "decisions/learned.toml: out of use from the next run on; every version stays in decisions/learned (--use N)\n"
    )
    assert run_line(settings).learned == {} and confidence(settings) == before
    assert forgotten(settings.decisions) == "decisions/learned.toml: nothing is in force\n"

    assert used_again(settings.decisions, 1) == "decisions/learned.toml: version 1 is in force from the next run on\n"
    run_line(settings)
    assert confidence(settings) == after
    with pytest.raises(UsageError, match=r"decisions/learned/7.toml: there is no such version; there is 1$"):
        used_again(settings.decisions, 7)


def test_learning_again_begins_with_what_was_measured(settings: Settings) -> None:
    learned(settings.output, settings.decisions)
    first = read_learned(settings.decisions).taught
    run_line(settings)
    learned(settings.output, settings.decisions)
    again = read_learned(settings.decisions).taught
    assert first is not None and again is not None and (first.version, again.version) == (1, 2)
    for family in FAMILIES:
        assert again.line(family).of(0.8) == pytest.approx(first.line(family).of(0.8), abs=0.003)
    Path("decisions/learned/1.toml").unlink()
    with pytest.raises(UsageError, match=r"decisions/learned/1.toml: there is no such version; there is 2$"):
        learned(settings.output, settings.decisions)


def test_a_spoilt_file_stops_no_run_and_is_told(settings: Settings) -> None:
    before = confidence(settings)
    Path("decisions/learned.toml").write_text("layout = 2\n", encoding="utf-8")
    report = run_line(settings)
    assert confidence(settings) == before and report.learned == {}
    (note,) = report.notes
    assert note.startswith("decisions/learned.toml: layout: Input should be 1 (and ")
    assert note.endswith("; not used: say verbale learn again, or verbale learn --forget")


def test_the_command_looks_learns_and_forgets(settings: Settings) -> None:
    def call(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["learn", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    assert call("out", "--look").endswith("Nothing is kept.\n") and not Path("decisions/learned.toml").exists()
    assert "Kept as version 1" in call("out", "--decisions", "decisions")
    assert "out of use" in call("--forget")
    assert call("--use", "1") == "decisions/learned.toml: version 1 is in force from the next run on\n"
    assert "60 more rows" in call("out", "--decisions", "elsewhere")
