"""Decoded text -> Document: its blocks and sections, and the reading view of a block for the parser.

The parts: ``sections`` finds blocks and headings, ``reading`` makes the view, ``ingest`` reads files.
"""

from __future__ import annotations

import hashlib

from verbale.extractors.schema import Document
from verbale.extractors.text.blocks import find_blocks
from verbale.extractors.text.reading_view import BlockView, block_view

__all__ = ["BlockView", "block_view", "make_document"]


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
