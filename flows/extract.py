"""The line as a Prefect flow: discover -> extract in batches -> merge and validate -> replace the tables -> publish.

The work itself is in ``flows.line`` and knows nothing of Prefect; here are tasks, logs, names, artifacts and hooks. Nothing is
cached or persisted by Prefect: its cache keys do not see a file's content, the project's own caches do. The parameters are the
fields of the settings (``on_prefect.form``).
"""

from datetime import datetime
from logging import INFO, WARNING
from typing import Any

from prefect import flow, get_run_logger, runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed

from verbale.flows.line import Report, run_line
from verbale.flows.on_prefect.artifacts import LoggedProgress, attach, patiently, publish
from verbale.flows.on_prefect.form import with_parameters
from verbale.flows.on_prefect.tasks import as_task, task_runner_of
from verbale.flows.output import check_output
from verbale.flows.report import summary
from verbale.flows.settings import Settings, run_name

END = """# {name}: {state}

**Why:** {why}

Nothing was lost: the tables in `{output}` stand as the last good run left them, and what this run had worked out is kept.

**What to do:** mend the cause that is named above and choose *Run*; the next scheduled run tries again by itself.
"""


def name_of_run() -> str:
    """The name of a run, from its parameters: what is read, which families, what is written, when."""
    names = ("input", "output", "families")
    return run_name(Settings(**{name: runtime.flow_run.parameters[name] for name in names}), datetime.now())


def tell_end(flow: Any, flow_run: Any, state: State[Any]) -> None:
    """On failure, crash or cancellation: say on the run's page that the tables stand as they were, and what to do."""
    why = (state.message or "it was cancelled").removeprefix("Flow run encountered an exception: ")
    output = flow_run.parameters.get("output", "outputs")
    text = END.format(name=flow_run.name, state=state.name, why=why, output=output)
    patiently(lambda: attach(flow_run.id, "run-failure", text, f"{state.name}: why, and what to do"))


@flow(
    name="extract events",
    description="Prose about the relations between states -> tables of dated, typed, source-grounded events.",
    flow_run_name=name_of_run,
    on_failure=[tell_end],
    on_crashed=[tell_end],
    on_cancellation=[tell_end],
    persist_result=False,
    validate_parameters=True,
)
@with_parameters
def extract_events(**values: Any) -> Any:
    """Read texts, extract events and write the tables."""
    settings = Settings(**values)
    logger = get_run_logger()
    report: Report = run_line(settings, LoggedProgress(logger), task_runner_of(settings), as_task)
    for line in summary(report, str(settings.output)):
        logger.log(WARNING if line.startswith("failed: ") else INFO, line)
    as_task("publish", lambda: publish(report, check_output(settings.output), logger))
    if report.failures:
        failed = f"{len(report.failures)} of {sum(report.documents.values())} documents failed"
        return Completed(name="Completed with failures", message=failed, data=report)
    return report


if __name__ == "__main__":
    extract_events()
