"""Counts -> the rows of a panel, in the order of time and codes, with zeros where states were there and nothing is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, permutations

from verbale.extractors.panel.counting import Counts, ordered
from verbale.extractors.panel.design import Design
from verbale.extractors.panel.systems import System, order, together

Row = tuple[int | float | str, ...]
Unit = tuple[str, str]
_QUADS = ("n_verbal_cooperation", "n_material_cooperation", "n_verbal_conflict", "n_material_conflict")


def header(counts: Counts, design: Design) -> tuple[str, ...]:
    """The names of the columns; those of families and types that occur, those of all four quads."""
    when = ("year",) if design.by == "year" else ("year", "month")
    pair = ("source", "target") if design.directed else ("state_a", "state_b")
    who = pair if design.unit == "dyad" else ("state", "role") if design.directed else ("state",)
    return (*when, *who, "n", "goldstein", *counted(counts, design))


def counted(counts: Counts, design: Design) -> tuple[str, ...]:
    """The columns of counts besides the total."""
    if design.columns == "quad":
        return _QUADS
    return tuple(sorted({column for by_column in counts.columns.values() for column in by_column}))


def panel_rows(counts: Counts, system: System, design: Design) -> Iterator[Row]:
    """The rows, made one by one. A row of zeros stands only where the state, or both states on one day, were there."""
    columns = counted(counts, design)
    by_period: dict[int, set[Unit]] = defaultdict(set)
    for period, *unit in counts.events:
        by_period[period].add((unit[0], unit[1]))
    units = _all_units(by_period, design)
    for period in _periods(by_period, design):
        found = by_period.get(period, set()) if design.fill == "none" else _there(units, period, system, design)
        for one, other in sorted(found, key=_order):
            key = (period, one, other)
            by_column: Mapping[str, float] = counts.columns.get(key, {})
            numbers = (counts.events.get(key, 0), counts.goldstein.get(key, 0.0), *(by_column.get(c, 0) for c in columns))
            who = (one, other) if design.unit == "dyad" or design.directed else (one,)
            yield (*design.key(period), *who, *map(_number, numbers))


def _number(value: float) -> int | float:
    """Whole numbers without a point, all others with three digits."""
    return int(value) if value == int(value) else round(value, 3)


def _periods(by_period: Mapping[int, object], design: Design) -> Iterable[int]:
    """The periods from the first to the last one, or those that have events."""
    found = sorted(by_period)
    if design.fill == "none" or not (found or (design.first is not None and design.last is not None)):
        return found
    years = 12 if design.by == "month" else 1
    first = found[0] if design.first is None else design.first * years
    last = found[-1] if design.last is None else design.last * years + years - 1
    return range(first, last + 1)


def _all_units(by_period: Mapping[int, set[Unit]], design: Design) -> set[Unit] | None:
    """The pairs (of single states: code and role) that have rows whenever they are there; None: all that there are."""
    if design.fill == "all":
        return None
    named = {unit for units in by_period.values() for unit in units}
    if design.unit == "monad":
        return {(code, role) for code, _ in named for role in _roles(design)}
    return named | {(other, one) for one, other in named} if design.directed else named


def _there(units: set[Unit] | None, period: int, system: System, design: Design) -> Iterable[Unit]:
    """The units of a period: states that are there, pairs of states that are there on the same day."""
    there = system.present(design.days(period))
    if design.unit == "monad":
        wanted = ((code, role) for code in there for role in _roles(design)) if units is None else units
        return (unit for unit in wanted if unit[0] in there)
    made = permutations(there, 2) if design.directed else map(ordered, combinations(there, 2))
    pairs = made if units is None else (pair for pair in units if pair[0] in there and pair[1] in there)
    return (pair for pair in pairs if together(there[pair[0]], there[pair[1]]))


def _roles(design: Design) -> tuple[str, ...]:
    return ("source", "target") if design.directed else ("",)


def _order(unit: Unit) -> tuple[tuple[int, str], tuple[int, str]]:
    return order(unit[0]), order(unit[1])
