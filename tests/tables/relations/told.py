"""Events made by hand, and the relations that follow from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tests.records import event as blank
from verbale.extractors.schema import Actor, Event, Relation
from verbale.extractors.tables.relations import STATES, relate, statements

SYMMETRIC = frozenset({"treaty.sign", "meeting.hold", "relations.establish", "relations.restore", "relations.state"})
DERIVED = frozenset(state.relation_type for state in STATES.states)


def event(
    number: int, relation_type: str, sources: str, targets: str = "", start: str = "", end: str = "", **more: object
) -> Event:
    """``event(1, "envoy.expel", "USA", "RUS", "1986-10-21", "=")``: an end of ``=`` is the start."""
    values: dict[str, object] = {
        "event_id": f"e{number}",
        "doc_id": "d",
        "relation_type": relation_type,
        "source_parties": tuple(sources.split()),
        "target_parties": tuple(targets.split()),
        "date_edtf": _edtf(start, end),
        "date_start": start,
        "date_end": start if end == "=" else end,
        "polarity": "pos",
        "modality": "asserted",
        "confidence": 0.5,
    }
    return blank(**(values | more))


def _edtf(start: str, end: str) -> str:
    """``1945`` of all its days, ``1948-01-01/1960-12-31`` of several years."""
    if (start[-6:], end[-6:]) == ("-01-01", "-12-31") and start[:-6] == end[:-6]:
        return start[:-6]
    return start if end in ("=", "") else f"{start}/{end}"


def relations(
    *events: Event, actors: Iterable[Actor] = (), symmetric: Collection[str] = SYMMETRIC, in_pairs: bool = False
) -> tuple[Relation, ...]:
    """All that follows from some events of one document."""
    described: Mapping[str, Actor] = {actor.actor_id: actor for actor in actors}
    return relate(statements(events, described), symmetric, in_pairs)


def states(*events: Event, actors: Iterable[Actor] = ()) -> list[Relation]:
    """Of that the states, in time."""
    found = [row for row in relations(*events, actors=actors) if row.relation_type in DERIVED]
    return sorted(found, key=lambda row: (row.date_first or row.date_last, row.relation_id))


def brief(found: Iterable[Relation]) -> set[tuple[str, ...]]:
    return {(r.subject_id, r.relation_type, r.object_id, r.date_first, r.date_last, ";".join(r.event_ids)) for r in found}
