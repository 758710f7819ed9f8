"""Texts and files that the tests of this room share."""

from __future__ import annotations

from pathlib import Path

from verbale.extractors.schema import Document
from verbale.extractors.text import block_view, make_document, read_documents

BODY = "Chad and Mali signed a treaty on trade, and the envoys of both states returned."


WRAPPED = """\
BACKGROUND

The two states, which had quarrelled about the border for many years,
signed a treaty in Geneva on 4 May 1991. The President of Chad called
Mali a friend.

Relations improved.

   Both recalled their military attachés in the following year. The
Union welcomed the step.
   A commission was set up.
- It meets in Bamako and once a year in
  Geneva.
"""


def views(text: str) -> list[str]:
    return [block_view(text, block).text for block in make_document("d", text).blocks]


def marked(text: str) -> list[str]:
    """Every block as the parser reads it, headings after ``#``."""
    return [("# " if block.heading else "") + block_view(text, block).text for block in make_document("d", text).blocks]


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def by_id(source: str | Path) -> dict[str, Document]:
    documents = list(read_documents(source))
    assert len({document.doc_id for document in documents}) == len(documents)
    for document in documents:
        assert "\n" not in document.error and bool(document.error) == (document.status != "ok")
    return {document.doc_id: document for document in documents}
