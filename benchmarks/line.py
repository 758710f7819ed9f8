"""What the line costs beside the bare parser, as ratios of one run on one machine: ``make bench`` (DOCUMENTS=2000).

    python -m benchmarks.line [--documents 2000] [--rounds 2] [--large 0] [--flow] [--processes]

Every figure is taken in a process of its own, and is the median of some rounds in which the measured and the base take turns, so
that a machine that is busy for a while is so for both. Ratios are of wall-clock time unless they say CPU, which holds better on
a busy machine. The line runs as it does by default: much text in processes, one per core; the bare pipe has all cores for the
threads of its linear algebra. ``--large N``: also peak memory, and the cost of finding nothing changed, at N documents;
``--processes``: two processes against one, beside what two cores are worth here (they may share much of what they are made of);
``--flow``: the Prefect flow against the plain line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import Any

from benchmarks.corpus import write

_BARE = """
import json, resource, sys, time
from dataclasses import replace
from verbale.extractors import load_pipeline
from verbale.extractors.text import read_documents
nlp = load_pipeline(finder="off")
texts = [document.text for document in read_documents(sys.argv[1])]
list(nlp.pipe(texts[:20]))
wall, cpu = time.perf_counter(), time.process_time()
for doc in nlp.pipe(texts): pass
print(json.dumps({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}))
"""

_TWO = """
import json, multiprocessing, sys, time
from threadpoolctl import threadpool_limits
from verbale.extractors import load_pipeline
from verbale.extractors.text import read_documents
def pipe(texts, ready, begin):
    nlp = load_pipeline(finder="off")
    with threadpool_limits(1):
        list(nlp.pipe(texts[:20]))
        ready.release()
        begin.wait()
        for doc in nlp.pipe(texts): pass
def timed(parts):
    ready, begin = multiprocessing.Semaphore(0), multiprocessing.Event()
    children = [multiprocessing.Process(target=pipe, args=(part, ready, begin)) for part in parts]
    for child in children: child.start()
    for child in children: ready.acquire()
    wall = time.perf_counter()
    begin.set()
    for child in children: child.join()
    return time.perf_counter() - wall
texts = [document.text for document in read_documents(sys.argv[1])]
print(json.dumps({"wall": timed([texts]), "two": timed([texts[::2], texts[1::2]])}))
"""

_LINE = """
import json, resource, sys, time
from dataclasses import replace
from verbale.flows.line import plan
from verbale.flows.line.run import run_line
from verbale.flows.settings import Settings
from verbale.flows.caches.versions import current_versions
values = json.loads(sys.argv[1])
rules = values.pop("rules", "")
settings = Settings(**values)
if rules:
    plan.current_versions = lambda *given: replace(current_versions(*given), rules=rules)
def used(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime
wall, cpu = time.perf_counter(), used(resource.RUSAGE_SELF)
report = run_line(settings)
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"wall": time.perf_counter() - wall, "cpu": used(resource.RUSAGE_SELF) - cpu + used(resource.RUSAGE_CHILDREN),
                  "peak_mb": (own.ru_maxrss + settings.processes * children.ru_maxrss) / 1024, "work": report.work,
                  "timings": report.timings}))
