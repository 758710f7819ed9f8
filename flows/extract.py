"""The line as a Prefect flow: discover -> extract in batches -> merge and validate -> replace the tables -> publish.

The work itself is in ``flows.line`` and knows nothing of Prefect; here are tasks, logs, names, artifacts and hooks. Nothing is
cached or persisted by Prefect: its cache keys do not see a file's content, the project's own caches do. Annotations must stay
real objects in this module (Prefect builds the form of the deployment from them), so it has no ``annotations`` import.
"""

from datetime import datetime
from logging import INFO, WARNING
from pathlib import Path
from typing import Annotated, Any, Literal

from prefect import flow, get_run_logger, runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed
from pydantic import Field

from verbale.flows.line.run import Report, run_line
from verbale.flows.on_prefect.artifacts import LoggedProgress, attach, patiently, publish
from verbale.flows.on_prefect.tasks import as_task, task_runner_of
from verbale.flows.output.folder import check_output
from verbale.flows.report import summary
from verbale.flows.settings import BUNDLED_MODEL, Mode, Runner, Settings, relation_families, run_name

Family = Literal[relation_families()]  # type: ignore[valid-type]
"""The form offers the relation families that there are."""

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
def extract_events(
    input: Annotated[str, Field(min_length=1)] = "raw_text",
    output: Path = Path("outputs"),
    model: Annotated[str, Field(min_length=1)] = BUNDLED_MODEL,
    families: list[Family] = [],  # type: ignore[valid-type]  # noqa: B006 - the form shows the default; it is never changed
    mode: Mode = "auto",
    actors: Path | None = None,
    decisions: Path = Path("decisions"),
    runner: Runner = "auto",
    workers: Annotated[int, Field(ge=0, le=256)] = 0,
    dask_address: str = "",
    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 50,
    cache: Path | None = None,
    cache_limit_mb: Annotated[int, Field(ge=1)] = 4000,
    use_cache: bool = True,
    force: bool = False,
) -> Any:
    """Read texts, extract events and write the tables.

    Args:
        input: A text, a folder of texts, or a glob.
        output: The folder of the tables; your own files in it are kept.
        model: The bundled pipeline, or the name or path of an installed spaCy pipeline.
        families: Only these relation families; empty means all.
        mode: How relative dates resolve: as in narrative, as in news, or judged from each text.
        actors: A folder of actor tables of your own, added to the gazetteer.
        decisions: The folder of the reviewers' decisions, which the tables are joined with; a run never writes there.
        runner: Where batches are worked on: in the flow's own process, in several, or on Dask; auto: for much text in several.
        workers: Processes to work in; 0 means one per core, eight at most.
        dask_address: Where a Dask scheduler runs (tcp://host:port); empty starts a cluster on this machine.
        batch_size: Documents per task.
        cache: The folder of the caches; empty means the user's cache folder.
        cache_limit_mb: The caches are pruned to so many megabytes.
        use_cache: Take what is known already from the caches, and keep what is new there.
        force: Work everything out anew, even what is known already.
    """
    settings = Settings(
        input=input, output=output, model=model, families=tuple(families), mode=mode, actors=actors, decisions=decisions,
        runner=runner, workers=workers, dask_address=dask_address, batch_size=batch_size, cache=cache,
        cache_limit_mb=cache_limit_mb, use_cache=use_cache, force=force,
    )  # fmt: skip
    logger = get_run_logger()
    report: Report = run_line(settings, LoggedProgress(logger), task_runner_of(settings), as_task)
    for line in summary(report, str(output)):
        logger.log(WARNING if line.startswith("failed: ") else INFO, line)
    as_task("publish", lambda: publish(report, check_output(output), logger))
    if report.failures:
        failed = f"{len(report.failures)} of {sum(report.documents.values())} documents failed"
        return Completed(name="Completed with failures", message=failed, data=report)
    return report


if __name__ == "__main__":
    extract_events()
