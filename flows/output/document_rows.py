"""Extraction -> what one document gives to the tables, as plain rows: small, quick to keep and to read back, and picklable."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from verbale.extractors.packing import packed, unpacked
from verbale.extractors.schema import Document, Event, Extraction
from verbale.extractors.tables import Row, Statement, Telling, Texts, cell_text, row, statements, tellings, text_rows

PLAIN = ("sentences", "mentions", "dates", "events", "candidates", "event_links")
"""The tables whose rows belong to one document each."""
_STATED, _TOLD = Statement._fields.index("event_id"), Telling._fields.index("event_id")


class Said(NamedTuple):
    """What events say to the tables that span documents: the values of their Statements (for the relations), and of their
    Tellings (for the happenings), as plain tuples."""

    statements: list[tuple[Any, ...]]
    tellings: list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Contribution:
    """``rows``: per table of ``PLAIN``, cells as text. ``actors``: actor rows with the mentions of this document alone.

    ``said``: by its events; ``said_by_candidates`` counts once reviewers accept them.
    ``counts``: n_chars, n_sentences, n_events. ``document`` bears no text.
    """

    document: Document
    rows: dict[str, list[Texts]]
    actors: list[Row]
    said: Said
    said_by_candidates: Said
    counts: tuple[int, int, int]

    @property
    def document_row(self) -> Texts:
        n_chars, n_sentences, n_events = self.counts
        return texts(row("documents", self.document, n_chars=n_chars, n_sentences=n_sentences, n_events=n_events))


def contribution(extraction: Extraction, n_chars: int | None = None) -> Contribution:
    """The rows of one document. ``n_chars``: the length of its text, where that is not at hand any more."""
    told = (extraction.events, extraction.candidates, extraction.links)
    found = (extraction.sentences, extraction.mentions, extraction.timexes, *told)
    plain = {table: encodable(text_rows(table, records)) for table, records in zip(PLAIN, found, strict=True)}
    mentioned = Counter(actor for mention in extraction.mentions for actor in set(mention.actor_ids))
    actors = [row("actors", actor, n_mentions=mentioned[actor.actor_id]) for actor in extraction.actors]
    length = len(extraction.document.text) if n_chars is None else n_chars
    counts = (length, len(extraction.sentences), len(extraction.events))
    said, doubtful = (_said(extraction, events) for events in (extraction.events, extraction.candidates))
    return Contribution(bare(extraction.document), plain, actors, said, doubtful, counts)


def promoted(found: Contribution, accepted: Collection[str]) -> Contribution:
    """The same with some of its candidates among the events: they count as those do. ``accepted``: ids of events and candidates,
    whose parties are sure."""
    if not accepted:
        return found
    rows = found.rows["candidates"]
    moved = [cells for cells in rows if cells[0] in accepted]
    n_chars, n_sentences, n_events = found.counts
    kept = [cells for cells in rows if cells[0] not in accepted]
    counting, doubtful = (_of(found.said_by_candidates, accepted, among) for among in (True, False))
    return replace(
        found,
        rows={**found.rows, "events": found.rows["events"] + moved, "candidates": kept},
        said=Said(_sure(found.said.statements + counting.statements, accepted), found.said.tellings + counting.tellings),
        said_by_candidates=doubtful,
        counts=(n_chars, n_sentences, n_events + len(moved)),
    )


def _sure(statements: list[tuple[Any, ...]], accepted: Collection[str]) -> list[tuple[Any, ...]]:
    """Statements, of which nobody doubts any more who takes part in what is accepted."""
    told = map(Statement._make, statements)
    return [tuple(said._replace(pairs=()) if said.event_id in accepted else said) for said in told]


def bare(document: Document) -> Document:
    """A document without its text: what the tables need of it."""
    return replace(document, text="", blocks=())


def pack_rows(found: Contribution) -> bytes:
    """A contribution as bytes, without the path of its document: the same text may come back under another."""
    document = found.document
    about = (document.title, document.document_date, document.sha256, document.encoding, document.language)
    said = (document.note, document.topic)
    told = (tuple(found.said), tuple(found.said_by_candidates))
    kept = (about, said, found.rows, found.actors, told, found.counts)
    return packed(kept)


def unpack_rows(content: bytes, doc_id: str, path: str) -> Contribution:
    """What ``pack_rows`` kept of a document that could be read."""
    (title, document_date, sha256, encoding, language), (note, topic), rows, actors, told, counts = unpacked(content)
    document = Document(doc_id, path, title, document_date, sha256, encoding, language, note=note, topic=topic)
    said, by_candidates = (Said(*map(list, lists)) for lists in told)
    rows = {table: list(own) for table, own in rows.items()}
    return Contribution(document, rows, list(actors), said, by_candidates, counts)


def texts(cells: Row) -> Texts:
    """Cells as the tables spell them; lone surrogates, which no file can hold, become ``?``."""
    return tuple(_encodable(cell_text(cell)) for cell in cells)


def encodable(rows: list[Texts]) -> list[Texts]:
    """Rows without lone surrogates, of which there are hardly ever any: so all cells are looked at together first."""
    try:
        "".join(map("".join, rows)).encode()
    except UnicodeEncodeError:
        return [tuple(map(_encodable, cells)) for cells in rows]
    return rows


def _encodable(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _said(extraction: Extraction, events: Sequence[Event]) -> Said:
    actors = {actor.actor_id: actor for actor in extraction.actors}
    statement_values = [tuple(said) for said in statements(events, actors, extraction.timexes)]
    return Said(statement_values, [tuple(telling) for telling in tellings(events, actors)])


def _of(said: Said, event_ids: Collection[str], among: bool) -> Said:
    """What the events with these ids say (or all others)."""
    told = [values for values in said.statements if (values[_STATED] in event_ids) is among]
    return Said(told, [values for values in said.tellings if (values[_TOLD] in event_ids) is among])
