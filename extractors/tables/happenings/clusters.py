"""Tellings of one type, polarity and modality -> happenings: each telling joins the one it agrees with best, or begins its own.

The tellings that say most (the narrowest date, the most parties, the most words) come first and stand for their happening; all
others are held against them alone, and only against those with which they share a block: parties and days. So the result does not
depend on the order of documents, and the work grows with the number of tellings, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from verbale.extractors.schema import Happening
from verbale.extractors.tables.happenings.agreement import Agreement, Compared, agree, prepared
from verbale.extractors.tables.happenings.blocks import Block, Blocks
from verbale.extractors.tables.happenings.merging import happening_of
from verbale.extractors.tables.happenings.tellings import SETTINGS, Likeness, Telling

_MARGIN = 0.25  # of likeness, by which a vague telling must be nearer to one happening than to the next
_FEW = 8  # happenings of the same parties: an undated telling that may mean any of more means none


@dataclass(slots=True)
class Work:
    """How often two tellings were compared."""

    comparisons: int = 0


@dataclass(slots=True)
class _Cluster:
    core: Compared
    members: list[Telling]
    why: set[str] = field(default_factory=set)


def find_happenings(tellings: Iterable[Telling], symmetric: Collection[str], work: Work | None = None) -> Iterator[Happening]:
    """The happenings of tellings, every telling in exactly one. ``symmetric``: the types without direction."""
    groups: dict[tuple[str, str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        groups[telling[:3]].append(telling)
    for (relation_type, _, _), group in sorted(groups.items()):
        needed = SETTINGS.likeness_of(relation_type)
        yield from _Search(group, needed, relation_type in symmetric, work or Work()).happenings()


class _Search:
    """The search through the tellings of one type, polarity and modality."""

    def __init__(self, tellings: Iterable[Telling], needed: Likeness, symmetric: bool, work: Work) -> None:
        self._needed, self._work = needed, work
        self._once = needed is SETTINGS.likeness.once
        self._found = {telling.event_id: prepared(telling, symmetric) for telling in tellings}
        self._blocks = Blocks(self._once, self._found.values())
        self._kept: dict[Block, list[_Cluster]] = defaultdict(list)

    def happenings(self) -> Iterator[Happening]:
        """Each telling in its happening; what a noun only mentions again goes to the one whose deed it mentions."""
        found = self._found
        clusters: list[_Cluster] = []
        home: dict[str, _Cluster] = {}
        again = [one for one in found.values() if one.telling.echo_of in found]
        echoing = {one.telling.event_id for one in again}
        for one in sorted((one for id_, one in found.items() if id_ not in echoing), key=_says_most):
            cluster = self._place(one)
            if cluster is None:
                cluster = _Cluster(one, [one.telling])
                clusters.append(cluster)
                self._register(cluster)
            home[one.telling.event_id] = cluster
        for one in sorted(again, key=_says_most):
            cluster = home.get(one.telling.echo_of)
            if cluster is None:  # an echo of an echo
                clusters.append(_Cluster(one, [one.telling]))
            else:
                cluster.members.append(one.telling)
                cluster.why.add("mentioned again by a noun")
        for cluster in clusters:
            yield happening_of(cluster.members, cluster.why)

    def _place(self, one: Compared) -> _Cluster | None:
        """The happening that a telling belongs to, where it is told already; it is joined to it."""
        near: dict[int, _Cluster] = {}
        for block in self._blocks.looked_at(one):
            kept = self._kept.get(block)
            if kept and (block[0] != "ever" or len(kept) <= _FEW):
                near.update((id(cluster), cluster) for cluster in kept)
        if not near:
            return None
        self._work.comparisons += len(near)
        fitting = [(found, cluster) for cluster in near.values() if (found := agree(cluster.core, one, self._needed))]
        chosen = self._best(one, fitting)
        if chosen is None:
            return None
        agreement, cluster = chosen
        cluster.members.append(one.telling)
        cluster.why.update(agreement.why)
        return cluster

    def _best(self, one: Compared, fitting: list[tuple[Agreement, _Cluster]]) -> tuple[Agreement, _Cluster] | None:
        """The happening with which it agrees best. A vague telling that may mean one as well as another is with those as
        vague."""
        ranked = sorted(fitting, key=lambda f: (f[0].parties, f[0].date, f[0].likeness, f[1].core.telling.event_id), reverse=True)
        if len(ranked) > 1 and one.days.width and self._is_open(ranked[0][0], ranked[1][0]):
            return next((found for found in ranked if found[1].core.days == one.days), None)
        return ranked[0] if ranked else None

    def _is_open(self, best: Agreement, next_best: Agreement) -> bool:
        same = (best.parties, best.date) == (next_best.parties, next_best.date)
        return same and (self._once or best.likeness - next_best.likeness < _MARGIN)

    def _register(self, cluster: _Cluster) -> None:
        for block in self._blocks.kept_in(cluster.core):
            self._kept[block].append(cluster)


def _says_most(one: Compared) -> tuple[Any, ...]:
    width = one.days.last - one.days.first
    return width, one.days.first, -len(one.sources) - len(one.targets), -len(one.telling.words), one.telling.event_id
