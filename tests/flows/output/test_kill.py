"""``kill -9`` in every step of a run and at random moments: the tables are whole each time, and the next run completes."""

from __future__ import annotations

import csv
import importlib
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.conftest import ROOT
from verbale.flows.line.run import run_line
from verbale.flows.output.table_files import FILES
from verbale.flows.settings import Settings


def _run_for_ever(settings: Settings) -> None:
    while True:
        run_line(settings)


def _whole(output: Path) -> bool:
    """All files are there, and every event's document and sentence is in the same set."""
    if not {path.name for path in output.iterdir()} >= FILES:
        return False
    with (output / "sentences.csv").open(encoding="utf-8", newline="") as f:
        sentences = {row["sentence_id"]: row["doc_id"] for row in csv.DictReader(f)}
    with (output / "documents.csv").open(encoding="utf-8", newline="") as f:
        documents = {row["doc_id"]: int(row["n_sentences"]) for row in csv.DictReader(f)}
    with (output / "events.csv").open(encoding="utf-8", newline="") as f:
        consistent = all(sentences[row["sentence_id"]] == row["doc_id"] for row in csv.DictReader(f))
    return consistent and sum(documents.values()) == len(sentences)


def _contents(output: Path) -> dict[str, bytes]:
    """The tables but ``changes``, which tell the way here."""
    return {path.name: path.read_bytes() for path in output.glob("*.csv") if path.name != "changes.csv"}


def _run_until(settings: Settings, function: str, there: Connection) -> None:
    """A run that says when it comes to a function, and waits there."""
    module, _, name = function.rpartition(".")

    def wait(*_: object) -> None:
        there.send("there")
        time.sleep(120)

    setattr(importlib.import_module(module), name, wait)
    run_line(settings)


STEPS = {
    "parse": "verbale.flows.line.batch.pack",
    "extract": "verbale.flows.line.batch.extract_parsed",
    "keep": "verbale.flows.line.collector.pack_rows",
    "merge": "verbale.flows.output.table_files.merge_actors",
    "sort": "verbale.flows.output.table_files.csv_lines",
    "compare": "verbale.flows.output.merge.write_changes",
    "write": "verbale.flows.output.folder._take_over",
    "exchange": "verbale.flows.output.folder.exchange",
}
"""Step -> a function that a run calls in it."""


@pytest.mark.parametrize("step", STEPS)
def test_killed_in_a_step(tmp_path: Path, step: str) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Norway recalled its ambassador from Chile in March 2003.\n", encoding="utf-8")
    settings = Settings(input=str(texts), output=tmp_path / "out", cache=tmp_path / "cache")
    run_line(settings)
    first = _contents(settings.output)
    (texts / "b.txt").write_text("Ghana left the pact in 1990. In 1999 Peru signed a treaty with Japan.\n", encoding="utf-8")
    here, there = multiprocessing.Pipe(duplex=False)
    run = multiprocessing.get_context("fork").Process(target=_run_until, args=(settings, STEPS[step], there))
    run.start()
    assert here.poll(60) and here.recv() == "there"
    assert run.pid is not None
    os.kill(run.pid, signal.SIGKILL)
    run.join()
    assert _contents(settings.output) == first and _whole(settings.output)
    report = run_line(settings)
    assert report.documents == {"ok": 2} and _whole(settings.output)
    run_line(settings.model_copy(update={"output": tmp_path / "fresh", "use_cache": False}))
    assert _contents(settings.output) == _contents(tmp_path / "fresh") != first
    assert not list(tmp_path.glob(".out.verbale-*"))


@pytest.mark.with_review
def test_killed_at_ten_moments(tmp_path: Path) -> None:
    """The process has everything loaded, so that the kills fall into reading, parsing, merging and writing."""
    texts, output = tmp_path / "texts", tmp_path / "out"
    texts.mkdir()
    (texts / "a.txt").write_text("Norway recalled its ambassador from Chile in March 2003.\n", encoding="utf-8")
    plain = Settings(input=str(texts), output=output, use_cache=False)
    run_line(plain)
    first = _contents(output)
    chance = random.Random(7)
    fork = multiprocessing.get_context("fork")
    for moment in range(10):
        # Each round another text is there, so that a mixture of two sets would show.
        text = f"Ghana left the pact in {1990 + moment}. Peru joined it.\n" * (moment + 1)
        (texts / "b.txt").write_text(text, encoding="utf-8")
        run = fork.Process(target=_run_for_ever, args=(plain.model_copy(update={"force": True}),))
        run.start()
        time.sleep(chance.uniform(0.0, 1.2))
        assert run.pid is not None
        os.kill(run.pid, signal.SIGKILL)
        run.join()
        assert run.exitcode == -signal.SIGKILL
        assert _whole(output), f"moment {moment}"
    (texts / "b.txt").unlink()
    run_line(plain)
    assert _contents(output) == first
    assert not list(tmp_path.glob(".out.verbale-*"))


@pytest.mark.parametrize("after", [0.5, 3.0, 4.5])
def test_a_killed_command_leaves_the_tables(tmp_path: Path, after: float) -> None:
    """The real command, killed while it imports, loads the pipeline, or works."""
    output = tmp_path / "out"
    (tmp_path / "a.txt").write_text("Norway recalled its ambassador from Chile in March 2003.\n", encoding="utf-8")
    run_line(Settings(input=str(tmp_path / "a.txt"), output=output, use_cache=False))
    first = _contents(output)
    (tmp_path / "a.txt").write_text("Peru joined the pact in 1990.\n" * 50, encoding="utf-8")
    command = [sys.executable, "-m", "verbale.flows", "extract", str(tmp_path / "a.txt"), str(output)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) as run:
        time.sleep(after)
        run.send_signal(signal.SIGKILL)
    assert _whole(output)
    if run.returncode == -signal.SIGKILL:
        assert _contents(output) == first or b"Peru" in _contents(output)["sentences.csv"]
