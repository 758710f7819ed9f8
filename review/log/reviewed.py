"""Decisions joined with the tables: ``events.review_status``, and the reviewed tables that hold only what people confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol

import pandas as pd

from verbale.extractors import ids, tables
from verbale.extractors.schema import Event
from verbale.extractors.tables import relate
from verbale.review.log.carry_over import Carried
from verbale.review.log.decisions import LISTS, VERDICTS, Decision
from verbale.review.log.edtf import EdtfError, days

ADDED = ("reviewers", "decided_at", "corrected", "comment")
"""Columns that ``reviewed_events`` has besides those of ``events``; ``corrected`` lists the corrected columns."""


class RelationType(Protocol):
    """What is needed of a relation type of the rule files."""

    plover: str
    cameo: str
    symmetric: bool


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
    for c in carried:
        if c.event_id and c.decision.action in VERDICTS:
            by_event[c.event_id].append(c)
    return {event_id: _verdict(event_id, found) for event_id, found in by_event.items()}


def _verdict(event_id: str, found: list[Carried]) -> Verdict:
    decisions = tuple(c.decision for c in found)
    settled = [c for c in found if c.status in ("current", "resolved")]
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
    if decision.action == "accept" or carried.status == "resolved":
        return "accepted", ()
    values = {c: ";".join(sorted(tables.split(v))) if c in LISTS else v for c, v in decision.values.items()}
    return "corrected", tuple(sorted(values.items()))


def with_status(events: pd.DataFrame, found: Mapping[str, Verdict]) -> pd.DataFrame:
    """The events table with ``review_status`` filled in; nothing else changes."""
    statuses = [found[event_id].status if event_id in found else "" for event_id in events["event_id"].tolist()]
    return events.assign(review_status=pd.Series(statuses, index=events.index, dtype="str"))


def corrected(row: Mapping[str, str], values: Mapping[str, str], types: Mapping[str, RelationType]) -> dict[str, str]:
    """An event row with a correction applied, and with what follows from it: codes, full dates and the claim id.

    The event_id stays: it names the row that was reviewed.
    """
    result = {**row, **values}
    if "relation_type" in values and values["relation_type"] in types:
        kind = types[values["relation_type"]]
        result |= {"plover": kind.plover, "cameo": kind.cameo}
    if "date_edtf" in values:
        try:
            span = days(values["date_edtf"])
            result |= {"date_start": span.start, "date_end": span.end, "date_granularity": span.granularity}
        except EdtfError:
            result |= {"date_start": "", "date_end": "", "date_granularity": ""}
        result["date_method"] = "review" if values["date_edtf"] else ""
    sides = tables.split(result["source_ids"]), tables.split(result["target_ids"])
    if {"relation_type", "source_ids", "target_ids"} & set(values):
        result["claim_id"] = ids.claim_id(result["relation_type"], *sides)
    return result


def reviewed_events(events: pd.DataFrame, found: Mapping[str, Verdict], types: Mapping[str, RelationType]) -> pd.DataFrame:
    """Accepted and corrected rows only, corrections applied, as text: the columns of ``events`` and ``ADDED``."""
    rows = []
    for row in tables.records(events):
        verdict = found.get(row["event_id"])
        if verdict is None or verdict.status not in ("accepted", "corrected"):
            continue
        last = max(verdict.decisions, key=lambda decision: decision.at)
        # The words a reviewer corrected to may have been put in another order for comparison: take them as they were written.
        values = dict(last.values) if verdict.status == "corrected" else {}
        rows.append(
            corrected(row, values, types)
            | {
                "review_status": verdict.status,
                "reviewers": tables.join(sorted({decision.reviewer for decision in verdict.decisions})),
                "decided_at": last.at,
                "corrected": tables.join(sorted(values)),
                "comment": " / ".join(decision.comment for decision in verdict.decisions if decision.comment),
            }
        )
    columns = pd.Index([*tables.TABLES["events"], *ADDED], dtype=object)
    return pd.DataFrame(rows, columns=columns, dtype="str")


def to_event(row: Mapping[str, str]) -> Event:
    """A row of text -> the record, as far as a table holds it."""
    values: dict[str, Any] = {}
    for f in fields(Event):
        kind, cell = str(f.type), row.get(f.name, "")
        if f.metadata.get("column", f.name) is None:
            continue
        if kind.startswith("tuple"):
            values[f.name] = tables.split(cell)
        elif kind == "int":
            values[f.name] = int(cell or 0)
        else:
            values[f.name] = float(cell or 0) if kind == "float" else cell
    return Event(**values)


def reviewed_relations(reviewed: pd.DataFrame, types: Mapping[str, RelationType]) -> pd.DataFrame:
    """The relations that follow from the reviewed events alone, with the columns of ``relations``."""
    symmetric = {name for name, kind in types.items() if kind.symmetric}
    found = relate([to_event(row) for row in tables.records(reviewed)], symmetric)
    return tables.frame("relations", [tables.row("relations", relation) for relation in found])


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
    for c in carried:
        if c.event_id and c.decision.action in VERDICTS and c.status in ("current", "resolved"):
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
