"""Events -> Relations: what the documents assert about each pair of parties, with the events that say so.

Two kinds of rows. *Aggregates*: per subject, type and object, and per polarity, all asserted events (plans, hypotheses and claims
that the text only reports found no relation). *States*: ``data/states.toml`` names the types that start and end a state (join and
leave, impose and lift); the rows say from when to when it held.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product, zip_longest
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import Field

from verbale.extractors.data_files import Table, load
from verbale.extractors.ids import content_id
from verbale.extractors.schema import Event, Relation

_DAY = re.compile(r"(-?\d+)-(\d\d)-(\d\d)")

Day = tuple[int, int, int]
Pair = tuple[str, str]


class State(Table):
    """A state of affairs between two parties, and the relation types that start and end it."""

    relation_type: str
    definition: str
    starts: tuple[str, ...] = Field(min_length=1)
    ends: tuple[str, ...]
    symmetric: bool


class States(Table):
    """``data/states.toml``."""

    states: tuple[State, ...]


class Statement(NamedTuple):
    """What relations need of an event: small to keep where the events of all documents are gathered."""

    event_id: str
    doc_id: str
    relation_type: str
    source_parties: tuple[str, ...]
    target_parties: tuple[str, ...]
    date_start: str
    date_end: str
    polarity: str
    modality: str
    confidence: float
    echo_of: str = ""
    source_how: tuple[str, ...] = ()
    target_how: tuple[str, ...] = ()


Said = Event | Statement

statement_values: Callable[[Event], tuple[Any, ...]] = attrgetter(*Statement._fields)
"""The values of an event's Statement, in order."""


@dataclass(frozen=True, slots=True)
class _Period:
    """A stretch of a state: what began it (and confirmed it while it lasted), and what ended it, if anything."""

    begun: tuple[Said, ...]
    ended: tuple[Said, ...]


def load_states() -> tuple[State, ...]:
    """The states of ``data/states.toml``. Raises DataError."""
    states: States = load(States, "states.toml")
    return states.states


def relate(events: Iterable[Said], symmetric: Collection[str]) -> tuple[Relation, ...]:
    """All relations that asserted events found, sorted by id. ``symmetric``: types (``family.type``) without direction.

    The confidence of a row is the highest of its events: one document that repeats itself is no second witness. What a noun only
    mentions again is counted once, where it is told.
    """
    asserted = [event for event in events if event.modality == "asserted" and not event.echo_of]
    return tuple(sorted([*_aggregates(asserted, symmetric), *_states(asserted)], key=lambda relation: relation.relation_id))


@lru_cache(maxsize=4096)
def day(iso: str) -> Day | None:
    """``-0043-03-15`` -> (-43, 3, 15), which sorts as time does where the strings would not; None for anything else."""
    match = _DAY.fullmatch(iso)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def pairs(event: Said, undirected: bool) -> Iterator[Pair]:
    """(subject, object) parties of an event. Nobody acts: no pair. Nobody is acted on: the object is empty.

    People without a name (*the rebels*) are no party of a relation: those of another text are others.
    """
    own, others = _known(event.source_parties, event.source_how), _known(event.target_parties, event.target_how)
    if undirected:
        parties = sorted(own | others)
        yield from combinations(parties, 2) if len(parties) > 1 else ((party, "") for party in parties)
    else:
        yield from product(sorted(own), sorted(others) or [""])


def _known(parties: Sequence[str], hows: Sequence[str]) -> set[str]:
    return {party for party, how in zip_longest(parties, hows) if party and how != "unknown"}


def _aggregates(events: Iterable[Said], symmetric: Collection[str]) -> Iterator[Relation]:
    evidence: dict[tuple[str, str, str, str], list[Said]] = defaultdict(list)
    for event in events:
        for subject, other in pairs(event, event.relation_type in symmetric):
            evidence[subject, event.relation_type, other, event.polarity].append(event)
    for (subject, relation_type, other, polarity), found in evidence.items():
        first, last = _extent(found)
        yield _relation(
            content_id("r", relation_type, subject, other, polarity),
            (subject, other),
            relation_type,
            relation_type not in symmetric,
            (first, last),
            found,
            polarity,
            max(event.confidence for event in found),
        )


