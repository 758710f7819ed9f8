"""The tables of a run -> entries of a chronology: what happened once each, in time, and what has no date where the text tells it.

Rows are text, as the CSV files spell them. What reviewers said counts: rejected rows are left out, and a row that they corrected
or added is an entry of its own, as they say it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from verbale.extractors.chronology.dates import in_words
from verbale.extractors.chronology.phrases import PHRASES, Told, sentence_of
from verbale.extractors.schema import PARTY_KINDS
from verbale.extractors.tables import STATES, day, distinct, pairs, records, split

Row = Mapping[str, str]
Pair = tuple[str, str]
_LATEST = (10**6, 1, 1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a row tells of an entry: ``quote`` is the document's text from ``start`` to ``end``."""

    event_id: str
    doc_id: str
    title: str
    section: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened. ``date`` in words, empty where there is none; ``placed``: between which dates its document tells
    it then. ``pairs``: whom it is between, each pair in alphabetical order of ids; ``evidence`` in text order, never empty."""

    entry_id: str
    date: str
    days: tuple[tuple[int, int, int], ...]
    placed: str
    sentence: str
    modality: str
    polarity: str
    parties: tuple[str, ...]
    pairs: tuple[Pair, ...]
    evidence: tuple[Evidence, ...]
    n_tellings: int
    n_documents: int
    n_independent: int
    conflict: str

    @property
    def year(self) -> str:
        """Under which year it stands: the first that it may have taken place in."""
        return in_words(f"{self.days[0][0]:05d}" if self.days[0][0] < 0 else f"{self.days[0][0]:04d}") if self.days else ""


@dataclass(frozen=True, slots=True)
class Chronology:
    """``dated`` in time, ``undated`` in the order of the text; ``names`` of all parties; ``parties``: the states and
    organisations of the gazetteer that it tells of, by name; ``pairs`` of these."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    names: Mapping[str, str]
    parties: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    pairs: Mapping[Pair, tuple[Entry, ...]] = field(default_factory=dict)


def chronology_of(run: Mapping[str, pd.DataFrame], reviewed: pd.DataFrame, rejected: Collection[str] = ()) -> Chronology:
    """The chronology of a run. ``reviewed``: its table of reviewed events; ``rejected``: ids of rows that were turned down."""
    actors = {row["actor_id"]: row for row in records(run["actors"])}
    names = {actor_id: row["name"] or actor_id for actor_id, row in actors.items()}
    texts = _Texts(run["documents"])
    found = list(_entries(run, list(_in_other_words(run, reviewed)), rejected, names, texts))
    dated = sorted((e for e in found if e.days), key=lambda e: (*e.days, texts.order(e), e.entry_id))
    undated = sorted((e for e in found if not e.days), key=lambda e: (texts.order(e), e.entry_id))
    return _grouped(Chronology(tuple(dated), tuple(_placed(undated, dated)), names), actors)


def _in_other_words(run: Mapping[str, pd.DataFrame], reviewed: pd.DataFrame) -> Iterator[Row]:
    """The reviewed rows that the table of events does not hold as they are: corrected and added ones, accepted candidates."""
    told = frozenset(run["events"]["event_id"].tolist())
    for row in records(reviewed):
        if row["review_status"] != "accepted" or row["event_id"] not in told:
            yield row


def _entries(
    run: Mapping[str, pd.DataFrame],
    judged: Iterable[Row],
    rejected: Collection[str],
    names: Mapping[str, str],
    texts: _Texts,
) -> Iterator[Entry]:
    happenings = records(run["happenings"]) if "happenings" in run else []
    alone = list(judged)
    gone = {*rejected, *(row["event_id"] for row in alone)}
    rows = {row["event_id"]: row for row in records(run["events"]) if row["event_id"] not in gone}
    if not happenings:  # tables that were made without them
        alone += rows.values()
    for row in alone:
        yield _entry(row, [row], names, texts)
    for happening in happenings:
        ids = split(happening["event_ids"])
        left = [rows[event_id] for event_id in ids if event_id in rows]
        if left:  # what is said of all rows is said of some of them only where none is gone
            yield _entry(happening if len(left) == len(ids) else left[0], left, names, texts)


class _Texts:
    """The documents in the order of their table, with their titles."""

    def __init__(self, documents: pd.DataFrame) -> None:
        self.titles = {row["doc_id"]: row["title"] or row["doc_id"] for row in records(documents)}
        self._numbers = {doc_id: number for number, doc_id in enumerate(self.titles)}

    def place(self, evidence: Evidence) -> tuple[int, int]:
        return self._numbers.get(evidence.doc_id, len(self._numbers)), evidence.start

    def order(self, entry: Entry) -> tuple[int, int]:
        return self.place(entry.evidence[0])


