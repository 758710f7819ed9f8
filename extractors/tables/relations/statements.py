"""Event -> Statement: what relations need of it, and between whom it tells of something."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product, zip_longest
from typing import NamedTuple

from verbale.extractors.schema import Event, Relation, Timex
from verbale.extractors.tables.relations.parties import Described, acted_on
from verbale.extractors.tables.relations.standing import (
    befalls,
    begins_anew,
    falls_short,
    is_deed,
    is_other,
    is_over,
    is_there,
    tells_else,
)
from verbale.extractors.tables.relations.state_types import STATES
from verbale.extractors.tables.relations.tense import PAST, is_of_another, tense

_DAY = re.compile(r"(-?\d+)-(\d\d)-(\d\d)")

Day = tuple[int, int, int]
Party = tuple[str, str, str]
"""Its id, its kind, and when it ceased to be (empty: not, or nobody knows)."""
Unit = tuple[str, str, tuple[str, ...]]
"""Subject, object, and all parties where there are more than two."""


class Statement(NamedTuple):
    """``sources``, ``targets``: the parties that are known; ``partners``: ids of the sources that stand opposite the others only;
    ``until``: the date tells how long, not by when; ``over``: what it tells of has ended, nobody says when; ``short``: it falls
    short of the state that its type tells of (an observer is no member); ``there``: it tells that the state is there, not that it
    begins; ``anew``: it tells that it begins again; ``pairs``: how sure every two of its parties are, as in the event, nothing
    where nobody weighed them; ``tense``: lasting, present, past, or empty; ``deed``: it tells of something done.
    Of plain types: it is kept on disk as a tuple."""

    event_id: str
    doc_id: str
    relation_type: str
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    partners: tuple[str, ...]
    date_edtf: str
    date_start: str
    date_end: str
    until: bool
    polarity: str
    modality: str
    confidence: float
    over: bool = False
    short: bool = False
    there: bool = False
    anew: bool = False
    pairs: tuple[tuple[str, str, float], ...] = ()
    tense: str = ""
    deed: bool = True

    @property
    def parties(self) -> dict[str, Party]:
        """All parties by their ids."""
        return {party[0]: party for party in (*self.sources, *self.targets)}

    def is_sure(self, one: str, other: str, least: float) -> bool:
        """Whether two parties (of one alone the other is empty) take part so with at least this probability. Two of whom nothing
        is known together are as sure as each of them is."""
        if not least or not self.pairs:
            return True
        doubtful = {(a, b) for a, b, chance in self.pairs if chance < least}
        ways = ((one, other), (other, one), (one, ""), ("", one), (other, ""), ("", other))
        return doubtful.isdisjoint(ways)

    def doubts(self, least: float) -> Statement:
        """The same with the pairs alone of which it is less sure: all that is needed with one limit, and mostly nothing."""
        return self._replace(pairs=tuple(pair for pair in self.pairs if pair[2] < least)) if self.pairs else self


def statements(events: Iterable[Event], actors: Mapping[str, Described], timexes: Iterable[Timex] = ()) -> list[Statement]:
    """The statements of a document's events. What a noun only mentions again is told where the deed is, and what words beside it
    make something else than its type is none.

    ``actors``: by their ids; ``timexes``: the dates of the document.
    """
    signals = {(timex.sentence_id, timex.text): timex.relation for timex in timexes if timex.relation in ("until", "before")}
    told = (event for event in events if not event.echo_of and not tells_else(event))
    return [statement_of(event, actors, signals.get((event.sentence_id, event.date_text), "")) for event in told]


def statement_of(event: Event, actors: Mapping[str, Described], signal: str = "") -> Statement:
    """What relations need of an event. ``signal``: until / before, of its date.

    What was so before a date was so until then at the latest. The date of something else, before or after which it was so, tells
    nothing of it. People without a name (*the rebels*) are no party of a relation:
    those of another text are others.
    """
    told_in, there = tense(event), is_there(event)
    before = signal == "before" and there and told_in == PAST and event.polarity == "pos"
    if there and is_of_another(event):
        dated = ("", "", "")
    else:
        dated = (event.date_edtf, event.date_start, _named(event) if before else event.date_end)
    return Statement(
        event.event_id,
        event.doc_id,
        event.relation_type,
        _known(event.source_parties, event.source_how, actors),
        _known(_objects(event, actors), event.target_how, actors),
        event.partners,
        *dated,
        signal == "until" or before,
        event.polarity,
        event.modality,
        event.confidence,
        is_over(event),
        falls_short(event),
        there,
        begins_anew(event),
        _pairs_of(event, actors),
        told_in,
        is_deed(event),
    )


def _named(event: Event) -> str:
    """The last day of the year, month or day before which it was: of *prior to 1971* (``../1970``) the last one of 1971.

    What was so before may have ended at any time in it.
    """
    last, told = day(event.date_end), event.date_edtf.rpartition("/")[2].lstrip("-")
    if not last or last[0] < 0 or "-" in told:
        return event.date_end
    return f"{last[0] + 1:04}-12-31"


def _objects(event: Event, actors: Mapping[str, Described]) -> tuple[str, ...]:
    """The parties that are acted on, in their order; empty for what only bears the name of one, or cannot be joined."""
    kinds = STATES.joined.get(event.relation_type)
    texts = zip_longest(acted_on(event, actors), event.targets, fillvalue="")
    fitting = ((party, not kinds or party not in actors or actors[party].kind in kinds, text) for party, text in texts)
    return tuple(
        party if fits and not is_other(event, text) and not befalls(event, text) else "" for party, fits, text in fitting
    )


def _pairs_of(event: Event, actors: Mapping[str, Described]) -> tuple[tuple[str, str, float], ...]:
    """How sure its pairs are, with the bodies that stand for themselves: not at all where the finder alone tells the event, and
    is none too sure of it."""
    if event.method == "finder" and event.confidence < STATES.sure_alone:
        return (*((one, "", 0.0) for one in event.source_parties), *(("", one, 0.0) for one in acted_on(event, actors)))
    bodies: dict[str, list[str]] = {}
    for party, body in zip(event.target_parties, acted_on(event, actors), strict=False):
        if party:
            bodies.setdefault(party, []).append(body)
    return tuple((one, id_, chance) for one, other, chance in event.pairs for id_ in bodies.get(other, [other]))


def _known(parties: Sequence[str], hows: Sequence[str], actors: Mapping[str, Described]) -> tuple[Party, ...]:
    known = {party for party, how in zip_longest(parties, hows, fillvalue="") if party and how != "unknown"}
    described = ((party, actors.get(party)) for party in sorted(known))
    return tuple((party, about.kind, about.valid_to) if about else (party, "", "") for party, about in described)


@lru_cache(maxsize=4096)
def day(iso: str) -> Day | None:
    """``-0043-03-15`` -> (-43, 3, 15), which sorts as time does where the strings would not; None for anything else."""
    match = _DAY.fullmatch(iso)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def day_of(iso: str) -> Day:
    """The same of what is known to be a day."""
    found = day(iso)
    assert found is not None
    return found


def last_day(valid_to: str) -> str:
    """The last day of a year, a month or a day; empty for nothing.

    >>> last_day("1986"), last_day("1986-02"), last_day("")
    ('1986-12-31', '1986-02-28', '')
    """
    if day(valid_to) or not valid_to:
        return valid_to
    year, _, month = valid_to.rpartition("-") if valid_to.lstrip("-").count("-") else (valid_to, "", "12")
    return f"{year}-{month}-{monthrange(abs(int(year)) or 4, int(month))[1]:02}"


def pairs(
    sources: Iterable[str], targets: Iterable[str], partners: Collection[str], undirected: bool
) -> Iterator[tuple[str, str]]:
    """(subject, object) of an event. Nobody acts: no pair. Nobody is acted on: the object is empty.

    Who stands opposite ``partners`` has to do with each of them, and they have nothing to do with each other by it.
    """
    own, others = set(sources), set(targets)
    if not undirected:
        yield from product(sorted(own), sorted(others) or [""])
        return
    everybody = own | others
    opposite = everybody & set(partners)
    if opposite and everybody - opposite:
        yield from sorted((min(pair), max(pair)) for pair in product(everybody - opposite, opposite))
    elif len(everybody) > 1:
        yield from combinations(sorted(everybody), 2)
    else:
        yield from ((party, "") for party in everybody)


def units(said: Statement, undirected: bool, in_pairs: bool = False, sure: float = 0.0) -> list[Unit]:
    """Between whom a statement tells of something: pairs, or all parties that do it together where there are many.

    ``in_pairs``: every pair, however many there are; ``sure``: how sure a pair, or one of many, must be.
    """
    sources, targets = [party[0] for party in said.sources], [party[0] for party in said.targets]
    if undirected and not said.partners and not in_pairs:
        everybody = sorted({*sources, *targets})
        if len(everybody) > STATES.most_in_pairs:
            together = tuple(party for party in everybody if said.is_sure(party, "", sure))
            if len(together) > STATES.most_in_pairs:
                return [("", "", together)]
            return [(*pair, ()) for pair in combinations(together, 2) if said.is_sure(*pair, sure)]
    return [(*pair, ()) for pair in pairs(sources, targets, said.partners, undirected) if said.is_sure(*pair, sure)]


def mutual_pairs(said: Statement) -> Iterator[tuple[str, str]]:
    """The pairs for which a state without direction follows. Who acts on others has to do with each of them, and neither those
    who act nor the others have to do with each other by it; of many together nothing follows for every two of them."""
    sources, targets = [party[0] for party in said.sources], [party[0] for party in said.targets]
    if sources and targets and not said.partners:
        yield from sorted({(min(pair), max(pair)) for pair in product(sources, targets) if pair[0] != pair[1]})
    elif said.partners or len(said.parties) <= STATES.most_in_pairs:
        yield from pairs(sources, targets, said.partners, undirected=True)


def key_of(unit: Unit) -> str:
    """The parties of a unit in alphabetical order, joined by ``;``: the same for both directions of a pair."""
    subject, other, together = unit
    return ";".join(together or sorted(filter(None, (subject, other))))


def relation_key(relation: Relation) -> str:
    """The same of a row."""
    return key_of((relation.subject_id, relation.object_id, relation.participants))


def keys_of(said: Statement, symmetric: Collection[str], in_pairs: bool = False, sure: float = 0.0) -> set[str]:
    """The keys under which a statement is kept: of all rows of relations that it counts in."""
    keys = {key_of(unit) for unit in units(said, said.relation_type in symmetric, in_pairs, sure)}
    return keys | {key_of((*pair, ())) for pair in mutual_pairs(said)} if said.relation_type in STATES.mutual else keys


def unsure_pairs(said: Statement, symmetric: Collection[str], sure: float) -> list[tuple[str, str]]:
    """The pairs of parties of an event of which it is less sure; of a type without direction in the order of the codes."""
    if not sure or not said.pairs:
        return []
    sides = (party[0] for party in said.sources), (party[0] for party in said.targets)
    told = pairs(*sides, said.partners, said.relation_type in symmetric)
    return sorted(pair for pair in told if pair[1] and not said.is_sure(*pair, sure))


def leaves_out(said: Statement, symmetric: Collection[str], in_pairs: bool, sure: float) -> bool:
    """Whether a pair, or one of many, is left out of what a statement tells."""
    if not sure or not said.pairs:
        return False
    undirected = said.relation_type in symmetric
    return units(said, undirected, in_pairs, sure) != units(said, undirected, in_pairs)
