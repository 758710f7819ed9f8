"""What the pictures show: events in time, pairs of parties by period, and who has to do with whom.

Time is drawn as decimal years, a plain number: no time zone can shift a day, and no year is too early for a time stamp.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor

from verbale.extractors.tables import day, distinct

Row = Mapping[str, str]
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_POINT = 0.05
"""Years that a day is drawn as."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An event in time: decimal years from first to last, its family and type, in words who, when and the quote."""

    event_id: str
    first: float
    last: float
    family: str
    relation_type: str
    quad: str
    who: str
    date: str
    quote: str


def decimal_year(iso: str, *, end: bool = False) -> float | None:
    """``1991-07-02`` -> 1991.4986...; ``end`` counts the day itself in. None for what is no full day."""
    found = day(iso)
    if found is None:
        return None
    year, month, number = found
    before = sum(calendar.monthrange(2000 + year % 400, m)[1] for m in range(1, month)) + number - 1 + end
    return year + before / (365 + calendar.isleap(2000 + year % 400))


def shown(events: Iterable[Row]) -> list[Row]:
    """The events that pictures show: what is denied, planned or supposed is no event in time."""
    return [event for event in events if event["polarity"] != "neg" and event["modality"] in ("", "asserted", "reported")]


def dated(events: Iterable[Row], names: Mapping[str, str]) -> list[Dated]:
    """The events with a first or last day, in time; an open end is drawn as a point. ``names``: of the actors, by their ids."""
    result = []
    for event in events:
        start, end = decimal_year(event["date_start"]), decimal_year(event["date_end"], end=True)
        first = start if start is not None else end
        if first is None:
            continue
        sides = (event[side] for side in ("source_parties", "target_parties") if event[side])
        who = " → ".join(", ".join(names.get(p, p) for p in distinct(side)) for side in sides)
        last = end if end is not None and end - first > _POINT else first + _POINT
        kind = event["relation_type"]
        about = (kind.split(".")[0], kind, event["quad"], who, event["date_edtf"], " ".join(event["quote"].split()))
        result.append(Dated(event["event_id"], first, last, *about))
    return sorted(result, key=lambda one: (one.first, one.last, one.event_id))


def pairs_of(event: Row) -> list[tuple[str, str]]:
    """Between whom an event is: of an undirected one all that take part."""
    sources, targets = distinct(event["source_parties"]), distinct(event["target_parties"])
    pairs = {tuple(sorted((a, b))) for a in sources for b in targets or sources if a != b}
    return sorted((a, b) for a, b in pairs)


def pair_counts(events: Iterable[Row]) -> Counter[tuple[str, str]]:
    """How many events there are of every pair, in either direction."""
    return Counter(pair for event in events for pair in pairs_of(event))


def pair_years(events: Iterable[Row]) -> dict[tuple[str, str], Counter[int]]:
    """Pair -> year -> number of events that began in it; what has no first day is left out."""
    counted: dict[tuple[str, str], Counter[int]] = {}
    for event in events:
        began = day(event["date_start"])
        for pair in pairs_of(event) if began else ():
            assert began is not None
            counted.setdefault(pair, Counter())[began[0]] += 1
    return counted


def ticks(first: float, last: float, most: int = 10) -> list[int]:
    """Round years from at or before the first to at or after the last, ``most`` + 2 at most.

    >>> ticks(1945.2, 2020.4)
    [1940, 1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020, 2030]
    """
    step = next((step for step in _STEPS if (last - first) / step <= most), _STEPS[-1] * ceil((last - first) / _STEPS[-1] / most))
    return [number * step for number in range(floor(first / step), max(ceil(last / step), floor(first / step) + 1) + 1)]


def periods_of(years: Collection[int], most: int) -> tuple[int, list[int]]:
    """The shortest round number of years by which years fall into few periods, and the first years of these; empty ones are not
    among them.

    >>> periods_of({1648, 1990, 1991, 1999}, 3)
    (5, [1645, 1990, 1995])
    """
    for step in _STEPS:
        found = sorted({year // step * step for year in years})
        if len(found) <= most:
            return step, found
    return _STEPS[-1], found


def lanes(spans: Iterable[tuple[float, float]], most: int) -> list[int]:
    """The lane of each span (sorted by start): the first that is free, so that none covers another; the last where none is."""
    free: list[float] = []
    chosen = []
    for start, end in spans:
        lane = next((number for number, until in enumerate(free) if until <= start), len(free))
        lane = min(lane, most - 1)
        free[lane : lane + 1] = [max(end, *free[lane : lane + 1]) if lane < len(free) else end]
        chosen.append(lane)
    return chosen
