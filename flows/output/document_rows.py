"""Extraction -> what one document gives to the tables, as plain rows: small, quick to keep and to read back, and picklable."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from verbale.extractors.packing import packed, unpacked
from verbale.extractors.schema import Document, Event, Extraction
from verbale.extractors.tables import Row, Texts, cell_text, pairs, row, statement_values, text_rows

PLAIN = ("sentences", "mentions", "dates", "events", "candidates")
"""The tables whose rows belong to one document each."""

Evidence = tuple[str, str, str, bytes]


@dataclass(frozen=True, slots=True)
class Contribution:
    """``rows``: per table of ``PLAIN``, cells as text. ``actors``: actor rows with the mentions of this document alone.

    ``evidence``: (party, other party, event_id, values of its Statement, packed) of every asserted event, for the relations;
    ``candidate_evidence``: the same of the candidates, which counts once reviewers accept them.
    ``counts``: n_chars, n_sentences, n_events. ``document`` bears no text.
    """

    document: Document
    rows: dict[str, list[Texts]]
    actors: list[Row]
    evidence: list[Evidence]
    candidate_evidence: list[Evidence]
    counts: tuple[int, int, int]

    @property
    def document_row(self) -> Texts:
        n_chars, n_sentences, n_events = self.counts
        return texts(row("documents", self.document, n_chars=n_chars, n_sentences=n_sentences, n_events=n_events))


def contribution(extraction: Extraction, n_chars: int | None = None) -> Contribution:
    """The rows of one document. ``n_chars``: the length of its text, where that is not at hand any more."""
    found = (extraction.sentences, extraction.mentions, extraction.timexes, extraction.events, extraction.candidates)
    plain = {table: encodable(text_rows(table, records)) for table, records in zip(PLAIN, found, strict=True)}
    mentioned = Counter(actor for mention in extraction.mentions for actor in set(mention.actor_ids))
    actors = [row("actors", actor, n_mentions=mentioned[actor.actor_id]) for actor in extraction.actors]
    length = len(extraction.document.text) if n_chars is None else n_chars
    counts = (length, len(extraction.sentences), len(extraction.events))
    evidence, doubtful = list(_evidence(extraction.events)), list(_evidence(extraction.candidates))
    return Contribution(bare(extraction.document), plain, actors, evidence, doubtful, counts)


def promoted(found: Contribution, accepted: Collection[str]) -> Contribution:
    """The same with some of its candidates, by their ids, among the events: they count as those do."""
    rows = found.rows["candidates"]
    moved = [cells for cells in rows if cells[0] in accepted]
    if not moved:
        return found
    n_chars, n_sentences, n_events = found.counts
    kept = [cells for cells in rows if cells[0] not in accepted]
    counting = [piece for piece in found.candidate_evidence if piece[2] in accepted]
    return replace(
        found,
        rows={**found.rows, "events": found.rows["events"] + moved, "candidates": kept},
        evidence=found.evidence + counting,
        candidate_evidence=[piece for piece in found.candidate_evidence if piece[2] not in accepted],
        counts=(n_chars, n_sentences, n_events + len(moved)),
    )


def bare(document: Document) -> Document:
    """A document without its text: what the tables need of it."""
    return replace(document, text="", blocks=())


def pack_rows(found: Contribution) -> bytes:
    """A contribution as bytes, without the path of its document: the same text may come back under another."""
    document = found.document
    about = (document.title, document.document_date, document.sha256, document.encoding, document.language)
    said = (document.note, document.topic)
    kept = (about, said, found.rows, found.actors, found.evidence, found.candidate_evidence, found.counts)
    return packed(kept)


def unpack_rows(content: bytes, doc_id: str, path: str) -> Contribution:
    """What ``pack_rows`` kept of a document that could be read."""
    (title, document_date, sha256, encoding, language), (note, topic), rows, *found, counts = unpacked(content)
    document = Document(doc_id, path, title, document_date, sha256, encoding, language, note=note, topic=topic)
    actors, evidence, candidate_evidence = map(list, found)
    plain = {table: list(own) for table, own in rows.items()}
    return Contribution(document, plain, actors, evidence, candidate_evidence, counts)


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


def unordered(pair: tuple[str, str]) -> tuple[str, str]:
    one, other = pair
    return (one, other) if not other or one <= other else (other, one)


def _evidence(events: Iterable[Event]) -> Iterator[Evidence]:
    for event in events:
        if event.modality != "asserted":
            continue
        slim = packed(statement_values(event))
        for one, other in sorted({unordered(pair) for undirected in (True, False) for pair in pairs(event, undirected)}):
            yield one, other, event.event_id, slim
