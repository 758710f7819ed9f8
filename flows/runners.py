"""Runners take a stream of batches and give back their results: here, one by one, or in processes of this machine.

A runner reads ahead no more than it has hands for, so that the input is never all in memory. The order of results is free.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from flows.settings import Settings
from flows.work import Batch, BatchResult, work

Runner = Callable[[Iterable[Batch]], Iterator[BatchResult]]

_TRIES = 3


class RunnerError(Exception):
    """A runner cannot do its work; one line with the mend."""


def runner_of(settings: Settings) -> Runner:
    """The runner that the settings name, for the command line. Raises RunnerError for ``dask``, which needs the flow."""
    if settings.runner == "dask":
        raise RunnerError("the runner dask is one of the flow: say verbale run --runner dask")
    return local if settings.runner == "local" else in_processes(settings.workers)


def local(batches: Iterable[Batch]) -> Iterator[BatchResult]:
    """One batch after the other, here."""
    return map(work, batches)


def in_processes(workers: int) -> Runner:
    """Batches in so many processes. The work of a process that dies is given to another, thrice at most."""

    def run(batches: Iterable[Batch]) -> Iterator[BatchResult]:
        ahead = iter(batches)
        open_batches: list[Batch] = []
        for _ in range(_TRIES):
            open_batches = yield from _pool(ahead, workers, open_batches)
            if not open_batches:
                return
        raise RunnerError(f"worker processes died {_TRIES} times (out of memory?); use fewer --workers or a smaller --batch-size")

    return run


def _pool(ahead: Iterator[Batch], workers: int, again: list[Batch]) -> Generator[BatchResult, None, list[Batch]]:
    """Work until the batches end or the pool breaks; returns the batches that are not done then."""
    pending = deque(again)
    waiting: dict[Future[BatchResult], Batch] = {}
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            while batch := pending.popleft() if pending else next(ahead, None):
                pending.appendleft(batch)
                waiting[pool.submit(work, batch)] = batch
                pending.popleft()
                while len(waiting) >= 2 * workers:
                    yield from _finished(waiting)
            while waiting:
                yield from _finished(waiting)
        except BrokenProcessPool:
            return [*waiting.values(), *pending]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return []


def _finished(waiting: "dict[Future[BatchResult], Batch]") -> Iterator[BatchResult]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        result = future.result()
        del waiting[future]
        yield result