def _extent(events: Sequence[Said]) -> tuple[str, str]:
    """First and last day. An event that goes on (``since 1995``: a start without an end) leaves the last day open."""
    starts = [event.date_start for event in events if day(event.date_start)]
    ends = [event.date_end for event in events if day(event.date_end)]
    goes_on = any(event.date_start and not event.date_end for event in events)
    return min(starts, key=_day_of, default=""), "" if goes_on else max(ends, key=_day_of, default="")


def _day_of(iso: str) -> Day:
    found = day(iso)
    assert found is not None
    return found


def _relation(
    relation_id: str,
    pair: Pair,
    relation_type: str,
    directed: bool,
    dates: tuple[str, str],
    events: Sequence[Said],
    polarity: str,
    confidence: float,
) -> Relation:
    return Relation(
        relation_id,
        pair[0],
        relation_type,
        pair[1],
        directed,
        *dates,
        n_events=len({event.event_id for event in events}),
        n_documents=len({event.doc_id for event in events}),
        polarity=polarity,
        confidence=round(confidence, 3),
        event_ids=tuple(sorted({event.event_id for event in events})),
    )


def _states(events: Sequence[Said]) -> Iterator[Relation]:
    happened = [event for event in events if event.polarity == "pos"]
    for state in load_states():
        by_pair: dict[Pair, list[Said]] = defaultdict(list)
        kinds = {*state.starts, *state.ends}
        for event in happened:
            if event.relation_type in kinds:
                for pair in pairs(event, state.symmetric):
                    by_pair[pair].append(event)
        for pair, found in by_pair.items():
            if pair[1]:
                yield from _rows_of(state, pair, found)


def _rows_of(state: State, pair: Pair, events: Sequence[Said]) -> Iterator[Relation]:
    for nth, period in enumerate(_periods(state, events), 1):
        begins = max((event.confidence for event in period.begun), default=1.0)
        ends = max((event.confidence for event in period.ended), default=1.0)
        first = min((event.date_start for event in period.begun if event.date_start), key=_day_of, default="")
        last = min((event.date_end for event in period.ended if event.date_end), key=_day_of, default="")
        yield _relation(
            content_id("r", state.relation_type, *pair, str(nth)),
            pair,
            state.relation_type,
            not state.symmetric,
            (first, last),
            [*period.begun, *period.ended],
            "pos",
            min(begins, ends),
        )


def _periods(state: State, events: Sequence[Said]) -> list[_Period]:
    """The periods of one pair in time.

    Undated beginnings confirm a state whose dated beginning is known, or alone make one undated period. Where an undated event
    ends the state, no period is said to last: the rows that would be open are left out, because the text says that it ended.
    """
    undated = [event for event in events if not day(event.date_start)]
    periods = _dated_periods(state, [event for event in events if day(event.date_start)])
    if any(event.relation_type in state.ends for event in undated):
        return [period for period in periods if period.ended]
    started = tuple(event for event in undated if event.relation_type in state.starts)
    return periods or ([_Period(started, ())] if started else [])


def _dated_periods(state: State, events: Iterable[Said]) -> list[_Period]:
    """Beginnings and endings in time; a beginning behind an ending opens the next period."""
    periods: list[_Period] = []
    begun: list[Said] = []
    ended: list[Said] = []
    for event in sorted(events, key=lambda e: (_day_of(e.date_start), e.relation_type in state.ends)):
        begins = event.relation_type in state.starts
        if begins and ended:
            periods.append(_Period(tuple(begun), tuple(ended)))
            begun, ended = [], []
        (begun if begins else ended).append(event)
    if begun or ended:
        periods.append(_Period(tuple(begun), tuple(ended)))
    return periods
