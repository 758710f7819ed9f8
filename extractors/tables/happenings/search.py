"""Tellings of any number of documents -> happenings, of which few are held at once: ``order`` says why that changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from verbale.extractors.schema import Happening
from verbale.extractors.tables.happenings.agreement import UNDATED, Compared, prepared
from verbale.extractors.tables.happenings.clusters import Cluster, Clusters, Work
from verbale.extractors.tables.happenings.merging import happening_of
from verbale.extractors.tables.happenings.order import (
    AGAIN,
    HELD,
    KNOWN,
    LONELY,
    READ,
    Row,
    is_narrow,
    row_by_day,
    row_by_parties,
    with_echoes,
)
from verbale.extractors.tables.happenings.tellings import SETTINGS, Telling

_SLOTS = 1 << 20


class Shelf(Protocol):
    """Takes rows (plain tuples) in any order and gives them back sorted: in memory, or on disk."""

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take in some rows."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """All rows, sorted."""


class InMemory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take in some rows."""
        self._rows += rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """All rows, sorted."""
        return iter(sorted(self._rows))


def find_happenings(tellings: Iterable[Telling], symmetric: Collection[str], work: Work | None = None) -> Iterator[Happening]:
    """The happenings of tellings, every telling in exactly one. ``symmetric``: the types without direction."""
    search = Search(symmetric, InMemory(), InMemory(), work)
    search.add(tellings)
    return search.happenings()


class Search:
    """Takes in the tellings of documents and gives the happenings of all.

    ``symmetric``: the types without direction; ``by_days``, ``by_parties``: shelves of its own.
    """

    def __init__(self, symmetric: Collection[str], by_days: Shelf, by_parties: Shelf, work: Work | None = None) -> None:
        self._symmetric, self._work = symmetric, work or Work()
        self._by_days, self._by_parties = by_days, by_parties
        self._with_wide = bytearray(_SLOTS)  # by a hash of kind and parties: whether there may be wide tellings of them

    def add(self, tellings: Iterable[Telling]) -> None:
        """Take in the tellings of one document, or of several; what mentions a deed again comes with that deed."""
        days, parties = [], []
        for state, told in with_echoes(tellings):
            one, why = self._prepared(told[0]), (AGAIN,) * (len(told) > 1)
            if state == READ and is_narrow(one):
                days.append(tuple(row_by_day(one, told, why)))
            else:
                row = row_by_parties(one, state, told, why)
                parties.append(tuple(row))
                self._with_wide[_slot(row)] = 1
        self._by_days.add(days)
        self._by_parties.add(parties)

    def happenings(self) -> Iterator[Happening]:
        """Each telling in its happening."""
        for row in self._narrow():
            if self._with_wide[_slot(row)]:
                self._by_parties.add([tuple(row)])
            else:
                yield _happening(row)
        for _, group in groupby(self._by_parties, key=itemgetter(0, 1)):
            yield from self._of_parties([Row(*values) for values in group])

    def _narrow(self) -> Iterator[Row]:
        """The happenings of narrow tellings, read along the calendar."""
        for kind, rows in groupby(self._by_days, key=itemgetter(0)):
            clusters = Clusters(SETTINGS.likeness_of(kind[0]), self._work)
            for values in rows:
                row = Row(*values)
                (day,) = row.place
                yield from map(_known, clusters.let_go(day - HELD))
                clusters.read(self._cluster(row, day))
            yield from map(_known, clusters.held)

    def _of_parties(self, rows: list[Row]) -> Iterator[Happening]:
        """The happenings of a kind and of the same parties."""
        alone = len(rows) == 1 or all(row.state != READ for row in rows)
        yield from (_happening(row) for row in rows if alone or row.state == LONELY)
        if not alone:
            read = [self._cluster(row) for row in rows if row.state == READ]
            undated = [one.core for one in read if one.core.days.width == UNDATED]
            clusters = Clusters(SETTINGS.likeness_of(rows[0].kind[0]), self._work, undated)
            for row in rows:
                if row.state == KNOWN:
                    clusters.keep(self._cluster(row))
            for new in read:
                clusters.read(new)
            yield from (happening_of(cluster.members, cluster.why) for cluster in clusters.held)

    def _prepared(self, telling: Telling) -> Compared:
        return prepared(telling, telling.relation_type in self._symmetric)

    def _cluster(self, row: Row, day: int = 0) -> Cluster:
        members = [Telling(*values) for values in row.told]
        return Cluster(self._prepared(members[0]), members, set(row.why), day)


def _known(cluster: Cluster) -> Row:
    return row_by_parties(cluster.core, KNOWN, cluster.members, sorted(cluster.why))


def _happening(row: Row) -> Happening:
    return happening_of([Telling(*values) for values in row.told], row.why)


def _slot(row: Row) -> int:
    return hash((row.kind, row.place)) % _SLOTS
