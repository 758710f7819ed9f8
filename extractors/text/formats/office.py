"""PDF, Word and rich text -> text, by libraries that are imported only here and only when such a file is read."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from verbale.extractors.text.decoding import UnreadableError
from verbale.extractors.text.formats.pages import without_edges
from verbale.extractors.text.metadata import Meta


class MissingLibraryError(UnreadableError):
    """A file of this kind is read by a library that is not installed."""


def _library(module: str, what: str) -> Any:
    """A library of the extra. Raises MissingLibraryError."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingLibraryError(f"skipped: to read {what}, pip install 'verbale[documents]'") from error


def pdf_to_text(data: bytes) -> tuple[str, Meta]:
    """The text of a PDF without heads and feet of its pages."""
    pypdf = _library("pypdf", "a PDF")
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells at length of faults that it mends
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("this PDF is locked with a password; save it without one")
        pages = [page.extract_text() or "" for page in reader.pages]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except UnreadableError:
        raise
    except Exception as error:  # a damaged PDF raises whatever its damage leads to
        raise UnreadableError(f"this PDF cannot be read ({_reason(error)}); save it anew or leave it out") from error
    text = without_edges([page.replace("\r\n", "\n").replace("\r", "\n") for page in pages])
    if not text.strip():
        raise UnreadableError("this PDF holds pictures of pages and no text; run character recognition (OCR) over it first")
    return text, Meta(" ".join(title.split()))


def docx_to_text(data: bytes) -> tuple[str, Meta]:
    """The text of a Word document: paragraphs, headings after ``#``, list items after ``-``, rows of tables between bars."""
    docx = _library("docx", "a Word document")
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_word_blocks(document))
        title = str(document.core_properties.title or "")
    except Exception as error:  # damaged archives and parts raise many kinds of errors
        raise UnreadableError(f"this Word document cannot be read ({_reason(error)}); save it anew as .docx") from error
    return "\n\n".join(blocks), Meta(" ".join(title.split()))


def _word_blocks(document: Any) -> Iterator[str]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = dict.fromkeys((id(cell._tc), " ".join(cell.text.split()).replace("|", "/")) for cell in row.cells)
                yield "| " + " | ".join(text for _, text in cells) + " |"
        elif part.text.strip():
            yield _word_mark(str(part.style.name or "") if part.style is not None else "") + part.text.strip()


def _word_mark(style: str) -> str:
    """What stands before a paragraph of this style in plain text."""
    if style.startswith(("Heading", "Title")):
        return "#" * min(6, int(style[-1]) if style[-1:].isdigit() else 1) + " "
    return "- " if style.startswith("List") else ""


def rtf_to_text(data: bytes) -> tuple[str, Meta]:
    """The text of a rich text document."""
    striprtf = _library("striprtf.striprtf", "rich text")
    try:
        text = striprtf.rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")
    except Exception as error:  # what is no RTF at all fails in many ways
        raise UnreadableError(f"this rich text cannot be read ({_reason(error)}); save it anew or as .txt") from error
    return str(text).strip("\n"), Meta()


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
