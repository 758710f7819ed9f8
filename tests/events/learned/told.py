"""What is known of a short text before its events are looked for, and learned layers that say what a test wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from tests.conftest import ROOT
from tests.loaded import bundled
from verbale.extractors import Resources, load_pipeline, parse
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.dates import NONE
from verbale.extractors.events.learned.models import Cuts, Learned, Limits, Profile, Usual
from verbale.extractors.finder import Hashed, Trees, slot
from verbale.extractors.finder.hashed import SLOTS
from verbale.extractors.pipeline import findings_of
from verbale.extractors.text import make_document

Answers = Callable[[Sequence[Sequence[float]]], NDArray[np.float32]]


@cache
def resources() -> Resources:
    return bundled()


@cache
def pipelines(finder: bool) -> object:
    nlp = load_pipeline(finder="off")
    if finder:
        nlp.add_pipe("verbale_finder", name="finder").from_disk(ROOT / "tests" / "data" / "finder")  # type: ignore[attr-defined]
    return nlp


def known(text: str, finder: bool = False) -> Findings:
    """``finder``: with one that looks pieces up in a table (``tests/finder/test_component.py`` tells what stands there)."""
    return findings_of(parse(pipelines(finder), make_document("text", text)), resources())  # type: ignore[arg-type]


def always(value: float) -> Answers:
    return lambda rows: np.full(len(rows), value, dtype=np.float32)


def column(number: int) -> Answers:
    """Answers with one of the numbers of each row."""
    return lambda rows: np.array([row[number] for row in rows], dtype=np.float32)


HALF = always(0.5)


def learned(
    sources: Answers = HALF,
    targets: Answers = HALF,
    sets: Answers = HALF,
    date_odds: float = 0.0,
    evidence: Answers | None = None,
) -> Learned:
    """Layers that answer as given; links are all as likely as not. ``date_odds``: of any date near by against none."""
    rules = resources().rules
    families = sorted({name.partition(".")[0] for name in rules.types})
    types = {
        name: Profile(
            number=number, family=families.index(name.partition(".")[0]), symmetric=kind.symmetric, sources=1.0, targets=0.5
        )
        for number, (name, kind) in enumerate(sorted(rules.types.items()))
    }
    usual = Usual(
        cuts=Cuts(none=0.5),
        limits=Limits(events=0.6, candidates=0.1),
        types=types,
        records={"all": (80, 100), "envoy.recall.verb": (9, 10)},
    )
    links, dates = (Hashed(np.zeros((SLOTS, n), np.float32), np.zeros(n, np.float32)) for n in (2, 1))
    dates.weights[slot(NONE)] = -date_odds
    trees = (cast(Trees, one) for one in (sources, targets, sets))
    return Learned(links, *trees, dates, cast("Trees | None", evidence), usual)
