"""``verbale schedule``: the deployment with its schedule, served until interrupted.

The deployment takes one run at a time; a run that comes while another is going on waits for it. Whatever the order, the later run
looks at the input anew, so that no change is lost.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from filelock import FileLock, Timeout

from verbale.extractors.ids import digest
from verbale.extractors.text import list_sources
from verbale.flows.on_prefect.leftovers import end_leftovers, leftovers
from verbale.flows.on_prefect.server import ScheduleError
from verbale.flows.on_prefect.told import told_of
from verbale.flows.on_prefect.watch import Watcher
from verbale.flows.output import check_output
from verbale.flows.settings import Settings

DEPLOYMENT = "scheduled"
FLOW = "extract events"


@dataclass(frozen=True, slots=True)
class Plan:
    """When to run: by a cron line in a time zone, every so many seconds, when the input changes, or several of these."""

    cron: str = ""
    timezone: str = "UTC"
    every: float = 0.0
    watch: bool = False
    quiet: float = 2.0


def serve(settings: Settings, plan: Plan, name: str = DEPLOYMENT, say: Callable[[str], object] = print) -> None:
    """Serve the deployment until interrupted. ``PREFECT_API_URL`` names a server that answers. ``say`` is told how to go on.

    Raises ScheduleError.
    """
    from prefect.runner import Runner

    planned = schedules(plan)
    # Without a handler a termination would leave the server behind; Prefect's own replaces this one while it serves.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with served_once(name):
        left = leftovers(f"{FLOW}/{name}")
        runner = Runner(name=name, pause_on_shutdown=False)
        deploy(runner, settings, planned, name)
        _in_background(lambda: end_leftovers(left))
        if left.missed:
            say(f"{left.missed} scheduled runs were missed while nobody served; one run makes up for them")
        for line in told_of(settings, plan, f"{FLOW}/{name}"):
            say(line)
        if plan.watch:
            _in_background(Watcher(settings.input, plan.quiet, lambda: request_run(f"{FLOW}/{name}")).run)
        elif left.missed:
            request_run(f"{FLOW}/{name}", "missed")
        with suppress(KeyboardInterrupt):
            asyncio.run(runner.start())


def check(settings: Settings, plan: Plan) -> None:
    """Raises for what is wrong before anything is started: ScheduleError, InputError (a watch may begin with an empty folder),
    OutputError."""
    schedules(plan)
    check_output(settings.output)
    if not (plan.watch and Path(settings.input).expanduser().is_dir()):
        list_sources(settings.input)


def deploy(runner: Any, settings: Settings, planned: list[Any], name: str) -> None:
    """Put the deployment on the server, to be served by a runner of Prefect."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.types.entrypoint import EntrypointType

    from verbale.flows.extract import extract_events

    runner.add_flow(
        extract_events,
        name=name,
        parameters=parameters(settings),
        schedules=planned,
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE),
        entrypoint_type=EntrypointType.MODULE_PATH,
        tags=["verbale"],
        version=version(),
        description=f"Texts of `{settings.input}` to tables in `{settings.output}`.",
    )


def _in_background(action: Callable[[], Any]) -> None:
    threading.Thread(target=action, daemon=True).start()


@contextmanager
def served_once(name: str) -> Iterator[None]:
    """One process per deployment: a second one would change the parameters of the first. Raises ScheduleError."""
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME

    mark = digest([str(PREFECT_API_URL.value()), name])[:12]
    lock = FileLock(Path(PREFECT_HOME.value()) / f"verbale-{mark}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ScheduleError(f"another process serves the deployment {name!r}; end it, or give this one a --name") from error
    try:
        yield
    finally:
        lock.release()


def parameters(settings: Settings) -> dict[str, Any]:
    """The settings as parameters of the deployment. Runs start in the folder that serves: paths stay as they were given."""
    values = settings.model_dump(mode="json", exclude_defaults=True)
    values |= {"input": os.path.expanduser(settings.input), "output": str(settings.output.expanduser())}  # noqa: PTH111
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
        found: list[Any] = [Cron(plan.cron, timezone=plan.timezone)] if plan.cron else []
        if plan.every:
            found.append(Interval(timedelta(seconds=plan.every), timezone=plan.timezone))
    except ValueError as error:
        raise ScheduleError(f"schedule: {' '.join(str(error).split())[:200]}; see man 5 crontab") from error
    return found


def version() -> str:
    from importlib.metadata import version as installed

    return installed("verbale")


def request_run(deployment: str, tag: str = "watch") -> bool:
    """Ask for a run of a deployment, unless one waits already (it will see every change made until it starts)."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter
    from prefect.client.schemas.objects import StateType

    waiting = FlowRunFilter.model_validate({"state": {"type": {"any_": [StateType.PENDING]}}})
    asked = FlowRunFilter.model_validate({"state": {"name": {"any_": ["AwaitingConcurrencySlot", "Late"]}}})
    with get_client(sync_client=True) as client:
        found = client.read_deployment_by_name(deployment)
        mine = DeploymentFilter(id=DeploymentFilterId(any_=[found.id]))
        for flow_run_filter in (waiting, asked):
            if client.read_flow_runs(deployment_filter=mine, flow_run_filter=flow_run_filter, limit=1):
                return False
        client.create_flow_run_from_deployment(found.id, tags=[tag])
    return True
