"""Words per second of one or more pipelines, with thinc's own matrix product and with numpy's, in one run.

    python -m benchmarks.model_speed [MODEL ...] [--text FILE] [--words 30000] [--processes 1]

MODEL is a folder or an installed package; without one, the bundled pipeline. Give two folders to compare them: the last column is
the ratio to the first. Set OMP_NUM_THREADS=1 to measure one core. Processor time is counted, so a busy machine disturbs less.
"""

from __future__ import annotations

import argparse
import resource
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from spacy.language import Language
from thinc.backends.numpy_ops import NumpyOps
from thinc.backends.ops import Ops

from verbale.extractors.parse.language import BUNDLED, load_pipeline

OWN = NumpyOps.gemm  # before the first load may replace it
SENTENCES = Path(__file__).parent.parent / "tests" / "data" / "domain_parse.toml"


@contextmanager
def matrix_product(product: Callable[..., Any]) -> Iterator[None]:
    """thinc's CPU backend with the given matrix product."""
    before = NumpyOps.gemm
    NumpyOps.gemm = product
    try:
        yield
    finally:
        NumpyOps.gemm = before


def paragraphs(text: Path | None, words: int) -> list[str]:
    """Paragraphs of about a hundred words, from a file or from the sentences of the domain check over and over."""
    if text is None:
        pieces = [entry["text"] for entry in tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["sentences"]]
    else:
        pieces = [line for line in text.read_text(encoding="utf-8").splitlines() if line.strip()]
    found: list[str] = []
    current: list[str] = []
    seen = 0
    for piece in cycle(pieces):
        current.append(piece)
        seen += len(piece.split())
        if sum(len(p.split()) for p in current) > 100 or seen >= words:
            found.append(" ".join(current))
            current = []
        if seen >= words:
            return found
    raise ValueError(f"no text in {text}")


def measure(nlp: Language, texts: list[str], processes: int) -> float:
    """Words per second; wall clock when there is more than one process."""
    clock = time.process_time if processes == 1 else time.perf_counter
    list(nlp.pipe(texts[:20]))
    begin = clock()
    words = sum(map(len, nlp.pipe(texts, batch_size=64, n_process=processes)))
    return words / (clock() - begin)


def main() -> None:
    """Measure and print one line per model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", default=[BUNDLED])
    parser.add_argument("--text", type=Path)
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    texts = paragraphs(arguments.text, arguments.words)
    load_pipeline(arguments.models[0])  # the first load also pays for imports and the choice of the product
    print("matrix product chosen at load:", "own" if NumpyOps.gemm is OWN else "numpy")
    print(f"{'model':44} {'load s':>7} {'own':>8} {'numpy':>8} {'ratio':>6}")
    first = 0.0
    for model in arguments.models:
        begin = time.perf_counter()
        nlp = load_pipeline(model)
        load = time.perf_counter() - begin
        with matrix_product(OWN):
            slow = measure(nlp, texts, arguments.processes)
        with matrix_product(Ops.gemm):
            fast = measure(nlp, texts, arguments.processes)
        first = first or fast
        print(f"{model[-44:]:44} {load:7.2f} {slow:8.0f} {fast:8.0f} {fast / first:6.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
