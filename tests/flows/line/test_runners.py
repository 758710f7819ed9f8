"""Whatever the runner, the order and the size of batches: the same tables, byte for byte."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import psutil
import pytest

from tests.conftest import ROOT
from verbale.extractors import Document
from verbale.flows.line.batch import Batch, BatchResult, work
from verbale.flows.line.collector import FULL, chunks
from verbale.flows.line.run import run_line
from verbale.flows.line.runners import Runner, RunnerError, chosen, in_processes, runner_of
from verbale.flows.output.table_files import FILES
from verbale.flows.settings import Settings


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    chance = random.Random(3)
    states = ["Norway", "Chile", "Peru", "Japan", "Ghana", "Denmark", "Kenya", "Oman"]
    for number in range(24):
        one, two = chance.sample(states, 2)
        text = f"In {1980 + number} {one} recalled its ambassador from {two}. {two} signed a treaty with {one} on 4 May 2011.\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in FILES - {"run.json"}}


def run(texts: Path, output: Path, **values) -> dict[str, bytes]:
    run_line(Settings(input=str(texts), output=output, use_cache=False, **values))
    return tables(output)


@pytest.fixture
def expected(texts: Path) -> dict[str, bytes]:
    """The tables of a run here, in one batch."""
    return _here(texts)


@cache
def _here(texts: Path) -> dict[str, bytes]:
    return run(texts, texts.with_name(f"{texts.name}-local"))


def test_processes_and_batch_sizes_leave_no_trace(texts: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert run(texts, tmp_path / "small", batch_size=3) == expected
    assert run(texts, tmp_path / "processes", runner="processes", workers=2, batch_size=5) == expected


def test_the_order_of_results_leaves_no_trace(texts: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    def shuffled(batches: Iterable[Batch]) -> Iterator[BatchResult]:
        results = [work(batch) for batch in batches]
        random.Random(5).shuffle(results)
        return iter(results)

    settings = Settings(input=str(texts), output=tmp_path / "shuffled", use_cache=False, batch_size=2)
    run_line(settings, runner=shuffled)
    assert tables(tmp_path / "shuffled") == expected


def test_a_killed_process_costs_no_row(texts: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    def with_a_murder(batches: Iterable[Batch]) -> Iterator[BatchResult]:
        results = in_processes(1)(batches)  # two threads wait for it, and both see it die
        yield next(results)
        workers = [p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline())]
        workers[0].kill()
        yield from results

    settings = Settings(input=str(texts), output=tmp_path / "killed", use_cache=False, batch_size=2)
    run_line(settings, runner=with_a_murder)
    assert tables(tmp_path / "killed") == expected


def batch(number: int, size: int) -> Batch:
    return Batch(number, (Document("d", "d.txt", text="x" * size),), Settings(model="none"))


def test_much_text_is_worked_on_in_processes() -> None:
    def told(name: str) -> Runner:
        return lambda batches: iter([(name, [batch.number for batch in batches])])  # type: ignore[list-item]

    def run_of(settings: Settings, *sizes: int) -> tuple[str, list[int]]:
        runner = chosen(settings, told("here"), told("apart"))
        (found,) = runner(iter([batch(number, size) for number, size in enumerate(sizes)]))
        return found  # type: ignore[return-value]

    two = Settings(workers=2)
    assert two.runner == "auto"
    assert run_of(two, 300_000, 100_000) == ("here", [0, 1])
    assert run_of(two, 300_000, 300_000, 1, 2) == ("apart", [0, 1, 2, 3])
    assert run_of(Settings(workers=1), 300_000, 300_000) == ("here", [0, 1])
    assert run_of(Settings(runner="local", workers=2), 300_000, 300_000) == ("here", [0, 1])
    assert run_of(Settings(runner="processes", workers=2), 1) == ("apart", [0])
    assert 1 <= Settings().processes <= 8


def test_a_script_that_is_loaded_by_its_own_workers_says_what_is_missing(texts: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    given = f"input={str(texts)!r}, output={str(tmp_path / 'out')!r}, use_cache=False, runner='processes', workers=1"
    modules = ("line import runners", "line.run import run_line", "settings import Settings")
    imports = "".join(f"from verbale.flows.{module}\n" for module in modules)
    script.write_text(f"{imports}runners._TRIES = 1\nrun_line(Settings({given}))\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert "if __name__ == '__main__'" in done.stderr
    assert "RunnerError: worker processes died" in done.stderr


_PARENT = """
import time
from verbale.flows.line.runners import Processes
with Processes(1) as processes:
    processes._pool.submit(int).result()
    print("up", flush=True)
    time.sleep(120)
"""


def test_a_killed_parent_takes_its_process_along() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout and parent.stdout.readline() == b"up\n"
    workers = [p for p in psutil.Process(parent.pid).children() if "spawn_main" in " ".join(p.cmdline())]
    assert len(workers) == 1
    parent.kill()
    parent.wait()
    _, left = psutil.wait_procs(workers, timeout=20)
    assert not [p for p in left if p.status() != psutil.STATUS_ZOMBIE], "what ended, but nobody asked after, is no worker"


def test_dask_belongs_to_the_flow() -> None:
    with pytest.raises(RunnerError, match="verbale run --runner dask"):
        runner_of(Settings(runner="dask"))


def test_a_batch_is_full_by_its_documents_or_by_their_length() -> None:
    """Fifty articles in one batch would be the work of one process while the others wait."""

    def sizes(lengths: list[int]) -> list[int]:
        documents = (Document(str(number), "", text="a" * length) for number, length in enumerate(lengths))
        return [len(batch) for batch in chunks(documents, 4)]

    assert sizes([10] * 10) == [4, 4, 2]
    assert sizes([FULL // 2] * 5) == [2, 2, 1]
    assert sizes([3 * FULL, 10, 10]) == [1, 2] and sizes([]) == []
