"""What an earlier serving process left on the server: runs that no process works on, runs that were missed, old schedules.

Prefect leaves a run whose process was killed in the state Running for ever, and keeps its place in the queue for minutes.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from verbale.flows.output import check_output, output_lock


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Runs that were under way, with the folder that each writes to, and how many scheduled runs were missed."""

    runs: tuple[tuple[UUID, str], ...] = ()
    missed: int = 0


def leftovers(deployment: str) -> Leftovers:
    """What is left of a deployment. Its schedules are dropped, and so are runs that were scheduled and missed: one would do for
    all, and they bear the parameters of then. The caller is the only one that serves the deployment, and does so anew."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter
    from prefect.exceptions import ObjectNotFound

    with get_client(sync_client=True) as client:
        try:
            found = client.read_deployment_by_name(deployment)
        except ObjectNotFound:
            return Leftovers()
        for schedule in found.schedules:
            # Serving would replace them by others, but leave them where the new plan has none (a watch alone).
            client.delete_deployment_schedule(found.id, schedule.id)
        mine = DeploymentFilter(id=DeploymentFilterId(any_=[found.id]))
        runs = client.read_flow_runs(deployment_filter=mine, flow_run_filter=FlowRunFilter.model_validate(_UNDER_WAY))
        writing = tuple((run.id, str(run.parameters.get("output", "outputs"))) for run in runs)
        return Leftovers(writing, _drop_missed(client, mine))


def _drop_missed(client: Any, mine: Any) -> int:
    from prefect.client.schemas.filters import FlowRunFilter

    due = {"state": {"type": {"any_": ["SCHEDULED"]}}, "expected_start_time": {"before_": datetime.now(UTC)}}
    number, page = 0, 0
    while found := client.read_flow_runs(deployment_filter=mine, flow_run_filter=FlowRunFilter.model_validate(due), offset=page):
        missed = [run.id for run in found if run.auto_scheduled]
        for run_id in missed:
            client.delete_flow_run(run_id)
        number, page = number + len(missed), page + len(found) - len(missed)
    return number


_UNDER_WAY = {"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}}


def end_leftovers(left: Leftovers) -> None:
    """Wait until nobody writes the tables of a run that was under way (its process may have outlived its server and still
    end well); then call it crashed, which lets the next run begin."""
    from prefect.client.orchestration import get_client
    from prefect.states import Cancelled, Crashed

    for run_id, output in left.runs:
        try:
            with output_lock(check_output(Path(output))), get_client(sync_client=True) as client:
                state = client.read_flow_run(run_id).state
                if state is None or state.is_final():
                    continue
                ended = Cancelled if state.is_cancelling() else Crashed
                client.set_flow_run_state(run_id, ended(message="The process of this run is gone. The tables are whole."))
        except Exception as error:
            sys.stderr.write(f"verbale: run {run_id}: {' '.join(str(error).split())[:200]}\n")
