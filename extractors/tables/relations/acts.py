"""Statements -> acts: what the documents say of each pair of parties (or of many together), by type, polarity and modality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from verbale.extractors.ids import content_id
from verbale.extractors.schema import Relation
from verbale.extractors.tables.relations.state_types import STATES
from verbale.extractors.tables.relations.statements import Statement, Unit, day, day_of, units
from verbale.extractors.tables.relations.tense import LASTING, PRESENT

_Key = tuple[Unit, str]


def acts(
    statements: Iterable[Statement], symmetric: Collection[str], told_as_states: Collection[tuple[str, str, str]], in_pairs: bool,
    sure: float,
) -> Iterator[Relation]:  # fmt: skip
    """A row for every unit, type, polarity and modality. ``told_as_states``: (event_id, subject, object) of what a state's row
    tells: that something is there is no deed."""
    found: dict[_Key, dict[tuple[str, str], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for said in statements:
        if said.short and said.relation_type in STATES.ending:
            continue  # who gives up less than the state has not ended it
        lasting = said.relation_type in STATES.lasting
        for unit in units(said, said.relation_type in symmetric, in_pairs, sure):
            if (lasting or not said.deed or said.relation_type in STATES.joined) and not (unit[1] or unit[2]):
                continue  # how things stand, and what somebody joins, is said of two: of one alone it says nothing to hold
            if not ((lasting or not said.deed) and (said.event_id, *unit[:2]) in told_as_states):
                found[unit, said.relation_type][said.polarity, said.modality].append(said)
    for (unit, relation_type), by_claim in found.items():
        for (polarity, modality), group in by_claim.items():
            opposite = ("neg" if polarity == "pos" else "pos", "asserted")
            against = by_claim.get(opposite, ()) if modality == "asserted" and (unit[1] or unit[2]) else ()
            yield _row(unit, relation_type, relation_type not in symmetric, polarity, modality, group, against)


def _row(
    unit: Unit, relation_type: str, directed: bool, polarity: str, modality: str, told: Sequence[Statement],
    against: Sequence[Statement],
) -> Relation:  # fmt: skip
    subject, other, together = unit
    claim = (polarity,) if modality == "asserted" else (polarity, modality)
    first, last, goes_on = extent(told)
    ids = event_ids(told)
    return Relation(
        content_id("r", relation_type, subject, ";".join(together) or other, *claim),
        "state" if relation_type in STATES.lasting else "act",
        subject,
        relation_type,
        other,
        together,
        directed,
        first,
        last,
        open=goes_on,
        end_told="",
        opened_by=(),
        closed_by=(),
        successors=(),
        n_events=len(ids),
        n_documents=len({said.doc_id for said in told}),
        polarity=polarity,
        modality=modality,
        conflict=_conflict(told, against, polarity),
        confidence=round(max(said.confidence for said in told), 3),
        event_ids=ids,
    )


def event_ids(told: Iterable[Statement]) -> tuple[str, ...]:
    """Their ids, sorted."""
    return tuple(sorted({said.event_id for said in told}))


def extent(told: Sequence[Statement]) -> tuple[str, str, bool]:
    """First and last day, and whether one of them goes on, which leaves the last day open: ``since 1995``, a start without an
    end, and of how things stand what lasts or is told in the present of no day. A year in which it was so is no end of it."""
    starts = [said.date_start for said in told if day(said.date_start)]
    ends = [said.date_end for said in told if day(said.date_end)]
    goes_on = any((said.date_start and not said.date_end) or _stands(said) for said in told)
    return min(starts, key=day_of, default=""), "" if goes_on else max(ends, key=day_of, default=""), goes_on


def _stands(said: Statement) -> bool:
    undated = not (said.date_start or said.date_end)
    return said.relation_type in STATES.lasting and (said.tense == LASTING or (said.tense == PRESENT and undated))


def _conflict(told: Sequence[Statement], against: Sequence[Statement], polarity: str) -> str:
    """The events that say the opposite of the same days: of what may be done again, of days that both name."""
    opposed = [other for other in against if any(_contradict(said, other) for said in told)]
    return f"{'denied' if polarity == 'pos' else 'asserted'}: {' '.join(event_ids(opposed))}" if opposed else ""


def _contradict(one: Statement, other: Statement) -> bool:
    steady = one.relation_type in STATES.steady
    return at_once(one, other) and (steady or all(said.date_start and said.date_start == said.date_end for said in (one, other)))


def at_once(one: Statement, other: Statement) -> bool:
    """Whether both may be about the same days: an undated one is about no day that is known, but for another of its kind."""
    undated = [not (said.date_start or said.date_end) for said in (one, other)]
    if any(undated):
        return all(undated)
    return not (_ended(one, other) or _ended(other, one))


def _ended(one: Statement, other: Statement) -> bool:
    last, first = day(one.date_end), day(other.date_start)
    return last is not None and first is not None and last < first
