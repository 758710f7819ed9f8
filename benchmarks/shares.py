"""Where the time of the line goes, stage by stage, as shares of the parse; one run in one process.

    python -m benchmarks.shares [FOLDER] [--rounds 2] [--profile 0]     default: ../shared/documents, else raw_text

Parser and finder are timed alone, then the extraction with a stopwatch at the functions where its parts begin: time counts for
the innermost part, so that the parts add up to the whole; of several rounds the fastest counts. All times are of the processor,
which hold on a busy machine. Prints seconds and shares of the
parse (without and with the finder), and exits 1 where mentions, arguments and dates together take more than LIMIT of the parse.
``--profile N``: also the N functions of the extraction that take the most time themselves.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from verbale.extractors import load_pipeline, load_resources, parse_documents, read_documents
from verbale.extractors.parse import FINDER, Parsed, findings_in
from verbale.extractors.pipeline import Resources, extract_parsed
from verbale.extractors.schema import Document

LIMIT = 0.20
"""So much of the parse may mentions, arguments and dates take together."""
ROOT = Path(__file__).resolve().parent.parent
TEXTS = (ROOT.parent / "shared" / "documents", ROOT / "raw_text")
PARSE = "parse"
REST = "rest of the extraction"
WHO_AND_WHEN = ("mentions", "dates found", "dates attached", "dates, learned", "arguments by rules", "arguments, learned")

_EVENTS = "verbale.extractors.events"
_PARTS = (
    ("mentions", "verbale.extractors.pipeline", ("find_mentions", "MentionIndex")),
    ("dates found", "verbale.extractors.pipeline", ("find_timexes",)),
    ("dates attached", "verbale.extractors.pipeline", ("DateIndex", "DateIndex.date_of", "DateIndex.dated_by")),
    ("dates attached", "verbale.extractors.pipeline", ("DateIndex.dates_behind", "DateIndex.listed_with")),
    ("dates, learned", f"{_EVENTS}.learned.propose", ("_dates",)),
    ("arguments by rules", f"{_EVENTS}.matcher", ("Fillers", "Matcher.sides")),
    ("arguments by rules", f"{_EVENTS}.decide", ("gapped", "echoes")),
    ("arguments by rules", f"{_EVENTS}.find", ("settle",)),
    ("arguments, learned", f"{_EVENTS}.learned.propose", ("Candidates", "link_probabilities", "choose")),
    ("arguments, learned", f"{_EVENTS}.learned.propose", ("Candidates.linked", "Candidates.of")),
    ("rules", f"{_EVENTS}.learned.propose", ("told_by_rules",)),
    ("proposals", f"{_EVENTS}.find", ("propose",)),
    ("evidence, learned", f"{_EVENTS}.find", ("weigh", "outright", "likeliest", "reasons")),
    ("records", f"{_EVENTS}.find", ("events_of",)),
)
"""Part, module, and the functions in it whose time is the part's, as far as no other part begins inside."""


class Stopwatch:
    """Seconds of each part; what runs inside a part and is none of its own counts for the inner one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open = [REST]
        self._since = time.process_time()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        self._count()
        self._open.append(name)
        try:
            yield
        finally:
            self._count()
            self._open.pop()

    def _count(self) -> None:
        now = time.process_time()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function whose time counts for a part. What gives its results one by one gives them all at once."""

        @wraps(function)
        def measured(*given: Any, **named: Any) -> Any:
            with self.part(name):
                found = function(*given, **named)
                return iter(list(found)) if isinstance(found, Iterator) else found

        return measured


def watched(watch: Stopwatch) -> ExitStack:
    """The functions of all parts, under the watch until the stack is closed."""
    stack = ExitStack()
    for name, module, functions in _PARTS:
        for dotted in functions:
            owner: Any = import_module(module)
            *above, last = dotted.split(".")
            for step in above:
                owner = getattr(owner, step)
            target = getattr(owner, last)
            if isinstance(target, type):  # of a class its making
                owner, last, target = target, "__init__", target.__init__
            stack.enter_context(patch.object(owner, last, watch.timed(name, target)))
    return stack


def extract(parsed: Sequence[Parsed], resources: Resources) -> None:
    for one in parsed:
        extract_parsed(one, resources)


def parse(documents: Sequence[Document], rounds: int) -> tuple[list[Parsed], dict[str, float]]:
    """The parses with what the finder found, and the seconds of parser and finder: of some rounds the least."""
    nlp, parser = load_pipeline(), load_pipeline(finder="off")
    finder = dict(nlp.components)[FINDER]
    parsed: list[Parsed] = []
    seconds: list[tuple[float, float]] = []
    for _ in range(rounds + 1):  # the first one warms up
        begin = time.process_time()
        bare = list(parse_documents(parser, documents))
        parsed_at = time.process_time()
        parsed = [replace(one, findings=findings_in(finder(one.doc))) for one in bare]
        seconds.append((parsed_at - begin, time.process_time() - parsed_at))
    return parsed, dict(zip((PARSE, FINDER), map(min, zip(*seconds[1:], strict=True)), strict=True))


def watch(parsed: Sequence[Parsed], resources: Resources, rounds: int) -> dict[str, float]:
    """Seconds of every part of the extraction, of the fastest round."""
    extract(parsed, resources)
    runs = []
    for _ in range(rounds):
        stopwatch = Stopwatch()
        with watched(stopwatch), stopwatch.part(REST):
            extract(parsed, resources)
        runs.append(stopwatch.seconds)
    return min(runs, key=lambda run: sum(run.values()))


def show(seconds: dict[str, float]) -> float:
    """Print the table; the share of mentions, arguments and dates."""
    whole = seconds[PARSE] + seconds[FINDER]
    print(f"{'part':24} seconds  of the parse  of parse and finder")
    together = sum(seconds.get(name, 0.0) for name in WHO_AND_WHEN)
    for name, took in [*seconds.items(), ("mentions, arguments, dates", together)]:
        print(f"{name:26} {took:5.2f}  {took / seconds[PARSE]:12.1%}  {took / whole:19.1%}")
    return together / seconds[PARSE]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=next(filter(Path.exists, TEXTS)))
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--profile", type=int, default=0)
    given = parser.parse_args()
    documents = list(read_documents(given.folder))
    resources = load_resources()
    parsed, seconds = parse(documents, given.rounds)
    print(f"{len(documents)} documents, {sum(len(one.doc) for one in parsed):,} words")
    share = show(seconds | watch(parsed, resources, given.rounds))
    if given.profile:
        profile = cProfile.Profile()
        profile.runcall(extract, parsed, resources)
        pstats.Stats(profile).sort_stats("tottime").print_stats(given.profile)
    return 0 if share <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
