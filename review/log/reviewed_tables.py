"""Decisions joined with the tables: ``review_status``, and the reviewed tables that hold only what people confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pandas as pd

from verbale.extractors import tables
from verbale.extractors.schema import Actor, Event
from verbale.extractors.tables import relate, statements
from verbale.review.log.corrections import RelationType, corrected
from verbale.review.log.verdicts import Verdict


def with_status(events: pd.DataFrame, found: Mapping[str, Verdict]) -> pd.DataFrame:
    """The table of events, or of candidates, with ``review_status`` filled in; nothing else changes."""
    statuses = [found[event_id].status if event_id in found else "" for event_id in events["event_id"].tolist()]
    return events.assign(review_status=pd.Series(statuses, index=events.index, dtype="str"))


def reviewed_events(events: pd.DataFrame, found: Mapping[str, Verdict], types: Mapping[str, RelationType]) -> pd.DataFrame:
    """Accepted and corrected rows only, corrections applied, as text: the columns of ``events`` and ``tables.REVIEW_COLUMNS``.

    ``events``: all that was judged, candidates too: what people confirm is an event.
    """
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
    columns = pd.Index(tables.columns_of("reviewed_events"), dtype=object)
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


def reviewed_relations(reviewed: pd.DataFrame, types: Mapping[str, RelationType], actors: pd.DataFrame) -> pd.DataFrame:
    """The relations that follow from the reviewed events alone, with the columns of ``relations``. ``actors``: their table."""
    symmetric = {name for name, kind in types.items() if kind.symmetric}
    described = {
        row["actor_id"]: Actor(row["actor_id"], row["name"], row["kind"], row["party_id"], valid_to=row["valid_to"])
        for row in tables.records(actors)
    }
    found = relate(statements(map(to_event, tables.records(reviewed)), described), symmetric)
    return tables.frame("relations", [tables.row("relations", relation) for relation in found])
