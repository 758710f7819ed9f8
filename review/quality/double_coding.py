"""How far do two reviewers agree? On rows that both judged, and on what they find in sentences that both judged whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from verbale.review.log import (
    SETTLED,
    Agreement,
    Carried,
    ComparedRun,
    RelationType,
    agreement,
    as_corrected,
    complete_sentences,
    last_words,
    verdicts,
)
from verbale.review.quality.whole import is_decided

ALL = "all"


@dataclass(frozen=True, slots=True)
class Found:
    """Events that two reviewers find in the same sentences: each of them, both, and both with every cell the same."""

    one: int = 0
    other: int = 0
    both: int = 0
    same: int = 0

    def f1(self, matched: int) -> float | None:
        """Harmonic mean of the two shares that are matched, whoever is taken for the measure; None where nothing is told."""
        return 2 * matched / (self.one + self.other) if self.one + self.other else None


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """Two reviewers on the rows of one family: ``rows`` that both judged, None without any; ``found`` in the sentences that both
    judged whole."""

    family: str
    rows: Agreement | None
    found: Found


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers. ``sentences``: judged whole by both; ``families``: all together first."""

    one: str
    other: str
    sentences: int
    families: tuple[DoubleCoded, ...]


def double_coding(state: ComparedRun, types: Mapping[str, RelationType]) -> tuple[Pair, ...]:
    """Every pair of reviewers that judged something in common."""
    families = {row["event_id"]: row["relation_type"].split(".")[0] for row in state.rows}
    opinions: dict[str, dict[str, Carried]] = defaultdict(dict)
    for c in last_words(state.carried):
        if c.status in SETTLED:
            opinions[c.decision.reviewer][c.event_id] = c
    pairs = []
    for one, other in combinations(sorted(opinions), 2):
        sentences = _whole(state, opinions[one]) & _whole(state, opinions[other])
        events = [_events(opinions[name], sentences, state, types) for name in (one, other)]
        lines = _by_family([*opinions[one].values(), *opinions[other].values()], events, families)
        if lines:
            pairs.append(Pair(one, other, len(sentences), lines))
    return tuple(pairs)


Events = Mapping[str, tuple[str, tuple[tuple[str, str], ...]]]
"""Event id -> its family, and what a reviewer said otherwise than its row."""


def _by_family(both: Sequence[Carried], events: Sequence[Events], families: Mapping[str, str]) -> tuple[DoubleCoded, ...]:
    """All families together, and each in which the two have something in common."""
    lines = [DoubleCoded(ALL, _agreed(both), _found(*events))]
    named = {family for found in events for family, _ in found.values()}
    for family in sorted(named | {families[c.event_id] for c in both}):
        kept = [{event: said for event, said in found.items() if said[0] == family} for found in events]
        lines.append(DoubleCoded(family, _agreed([c for c in both if families[c.event_id] == family]), _found(*kept)))
    return tuple(line for line in lines if line.rows or line.found != Found())


def _agreed(carried: Iterable[Carried]) -> Agreement | None:
    found = agreement(carried)
    return found[0] if found else None


def _whole(state: ComparedRun, opinions: Mapping[str, Carried]) -> frozenset[str]:
    """The sentences that one reviewer called complete, with a judgement on every event that the run tells in them."""
    names = {c.decision.reviewer for c in opinions.values()}
    complete = complete_sentences(c.decision for c in state.carried if c.decision.reviewer in names)
    told = state.tables["events"][["event_id", "sentence_id"]].astype(str).itertuples(index=False, name=None)
    open_ = {sentence_id for event_id, sentence_id in told if event_id not in opinions}
    return frozenset(complete) & state.evidence.sentences.keys() - open_


def _events(
    opinions: Mapping[str, Carried], sentences: frozenset[str], state: ComparedRun, types: Mapping[str, RelationType]
) -> Events:
    """The events that one reviewer finds in these sentences."""
    result = {}
    rows = {row["event_id"]: row for row in state.rows}
    for event_id, c in opinions.items():
        row = rows[event_id]
        own = verdicts([c]).get(event_id)
        if row["sentence_id"] not in sentences or not is_decided(own) or own is None or own.status == "rejected":
            continue
        said = as_corrected(row, own.values, types, state.evidence) if own.status == "corrected" else row
        result[event_id] = said["relation_type"].split(".")[0], tuple(sorted(own.values.items()))
    return result


def _found(one: Events, other: Events) -> Found:
    both = [event for event in one if event in other and one[event][0] == other[event][0]]
    return Found(len(one), len(other), len(both), sum(one[event] == other[event] for event in both))


def format_double_coding(pairs: Iterable[Pair]) -> str:
    """The report as text."""
    text: list[str] = []
    for pair in pairs:
        width = max(len("family"), *(len(line.family) for line in pair.families))
        text += [
            f"{pair.one} and {pair.other}; {pair.sentences} sentences judged whole by both",
            f"{'family':{width}s}  rows  agreed  kappa  events  F1   F1 of all cells",
            *(_line(line, width) for line in pair.families),
            "",
        ]
    if not text:
        return "No two reviewers have judged the same rows or sentences yet.\n"
    text.append("kappa: Cohen (1960), of the verdicts; F1: events that both find in sentences judged whole by both.")
    return "\n".join(text) + "\n"


def _line(line: DoubleCoded, width: int) -> str:
    rows = f"{line.rows.n:4d}  {line.rows.agreed:6.2f}  {line.rows.kappa:5.2f}" if line.rows else f"{0:4d}  {'-':>6s}  {'-':>5s}"
    found = line.found
    shares = [f"{share:.2f}" if share is not None else "-   " for share in (found.f1(found.both), found.f1(found.same))]
    return f"{line.family:{width}s}  {rows}  {max(found.one, found.other):6d}  {shares[0]}  {shares[1]}".rstrip()
