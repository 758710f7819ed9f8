"""What it costs to write the tables of many documents, in memory and time: as rows come in, and as files come out.

    python -m benchmarks.tables [--documents 2000 20000]

The documents are those of ``benchmarks.synthetic``, whose toy extractor takes next to no time. Every number of documents is
measured in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import synthetic
from verbale.flows.output import Spool, contribution, write_tables

_SENTENCES = 18


def measured(documents: int) -> dict[str, Any]:
    """CPU seconds for taking rows in and for writing the tables, the peak of memory in MB, and the rows of the tables."""
    with tempfile.TemporaryDirectory(prefix="verbale-bench-") as name, Spool(Path(name), synthetic.TYPES) as spool:
        begin = time.process_time()
        for number in range(documents):
            spool.add(contribution(synthetic.extract(f"d{number:06}", synthetic.chronicle(number, _SENTENCES))))
        added = time.process_time()
        counts, *_ = write_tables(spool, Path(name, "none"))
        written = time.process_time()
        sizes = {file.name: file.stat().st_size for file in Path(name).iterdir()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = {"add": round(added - begin, 1), "write": round(written - added, 1)}
    return {**seconds, "peak_mb": round(peak), "events": counts["events"], "sqlite_mb": sizes["verbale.sqlite"] // 1_000_000}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--here", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        print(json.dumps(measured(given.here)))
        return
    for number in given.documents:
        command = [sys.executable, "-m", "benchmarks.tables", "--here", str(number)]
        print(
            number, "documents:", subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip(), flush=True
        )


if __name__ == "__main__":
    main()
