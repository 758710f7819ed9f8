"""Events -> counts and sums of Goldstein's weights for each state or pair of states and each period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from verbale.extractors.panel.design import Design
from verbale.extractors.panel.systems import Span, System, order, together
from verbale.extractors.tables import day

Key = tuple[int, str, str]
"""A period, and two codes (of a single state: its code and its role)."""


class Told(NamedTuple):
    """What a panel needs of an event. ``happening``: the id of what it tells of, whose dates these are; ``goldstein`` is None
    where its type has no code; ``unsure``: pairs of parties of which it is not sure enough."""

    relation_type: str
    symmetric: bool
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    date_start: str
    date_end: str
    quad: str
    goldstein: float | None
    happening: str
    partners: tuple[str, ...] = ()
    unsure: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Counts:
    """``events``, ``goldstein``: of every key that has events; ``columns``: of every key the events by column.

    ``left_out``: the events that count nowhere, by the reason.
    """

    events: defaultdict[Key, float] = field(default_factory=lambda: defaultdict(float))
    goldstein: defaultdict[Key, float] = field(default_factory=lambda: defaultdict(float))
    columns: defaultdict[Key, defaultdict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    left_out: Counter[str] = field(default_factory=Counter)


def count(events: Iterable[Told], system: System, design: Design) -> Counts:
    """The counts of a panel, of asserted events that are read one by one."""
    counts = Counts()
    seen: set[tuple[Key, str]] = set()
    for event in events:
        shares = list(design.shares(_ordinal(event.date_start), _ordinal(event.date_end)))
        placed = [(period, days, share) for period, days, share in shares if design.wanted(period)]
        keys = [((period, *pair), share) for period, days, share in placed for pair in keys_of(event, system, days, design)]
        if not keys:
            sure = event._replace(unsure=())
            unsure = any(True for _, days, _ in placed for _ in keys_of(sure, system, days, design))
            counts.left_out["parties that are not sure" if unsure else _reason(event, bool(shares), bool(placed), design)] += 1
        for key, share in keys:
            if design.tellings or (key, event.happening) not in seen:
                _add(counts, key, event, share, design)
                seen.add((key, event.happening))
    return counts


def _reason(event: Told, dated: bool, wanted: bool, design: Design) -> str:
    """Why an event counts nowhere."""
    if not dated:
        return "dates that no single period holds" if event.date_start or event.date_end else "no date"
    if not wanted:
        return "outside the years"
    return "no two states of the list" if design.unit == "dyad" else "no state of the list"


def _add(counts: Counts, key: Key, event: Told, share: float, design: Design) -> None:
    counts.events[key] += share
    counts.goldstein[key] += share * (event.goldstein or 0.0)
    column = column_of(event, design)
    if column:
        counts.columns[key][column] += share


def column_of(event: Told, design: Design) -> str:
    """The name of the column that an event counts in besides the total: ``n_conflict``; empty where there is none."""
    name = {"family": event.relation_type.partition(".")[0], "quad": event.quad, "type": event.relation_type}.get(design.columns)
    return "n_" + name.replace(".", "_").replace(" ", "_") if name else ""


def keys_of(event: Told, system: System, days: Span, design: Design) -> Iterator[tuple[str, str]]:
    """The pairs of codes (of single states: code and role) that an event belongs to, each once."""
    if design.unit == "monad":
        yield from _states(event, system, days, design)
        return
    pairs = _pairs(event, system, days)
    if event.symmetric and design.directed:
        pairs |= {(b, a) for a, b in pairs}
    for pair in pairs if design.directed else {ordered(pair) for pair in pairs}:
        if together(*(_spans(system, code, days) for code in pair)):
            yield pair


def _states(event: Told, system: System, days: Span, design: Design) -> Iterator[tuple[str, str]]:
    """Every state with its role; of a type without direction it has both, and without directions none."""
    sources, targets = _codes(event.sources, system, days), _codes(event.targets, system, days)
    if design.directed:
        both = sources | targets if event.symmetric else set()
        yield from ((code, "source") for code in sources | both)
        yield from ((code, "target") for code in targets | both)
    else:
        yield from ((code, "") for code in sources | targets)


def _pairs(event: Told, system: System, days: Span) -> set[tuple[str, str]]:
    """The pairs that the event is sure of: source and target, of a type without direction in the order of their codes."""
    sources, targets = _codes(event.sources, system, days), _codes(event.targets, system, days)
    unsure = set(_unsure(event, system, days))
    if not event.symmetric:
        return {(a, b) for a in sources for b in targets if a != b} - unsure
    everybody = sources | targets
    opposite = everybody & _codes(event.partners, system, days)
    apart = product(everybody - opposite, opposite) if opposite else combinations(sorted(everybody), 2)
    return {(min(pair), max(pair)) for pair in apart} - {(min(pair), max(pair)) for pair in unsure}


def _unsure(event: Told, system: System, days: Span) -> Iterator[tuple[str, str]]:
    """The codes of the pairs of which an event is not sure enough."""
    for one, other in event.unsure:
        yield from product(_codes([one], system, days), _codes([other], system, days))


def ordered(pair: tuple[str, str]) -> tuple[str, str]:
    """A pair without direction: the smaller number, or what stands first in the alphabet, first."""
    one, other = pair
    return pair if order(one) <= order(other) else (other, one)


def _spans(system: System, code: str, days: Span) -> list[Span]:
    return [both for span in system.members[code] if (both := span.common(days))]


def _codes(parties: Iterable[str], system: System, days: Span) -> set[str]:
    return {code for party in parties if (code := system.code_of(party, days))}


def _ordinal(iso: str) -> int | None:
    """``1991-12-26`` -> its number; None for what is no day since the year 1."""
    found = day(iso)
    return date(*found).toordinal() if found and 1 <= found[0] <= date.max.year else None