"""

_FLOW = """
import json, sys, time
from verbale.flows.on_prefect.start import prepare
prepare()
from verbale.flows.extract import extract_events
values = json.loads(sys.argv[1])
begin = time.perf_counter()
extract_events(**values)
print(json.dumps({"wall": time.perf_counter() - begin}))
"""

Measured = dict[str, Any]


def measure(code: str, argument: object) -> Measured:
    """Run a piece of code in a process of its own; what it prints last is JSON."""
    given = argument if isinstance(argument, str) else json.dumps(argument)
    done = subprocess.run([sys.executable, "-c", code, given], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    measured: Measured = json.loads(done.stdout.strip().splitlines()[-1])
    return measured


def in_turn(rounds: int, *commands: Callable[[int], Measured]) -> list[Measured]:
    """Each command once a round, one after the other; of each the last result, with the median of the times."""
    results = [[command(number) for command in commands] for number in range(rounds)]
    medians = [
        {kind: median(result[kind] for result in found) for kind in ("wall", "cpu") if kind in found[0]}
        for found in zip(*results, strict=True)
    ]
    return [{**last, **times} for last, times in zip(results[-1], medians, strict=True)]


def show(name: str, measured: float, base: float, limit: str = "") -> None:
    print(f"{name:52} {measured:9.2f}  /{base:9.2f}  = {measured / base:6.3f}  {limit}", flush=True)


def tell(name: str, measured: Measured) -> None:
    print(f"{name}: {measured['timings']}; peak memory {measured['peak_mb']:.0f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--processes", action="store_true")
    parser.add_argument("--flow", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="verbale-bench-") as name:
        bench(Path(name), given)


def bench(folder: Path, given: argparse.Namespace) -> None:
    texts = folder / "texts"
    write(given.documents, texts)
    plain = {"input": str(texts), "output": str(folder / "out"), "cache": str(folder / "cache")}
    print(f"{given.documents} documents, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; seconds measured / base = ratio")

    def anew(finder: str) -> Measured:
        for name in ("out", "cache"):
            rmtree(folder / name, ignore_errors=True)
        return measure(_LINE, {**plain, "finder": finder})

    bare, rules, first = in_turn(given.rounds, lambda _: measure(_BARE, str(texts)), lambda _: anew("off"), lambda _: anew("on"))
    for kind in ("wall", "cpu"):
        show(f"whole line / bare nlp.pipe ({kind})", first[kind], bare[kind], "<= 2.2")
        show(f"whole line, --finder off / bare nlp.pipe ({kind})", rules[kind], bare[kind], "<= 1.35")
    unchanged = reruns(texts, plain, first, given)
    tell("timings of the first run", first)
    fresh = {"input": str(texts), "use_cache": False}
    if given.processes:
        one = {**fresh, "output": str(folder / "one"), "runner": "local", "force": True}
        two = {**fresh, "output": str(folder / "two"), "runner": "processes", "workers": 2, "force": True}
        single, double = in_turn(given.rounds, lambda _: measure(_LINE, one), lambda _: measure(_LINE, two))
        show("one process / two processes", single["wall"], double["wall"], ">= 1.6")
        ceiling = measure(_TWO, str(texts))
        show("  what two are worth: bare pipe, one / two processes", ceiling["wall"], ceiling["two"])
    if given.flow:
        line = {**fresh, "output": str(folder / "line"), "force": True}
        flow = {**fresh, "output": str(folder / "flow")}
        alone, whole, none = in_turn(
            given.rounds,
            lambda _: measure(_LINE, line),
            lambda _: measure(_FLOW, {**flow, "force": True}),
            lambda _: measure(_FLOW, flow),
        )
        show("flow less its fixed start / plain line", whole["wall"] - none["wall"], alone["wall"], "<= 1.1")
    if given.large:
        bench_large(folder, given, first["peak_mb"], unchanged)


def reruns(texts: Path, plain: dict[str, str], first: Measured, given: argparse.Namespace) -> Measured:
    """What a rerun costs, by what changed. Returns the measure of one where nothing did."""

    def one_changed(number: int) -> Measured:
        with (texts / f"d{number:06}.txt").open("a", encoding="utf-8") as text:
            text.write("\nIn 1999 Peru broke off relations with Japan.\n")
        return measure(_LINE, plain)

    def rules_changed(number: int) -> Measured:
        return measure(_LINE, {**plain, "rules": f"changed {number}"})

    (again,) = in_turn(3, lambda _: measure(_LINE, plain))
    show("rerun, nothing changed / first run", again["wall"], first["wall"], "<= 0.03")
    (one,) = in_turn(3, one_changed)
    assert one["work"]["parsed"] == 1, one["work"]
    show("rerun, one document changed / first run", one["wall"], first["wall"], "<= 0.05")
    (rule,) = in_turn(given.rounds, rules_changed)
    assert rule["work"]["parsed"] == 0 and rule["work"]["extracted"] == given.documents, rule["work"]
    show("rerun, rules changed / first run", rule["wall"], first["wall"], "<= 0.35")
    return again


def bench_large(folder: Path, given: argparse.Namespace, peak: float, unchanged: Measured) -> None:
    """Whether memory stays and the cost of a look at the input grows with the number of documents, and no faster."""
    write(given.large, folder / "many")
    values = {"input": str(folder / "many"), "output": str(folder / "large"), "use_cache": False}
    large = measure(_LINE, values)
    tell(f"timings of a run of {given.large}", large)
    show(f"peak MB at {given.large} / at {given.documents} documents", large["peak_mb"], peak, "<= 1.5")
    (again,) = in_turn(3, lambda _: measure(_LINE, values))
    assert not again["work"]["extracted"], again["work"]
    name = f"nothing changed, ms per document at {given.large} / {given.documents}"
    show(name, again["wall"] / given.large * 1e3, unchanged["wall"] / given.documents * 1e3, "<= 1.1")


if __name__ == "__main__":
    main()
