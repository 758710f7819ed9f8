"""The tasks of the flow, and the runners that hand batches to them: here, in processes, on Dask."""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from verbale.flows.line import Batch, BatchResult, Processes, Runner, RunnerError, chosen, work
from verbale.flows.report import counted
from verbale.flows.settings import Settings


@task(name="extract batch", task_run_name="batch {number}", cache_policy=NO_CACHE, persist_result=False, retries=1)
def extract_batch(number: int, packed: bytes, do: Callable[[Batch], BatchResult] = work) -> BatchResult:
    """Parse and extract one batch of documents, pickled; the log names them. ``do`` is what works on it.

    Prefect and Dask walk through the parameters of a task in search of futures, some by taking them to pieces; bytes they leave.
    """
    logger = get_run_logger()
    batch: Batch = pickle.loads(packed)
    result = do(batch)
    ids = [document.doc_id for document in batch.documents]
    span = ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"
    events = sum(found.counts[2] for found in result.contributions)
    logger.info("batch %s: %s: %s, %s parsed, %s events, %.1f s",
                number, span, counted(len(ids), "document"), result.parsed, events, result.seconds)  # fmt: skip
    for found in result.contributions:
        if found.document.status in ("failed", "too_slow"):
            logger.warning("%s", found.document.error)
    return result


def as_task(name: str, action: Callable[[], Any]) -> Any:
    """A step of the line as a task of its own."""
    return task(name=name, cache_policy=NO_CACHE, persist_result=False)(action)()


def task_runner_of(settings: Settings) -> Runner:
    """The runner that the settings name. What a runner needs is imported only when it is asked for. Raises RunnerError."""
    if settings.runner == "dask":
        return lambda batches: _submitted(_dask(settings), batches, settings.processes)
    return chosen(settings, _here, _in_processes(settings.processes))


def _here(batches: Iterable[Batch]) -> Iterator[BatchResult]:
    for batch in batches:
        yield extract_batch(batch.number, pickle.dumps(batch))


def _in_processes(workers: int) -> Runner:
    """Tasks in threads that wait for processes of the project's own: those need not know Prefect, which takes seconds to load."""

    def run(batches: Iterable[Batch]) -> Iterator[BatchResult]:
        with Processes(workers) as processes:
            yield from _submitted(ThreadPoolTaskRunner(max_workers=workers), batches, workers, processes.work)

    return run


def _dask(settings: Settings) -> TaskRunner[Any]:
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise RunnerError("the runner dask needs prefect-dask: pip install 'verbale[dask]'") from error
    if settings.dask_address:
        return DaskTaskRunner(address=settings.dask_address)
    return DaskTaskRunner(cluster_kwargs={"n_workers": settings.processes, "threads_per_worker": 1, "dashboard_address": None})


def _submitted(
    runner: TaskRunner[Any], batches: Iterable[Batch], workers: int, do: Callable[[Batch], BatchResult] = work
) -> Iterator[BatchResult]:
    """Batches as tasks of a task runner, twice as many under way as there are workers."""
    waiting: deque[Any] = deque()
    with runner as started:
        for batch in batches:
            given = {"number": batch.number, "packed": pickle.dumps(batch), "do": do}
            waiting.append(started.submit(extract_batch, given))
            if len(waiting) >= 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
