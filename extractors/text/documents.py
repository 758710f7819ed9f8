"""Documents: made of decoded text, found but not read yet, or known only by the reason why they cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from verbale.extractors.ids import digest
from verbale.extractors.schema import Document
from verbale.extractors.text.decoding import UnreadableError
from verbale.extractors.text.structure.blocks import find_blocks

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
) -> Document:
    """A Document from decoded text; offsets count from the text's first character.

    ``start``: where the prose begins (behind front matter). ``sha256`` is taken over the UTF-8 form when none is given.
    A text without any block has status ``empty``.
    """
    blocks, _ = find_blocks(text, start)
    sha256 = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    status, error = ("ok", "") if blocks else ("empty", f"{path or doc_id}: no text to read; fill it or leave it out")
    return Document(doc_id, path, title, document_date, sha256, encoding, status, error, text, topic, blocks)


def with_blocks(document: Document) -> Document:
    """A Document that somebody made by hand, with the blocks of its text; one that has them, or has no text, as it is."""
    if document.blocks or not document.text or document.status != "ok":
        return document
    return replace(document, blocks=find_blocks(document.text).blocks)


def already_read(place: str, document: Document) -> Unread:
    """A document that had to be read to be found."""
    about = (document.doc_id, document.title, document.document_date, document.encoding, document.status, document.error)
    content = digest((*about, document.sha256, repr(document.topic), document.text), size=16)
    return Unread(document.doc_id, document.path, place, content, lambda: document)


def failed(doc_id: str, path: str, error: object) -> Document:
    """The document of which only the error is known, in one line."""
    return Document(doc_id, path, encoding="", status="failed", error=" ".join(str(error).split()))


def too_long() -> UnreadableError:
    return UnreadableError(f"more than {MAX_CHARS:,} characters; cut it into documents")
