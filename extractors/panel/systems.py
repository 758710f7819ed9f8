"""Which states there were on a day, and by which code a party goes then: the lists of ``data/state_systems``."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from verbale.extractors.data_files import DATA, DataError

Codes = Literal["iso", "cow", "gw"]
ListName = Literal["cow", "gw"]

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Span(NamedTuple):
    """Days from the first to the last one, as numbers (``date.toordinal``)."""

    first: int
    last: int

    def common(self, other: Span) -> Span | None:
        """The days of both; None where there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None


@dataclass(frozen=True, slots=True)
class System:
    """``members``: code -> the periods in which the state was there. ``holders``: party -> (period, code), in time."""

    members: Mapping[str, tuple[Span, ...]]
    holders: Mapping[str, tuple[tuple[Span, str], ...]]

    def code_of(self, party: str, days: Span) -> str:
        """The code of a party on the first of these days on which it is a member; empty where it never is.

        >>> load_system("gw").code_of("SUN", Span(date(1950, 1, 1).toordinal(), date(1950, 12, 31).toordinal()))
        '365'
        """
        return next((code for span, code in self.holders.get(party, ()) if span.common(days)), "")

    def present(self, days: Span) -> dict[str, list[Span]]:
        """The members that are there on any of these days, by code, each with the days on which it is."""
        found = {code: [both for span in spans if (both := span.common(days))] for code, spans in self.members.items()}
        return {code: spans for code, spans in found.items() if spans}


def together(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether two states are there on the same day."""
    return any(a.common(b) for a in one for b in other)


def order(code: str) -> tuple[int, str]:
    """What codes are sorted by: numbers as numbers, letters as letters."""
    return (int(code), "") if code.isdigit() else (0, code)


@cache
def load_system(codes: Codes, members: ListName | None = None) -> System:
    """The states of a list, under its own codes or the project's (``iso``: ISO 3166-1 alpha-3, and the codes of former states).

    ``members``: whose list says which states there are, where the codes are ``iso``: Gleditsch and Ward's unless given.
    Raises DataError for a code of ``parties.csv`` that the list does not have.
    """
    name: ListName = members or ("gw" if codes == "iso" else codes)
    spells: dict[str, list[Span]] = defaultdict(list)
    for row in _rows(f"{name}.csv"):
        spells[row["code"]].append(_span(row))
    parties: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for row in _rows("parties.csv"):
        if row["system"] in ("", name):
            if row["code"] not in spells and row["system"]:
                raise DataError(f"parties.csv: {name}.csv has no state with the code {row['code']}")
            parties[row["code"]].append((_span(row), row["party_id"]))
    members_of: dict[str, list[Span]] = defaultdict(list)
    holders: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for code, periods in spells.items():
        for period in periods:
            named = list(_labelled(period, parties[code])) if codes == "iso" else [(period, code)]
            for span, key in named:
                members_of[key].append(span)
                for days, party in parties[code]:
                    if both := days.common(span):
                        holders[party].append((both, key))
    return System(
        {key: tuple(sorted(members_of[key])) for key in sorted(members_of, key=order)},
        {party: tuple(sorted(held)) for party, held in holders.items()},
    )


def _labelled(period: Span, parties: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The pieces of a period, each with the first party that holds then."""
    free = [period]
    for days, party in parties:
        left: list[Span] = []
        for span in free:
            both = span.common(days)
            if both is None:
                left.append(span)
                continue
            yield both, party
            left += [Span(span.first, both.first - 1)] if span.first < both.first else []
            left += [Span(both.last + 1, span.last)] if both.last < span.last else []
        free = left


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / "state_systems" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _span(row: Mapping[str, str]) -> Span:
    first, last = row["start"], row["end"]
    return Span(
        date.fromisoformat(first).toordinal() if first else _FIRST, date.fromisoformat(last).toordinal() if last else _LAST
    )
