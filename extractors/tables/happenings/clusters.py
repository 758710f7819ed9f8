"""Tellings of one type, polarity and modality -> happenings: each telling joins the one it agrees with best, or begins its own.

The tellings that say most (the narrowest date, the most parties, the most words) come first and stand for their happening; all
others are held against them alone, and only against those with which they share a block: parties and days. So the result does not
depend on the order of documents, and the work grows with the number of tellings, not with its square.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verbale.extractors.tables.happenings.agreement import Agreement, Compared, agree
from verbale.extractors.tables.happenings.blocks import Block, Blocks
from verbale.extractors.tables.happenings.tellings import SETTINGS, Likeness, Telling

_MARGIN = 0.25  # of likeness, by which a vague telling must be nearer to one happening than to the next
_FEW = 8  # happenings of the same parties: an undated telling that may mean any of more means none


@dataclass(slots=True)
class Work:
    """How often two tellings were compared, and how many happenings were held at once at most."""

    comparisons: int = 0
    held: int = 0


@dataclass(slots=True, eq=False)
class Cluster:
    """Tellings of one happening. ``core`` stands for them and is the first of ``members``; ``day``: when that was read."""

    core: Compared
    members: list[Telling]
    why: set[str]
    day: int


class Clusters:
    """The happenings of one type, polarity and modality that are at hand: ``held``, in the order in which they were begun.

    ``undated``: the tellings without a date that are to be read.
    """

    def __init__(self, needed: Likeness, work: Work, undated: Iterable[Compared] = ()) -> None:
        self._needed, self._work = needed, work
        self._once = needed is SETTINGS.likeness.once
        self._blocks = Blocks(self._once, undated)
        self._kept: dict[Block, list[Cluster]] = defaultdict(list)
        self.held: deque[Cluster] = deque()

    def read(self, new: Cluster) -> None:
        """A telling (with its echoes) joins the happening that it belongs to, or begins one."""
        found = self._home(new.core)
        if found is None:
            self.keep(new)
            return
        agreement, cluster = found
        cluster.members += new.members
        cluster.why.update(agreement.why, new.why)

    def keep(self, cluster: Cluster) -> None:
        """A happening to hold later tellings against."""
        for block in self._blocks.kept_in(cluster.core):
            self._kept[block].append(cluster)
        self.held.append(cluster)
        self._work.held = max(self._work.held, len(self.held))

    def let_go(self, before: int) -> Iterator[Cluster]:
        """Those of before a day of reading; nothing is held against them any more."""
        while self.held and self.held[0].day < before:
            cluster = self.held.popleft()
            for block in self._blocks.kept_in(cluster.core):
                self._kept[block].remove(cluster)
                if not self._kept[block]:
                    del self._kept[block]
            yield cluster

    def _home(self, one: Compared) -> tuple[Agreement, Cluster] | None:
        """The happening that a telling belongs to, where it is told already."""
        near: dict[int, Cluster] = {}
        for block in self._blocks.looked_at(one):
            kept = self._kept.get(block)
            if kept and (block[0] != "ever" or len(kept) <= _FEW):
                near.update((id(cluster), cluster) for cluster in kept)
        if not near:
            return None
        self._work.comparisons += len(near)
        fitting = [(found, cluster) for cluster in near.values() if (found := agree(cluster.core, one, self._needed))]
        return self._best(one, fitting)

    def _best(self, one: Compared, fitting: list[tuple[Agreement, Cluster]]) -> tuple[Agreement, Cluster] | None:
        """The happening with which it agrees best. A vague telling that may mean one as well as another is with those as
        vague."""
        ranked = sorted(fitting, key=lambda f: (f[0].parties, f[0].date, f[0].likeness, f[1].core.telling.event_id), reverse=True)
        if len(ranked) > 1 and one.days.width and self._is_open(ranked[0][0], ranked[1][0]):
            return next((found for found in ranked if found[1].core.days == one.days), None)
        return ranked[0] if ranked else None

    def _is_open(self, best: Agreement, next_best: Agreement) -> bool:
        same = (best.parties, best.date) == (next_best.parties, next_best.date)
        return same and (self._once or best.likeness - next_best.likeness < _MARGIN)
