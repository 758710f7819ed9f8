"""What ``verbale schedule`` says when it serves: which deployment, when it runs next, how to run it now, how to stop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from verbale.flows.settings import Settings

if TYPE_CHECKING:
    from verbale.flows.on_prefect.serve import Plan

_SHOWN = "%A %d %B %Y, %H:%M"


def told_of(settings: Settings, plan: Plan, deployment: str) -> Iterator[str]:
    """The lines, for the deployment of this name, which ``plan`` is a sound one of."""
    address = os.environ.get("PREFECT_API_URL", "")
    yield f"deployment {deployment!r}: {settings.input} -> {settings.output}; its runs: {address.removesuffix('/api')}"
    yield f"next run: {'; '.join(_times(plan))}"
    yield f"run it now: PREFECT_API_URL={address} prefect deployment run {deployment!r} (or Run on its page)"
    yield "stop: Ctrl-C here; runs that fall due meanwhile are made up for by one when you start it again"


def _times(plan: Plan) -> Iterator[str]:
    if plan.cron:
        yield f"{next_time(plan):{_SHOWN}} ({plan.timezone})"
    if plan.every:
        yield f"within {plan.every:g} seconds, and so on"
    if plan.watch:
        yield f"at once, then {plan.quiet:g} seconds after a file of the input changed"


def next_time(plan: Plan, after: datetime | None = None) -> datetime:
    """When the cron line of a plan falls due next."""
    from prefect.server.schemas.schedules import CronSchedule

    zone = ZoneInfo(plan.timezone)
    schedule = CronSchedule(cron=plan.cron, timezone=plan.timezone)
    (found,) = asyncio.run(schedule.get_dates(1, start=(after or datetime.now(zone)).astimezone(zone)))
    return datetime.fromisoformat(str(found)).astimezone(zone)
