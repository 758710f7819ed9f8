"""What the reviewers say of every row together, and how far they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.extractors.tables import split
from verbale.review.log.decisions import JUDGEMENTS, LISTS, Decision
from verbale.review.log.fates import Carried

SETTLED = ("current", "resolved", "found_since")
"""What a decision has become that holds for its row as it stands."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reviewers say of one row.

    ``status``: accepted / rejected / corrected / disputed (they differ) / recheck (the row has changed since).
    """

    event_id: str
    status: str
    values: Mapping[str, str]
    decisions: tuple[Decision, ...]


def verdicts(carried: Iterable[Carried]) -> dict[str, Verdict]:
    """event_id -> verdict, for every row that a decision belongs to now (proposed, stale and orphaned ones belong to none)."""
    by_event: dict[str, list[Carried]] = defaultdict(list)
    for c in last_words(carried):
        by_event[c.event_id].append(c)
    return {event_id: _verdict(event_id, found) for event_id, found in by_event.items()}


def last_words(carried: Iterable[Carried]) -> tuple[Carried, ...]:
    """What every reviewer says of every row that is there: of one who added it and judged it later, the judgement."""
    said: dict[tuple[str, str], Carried] = {}
    for c in carried:
        spoken = (c.event_id, c.decision.reviewer)
        if c.event_id and c.decision.action in JUDGEMENTS and not (c.decision.action == "add" and spoken in said):
            said[spoken] = c
    return tuple(said.values())


def _verdict(event_id: str, found: list[Carried]) -> Verdict:
    decisions = tuple(c.decision for c in found)
    settled = [c for c in found if c.status in SETTLED]
    if not settled:
        return Verdict(event_id, "recheck", {}, decisions)
    opinions = {_opinion(c) for c in settled}
    if len(opinions) > 1:
        return Verdict(event_id, "disputed", {}, decisions)
    ((status, values),) = opinions
    return Verdict(event_id, status, dict(values), tuple(c.decision for c in settled))


def _opinion(carried: Carried) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A verdict in a form that compares: a correction that the run has caught up with accepts the row as it is."""
    decision = carried.decision
    if decision.action == "reject":
        return "rejected", ()
    if decision.action == "add":
        said = tuple(sorted((column, value) for column, (value, _) in carried.changed.items()))
        return "corrected" if said else "accepted", said
    if decision.action == "accept" or carried.status == "resolved":
        return "accepted", ()
    values = {c: ";".join(sorted(split(v))) if c in LISTS else v for c, v in decision.values.items()}
    return "corrected", tuple(sorted(values.items()))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers on the rows that both judged: how many, the share they agree on, and Cohen's kappa (Cohen 1960)."""

    one: str
    other: str
    n: int
    agreed: float
    kappa: float


def agreement(carried: Iterable[Carried]) -> tuple[Agreement, ...]:
    """Every pair of reviewers with rows in common. A correction agrees only with the same correction; kappa compares the verdicts
    accepted / rejected / corrected, and is 1 where chance alone would already agree always."""
    by_reviewer: dict[str, dict[str, tuple[str, Any]]] = defaultdict(dict)
    for c in last_words(carried):
        if c.status in SETTLED:
            by_reviewer[c.decision.reviewer][c.event_id] = _opinion(c)
    names = sorted(by_reviewer)
    pairs = []
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            both = sorted(set(by_reviewer[one]) & set(by_reviewer[other]))
            if both:
                opinions = [(by_reviewer[one][e], by_reviewer[other][e]) for e in both]
                same = sum(a == b for a, b in opinions) / len(both)
                pairs.append(Agreement(one, other, len(both), round(same, 3), round(_kappa(opinions), 3)))
    return tuple(pairs)


def _kappa(opinions: list[tuple[tuple[str, Any], tuple[str, Any]]]) -> float:
    n = len(opinions)
    observed = sum(a[0] == b[0] for a, b in opinions) / n
    kinds = {kind for pair in opinions for kind, _ in pair}
    chance = sum(sum(a[0] == k for a, _ in opinions) * sum(b[0] == k for _, b in opinions) for k in kinds) / n**2
    return 1.0 if chance == 1.0 else (observed - chance) / (1 - chance)
