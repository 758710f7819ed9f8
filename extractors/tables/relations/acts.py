"""Statements -> acts: what the documents say of each pair of parties (or of many together), by type, polarity and modality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from verbale.extractors.ids import content_id
from verbale.extractors.schema import Relation
from verbale.extractors.tables.relations.state_types import STATES
from verbale.extractors.tables.relations.statements import Statement, Unit, day, day_of, mutual_pairs, units
from verbale.extractors.tables.relations.tense import LASTING, PRESENT

_Key = tuple[Unit, str]
_TOLD = ("pos", "asserted")


def acts(
    statements: Iterable[Statement], symmetric: Collection[str], told_as_states: Collection[tuple[str, str, str]], in_pairs: bool,
    sure: float,
) -> Iterator[Relation]:  # fmt: skip
    """A row for every unit, type, polarity and modality. ``told_as_states``: (event_id, subject, object) of what a state's row
    tells: that something is there is no deed."""
    found: dict[_Key, dict[tuple[str, str], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    everything = list(statements)
    breaking = _breaking(everything, sure)
    for said in everything:
        if said.short and said.relation_type in STATES.ending:
            continue  # who gives up less than the state has not ended it
        lasting = said.relation_type in STATES.lasting
        for unit in units(said, said.relation_type in symmetric, in_pairs, sure):
            if (lasting or not said.deed or said.relation_type in STATES.joined) and not (unit[1] or unit[2]):
                continue  # how things stand, and what somebody joins, is said of two: of one alone it says nothing to hold
            stands = (lasting or not said.deed) and said.polarity == "pos"
            if not (stands and (said.event_id, *unit[:2]) in told_as_states):
                found[unit, said.relation_type][said.polarity, said.modality].append(said)
    for (unit, relation_type), by_claim in found.items():
        for (polarity, modality), group in by_claim.items():
            opposite = ("neg" if polarity == "pos" else "pos", "asserted")
            against = by_claim.get(opposite, ()) if modality == "asserted" and (unit[1] or unit[2]) else ()
            broken = _breaks(relation_type, group, breaking.get((*unit[:2], polarity, modality), ()))
            yield _row(unit, relation_type, relation_type not in symmetric, polarity, modality, group, against, broken)


def _breaking(statements: Iterable[Statement], sure: float) -> dict[tuple[str, ...], list[Statement]]:
    """What says that relations have ended: by the pair, with the polarity and modality of what it ends."""
    found: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    types = frozenset(name for names in STATES.broken_by.values() for name in names)
    for said in statements:
        if said.relation_type in types and (said.polarity, said.modality) == _TOLD and not said.short:
            for pair in mutual_pairs(said):
                if said.is_sure(*pair, sure):
                    found[(*pair, *_TOLD)].append(said)
    return found


def _breaks(relation_type: str, told: Sequence[Statement], breaking: Iterable[Statement]) -> list[Statement]:
    """What ended how things stood: nothing of what goes on, and nothing before the last day on which it began to be so."""
    if extent(told)[2]:
        return []
    starts = [day_of(said.date_start) for said in told if day(said.date_start)]
    types = STATES.broken_by.get(relation_type, frozenset())
    return [
        said for said in breaking
        if said.relation_type in types and not (starts and day(said.date_end) and day_of(said.date_end) < max(starts))
    ]  # fmt: skip


def _row(
    unit: Unit, relation_type: str, directed: bool, polarity: str, modality: str, told: Sequence[Statement],
    against: Sequence[Statement], broken: Sequence[Statement],
) -> Relation:  # fmt: skip
    subject, other, together = unit
    claim = (polarity,) if modality == "asserted" else (polarity, modality)
    first, last, goes_on = extent(told)
    last = max((said.date_end for said in broken if day(said.date_end)), key=day_of, default="" if broken else last)
    over = relation_type in STATES.lasting and not goes_on and any(said.over or said.until for said in told)
    ids = event_ids([*told, *broken])
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
        end_told="told" if broken or over else "",
        opened_by=(),
        closed_by=event_ids(broken),
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
    goes_on = any((said.date_start and not said.date_end) or _stands(said) for said in told)
    bounds = [_bounds(said, goes_on) for said in told]
    starts = [start for start, _ in bounds if day(start)]
    ends = [end for _, end in bounds if day(end)]
    return min(starts, key=day_of, default=""), "" if goes_on else max(ends, key=day_of, default=""), goes_on


def _bounds(said: Statement, goes_on: bool) -> tuple[str, str]:
    """The days between which it was so. That it was so by a day is no end of it; how much there was in a year is no bound, nor
    a year in which it was so of what goes on."""
    lasting = said.relation_type in STATES.lasting
    if lasting and not said.date_start and not said.until:
        return "", ""
    of_days = said.date_end and "/" not in said.date_edtf and said.tense != LASTING
    if of_days and (said.relation_type in STATES.measured or (lasting and goes_on)):
        return "", ""
    return said.date_start, said.date_end


def _stands(said: Statement) -> bool:
    undated = not (said.date_start or said.date_end) or said.relation_type in STATES.measured
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
