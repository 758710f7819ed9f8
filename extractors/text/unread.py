"""A document that was found but perhaps not read yet, and one of which only the reason is known why it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verbale.extractors.ids import digest
from verbale.extractors.schema import Document
from verbale.extractors.text.errors import UnreadableError

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
