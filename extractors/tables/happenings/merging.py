"""The tellings of one happening -> its row: all parties, the narrowest date, how many tell it by themselves, where they
disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from verbale.extractors.ids import content_id
from verbale.extractors.schema import Happening
from verbale.extractors.tables.happenings.agreement import copied, days_of
from verbale.extractors.tables.happenings.tellings import Telling

_AMONG = 200  # sentences of a happening that are held against each other; of more, only those that are the same word for word


def happening_of(members: Sequence[Telling], why: Collection[str]) -> Happening:
    """The row of some tellings of one type, polarity and modality."""
    if len(members) == 1:
        return _alone(members[0])
    told = sorted(members, key=lambda telling: telling.event_id)
    first = told[0]
    dated = _narrowest(told)
    return Happening(
        content_id("h", first.event_id),
        first.relation_type,
        _all(telling.sources for telling in told),
        _all(telling.targets for telling in told),
        dated.date_edtf,
        dated.date_start,
        dated.date_end,
        first.polarity,
        first.modality,
        n_events=len(told),
        n_documents=len({telling.doc_id for telling in told}),
        n_independent=independent(told),
        conflict="; ".join(_conflicts(dated, told)),
        why=", ".join(sorted(why)),
        confidence=max(telling.confidence for telling in told),
        event_ids=tuple(telling.event_id for telling in told),
    )


def _alone(told: Telling) -> Happening:
    """What is told once, as most is."""
    return Happening(
        content_id("h", told.event_id),
        told.relation_type,
        told.sources,
        told.targets,
        told.date_edtf,
        told.date_start,
        told.date_end,
        told.polarity,
        told.modality,
        n_events=1,
        n_documents=1,
        n_independent=1,
        conflict="",
        why="",
        confidence=told.confidence,
        event_ids=(told.event_id,),
    )


def _all(sides: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({party for side in sides for party in side}))


def _narrowest(told: Sequence[Telling]) -> Telling:
    """The telling whose date is narrowest; of several, the one whose date most documents tell, then the earliest."""
    told_in = Counter(date for _, date in {(telling.doc_id, telling.date_edtf) for telling in told})

    def rank(telling: Telling) -> tuple[int, int, int, str]:
        days = days_of(telling)
        return days.last - days.first, -told_in[telling.date_edtf], days.first, telling.date_edtf

    return min(told, key=rank)


def _conflicts(dated: Telling, told: Sequence[Telling]) -> Iterable[str]:
    """What the tellings do not agree in: the dates that do not fit the one kept, and the numbers."""
    kept = days_of(dated)
    days = [(days_of(telling), telling.date_edtf) for telling in told]
    strays = {edtf for found, edtf in days if found.first > kept.last or found.last < kept.first}
    if strays:
        yield f"date: {' / '.join(sorted({dated.date_edtf, *strays}))}"
    numbers = {telling.numbers: telling.quantity for telling in reversed(told) if telling.numbers}
    if not all(set(one) & set(other) for one in numbers for other in numbers):
        yield f"quantity: {' / '.join(sorted(' '.join(quantity.split()) for quantity in numbers.values()))}"


def independent(told: Sequence[Telling]) -> int:
    """The number of documents that tell it in words of their own: those that share a sentence, or nearly, count once."""
    heads: dict[str, str] = {telling.doc_id: telling.doc_id for telling in told}

    def head(doc_id: str) -> str:
        while heads[doc_id] != doc_id:
            doc_id = heads[doc_id]
        return doc_id

    same: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        same[telling.copy_of].append(telling)
    for tellings in same.values():
        for telling in tellings[1:]:
            heads[head(telling.doc_id)] = head(tellings[0].doc_id)
    distinct = [tellings[0] for _, tellings in sorted(same.items())][:_AMONG]
    for number, one in enumerate(distinct):
        for other in distinct[:number]:
            if head(one.doc_id) != head(other.doc_id) and copied(one, other):
                heads[head(one.doc_id)] = head(other.doc_id)
    return len({head(doc_id) for doc_id in heads})
