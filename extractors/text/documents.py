"""Documents: made of decoded text, found but not read yet, or known only by the reason why they cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from verbale.extractors.ids import digest
from verbale.extractors.schema import Document
from verbale.extractors.text.damage import mojibake_in
from verbale.extractors.text.decoding import UnreadableError
from verbale.extractors.text.passages import Readable, readable
from verbale.extractors.text.structure.blocks import Found, find_blocks

MAX_CHARS = 20_000_000
"""Characters that one document may have; a longer one is a dump to be cut into documents."""
MAX_BYTES = 4 * MAX_CHARS


@dataclass(frozen=True, slots=True)
class Unread:
    """A document whose bytes are at hand, decoded and taken to pieces only by ``read``.

    ``content`` is a hash of all that the document is made of but its path; ``place`` names it in messages.
    """

    doc_id: str
    path: str
    place: str
    content: str
    read: Callable[[], Document]


def make_document(
    doc_id: str,
    text: str,
    *,
    path: str = "",
    title: str = "",
    document_date: str = "",
    topic: tuple[str, ...] = (),
    encoding: str = "utf-8",
    sha256: str = "",
    start: int = 0,
    notes: Iterable[str] = (),
    blocks: Found | None = None,
) -> Document:
    """A Document from decoded text; offsets count from the text's first character.

    ``start``: where the prose begins (behind front matter). ``sha256`` is taken over the UTF-8 form when none is given.
    ``notes``: what is to be said of how it was read. ``blocks``: of a text that is no prose, its blocks.
    A text without any block has status ``empty``, one in another language ``not_english``; of a mixed one only what is English
    is read.
    """
    found = find_blocks(text, start) if blocks is None else blocks
    read = readable(text, found.blocks)
    sha256 = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    status, error = _status(path or doc_id, found, read)
    note = "; ".join([*notes, *_notes(text, found, read)]) if read.blocks else ""
    about = (sha256, encoding, read.language, status, error, note)
    return Document(doc_id, path, title, document_date, *about, text, topic, read.blocks)


def _status(place: str, found: Found, read: Readable) -> tuple[str, str]:
    """(status, error) of a text."""
    if read.blocks:
        return "ok", ""
    if found.blocks:
        return "not_english", f"{place}: not in English ({read.language}); translate it, or leave it out"
    if found.cells_left_out:
        return "empty", f"{place}: no text to read, only {found.cells_left_out} cells of tables that tell nothing; leave it out"
    return "empty", f"{place}: no text to read; fill it or leave it out"


def _notes(text: str, found: Found, read: Readable) -> Iterator[str]:
    """What the reading view repairs in a text, and what of it is left out."""
    mojibake = mojibake_in(text)
    if mojibake:
        yield f"decoded wrongly before and read as meant: {_counted(mojibake, 'character')}"
    if found.cells_left_out:
        yield f"left out: {_counted(found.cells_left_out, 'table cell')} that tell nothing"
    if read.left_out:
        languages = ", ".join(sorted(read.left_out))
        yield f"left out: {_counted(read.left_out.total(), 'paragraph')} in other languages ({languages})"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + "s" * (number != 1)


def with_blocks(document: Document) -> Document:
    """A Document that somebody made by hand, with the blocks of its text; one that has them, or has no text, as it is."""
    if document.blocks or not document.text or document.status != "ok":
        return document
    return replace(document, blocks=readable(document.text, find_blocks(document.text).blocks).blocks)


def already_read(place: str, document: Document) -> Unread:
    """A document that had to be read to be found."""
    about = (
        document.doc_id,
        document.title,
        document.document_date,
        document.encoding,
        document.status,
        document.error,
        document.note,
    )
    content = digest((*about, document.sha256, repr(document.topic), document.text), size=16)
    return Unread(document.doc_id, document.path, place, content, lambda: document)


def failed(doc_id: str, path: str, error: object) -> Document:
    """The document of which only the error is known, in one line."""
    return Document(doc_id, path, encoding="", status="failed", error=" ".join(str(error).split()))


def skipped(doc_id: str, path: str, error: object) -> Document:
    """The document that could be read if something were installed."""
    return replace(failed(doc_id, path, error), status="skipped")


def too_long() -> UnreadableError:
    return UnreadableError(f"more than {MAX_CHARS:,} characters; cut it into documents")
