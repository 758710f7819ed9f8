"""A real server, a real schedule: runs are made, complete, leave artifacts, and a changed text is seen."""

from __future__ import annotations

import csv
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.serve import Plan, parameters, schedules
from flows.server import ScheduleError
from flows.settings import Settings
from flows.watch import Watcher, look
from tests.conftest import ROOT


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, Path, str]]:
    """``verbale schedule`` with an interval and a watch, on a home of its own: (texts, output, address of the API)."""
    texts, output = tmp_path / "texts", tmp_path / "out"
    texts.mkdir()
    (texts / "a.txt").write_text("Norway recalled its ambassador from Chile in March 2003.\n", encoding="utf-8")
    port = free_port()
    unset = {name for name in os.environ if name.startswith("PREFECT_")}
    environment = {name: value for name, value in os.environ.items() if name not in unset} | {
        "PREFECT_HOME": str(tmp_path / "home")
    }
    command = [sys.executable, "-m", "flows", "schedule", str(texts), str(output), "--every", "15", "--watch", "--quiet", "0.5",
               "--port", str(port)]  # fmt: skip
    with (tmp_path / "log").open("wb") as log:
        child = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT, env=environment)
    yield texts, output, f"http://127.0.0.1:{port}/api"
    child.send_signal(signal.SIGTERM)
    try:
        child.wait(timeout=40)
    except subprocess.TimeoutExpired:
        child.kill()
    with socket.socket() as s:
        assert s.connect_ex(("127.0.0.1", port)) != 0, "the server that was started is left behind"


def _documents(output: Path) -> set[str]:
    try:
        with (output / "documents.csv").open(encoding="utf-8", newline="") as f:
            return {row["doc_id"] for row in csv.DictReader(f)}
    except FileNotFoundError:
        return set()


def _ask(address: str, what: str, body: dict) -> list[dict]:
    import httpx

    return list(httpx.post(f"{address}/{what}/filter", json=body, timeout=20).raise_for_status().json())


def test_a_schedule_makes_runs_and_a_change_is_seen(served: tuple[Path, Path, str]) -> None:
    texts, output, address = served
    assert wait_for(lambda: _documents(output) == {"a"}, 180), "no run came"

    def scheduled() -> list[dict]:
        return [run for run in _ask(address, "flow_runs", {}) if run["auto_scheduled"] and run["state_type"] == "COMPLETED"]

    assert wait_for(lambda: bool(scheduled()), 90), "no scheduled run completed"
    assert scheduled()[0]["name"].startswith("texts-to-out-")
    assert {"run-report", "events-preview"} <= {artifact["key"] for artifact in _ask(address, "artifacts", {})}
    (texts / "b.txt").write_text("In 1999 Peru signed a treaty with Japan.\n", encoding="utf-8")
    assert wait_for(lambda: _documents(output) == {"a", "b"}, 60), "the change was not seen"


def test_the_watch_waits_for_quiet_and_loses_nothing(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("one", encoding="utf-8")
    asked: list[str] = []
    fails = [True]

    def request() -> None:
        if asked and fails and fails.pop():
            raise ConnectionError("the server restarts")
        asked.append(text.read_text(encoding="utf-8"))

    watcher = Watcher(str(tmp_path), quiet=0.3, request=request, pause=0.02)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    assert wait_for(lambda: asked == ["one"], 10)
    for number in range(10):
        text.write_text(f"two {number}", encoding="utf-8")
        time.sleep(0.05)
    assert wait_for(lambda: len(asked) == 2, 10)
    assert asked == ["one", "two 9"] and not fails
    time.sleep(0.6)
    watcher.stop.set()
    thread.join()
    assert len(asked) == 2


def test_a_change_that_hides_is_seen(tmp_path: Path) -> None:
    """Same size, times set back: the time of change of the inode tells."""
    text = tmp_path / "a.txt"
    text.write_text("one", encoding="utf-8")
    stat, before = text.stat(), look(str(tmp_path))
    time.sleep(0.02)
    text.write_text("two", encoding="utf-8")
    os.utime(text, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert look(str(tmp_path)) != before


def test_mistakes_in_a_schedule_are_told() -> None:
    with pytest.raises(ScheduleError, match="Invalid cron"):
        schedules(Plan(cron="every morning"))
    with pytest.raises(ScheduleError, match="no such time zone"):
        schedules(Plan(cron="0 6 * * *", timezone="Mars/Olympus"))
    daily, often = schedules(Plan(cron="0 6 * * *", timezone="Europe/Warsaw", every=30))
    assert (daily.cron, daily.timezone, often.interval.total_seconds()) == ("0 6 * * *", "Europe/Warsaw", 30)


def test_parameters_are_what_was_given() -> None:
    """Runs start in the folder that serves, so the form and the table of documents show paths as the user wrote them."""
    given = parameters(Settings(input="texts", output=Path("out"), runner="processes"))
    assert given == {"input": "texts", "output": "out", "runner": "processes"}
