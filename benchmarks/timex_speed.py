"""How long the tagger of dates takes beside the parse that it stands on; one process.

    python benchmarks/timex_speed.py [FILE.jsonl | FOLDER]     default: ../shared/temporal/wikiwars_dev.jsonl

FILE.jsonl has a ``text`` (and ``doc_id``) a line; of a FOLDER every ``*.txt`` is read. Prints characters, seconds of the parse
(best of two), seconds of the tagger (best of three) and the ratio; exits 1 where the tagger takes 10 % of the parse or more.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from verbale.extractors import load_pipeline, parse_documents
from verbale.extractors.schema import Document
from verbale.extractors.text import make_document
from verbale.extractors.timex import find_timexes

LIMIT = 0.10


def read(path: Path) -> list[Document]:
    if path.is_dir():
        return [make_document(p.stem, p.read_text(encoding="utf-8")) for p in sorted(path.glob("*.txt"))]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [make_document(str(row.get("doc_id", i)), row["text"]) for i, row in enumerate(rows)]


def best(times: int, work: Callable[[], Any]) -> float:
    """The shortest of several runs, in seconds."""
    durations = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        durations.append(time.perf_counter() - begin)
    return min(durations)


def main() -> int:
    default = Path(__file__).resolve().parent.parent.parent / "shared" / "temporal" / "wikiwars_dev.jsonl"
    documents = read(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    nlp = load_pipeline()
    parsed = list(parse_documents(nlp, documents))
    first = best(1, lambda: [find_timexes(p) for p in parsed])
    parse = best(2, lambda: list(parse_documents(nlp, documents)))
    tag = best(3, lambda: [find_timexes(p) for p in parsed])
    characters = sum(len(d.text) for d in documents)
    dates = sum(len(find_timexes(p)) for p in parsed)
    print(f"{len(documents)} documents, {characters:,} characters, {dates:,} dates")
    print(f"parse {parse:.2f} s, dates {tag:.2f} s (first run with compiling {first:.2f} s): {tag / parse:.1%} of the parse")
    return 0 if tag < LIMIT * parse else 1


if __name__ == "__main__":
    raise SystemExit(main())
