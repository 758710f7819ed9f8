"""Killed in the middle: the Prefect server, and the process that serves. The tables stay whole, and the next run completes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.flows.on_prefect.schedules import OTHER, TEXT, Scheduled, wait_for
from verbale.flows.line.run import run_line
from verbale.flows.output.folder import check_output, output_lock
from verbale.flows.output.table_files import FILES
from verbale.flows.settings import Settings


@pytest.fixture
def scheduled(tmp_path: Path) -> Iterator[Scheduled]:
    started = Scheduled(tmp_path, ("--watch", "--quiet", "0.5"))
    started.start()
    yield started
    started.stop()
    if server := started.server():
        server.terminate()
        server.wait(20)


@contextmanager
def a_run_in_the_middle(scheduled: Scheduled) -> Iterator[str]:
    """A new text, and the run that it causes, held up before it writes; its id. It goes on when the block ends."""
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with output_lock(check_output(scheduled.output)):
            held.set()
            go.wait(300)

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(60)
    before = {run["id"] for run in scheduled.runs("RUNNING", "COMPLETED")}
    scheduled.write(f"text{len(before)}", OTHER)
    try:
        assert wait_for(lambda: {run["id"] for run in scheduled.runs("RUNNING")} - before, 120), scheduled.log()
        (running,) = {run["id"] for run in scheduled.runs("RUNNING")} - before
        yield running
    finally:
        go.set()
        holder.join()


def state_of(scheduled: Scheduled, run_id: str) -> str:
    found = scheduled.ask("flow_runs", flow_runs={"id": {"any_": [run_id]}})
    return found[0]["state_type"] if found else ""


def whole(scheduled: Scheduled, tmp_path: Path) -> bool:
    """Whether the tables are those of a single run over the texts that there are now."""
    fresh = tmp_path / "fresh"
    run_line(Settings(input=str(scheduled.texts), output=fresh, use_cache=False, force=True))
    same = FILES - {"run.json", "changes.csv", "verbale.sqlite", "datapackage.json"}
    return all((fresh / name).read_bytes() == (scheduled.output / name).read_bytes() for name in same)


def test_killed_in_the_middle(scheduled: Scheduled, tmp_path: Path) -> None:
    assert wait_for(lambda: scheduled.documents() == ["a"] and scheduled.runs("COMPLETED"), 240), scheduled.log()

    # The server dies while a run is under way, and comes back; the run goes on without it and completes.
    with a_run_in_the_middle(scheduled) as run_id:
        server = scheduled.server()
        assert server
        server.kill()
    assert wait_for(lambda: state_of(scheduled, run_id) == "COMPLETED", 240), scheduled.log()
    assert len(scheduled.documents()) == 2 and whole(scheduled, tmp_path)
    assert "starting it again" in scheduled.log()
    artifacts = scheduled.ask("artifacts", flow_runs={"id": {"any_": [run_id]}})
    assert "run-report" in {artifact["key"] for artifact in artifacts}

    # The process that serves dies with its run, and is started again: the run is called crashed, and a new one does its work.
    with a_run_in_the_middle(scheduled) as run_id:
        scheduled.kill()
    assert len(scheduled.documents()) == 2, "the killed run changed nothing"
    scheduled.start()
    assert wait_for(lambda: state_of(scheduled, run_id) == "CRASHED", 120), scheduled.log()
    assert wait_for(lambda: len(scheduled.documents()) == 3, 120), scheduled.log()

    # Nothing hangs: a further change is seen.
    scheduled.write("z", TEXT)
    assert wait_for(lambda: scheduled.documents()[-1:] == ["z"], 120), scheduled.log()
    assert len(scheduled.documents()) == 4 and whole(scheduled, tmp_path)
