"""``verbale schedule``: a Prefect server (a running one or a new one), the deployment with its schedule, the watch on the input.

The deployment takes one run at a time; a run that comes while another is going on waits for it. Whatever the order, the later run
looks at the input anew, so that no change is lost.
"""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from extractors.ingest import list_sources
from extractors.sources import InputError
from flows.settings import Settings
from flows.start import prepare
from flows.versions import digest

DEPLOYMENT = "scheduled"
FLOW = "extract events"
_START_LIMIT = 120.0


class ScheduleError(Exception):
    """The schedule cannot be served; one line with the mend."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When to run: by a cron line in a time zone, every so many seconds, when the input changes, or several of these."""

    cron: str = ""
    timezone: str = "UTC"
    every: float = 0.0
    watch: bool = False
    quiet: float = 2.0


@contextmanager
def server(port: int, say: Callable[[str], None]) -> Iterator[str]:
    """The address of a Prefect API: the one in ``PREFECT_API_URL``, one on ``port`` of this machine, or one started here.

    A server started here ends with this process's block. Must come before Prefect is imported. Raises ScheduleError.
    """
    prepare()
    named = os.environ.get("PREFECT_API_URL", "")
    address = named or f"http://127.0.0.1:{port}/api"
    if answers(address):
        os.environ["PREFECT_API_URL"] = address
        say(f"using the Prefect server at {address.removesuffix('/api')}")
        yield address
        return
    if named:
        raise ScheduleError(f"{named}: no Prefect server answers there; start it or unset PREFECT_API_URL")
    os.environ["PREFECT_API_URL"] = address
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        say(f"starting a Prefect server on port {port} (up to a minute) ...")
        _wait_for(address, child)
        say(f"Prefect server: {address.removesuffix('/api')}")
        yield address
    finally:
        child.terminate()
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()


def answers(address: str) -> bool:
    """Whether a Prefect API is alive at an address."""
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as response:
            return bool(response.status == 200)
    except (OSError, ValueError, urllib.error.URLError):
        return False


def _wait_for(address: str, child: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _START_LIMIT
    while time.monotonic() < end:
        if answers(address):
            return
        if child.poll() is not None:
            raise ScheduleError(f"the Prefect server ended at once; is the port of {address} taken? say --port")
        time.sleep(0.5)
    raise ScheduleError(f"no Prefect server at {address} within {_START_LIMIT:.0f} s; start one with: prefect server start")


def serve(settings: Settings, plan: Plan, name: str = DEPLOYMENT) -> None:
    """Serve the deployment until interrupted. ``PREFECT_API_URL`` names a server that answers. Raises ScheduleError."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.flows import EntrypointType

    from flows.extract import extract_events

    # Without a handler a termination would leave the server behind; Prefect's own replaces this one while it serves.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if plan.watch:
        watcher = Watcher(settings.input, plan.quiet, lambda: request_run(f"{FLOW}/{name}"))
        threading.Thread(target=watcher.run, daemon=True, name="watch").start()
    extract_events.serve(
        name=name,
        parameters=parameters(settings),
        schedules=schedules(plan),
        global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE),
        pause_on_shutdown=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
        tags=["verbale"],
        version=version(),
        description=f"{settings.input} -> {settings.output}",
        print_starting_message=True,
    )


def parameters(settings: Settings) -> dict[str, Any]:
    """The settings as parameters of the deployment, with paths that hold wherever a run starts."""
    values = settings.model_dump(mode="json", exclude_defaults=True, exclude={"cache_limit_mb"})
    values["input"] = str(Path(settings.input).expanduser().absolute())
    values["output"] = str(settings.output.expanduser().absolute())
    for name in ("cache", "actors"):
        if values.get(name):
            values[name] = str(Path(values[name]).expanduser().absolute())
    return values


def schedules(plan: Plan) -> list[Any]:
    """Prefect's schedules for a plan. Raises ScheduleError for a cron line or a time zone that there is not."""
    from datetime import timedelta

    from prefect.schedules import Cron, Interval

    try:
        ZoneInfo(plan.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ScheduleError(f"--timezone {plan.timezone}: no such time zone; name one as Europe/Warsaw") from error
    try:
        found: list[Any] = [Cron(plan.cron, timezone=plan.timezone, slug="cron")] if plan.cron else []
        if plan.every:
            found.append(Interval(timedelta(seconds=plan.every), timezone=plan.timezone, slug="every"))
    except ValueError as error:
        raise ScheduleError(f"schedule: {' '.join(str(error).split())[:200]}; see man 5 crontab") from error
    return found


def version() -> str:
    from importlib.metadata import version as installed

    return installed("verbale")


def request_run(deployment: str) -> bool:
    """Ask for a run of a deployment, unless one waits already (it will see every change made until it starts)."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName, FlowRunFilter
    from prefect.client.schemas.objects import StateType

    waiting = FlowRunFilter.model_validate({"state": {"type": {"any_": [StateType.PENDING]}}})
    asked = FlowRunFilter.model_validate({"state": {"name": {"any_": ["AwaitingConcurrencySlot", "Late"]}}})
    with get_client(sync_client=True) as client:
        mine = DeploymentFilter(name=DeploymentFilterName(any_=[deployment.rpartition("/")[2]]))
        for flow_run_filter in (waiting, asked):
            if client.read_flow_runs(deployment_filter=mine, flow_run_filter=flow_run_filter, limit=1):
                return False
        found = client.read_deployment_by_name(deployment)
        client.create_flow_run_from_deployment(found.id, tags=["watch"])
    return True


class Watcher:
    """Looks at names, sizes and times of the input every ``pause`` seconds; asks for a run once they were still for ``quiet``.

    The first request comes at the start. One that fails (the server restarts) is made again; a change that comes while a run
    is going on gets a run of its own.
    """

    def __init__(self, source: str, quiet: float, request: Callable[[], Any], pause: float = 0.5) -> None:
        self.source, self.quiet, self.request, self.pause = source, quiet, request, pause
        self.stop = threading.Event()

    def run(self) -> None:
        served, seen = "", look(self.source)
        since = time.monotonic()
        while not self.stop.wait(self.pause):
            now = look(self.source)
            if now != seen:
                seen, since = now, time.monotonic()
            elif seen != served and time.monotonic() - since >= self.quiet:
                try:
                    self.request()
                    served = seen
                except Exception as error:
                    reason = " ".join(str(error).split())[:200]
                    sys.stderr.write(f"verbale: watch: {type(error).__name__}: {reason}; trying again\n")
                    since = time.monotonic()


def look(source: str) -> str:
    """A mark of the input that changes when a file in it does. The time of change of the inode cannot be set back."""
    try:
        found = list_sources(source)
    except InputError as error:
        return f"nothing: {error}"
    parts: list[str] = []
    for item in found:
        for path in (item.path, item.meta):
            if path is not None:
                parts += [str(path), _stamp(path)]
    return digest(parts)


def _stamp(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:
        return "gone"
    return f"{stat.st_ino}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}"
