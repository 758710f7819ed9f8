"""Decoded text -> Document with its blocks and sections."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from verbale.extractors.schema import Document
from verbale.extractors.text.blocks import find_blocks


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
    blocks = find_blocks(text, start)
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    status, error = ("ok", "") if blocks else ("empty", f"{path or doc_id}: no text to read; fill it or leave it out")
    return Document(doc_id, path, title, document_date, digest, encoding, status, error, text, topic, blocks)


def with_blocks(document: Document) -> Document:
    """A Document that somebody made by hand, with the blocks of its text; one that has them, or has no text, as it is."""
    if document.blocks or not document.text or document.status != "ok":
        return document
    return replace(document, blocks=find_blocks(document.text))
