"""Files that hold more than text: every one is read or told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.text.formats.files import docx, epub, pdf, rtf
from tests.text.written import BODY, by_id, write
from verbale.extractors.schema import Document
from verbale.extractors.text import block_view


def _views(document: Document) -> list[str]:
    return [block_view(document.text, block).text for block in document.blocks]


def test_every_kind_of_file_is_read(tmp_path: Path) -> None:
    rows = [("Date", "Event"), ("1994", "Chad recalls its envoy")]
    files: dict[str, str | bytes] = {
        "word.docx": docx("Of Chad", BODY, rows),
        "rich.rtf": rtf(BODY),
        "book.epub": epub("Of Mali", BODY, "Mali left."),
        "page.pdf": pdf(["Chad and Mali signed a treaty on trade, and the", "envoys of both states returned."]),
        "table.csv": 'date,state,text\n1994-05-03,Chad,"Chad recalls its envoy, and\nMali protests."\n1996,Mali,No\n',
        "table.tsv": "Year\tEvent\n1994\tChad recalls its envoy\n",
    }
    found = by_id(write(tmp_path, files))
    assert {document.status for document in found.values()} == {"ok"}
    assert _views(found["word"]) == ["Ties", BODY, "Mali left.", "1994", "Chad recalls its envoy"]
    assert found["word"].title == "Of Chad"
    assert _views(found["rich"]) == [BODY, "Côte left."]
    assert _views(found["book"]) == [BODY, "Mali left."]
    assert (found["book"].title, found["book"].document_date) == ("Of Mali", "1994-05-03")
    assert _views(found["page"]) == [BODY]
    csv = found["table.csv"]
    assert _views(csv) == ["1994-05-03", "Chad", "Chad recalls its envoy, and Mali protests."]
    assert [(block.lead, block.row) for block in csv.blocks] == [(True, 1), (True, 1), (False, 1)]
    assert csv.note == "left out: 3 table cells that tell nothing"
    assert _views(found["table.tsv"]) == ["1994", "Chad recalls its envoy"]


def test_heads_and_feet_of_pages_are_left_out_and_words_put_together(tmp_path: Path) -> None:
    pages = [
        ["A journal of ties", f"Chad and Mali signed the treaty number {n} on the ex-", f"change of fish. Page {n}"]
        for n in range(3)
    ]
    shown = [[head, line, "change of fish, and", str(n)] for n, (head, line, _) in enumerate(pages, start=7)]
    document = by_id(write(tmp_path, {"a.pdf": pdf(*shown)}))["a"]
    text = " ".join(_views(document))
    assert "journal" not in text
    assert "the exchange of fish, and Chad and Mali signed the treaty number 1 on" in text


def test_damaged_files_fail_in_one_line(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"a{suffix}": b"nothing of the kind" for suffix in (".pdf", ".docx", ".epub")}
    found = by_id(write(tmp_path, files))
    assert {document.status for document in found.values()} == {"failed"}
    assert len(found) == 3


def test_without_the_libraries_one_line_says_what_was_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pypdf", "docx", "striprtf.striprtf"):
        monkeypatch.setitem(sys.modules, module, None)
    found = by_id(write(tmp_path, {"a.pdf": pdf(["Chad left."]), "b.rtf": rtf(BODY), "c.txt": BODY}))
    assert {name: document.status for name, document in found.items()} == {"a": "skipped", "b": "skipped", "c": "ok"}
    assert found["a"].error == f"{tmp_path}/a.pdf: skipped: to read a PDF, pip install 'verbale[documents]'"
