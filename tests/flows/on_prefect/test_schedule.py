"""A real server, a real schedule: runs are made, complete, leave artifacts, and a changed text is seen."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.flows.on_prefect.schedules import OTHER, Scheduled, wait_for
from verbale.flows.on_prefect.serve import Plan, parameters, schedules
from verbale.flows.on_prefect.server import ScheduleError
from verbale.flows.on_prefect.told import next_time, told_of
from verbale.flows.on_prefect.watch import Watcher, mark_of
from verbale.flows.settings import Settings


@pytest.fixture
def scheduled(tmp_path: Path) -> Iterator[Scheduled]:
    started = Scheduled(tmp_path, ("--every", "15", "--watch", "--quiet", "0.5"))
    started.start()
    yield started
    started.stop()
    with socket.socket() as s:
        assert s.connect_ex(("127.0.0.1", started.port)) != 0, "the server that was started is left behind"


def test_a_schedule_makes_runs_and_a_change_is_seen(scheduled: Scheduled) -> None:
    assert wait_for(lambda: scheduled.documents() == ["a"], 180), "no run came"

    def done() -> list[dict]:
        return [run for run in scheduled.runs("COMPLETED") if run["auto_scheduled"]]

    assert wait_for(lambda: bool(done()), 90), "no scheduled run completed"
    assert done()[0]["name"].startswith("texts-to-out-")
    assert {"run-report", "events-preview"} <= {artifact["key"] for artifact in scheduled.ask("artifacts")}
    scheduled.write("b", OTHER)
    assert wait_for(lambda: scheduled.documents() == ["a", "b"], 90), "the change was not seen"


def test_the_watch_waits_for_quiet_and_loses_nothing(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("one", encoding="utf-8")
    asked: list[str] = []
    fails = [True]

    def request() -> None:
        if asked and fails and fails.pop():
            raise ConnectionError("the server restarts")
        asked.append(text.read_text(encoding="utf-8"))

    watcher = Watcher(str(tmp_path), quiet=2, request=request)
    for now in (0, 1, 2):
        watcher.look(now)
    assert asked == ["one"], "the first run is asked for once the input was still"
    for now in range(3, 13):
        text.write_text(f"two {now}" + "!" * now, encoding="utf-8")
        watcher.look(now)
    assert asked == ["one"], "nothing is asked for while the text changes"
    watcher.look(14)
    assert asked == ["one"] and not fails, "the request failed: the server restarts"
    watcher.look(15)
    assert asked == ["one"], "it is made again after a while"
    watcher.look(16)
    assert asked == ["one", "two 12" + "!" * 12]
    for now in range(17, 30):
        watcher.look(now)
    assert len(asked) == 2, "what was served is not asked for again"


def test_a_change_that_hides_is_seen(tmp_path: Path) -> None:
    """Same size, times set back: the time of change of the inode tells."""
    text = tmp_path / "a.txt"
    text.write_text("one", encoding="utf-8")
    stat, before = text.stat(), mark_of(str(tmp_path))
    time.sleep(0.02)
    text.write_text("two", encoding="utf-8")
    os.utime(text, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert mark_of(str(tmp_path)) != before


def test_mistakes_in_a_schedule_are_told() -> None:
    with pytest.raises(ScheduleError, match="Invalid cron"):
        schedules(Plan(cron="every morning"))
    with pytest.raises(ScheduleError, match="no such time zone"):
        schedules(Plan(cron="0 6 * * *", timezone="Mars/Olympus"))
    daily, often = schedules(Plan(cron="0 6 * * *", timezone="Europe/Warsaw", every=30))
    assert (daily.cron, daily.timezone, often.interval.total_seconds()) == ("0 6 * * *", "Europe/Warsaw", 30)


def test_a_schedule_says_when_it_runs_how_to_run_it_now_and_how_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    plan = Plan(cron="0 6 * * *", timezone="Europe/Warsaw", every=30, watch=True)
    noon = datetime(2026, 3, 28, 12, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
    assert next_time(plan, noon).isoformat() == "2026-03-29T06:00:00+02:00", "summer time begins in that night"
    which, when, now, stop = told_of(Settings(input="texts", output=Path("out")), plan, "extract events/daily")
    assert which == "deployment 'extract events/daily': texts -> out; its runs: http://127.0.0.1:4200"
    assert ", 06:00 (Europe/Warsaw)" in when and "within 30 seconds" in when and "2 seconds after a file" in when
    assert "prefect deployment run 'extract events/daily'" in now and "Ctrl-C" in stop


def test_parameters_are_what_was_given() -> None:
    """Runs start in the folder that serves, so the form and the table of documents show paths as the user wrote them."""
    given = parameters(Settings(input="texts", output=Path("out"), runner="processes"))
    assert given == {"input": "texts", "output": "out", "runner": "processes"}
