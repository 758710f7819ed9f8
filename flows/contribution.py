"""Extraction -> what one document gives to the tables, as plain rows: small, quick to keep and to read back, and picklable."""

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.relations import pairs
from extractors.schema import Document, Event, Extraction
from extractors.tables import Cell, Row, cell_text, row, rows

PLAIN = ("sentences", "mentions", "dates", "events")
"""The tables whose rows belong to one document each."""

Texts = tuple[str, ...]
Evidence = tuple[str, str, str, bytes]


@dataclass(frozen=True, slots=True)
class Contribution:
    """``rows``: per table of ``PLAIN``, cells as text. ``actors``: actor rows with the mentions of this document alone.

    ``evidence``: (party, other party, event_id, pickled Event) of every asserted event, for the relations.
    ``counts``: n_chars, n_sentences, n_events. ``document`` bears no text.
    """

    document: Document
    rows: dict[str, list[Texts]]
    actors: list[Row]
    evidence: list[Evidence]
    counts: tuple[int, int, int]

    @property
    def document_row(self) -> Texts:
        n_chars, n_sentences, n_events = self.counts
        return texts(row("documents", self.document, n_chars=n_chars, n_sentences=n_sentences, n_events=n_events))


def contribution(extraction: Extraction) -> Contribution:
    """The rows of one document."""
    found = rows(extraction)
    counts = (len(extraction.document.text), len(extraction.sentences), len(extraction.events))
    plain = {table: [texts(r) for r in found[table]] for table in PLAIN}
    return Contribution(bare(extraction.document), plain, found["actors"], list(_evidence(extraction.events)), counts)


def bare(document: Document) -> Document:
    """A document without its text: what the tables need of it."""
    return replace(document, text="", blocks=())


def pack(found: Contribution) -> bytes:
    """A contribution as bytes, without its document: the same text may come back under another path or title."""
    return pickle.dumps((found.rows, found.actors, found.evidence, found.counts), protocol=5)


def unpack(content: bytes, document: Document) -> Contribution:
    return Contribution(bare(document), *pickle.loads(content))


def texts(cells: Row) -> Texts:
    """Cells as the tables spell them; lone surrogates, which no file can hold, become ``?``."""
    return tuple(map(_text, cells))


def _text(cell: Cell) -> str:
    text = cell if isinstance(cell, str) else cell_text(cell)
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def unordered(pair: tuple[str, str]) -> tuple[str, str]:
    one, other = pair
    return (one, other) if not other or one <= other else (other, one)


def _evidence(events: Iterable[Event]) -> Iterator[Evidence]:
    for event in events:
        if event.modality != "asserted":
            continue
        slim = pickle.dumps(replace(event, quote="", prefix="", suffix="", why=(), section=""), protocol=5)
        for one, other in sorted({unordered(pair) for undirected in (True, False) for pair in pairs(event, undirected)}):
            yield one, other, event.event_id, slim
