"""However tellings come in, and however few happenings are held at once, the happenings are those of a reading in one go."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.schema import Happening
from verbale.extractors.tables.happenings import SETTINGS, Search, Telling, Work, find_happenings
from verbale.extractors.tables.happenings.agreement import UNDATED, prepared
from verbale.extractors.tables.happenings.clusters import Cluster, Clusters
from verbale.extractors.tables.happenings.merging import happening_of
from verbale.extractors.tables.happenings.order import AGAIN, LONELY, row_by_parties, with_echoes
from verbale.extractors.tables.happenings.search import InMemory

SYMMETRIC = frozenset({"meeting.hold"})
KINDS = ("membership.join", "meeting.hold", "sanction.impose", "election.hold")
PARTIES = st.lists(st.sampled_from("ABC"), max_size=2, unique=True).map(lambda some: tuple(sorted(some)))
STEMS = st.lists(st.sampled_from(["borde", "canal", "coppe", "fishi", "grain"]), max_size=5, unique=True)
WIDTHS = st.sampled_from([0, 0, 0, 1, 2, 3, 29, 30, 31, 40, 364, 365, 900])


@st.composite
def dates(draw: st.DrawFn) -> tuple[str, str]:
    """First and last day; one in ten is unknown or open."""
    first = date(1950, 1, 1) + timedelta(draw(st.integers(0, 1500)))
    last = first + timedelta(draw(WIDTHS))
    known = draw(st.integers(0, 9))
    return (first.isoformat() if known > 0 else ""), (last.isoformat() if known > 1 else "")


@st.composite
def documents(draw: st.DrawFn) -> list[list[Telling]]:
    """Tellings of some documents; in each a telling may mention an earlier one again."""
    found: list[list[Telling]] = []
    for doc_id in range(draw(st.integers(1, 6))):
        told: list[Telling] = []
        for number in range(draw(st.integers(1, 8))):
            start, end = draw(dates())
            kind, sources, targets = draw(st.sampled_from(KINDS)), draw(PARTIES), draw(PARTIES)
            words, matter, numbers = draw(STEMS), draw(st.sampled_from(["", "", "grain"])), draw(st.sampled_from(["", "5", "6"]))
            deed, flags = draw(st.sampled_from([(), ("lends",), ("grain",)])), draw(st.tuples(st.booleans(), st.booleans()))
            copied, again = draw(st.integers(0, 9)), draw(st.integers(0, 11))
            telling = Telling(
                kind, "pos", "asserted", f"e{doc_id}.{number}", f"d{doc_id}", f"e{doc_id}.{again}", sources, targets,
                f"{start}/{end}", start, end, tuple(sorted(words)), (matter,) * bool(matter), numbers, (numbers,) * bool(numbers),
                f"copy {copied}" if copied < 3 else f"{doc_id}.{number}", 0.5, deed, *flags,
            )  # fmt: skip
            told.append(telling)
        found.append(told)
    return found


class OnDisk(InMemory):
    """Rows as they come back from a file."""

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        super().add(marshal.loads(marshal.dumps(list(rows))))


def in_order(happenings: Iterable[Happening]) -> list[Happening]:
    return sorted(happenings, key=lambda happening: happening.happening_id)


def in_one_go(told: Iterable[Telling]) -> list[Happening]:
    """All tellings of a kind read from the narrowest to the widest, each held against all before it."""
    found, rows = [], defaultdict(list)
    for state, together in with_echoes(told):
        why = {AGAIN} if len(together) > 1 else set()
        one = prepared(together[0], together[0].relation_type in SYMMETRIC)
        if state == LONELY:
            found.append(happening_of(together, why))
        else:
            says = row_by_parties(one, state, together, ()).says
            rows[together[0][:3]].append((says, Cluster(one, together, why, 0)))
    for kind, some in rows.items():
        undated = [new.core for _, new in some if new.core.days.width == UNDATED]
        clusters = Clusters(SETTINGS.likeness_of(kind[0]), Work(), undated)
        for _, new in sorted(some, key=lambda pair: pair[0]):
            clusters.read(new)
        found += [happening_of(cluster.members, cluster.why) for cluster in clusters.held]
    return in_order(found)


@given(documents(), st.randoms(use_true_random=False))
def test_any_split_gives_the_same_happenings(found: list[list[Telling]], random: Any) -> None:
    told = [telling for document in found for telling in document]
    expected = in_one_go(told)
    assert in_order(find_happenings(told, SYMMETRIC)) == expected
    random.shuffle(found)
    search = Search(SYMMETRIC, OnDisk(), OnDisk())
    for document in found:
        search.add(document)
    assert in_order(search.happenings()) == expected
    assert sorted(id_ for one in expected for id_ in one.event_ids) == sorted(telling.event_id for telling in told)


def news(days: int) -> Sequence[Telling]:
    """Each day another state does what it does every month."""
    first = date(1900, 1, 1)
    return [
        Telling(
            "sanction.impose", "pos", "asserted", f"e{n:05}", f"d{n:05}", "", (f"S{n % 30}",), ("PER",), day, day, day,
            ("coppe",), (), "", (), f"{n}", 0.5,
        )
        for n in range(days)
        for day in [(first + timedelta(n)).isoformat()]
    ]  # fmt: skip


def test_what_is_held_does_not_grow_with_the_years() -> None:
    held = []
    for days in (3000, 12000):
        work = Work()
        assert len(list(find_happenings(news(days), SYMMETRIC, work))) == days
        held.append(work.held)
    assert held[0] == held[1] < 600
