"""Runners take a stream of batches and give back their results: here, one by one, or in processes of this machine.

A runner reads ahead no more than it has hands for, so that the input is never all in memory. The order of results is free.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain

from verbale.errors import UsageError
from verbale.flows.line.batch import Batch, BatchResult, work
from verbale.flows.settings import Settings

Runner = Callable[[Iterable[Batch]], Iterator[BatchResult]]

_TRIES = 3
_MUCH = 500_000
"""Characters of text from which on processes are worth their start: some ten seconds of work for one."""


class RunnerError(UsageError):
    """A runner cannot do its work; one line with the mend."""


def runner_of(settings: Settings) -> Runner:
    """The runner that the settings name, for the command line. Raises RunnerError for ``dask``, which needs the flow."""
    if settings.runner == "dask":
        raise RunnerError("the runner dask is one of the flow: say verbale run --runner dask")
    return chosen(settings, local, in_processes(settings.processes))


def chosen(settings: Settings, here: Runner, apart: Runner) -> Runner:
    """Of two runners, one that works here and one that does so in processes, the one that the settings name.

    ``auto`` looks how many cores there are, and how much text there is to work on.
    """
    if settings.runner == "auto" and settings.processes > 1:
        return lambda batches: _by_size(batches, here, apart)
    return apart if settings.runner == "processes" else here


def _by_size(batches: Iterable[Batch], here: Runner, apart: Runner) -> Iterator[BatchResult]:
    rest = iter(batches)
    ahead: list[Batch] = []
    size = 0
    for batch in rest:
        ahead.append(batch)
        size += sum(len(document.text) for document in batch.documents)
        if size >= _MUCH:
            break
    return (apart if size >= _MUCH else here)(chain(ahead, rest))


def local(batches: Iterable[Batch]) -> Iterator[BatchResult]:
    """One batch after the other, here."""
    return map(work, batches)


def in_processes(workers: int) -> Runner:
    """Batches in so many processes."""

    def run(batches: Iterable[Batch]) -> Iterator[BatchResult]:
        with ThreadPoolExecutor(2 * workers) as threads, Processes(workers) as processes:
            waiting: set[Future[BatchResult]] = set()
            for batch in batches:
                waiting.add(threads.submit(processes.work, batch))
                while len(waiting) >= 2 * workers:
                    yield from _finished(waiting)
            while waiting:
                yield from _finished(waiting)

    return run


def _finished(waiting: set[Future[BatchResult]]) -> Iterator[BatchResult]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        waiting.remove(future)
        yield future.result()


class Processes:
    """So many processes to work in. Use as a context manager, from any thread.

    The work of a process that dies is given to another, thrice at most.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._renewing = threading.Lock()
        self._pool = self._start()

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def work(self, batch: Batch) -> BatchResult:
        """Work on a batch in one of the processes, and wait for it. Raises RunnerError where they die again and again."""
        for _ in range(_TRIES):
            pool = self._pool
            try:
                return pool.submit(work, batch).result()
            except BrokenProcessPool:
                self._renew(pool)
        raise RunnerError(f"worker processes died {_TRIES} times (out of memory?); use fewer --workers or a smaller --batch-size")

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._renewing:
            if self._pool is broken:
                broken.shutdown(wait=False)
                self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """In a worker: a parent that is killed takes its workers along, which would else wait for work for ever."""

    def wait_for_end() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait_for_end, daemon=True).start()
