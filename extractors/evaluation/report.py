"""All that annotated documents say of a table of events, and of a table of candidates beside it, in one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from verbale.extractors.evaluation.agreement import sides_right
from verbale.extractors.evaluation.gold import GoldDocument
from verbale.extractors.evaluation.intervals import Intervals, bootstrap
from verbale.extractors.evaluation.reliability import Reliability, parties_reliability_of, reliability_of
from verbale.extractors.evaluation.scoring import Outcome, Scores, Tally, score, tally_of

OTHER = "other"
"""The group of passages that hold few events: what is found there says more than what is missed."""
METHODS = ("rule", "finder", "both")


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates, paired with the annotations together with the events. ``rows``: how many; ``in_family``: those of them that
    stand on an annotation of their family; ``hit``: core events that a row of either table meets, out of ``gold``."""

    rows: int
    in_family: int
    hit: int
    gold: int

    @property
    def share(self) -> float:
        """Of the candidates, the share right in its family."""
        return self.in_family / max(1, self.rows)

    @property
    def recall(self) -> float:
        """Of the core events, the share that one of the two tables holds."""
        return self.hit / max(1, self.gold)


@dataclass(frozen=True, slots=True)
class Density:
    """Rows in running text."""

    rows: int
    words: int

    @property
    def per_thousand(self) -> float:
        return 1000 * self.rows / max(1, self.words)


@dataclass(frozen=True, slots=True)
class Report:
    """``scores``: totals, per document and family, and the account of every row; ``intervals``: None for too few documents;
    ``groups``: passages by what their name says before its first ``__``; ``methods``: rows by what found them, where the table
    says it; ``candidates``: None without any; ``reliability``: None where no row has a confidence; ``other``: rows in the
    passages of that group, None where there are none; ``incomplete``: documents in which nobody looked for every event;
    ``sides``: how sources or targets of detected events are told -> (sides just right, sides); ``mixed``: in several ways;
    ``parties``: how far ``parties_confidence`` can be trusted, None where no row on a core event has it."""

    scores: Scores
    intervals: Intervals | None
    groups: dict[str, Tally]
    methods: dict[str, Tally]
    candidates: Candidates | None
    reliability: Reliability | None
    other: Density | None
    incomplete: int = 0
    sides: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    parties: Reliability | None = None


def evaluate(
    gold: Mapping[str, GoldDocument], events_rows: Iterable[Mapping[str, Any]], candidate_rows: Iterable[Mapping[str, Any]] = ()
) -> Report:
    """Judge event rows, as ``score`` takes them, and candidates of the same columns, against annotated documents."""
    rows, candidates = list(events_rows), list(candidate_rows)
    scores = score(gold, rows)
    groups: dict[str, Tally] = defaultdict(Tally)
    for name, tally in scores.documents.items():
        if group := group_of(name):
            groups[group] += tally
    words = sum(len(document.text.split()) for name, document in gold.items() if group_of(name) == OTHER)
    return Report(
        scores=scores,
        intervals=bootstrap(scores.documents.values()),
        groups=dict(sorted(groups.items())),
        methods=_methods(scores.outcomes),
        candidates=_candidates(score(gold, rows, candidates)) if candidates else None,
        reliability=reliability_of(scores),
        other=Density(groups[OTHER].rows, words) if OTHER in groups else None,
        incomplete=sum(not document.complete for document in gold.values()),
        sides=_sides(scores.outcomes),
        parties=parties_reliability_of(scores),
    )


def group_of(name: str) -> str:
    """``news__sofia_1951`` -> ``news``; nothing for a name of one part."""
    group, parted, _ = name.partition("__")
    return group if parted else ""


def _methods(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for outcome in outcomes:
        if outcome.found and outcome.found.method:
            tallies[outcome.found.method] += tally_of(outcome)
    order = {name: i for i, name in enumerate(METHODS)}
    return dict(sorted(tallies.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


def _sides(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for outcome in outcomes:
        if outcome.gold is not None and outcome.found is not None and outcome.kind in ("full", "part"):
            for how, right in zip(outcome.found.hows, sides_right(outcome.gold, outcome.found), strict=True):
                if ways := {way.strip() for way in how.split(";")} - {""}:
                    told = counts[ways.pop() if len(ways) == 1 else "mixed"]
                    told[0] += right
                    told[1] += 1
    return {how: (right, n) for how, (right, n) in sorted(counts.items(), key=lambda item: -item[1][1])}


def _candidates(both: Scores) -> Candidates | None:
    own = [outcome for outcome in both.outcomes if outcome.found and outcome.found.candidate]
    if not own:
        return None
    return Candidates(len(own), sum(outcome.in_family for outcome in own), both.total.hit, both.total.gold)
