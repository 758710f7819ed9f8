"""Decisions joined with the tables: ``review_status``, and the reviewed tables that hold only what people confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from verbale.extractors import tables
from verbale.extractors.schema import Actor, Event
from verbale.extractors.tables import relate, statements
from verbale.review.log.additions import ADDED, relocated
from verbale.review.log.corrections import RelationType, corrected
from verbale.review.log.decisions import PLACED, Decision
from verbale.review.log.evidence import Evidence, Row
from verbale.review.log.verdicts import Verdict

if TYPE_CHECKING:
    import pandas as pd


def with_status(events: pd.DataFrame, found: Mapping[str, Verdict]) -> pd.DataFrame:
    """The table of events, or of candidates, with ``review_status`` filled in; nothing else changes."""
    import pandas as pd

    statuses = [found[event_id].status if event_id in found else "" for event_id in events["event_id"].tolist()]
    return events.assign(review_status=pd.Series(statuses, index=events.index, dtype="str"))


def reviewed_events(
    rows: Iterable[Row], found: Mapping[str, Verdict], types: Mapping[str, RelationType], evidence: Evidence
) -> pd.DataFrame:
    """Accepted, corrected and added rows only, as people say them: text, the columns of ``events`` and ``tables.REVIEW_COLUMNS``.

    ``rows``: all that was judged, candidates and added events too: what people confirm is an event.
    """
    import pandas as pd

    kept = []
    for row in rows:
        verdict = found.get(row["event_id"])
        if verdict is None or verdict.status not in ("accepted", "corrected"):
            continue
        last = max(verdict.decisions, key=lambda decision: decision.at)
        # The words a reviewer corrected to may have been put in another order for comparison: take them as they were written.
        added = row["method"] == ADDED
        values = _as_written(last, verdict, added)
        kept.append(
            as_corrected(row, values, types, evidence)
            | {
                "review_status": "added" if added and verdict.status == "accepted" else verdict.status,
                "reviewers": tables.join(sorted({decision.reviewer for decision in verdict.decisions})),
                "decided_at": last.at,
                "corrected": tables.join(_named(values)) if last.action != "add" or not added else "",
                "comment": " / ".join(decision.comment for decision in verdict.decisions if decision.comment),
            }
        )
    columns = pd.Index(tables.columns_of("reviewed_events"), dtype=object)
    return pd.DataFrame(kept, columns=columns, dtype="str")


def _named(values: Mapping[str, str]) -> list[str]:
    return sorted(name for name in values if not name.endswith("_at"))


def _as_written(last: Decision, verdict: Verdict, added: bool) -> dict[str, str]:
    """The values of the last decision that hold for its row; an added row is what its reviewer said."""
    if verdict.status != "corrected" and not (added and last.action == "add"):
        return {}
    whole = added or last.action == "correct"
    return dict(last.values) if whole else {name: value for name, value in last.values.items() if name in verdict.values}


def as_corrected(row: Row, values: Mapping[str, str], types: Mapping[str, RelationType], evidence: Evidence) -> dict[str, str]:
    """A row as corrected; words that were chosen in its sentence are where they stand in it now, or stay those of the row."""
    sentence_id = row["sentence_id"]
    placed = relocated(values, evidence.sentences.get(sentence_id, ""))
    if placed is None:
        placed = {name: value for name, value in values.items() if name.removesuffix("_at") not in PLACED}
    place = evidence.places.get(sentence_id)
    return corrected(row, placed, types, place.start if place else 0)


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
