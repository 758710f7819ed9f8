"""Periods of a state -> rows: from when to when it held, who tells so, and what ended with a party that ceased to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from verbale.extractors.ids import content_id
from verbale.extractors.schema import Relation
from verbale.extractors.tables.relations.acts import at_once, event_ids
from verbale.extractors.tables.relations.periods import Period, periods
from verbale.extractors.tables.relations.state_types import STATES, State, successors
from verbale.extractors.tables.relations.statements import Party, Statement, day_of, last_day, mutual_pairs, pairs

_Pair = tuple[Party, Party]


def held(statements: Iterable[Statement], sure: float) -> Iterator[Relation]:
    """The rows of all states that asserted statements tell of. ``sure``: how sure a pair must be."""
    asserted = [said for said in statements if said.modality == "asserted"]
    for state in STATES.states:
        by_pair: dict[_Pair, list[Statement]] = defaultdict(list)
        for said in asserted:
            if said.relation_type in state.types and not said.short:
                for pair in _pairs(state, said, sure):
                    by_pair[pair].append(said)
        for pair, told in by_pair.items():
            for nth, period in enumerate(periods(state, told), 1):
                yield _row(state, pair, nth, period)


def _pairs(state: State, said: Statement, sure: float) -> Iterator[_Pair]:
    """The pairs of parties of which the state can be said."""
    parties = said.parties
    ids = (party[0] for party in said.sources), (party[0] for party in said.targets)
    for subject, other in mutual_pairs(said) if state.symmetric else pairs(*ids, said.partners, undirected=False):
        fitting = other and _can_be(parties[subject], state.subject) and _can_be(parties[other], state.object)
        if fitting and subject != other and said.is_sure(subject, other, sure):
            yield parties[subject], parties[other]


def _can_be(party: Party, kinds: frozenset[str]) -> bool:
    return not party[1] or party[1] in kinds


def _row(state: State, pair: _Pair, nth: int, period: Period) -> Relation:
    (subject, *_), (other, *_) = pair
    first, told_last = period.first(state), period.last(state)
    last, ended, gone = (told_last, period.ended, []) if period.ended else _gone(first, pair)
    ended = ended or ("inferred" if period.was_so else "")
    ids = event_ids(period.events)
    begins = max((said.confidence for said in (*period.opened, *period.borne_out)), default=1.0)
    ends = max((said.confidence for said in period.closed), default=1.0)
    return Relation(
        content_id("r", state.relation_type, subject, other, str(nth)),
        "state",
        subject,
        state.relation_type,
        other,
        (),
        not state.symmetric,
        first,
        last,
        open=not ended,
        end_told=ended,
        opened_by=event_ids(period.opened),
        closed_by=event_ids(period.closed),
        successors=tuple(dict.fromkeys(after for party in gone for after in successors().get(party, ()))),
        n_events=len(ids),
        n_documents=len({said.doc_id for said in period.events}),
        polarity="pos",
        modality="asserted",
        conflict="; ".join(_conflicts(state, period, first, told_last, pair)),
        confidence=round(min(begins, ends), 3),
        event_ids=ids,
    )


def _gone(first: str, pair: _Pair) -> tuple[str, str, list[str]]:
    """When what nothing ends was over all the same, that this is inferred, and with which parties: those that ceased to be.

    >>> _gone("", (("PER", "state", ""), ("SUN", "former_state", "1991-12-26")))
    ('1991-12-26', 'inferred', ['SUN'])
    """
    ends = [(end, party) for party, _, valid_to in pair if (end := last_day(valid_to)) and not _is_after(first, end)]
    if not ends:
        return "", "", []
    last = min((end for end, _ in ends), key=day_of)
    return last, "inferred", [party for end, party in ends if end == last]


def _is_after(one: str, other: str) -> bool:
    return bool(one and other) and day_of(one) > day_of(other)


def _conflicts(state: State, period: Period, first: str, last: str, pair: _Pair) -> Iterator[str]:
    """What the documents do not agree in."""
    if not state.repeats:
        yield from _differing("begin", period.opened)
        yield from _differing("end", period.closed)
    late = [said for said in period.borne_out if _is_after(said.date_start, last)]
    if late:
        yield f"after its end: {' '.join(event_ids(late))}"
    if _is_after(first, last):
        yield "ends before it begins"
    if period.denied and period.ended != "inferred":
        yield f"denied: {' '.join(event_ids(period.denied))}"
    for party, _, valid_to in pair:
        if _is_after(first, last_day(valid_to)):
            yield f"{party} ended {valid_to}"


def _differing(what: str, told: Iterable[Statement]) -> Iterator[str]:
    dated = [said for said in told if said.date_start and said.date_end]
    if not all(at_once(one, other) for one in dated for other in dated):
        yield f"{what}: {' / '.join(sorted({said.date_edtf for said in dated}))}"
