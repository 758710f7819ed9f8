"""Files -> Documents: bad input stops nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.text.written import BODY, by_id, write


def test_bad_input_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("read_files", "read_lines"):
        monkeypatch.setattr(f"verbale.extractors.text.{module}.MAX_CHARS", 5_000)
        monkeypatch.setattr(f"verbale.extractors.text.{module}.MAX_BYTES", 20_000)
    lines = [
        {"id": "one", "text": BODY},
        {"id": "one", "text": BODY},
        {"id": "x", "text": 3},
        [1],
        {"id": "d", "text": BODY, "date": "tomorrow"},
        {"id": "white", "text": " "},
        {"id": "long", "text": "word " * 2_000},
        {"id": "huge", "text": "word " * 9_000},
        {"id": 7, "text": "\ud800 " + BODY},
    ]
    write(
        tmp_path,
        {
            "binary.txt": bytes(range(256)) * 9,
            "paper.txt": b"%PDF-1.4 abc",
            "empty.txt": b"",
            "blank.md": b" \r\n\t\n",
            "huge.txt": "word " * 5_000,
            "meta.txt": BODY,
            "meta.meta.json": '{"title": }',
            "list.txt": BODY,
            "list.meta.json": "[]",
            "toml.md": "+++\ntitle = \n+++\n" + BODY,
            "good.txt": BODY,
            "void.jsonl": "\n\n",
            "x.jsonl": "\n".join(json.dumps(line) for line in lines) + '\n{"id": "cut", "te',
        },
    )
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = by_id(tmp_path)
    assert {doc_id for doc_id, document in found.items() if document.status == "ok"} == {"good", "one", "7"}
    assert {doc_id for doc_id, document in found.items() if document.status == "empty"} == {"blank", "empty", "void", "white"}
    assert found["7"].text == "\ufffd " + BODY
    errors = {
        doc_id: document.error.removeprefix(f"{tmp_path.as_posix()}/") for doc_id, document in found.items() if document.error
    }
    binary, convert = "binary data, not text; convert it to UTF-8 text or leave it out", "convert it to UTF-8 text first"
    fill, too_long = "fill it or leave it out", "more than 20,000,000 characters; cut it into documents"
    assert errors == {
        "binary": f"binary.txt: {binary}",
        "blank": f"blank.md: no text to read; {fill}",
        "empty": f"empty.txt: no text to read; {fill}",
        "gone": "gone.txt: cannot be read (no such file or directory); check the file and its permissions",
        "huge": f"huge.txt: {too_long}",
        "list": 'list.meta.json: not a JSON object; write {"title": ..., "document_date": ..., "topic": [...]}',
        "meta": "meta.meta.json: not valid JSON (line 1, column 11); mend it or remove it",
        "paper": f"paper.txt: this is a PDF, not text; {convert}",
        "toml": "toml.md: the front matter between +++ is not valid TOML (Invalid value (at end of document)); mend it",
        "void": f"void.jsonl: no lines to read; {fill}",
        "x-2": f"x.jsonl:2: the id 'one' is already that of {tmp_path.as_posix()}/x.jsonl:1; give every document its own",
        "x-3": 'x.jsonl:3: no "text" (a string) in this line; add it or remove the line',
        "x-4": 'x.jsonl:4: not a JSON object; write {"id": ..., "text": ...}',
        "x-5": "x.jsonl:5: the date 'tomorrow' is not YYYY-MM-DD; write it so or leave it out",
        "white": "x.jsonl:6: no text to read; fill it or remove the line",
        "x-7": f"x.jsonl:7: {too_long}",
        "x-8": f"x.jsonl:8: {too_long}",
        "x-10": "x.jsonl:10: not valid JSON (Unterminated string starting at, column 15); mend or remove the line",
    }


def test_what_is_no_file_is_told_and_neither_waited_for_nor_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY})
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "lines.jsonl")
    os.mkfifo(tmp_path / "a.meta.json")
    found = by_id(tmp_path)
    assert found["pipe"].error == f"{tmp_path}/pipe.txt: this is a pipe, not a file; copy its content into one"
    assert found["zero"].error == f"{tmp_path}/zero.txt: this is a device, not a file; copy its content into one"
    assert {document.status for document in found.values()} == {"failed"}
    assert found["lines"].error.endswith("copy its content into one")


def test_mojibake_and_what_tells_nothing_are_noted(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": f"CÃ´te: {BODY}\n\n| Chad | Mali |\n|--|--|\n| 1 | 2 |\n"})
    note = by_id(tmp_path)["a"].note
    assert note == "decoded wrongly before and read as meant: 1 character; left out: 2 table cells that tell nothing"