def _entry(said: Row, rows: Sequence[Row], names: Mapping[str, str], texts: _Texts) -> Entry:
    """``said``: the happening, or a row that says it all; ``rows``: those that tell it."""
    evidence = tuple(sorted((_evidence(row, texts) for row in rows), key=texts.place))
    sources, targets = distinct(said["source_parties"]), distinct(said["target_parties"])
    told = Told(
        said["relation_type"],
        [names.get(party, party) for party in sources],
        [names.get(party, party) for party in targets],
        next((split(row["persons"]) for row in rows if row["persons"]), ()),
        said["polarity"],
        said["modality"],
        sorted({names.get(who, who) for row in rows for who in split(row["attributed_to"])}),
    )
    documents = len({row["doc_id"] for row in rows})
    return Entry(
        said.get("happening_id", "") or said["event_id"],
        in_words(said["date_edtf"]) if said["date_edtf"] else "",
        _days(said),
        "",
        sentence_of(told),
        said["modality"],
        said["polarity"],
        tuple(dict.fromkeys((*sources, *targets))),
        tuple(_pairs(said["relation_type"], sources, targets, {p for row in rows for p in split(row.get("partners", ""))})),
        evidence,
        len(rows),
        documents,
        int(said.get("n_independent", "") or documents),
        said.get("conflict", ""),
    )


def _evidence(row: Row, texts: _Texts) -> Evidence:
    doc_id = row["doc_id"]
    title, quote = texts.titles.get(doc_id, doc_id), " ".join(row["quote"].split())
    return Evidence(row["event_id"], doc_id, title, row["section"], int(row["quote_start"]), int(row["quote_end"]), quote)


def _days(said: Row) -> tuple[tuple[int, int, int], ...]:
    """First and last day that it may have taken place on, to sort by: what is open ends late, what only ends is at its end."""
    first, last = day(said["date_start"]), day(said["date_end"])
    begin = first or last
    return (begin, last or _LATEST) if begin else ()


def _pairs(relation_type: str, sources: Collection[str], targets: Collection[str], partners: Collection[str]) -> Iterator[Pair]:
    """Between whom it is, as ``relations`` has it: many that act together are no pairs."""
    undirected = PHRASES.of(relation_type).symmetric or not targets
    if undirected and not partners and len({*sources, *targets}) > STATES.most_in_pairs:
        return
    found = {(min(pair), max(pair)) for pair in pairs(sources, targets, partners, undirected) if all(pair)}
    yield from sorted(pair for pair in found if pair[0] != pair[1])


def _placed(undated: Iterable[Entry], dated: Iterable[Entry]) -> Iterator[Entry]:
    """Undated entries with the dates of those that stand before and after them in their section."""
    told: dict[tuple[str, str], list[tuple[int, Entry]]] = defaultdict(list)
    for entry in dated:
        for evidence in entry.evidence:
            told[evidence.doc_id, evidence.section].append((evidence.start, entry))
    for entry in undated:
        here = entry.evidence[0]
        around = told.get((here.doc_id, here.section), ())
        before = max((place for place in around if place[0] <= here.start), default=None, key=lambda place: place[0])
        after = min((place for place in around if place[0] > here.start), default=None, key=lambda place: place[0])
        if before and after and after[1].days < before[1].days:  # a text that does not go on in time places nothing before it
            after = None
        bounds = [f"{word} {_bare(at[1].date)}" for word, at in (("after", before), ("before", after)) if at]
        yield replace(entry, placed=f"told {', '.join(bounds)}" if bounds else "")


def _bare(date: str) -> str:
    """``since 1988`` -> ``1988``."""
    return date.removeprefix("since ").removeprefix("up to ")


def _grouped(found: Chronology, actors: Mapping[str, Row]) -> Chronology:
    parties: dict[str, list[Entry]] = defaultdict(list)
    between: dict[Pair, list[Entry]] = defaultdict(list)
    shown = {a for a, row in actors.items() if row["kind"] in PARTY_KINDS and row["in_gazetteer"].lower() in ("true", "1")}
    for entry in (*found.dated, *found.undated):
        for party in entry.parties:
            if party in shown:
                parties[party].append(entry)
        for pair in entry.pairs:
            if shown.issuperset(pair):
                between[pair].append(entry)

    def name(party: str) -> str:
        return found.names[party]

    return replace(
        found,
        parties={party: tuple(parties[party]) for party in sorted(parties, key=name)},
        pairs={pair: tuple(between[pair]) for pair in sorted(between, key=lambda pair: tuple(sorted(map(name, pair))))},
    )
