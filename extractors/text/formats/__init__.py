"""Files that hold more than text: PDF, Word, rich text, e-books, comma-separated tables -> text and what they say of themselves.

The libraries that read them are the extra ``verbale[documents]``; each is imported where it is needed.
"""

from __future__ import annotations

from collections.abc import Callable

from verbale.extractors.text.formats.epub import epub_to_text
from verbale.extractors.text.formats.office import docx_to_text, pdf_to_text, rtf_to_text
from verbale.extractors.text.metadata import Meta

READERS: dict[str, Callable[[bytes], tuple[str, Meta]]] = {
    ".pdf": pdf_to_text,
    ".docx": docx_to_text,
    ".rtf": rtf_to_text,
    ".epub": epub_to_text,
}
"""Suffix -> (text, metadata) of a file's bytes. They raise MissingLibraryError, and UnreadableError for what is damaged."""
