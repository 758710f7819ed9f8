"""Faults in the middle of a run: the last good tables stay whole, the next run completes, nothing is lost or doubled."""

from __future__ import annotations

import csv
import errno
import multiprocessing
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from verbale.flows.line.batch import Batch, BatchResult
from verbale.flows.line.run import run_line
from verbale.flows.line.runners import local
from verbale.flows.output import table_files
from verbale.flows.output.folder import OutputError
from verbale.flows.output.table_files import FILES
from verbale.flows.settings import Settings


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(6):
        text = f"Norway recalled its ambassador from Chile in March {2000 + number}.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path, texts: Path) -> Settings:
    return Settings(input=str(texts), output=tmp_path / "out", cache=tmp_path / "cache", batch_size=2)


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in FILES - {"run.json"}}


def documents(folder: Path) -> list[str]:
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as f:
        return [row["doc_id"] for row in csv.DictReader(f)]


@pytest.mark.parametrize("step", ["write_changes", "complete", "write_descriptions"])
def test_an_error_while_merging(settings: Settings, texts: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    run_line(settings)
    before = tables(settings.output)
    (texts / "new.txt").write_text("In 1999 Peru signed a treaty with Japan.\n", encoding="utf-8")
    with monkeypatch.context() as broken, pytest.raises(OutputError, match="the disk is full"):
        broken.setattr(f"verbale.flows.output.merge.{step}", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        run_line(settings)
    assert tables(settings.output) == before
    assert not list(settings.output.parent.glob(".out.verbale-*"))
    report = run_line(settings)
    assert report.work["extracted"] == 0, "what was extracted before the fault was kept"
    assert documents(settings.output) == sorted({*map(str, range(6)), "new"})


@pytest.mark.with_review
def test_a_full_disk(settings: Settings, tmp_path: Path) -> None:
    """A file system of its own with little room, where this user may mount one."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(small)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a file system")
    there = settings.model_copy(update={"output": small / "out", "use_cache": False, "force": True})
    try:
        run_line(there)
        before = tables(there.output)
        for room in (20_000, 120_000, 400_000):
            free = os.statvfs(small).f_bavail * os.statvfs(small).f_frsize
            (small / "ballast").write_bytes(b"x" * (free - room))
            with pytest.raises(OutputError, match="the disk is full"):
                run_line(there)
            assert tables(there.output) == before
            (small / "ballast").unlink()
        run_line(there)
        assert tables(there.output) == before
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=False)


def test_a_file_that_changes_and_one_that_goes_while_the_run_reads(settings: Settings, texts: Path) -> None:
    def meddling(batches: Iterable[Batch]) -> Iterator[BatchResult]:
        for number, result in enumerate(local(batches)):
            if number == 0:
                (texts / "4.txt").write_text("In 1999 Peru signed a treaty with Japan.\n", encoding="utf-8")
                (texts / "5.txt").unlink()
            yield result

    report = run_line(settings, runner=meddling)
    assert report.documents == {"failed": 1, "ok": 5} and "5.txt" in report.failures[0]
    with (settings.output / "sentences.csv").open(encoding="utf-8", newline="") as f:
        found = {row["doc_id"]: row["text"] for row in csv.DictReader(f)}
    assert found["4"].startswith("In 1999"), "what is in the tables is what was read"
    again = run_line(settings)
    assert again.documents == {"ok": 5} and again.reasons == ("1 document gone",)


def test_an_unreadable_file_is_one_row(settings: Settings, texts: Path) -> None:
    (texts / "3.txt").unlink()
    (texts / "3.txt").symlink_to(texts / "absent.txt")
    report = run_line(settings)
    assert report.documents == {"failed": 1, "ok": 5} and "3.txt" in report.failures[0]


def _run_and_tell(settings: Settings, there: Connection) -> None:
    there.send("loaded")
    there.send(run_line(settings).changed_anything)


@pytest.mark.with_review  # as in a process that knows nothing of tests
def test_two_runs_at_once(settings: Settings) -> None:
    """The later one waits, then sees that nothing is left to do. Here and in a fresh process: a fork has the locks of threads."""
    here, there = multiprocessing.Pipe(duplex=False)
    other = multiprocessing.get_context("spawn").Process(target=_run_and_tell, args=(settings, there))
    other.start()
    assert here.poll(120) and here.recv() == "loaded"
    changed = run_line(settings).changed_anything
    other.join(120)
    assert other.exitcode == 0
    assert sorted((changed, here.recv())) == [False, True]
    assert documents(settings.output) == [str(number) for number in range(6)]


def test_two_runs_of_one_process(settings: Settings) -> None:
    reports = []
    threads = [threading.Thread(target=lambda: reports.append(run_line(settings))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.changed_anything for report in reports) == [False, True]


def test_a_damaged_set_is_made_anew(settings: Settings) -> None:
    run_line(settings)
    before = tables(settings.output)
    (settings.output / "events.csv").unlink()
    (settings.output / table_files.DATABASE).write_bytes(b"no database")
    report = run_line(settings)
    assert report.reasons == ("some tables are missing",)
    assert tables(settings.output) == before
