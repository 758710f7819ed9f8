"""``verbale review``: which folder it serves, and whose options count for its commands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from benchmarks import synthetic
from verbale.extractors import tables
from verbale.flows.cli.app import app
from verbale.review.log import Evidence, append, make, read
from verbale.review.log.decision_lines import line_of


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with tables in ``outputs`` and other ones in ``mine``."""
    for name, texts in (("outputs", synthetic.library(1, 3)), ("mine", synthetic.library(1, 5))):
        (tmp_path / name).mkdir()
        for table, rows in synthetic.run(texts).items():
            (tmp_path / name / f"{table}.csv").write_bytes(tables.to_csv(rows))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is served, in place of serving it."""
    found: list[Any] = []
    monkeypatch.setattr("verbale.review.server.serve", lambda reviewing, listening: found.append((reviewing, listening)))
    return found


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["review", *arguments])


@pytest.mark.parametrize(
    ("arguments", "events", "log", "reviewer"),
    [
        ([], 3, "decisions", ""),
        (["-o", "mine"], 5, "decisions", ""),
        (["mine"], 5, "decisions", ""),
        (["mine", "--reviewer", "ann", "--decisions", "log"], 5, "log", "ann"),
        (["--reviewer", "ann", "--decisions", "log", "mine"], 5, "log", "ann"),
        (["--reviewer", "bob", "-o", "mine", "mine", "--reviewer", "ann"], 5, "decisions", "ann"),
        (["./mine/"], 5, "decisions", ""),
    ],
)
def test_the_folder_that_is_named_is_served(
    place: Path, served: list[Any], arguments: list[str], events: int, log: str, reviewer: str
) -> None:
    shown = call(*arguments)
    assert shown.exit_code == 0, shown.output
    ((reviewing, listening),) = served
    assert len(reviewing.evidence().events) == events and reviewing.decisions == Path(log)
    assert reviewing.reviewer == reviewer or not reviewer
    assert f"review page: {reviewing.address} " in shown.output and f":{reviewing.port}/" in reviewing.address
    assert listening.fileno() == -1, "the port is given back in the end"


def test_what_is_no_folder_and_no_command_is_said_in_one_line(place: Path, served: list[Any]) -> None:
    commands = "agreement, audit, export-gold, import, quality, refresh, status"
    for arguments, said in (
        (["staus"], f"staus: neither a folder of tables nor one of {commands}"),
        (["-o", "outputs", "mine"], "two folders of tables: outputs and mine"),
        (["mine", "quality"], "the command stands before the folder: verbale review quality mine"),
    ):
        shown = call(*arguments)
        assert shown.exit_code == 2 and said in shown.stderr and not served
    shown = " ".join(call("--help").output.split())
    assert "[OUTPUT] | COMMAND" in shown and "Options before a COMMAND count for it, too." in shown and "│ page " not in shown


def test_options_before_a_command_count_for_it(place: Path) -> None:
    event_id = tables.read_table(place / "mine" / "events.csv")["event_id"][0]
    decision = make({"action": "accept", "event_id": event_id}, reviewer="ann")
    (place / "saved.jsonl").write_text(line_of(decision) + "\n", encoding="utf-8")
    shown = call("--decisions", "elsewhere", "import", "saved.jsonl")
    assert "1 decisions written" in shown.output and read(place / "elsewhere").decisions and not (place / "decisions").exists()
    assert "1 decisions written" in call("--decisions", "elsewhere", "import", "saved.jsonl", "--decisions", "here").output
    assert len(read(place / "here").decisions) == 1
    append(place / "log", [decision])
    for arguments in (["-o", "mine", "--decisions", "log", "status"], ["-o", "mine", "status", "--decisions", "log"]):
        assert call(*arguments).output.startswith("0 of 5 events reviewed, 1 recheck\n")
    assert call("status").output.startswith("0 of 3 events reviewed\n")


def test_the_folder_is_an_argument_of_the_commands_too(place: Path) -> None:
    for arguments in (["status", "mine"], ["status", "mine", "-o", "mine"], ["-o", "mine", "status", "mine"]):
        assert call(*arguments).output.startswith("0 of 5 events reviewed\n")
    assert "of 5 sentences drawn" in call("audit", "mine", "--n", "2").output
    assert "of 5 sentences, drawn at random" in call("quality", "mine").output
    assert call("agreement", "mine").exit_code == 0
    assert "mine/verbale.sqlite: an older version wrote it" in call("refresh", "mine").stderr, "these tables have no database"
    shown = call("quality", "mine", "-o", "outputs")
    assert shown.exit_code == 2 and "two folders of tables: mine and --output outputs; name one" in shown.stderr
    assert call("quality", "absent").exit_code and "absent" in call("quality", "absent").stderr


def test_sentences_are_drawn_and_what_is_known_of_the_tables_is_told(place: Path) -> None:
    assert "recall cannot be known" in call("quality").output
    drawn = call("audit", "--n", "2", "--reviewer", "ann")
    assert drawn.output == "2 of 3 sentences drawn (seed 1): judge them whole in the queue Audit of the page\n"
    assert "were drawn before" in call("audit", "--n", "2").output
    assert "0 of 3 sentences, drawn at random, judged whole; 2 more were drawn" in call("quality").output
    (decision,) = read(Path("decisions")).decisions
    assert (decision.action, decision.reviewer, decision.corpus) == ("audit", "ann", "")


def test_gold_is_exported_of_what_was_judged_whole(place: Path) -> None:
    run = {name: tables.read_table(place / "outputs" / f"{name}.csv") for name in ("events", "sentences")}
    evidence = Evidence.of(run["events"], run["sentences"])
    made = [make({"action": "accept", "event_id": e, "snapshot": evidence.snapshot(e)}, reviewer="ann") for e in evidence.events]
    append(Path("decisions"), made)
    shown = call("export-gold", "gold")
    assert shown.stdout == "0 sentences in 0 files in gold\n"
    assert shown.stderr == (
        "left out: 3 sentences: their rows are decided, but nobody marked them complete (--decided takes them, too)\n"
    )
    assert call("export-gold", "gold", "--decided").stdout == "3 sentences in 3 files in gold\n"
