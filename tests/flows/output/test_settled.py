"""A reader behind a killed run, which replaced the tables file by file, sees those of one run, or is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale.flows.cli.app import app
from verbale.flows.output import FILES, OutputError, settle, settled


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder in which half of the tables are new, the others lie ready, and the journal says so."""
    folder = tmp_path / "out"
    stage = folder / ".out.verbale-1"
    stage.mkdir(parents=True)
    for number, name in enumerate(sorted(FILES)):
        (folder / name).write_text("new" if number % 2 else "old", encoding="utf-8")
        if not number % 2:
            (stage / name).write_text("new", encoding="utf-8")
    journal = {"stage": stage.name, "files": sorted(FILES)}
    (folder / ".verbale-journal.json").write_text(json.dumps(journal), encoding="utf-8")
    return folder


def test_the_replacement_is_completed(mixed: Path) -> None:
    settle(mixed)
    assert {path.name for path in mixed.iterdir()} == FILES
    assert {path.read_text(encoding="utf-8") for path in mixed.iterdir()} == {"new"}
    settle(mixed)


def test_or_the_reader_is_told(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(settled, "recover", refuse)
    with pytest.raises(OutputError, match="a run was killed while it replaced the tables, which are of two runs now"):
        settle(mixed)
    assert (mixed / ".verbale-journal.json").exists()


@pytest.mark.parametrize("command", [["review", "status", "-o"], ["changes"], ["panel", "panel.csv", "--output"], ["review"]])
def test_every_command_that_reads_looks_first(mixed: Path, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mixed.parent)
    CliRunner().invoke(app, [*command, str(mixed)])  # these tables hold nothing that it could show
    assert not (mixed / ".verbale-journal.json").exists()
