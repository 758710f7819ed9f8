"""A folder as people have it: twenty files of ten kinds and more, of which every one is read or told of."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

from tests.text.formats.files import docx, epub, pdf, rtf
from verbale.flows.line.run import run_line
from verbale.flows.settings import Settings


def told(state: str, year: int) -> str:
    return f"In {year} {state} signed a treaty with Japan."


FILES: dict[str, str | bytes] = {
    "plain.txt": told("Peru", 1991),
    "bom.txt": told("Chile", 1992).encode("utf-8-sig"),
    "wide.txt": told("Kenya", 1993).encode("utf-16"),
    "western.txt": ("Côte d’Ivoire was quiet. " + told("Ghana", 1994)).encode("cp1252"),
    "central.txt": ("Lech Wałęsa came from Gdańsk. " + told("Poland", 1995)).encode("cp1250"),
    "notes.md": "# Ties\n\n" + told("Norway", 1996),
    "page.html": f"<html><head><title>Ties</title></head><body><p>{told('Sweden', 1997)}</p></body></html>",
    "old page.htm": f'<meta charset="windows-1250"><p>{told("Hungary", 1998)}</p>'.encode("cp1250"),
    "lines.jsonl": "".join(json.dumps({"id": f"line {n}", "text": told("Spain", n)}) + "\n" for n in (1999, 2000)),
    "table.csv": f'id,text\n1,"{told("Italy", 2001)}"\n',
    "tabs.tsv": f"id\ttext\n1\t{told('France', 2002)}\n",
    "paper.pdf": pdf([told("Brazil", 2003)]),
    "letter.docx": docx("Ties", told("India", 2004), [("1999", "Mali left.")]),
    "rich.rtf": rtf(told("Canada", 2005)),
    "book.epub": epub("Ties", told("Egypt", 2006), "Nothing more."),
    "archive.txt": "\n\n".join(f"{n} of 2 DOCUMENTS\n\n{told('Turkey', 2006 + n)}" for n in (1, 2)),
    "empty.txt": "",
    "russian.txt": "Россия и Белоруссия подписали договор о дружбе в Москве в тысяча девятьсот девяностом году.",
    "broken.pdf": b"%PDF-1.4 and no more",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
}
TROUBLED = {"empty": "empty", "russian": "not_english", "broken": "failed", "picture": "failed"}


def test_twenty_files_of_ten_kinds(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    os.mkfifo(folder / "pipe.txt")
    assert len(FILES) == 20 and len({Path(name).suffix for name in FILES}) >= 10
    report = run_line(Settings(input=str(folder), output=tmp_path / "out", cache=tmp_path / "cache"))
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as f:
        documents = {row["doc_id"]: row for row in csv.DictReader(f)}
    with (tmp_path / "out" / "events.csv").open(encoding="utf-8", newline="") as f:
        events = [(row["doc_id"], row["date_edtf"], row["relation_type"]) for row in csv.DictReader(f)]
    stems = {Path(name).stem for name in FILES if name != "lines.jsonl"} | {"line 1999", "line 2000", "pipe"}
    assert {name for name in documents if name.partition(".")[0] in stems} == documents.keys() and len(documents) == 22
    for doc_id, row in documents.items():
        expected = TROUBLED.get(doc_id, "failed" if doc_id == "pipe" else "ok")
        assert (row["status"], bool(row["error"])) == (expected, expected != "ok"), doc_id
    years = {(doc_id, date) for doc_id, date, kind in events if kind == "treaty.sign"}
    assert {date for _, date in years} == {str(year) for year in range(1991, 2009)}
    assert documents["central"]["encoding"] == "cp1250" and "check its accents" in documents["central"]["note"]
    assert "2 articles read as one document" in documents["archive"]["note"]
    assert len(report.failures) == 3 and {line.partition(":")[0].rpartition("/")[2] for line in report.failures} == {
        "broken.pdf", "picture.txt", "pipe.txt",
    }  # fmt: skip
    assert any("russian.txt" in line for line in report.reading) and any("cp1250" in line for line in report.reading)
