"""What the line costs beside the bare parser, as ratios of one run on one machine: ``make bench`` (DOCUMENTS=2000).

    python -m benchmarks.line [--documents 2000] [--large 0] [--flow] [--processes]

Every figure is taken in a process of its own. Ratios are of wall-clock time unless they say CPU, which holds better on a busy
machine. ``--large N``: also peak memory at N documents; ``--processes``: two processes against one; ``--flow``: the Prefect flow
against the plain line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import write

_BARE = """
import json, resource, sys, time
from extractors import load_pipeline
from extractors.ingest import read_documents
nlp = load_pipeline()
texts = [document.text for document in read_documents(sys.argv[1])]
list(nlp.pipe(texts[:20]))
wall, cpu = time.perf_counter(), time.process_time()
for doc in nlp.pipe(texts): pass
print(json.dumps({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}))
"""

_LINE = """
import json, resource, sys, time
import flows.plan
from flows.line import run_line
from flows.settings import Settings
from flows.versions import Versions, current_versions
from flows.work import Setup, pipeline, resources
values = json.loads(sys.argv[1])
warm, rules = values.pop("warm", True), values.pop("rules", "")
settings = Settings(**values)
if rules:
    flows.plan.current_versions = lambda model: Versions(**{**current_versions(model).as_dict(), "rules": rules})
if warm and settings.runner == "local":
    list(pipeline(settings.model).pipe(["Norway recalled its ambassador."] * 20))
    resources(Setup(settings.model))
wall, cpu = time.perf_counter(), time.process_time()
report = run_line(settings)
print(json.dumps({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "work": report.work,
                  "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "timings": report.timings}))
"""

_FLOW = """
import json, sys, time
from flows.start import prepare
prepare()
from flows.extract import extract_events
values = json.loads(sys.argv[1])
begin = time.perf_counter()
extract_events(**values)
print(json.dumps({"wall": time.perf_counter() - begin}))
"""


def measure(code: str, argument: object) -> dict:
    """Run a piece of code in a process of its own; what it prints last is JSON."""
    given = argument if isinstance(argument, str) else json.dumps(argument)
    done = subprocess.run([sys.executable, "-c", code, given], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return json.loads(done.stdout.strip().splitlines()[-1])


def show(name: str, measured: float, base: float, limit: str = "") -> None:
    print(f"{name:44} {measured:9.2f}  /{base:9.2f}  = {measured / base:6.3f}  {limit}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--processes", action="store_true")
    parser.add_argument("--flow", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="verbale-bench-") as name:
        bench(Path(name), given)


def bench(folder: Path, given: argparse.Namespace) -> None:
    texts, out = folder / "texts", folder / "out"
    write(given.documents, texts)
    plain = {"input": str(texts), "output": str(out), "cache": str(folder / "cache")}
    print(f"{given.documents} documents, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; seconds measured / base = ratio")
    bare = measure(_BARE, str(texts))
    first = measure(_LINE, plain)
    for kind in ("wall", "cpu"):
        show(f"whole line / bare nlp.pipe ({kind})", first[kind], bare[kind], "<= 1.35")
    again = measure(_LINE, {**plain, "warm": False})
    show("rerun, nothing changed / first run", again["wall"], first["wall"], "<= 0.03")
    changed = texts / "d000001.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nIn 1999 Peru broke off relations with Japan.\n", encoding="utf-8")
    one = measure(_LINE, {**plain, "warm": False})
    assert one["work"]["parsed"] == 1, one["work"]
    show("rerun, one document changed / first run", one["wall"], first["wall"], "<= 0.05")
    rule = measure(_LINE, {**plain, "rules": "changed"})
    assert rule["work"]["parsed"] == 0 and rule["work"]["extracted"] == given.documents, rule["work"]
    show("rerun, rules changed / first run", rule["wall"], first["wall"], "<= 0.35")
    print(f"timings of the first run: {first['timings']}; peak memory {first['peak_mb']:.0f} MB")
    fresh = {"input": str(texts), "use_cache": False}
    if given.processes:
        single = measure(_LINE, {**fresh, "output": str(folder / "single"), "runner": "processes", "workers": 1})
        double = measure(_LINE, {**fresh, "output": str(folder / "double"), "runner": "processes", "workers": 2})
        show("one process / two processes", single["wall"], double["wall"], ">= 1.6")
    if given.flow:
        line = measure(_LINE, {**fresh, "output": str(folder / "line"), "warm": False})
        flow = measure(_FLOW, {**fresh, "output": str(folder / "flow")})
        none = measure(_FLOW, {**fresh, "output": str(folder / "flow")})
        show("flow less its fixed start / plain line", flow["wall"] - none["wall"], line["wall"], "<= 1.1")
    if given.large:
        write(given.large, folder / "many", lines=True)
        large = measure(_LINE, {"input": str(folder / "many"), "output": str(folder / "large"), "use_cache": False})
        show(f"peak MB at {given.large} / at {given.documents} documents", large["peak_mb"], first["peak_mb"], "<= 1.5")


if __name__ == "__main__":
    main()
