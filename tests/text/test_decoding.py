"""Bytes -> text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.text.written import BODY, by_id, write

ACCENTED = "Côte d’Ivoire – and Mali – signed a treaty.\r\nIt holds."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ACCENTED.encode(), "utf-8"),
        (ACCENTED.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + ACCENTED.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + ACCENTED.encode("utf-16-be"), "utf-16-be"),
        (ACCENTED.encode("utf-16-le"), "utf-16-le"),
        (ACCENTED.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + ACCENTED.encode("utf-32-le"), "utf-32-le"),
        (ACCENTED.encode("cp1252"), "cp1252"),
    ],
)
def test_decoding_keeps_the_text_as_it_is(tmp_path: Path, data: bytes, encoding: str) -> None:
    document = by_id(write(tmp_path, {"a.txt": data}))["a"]
    assert (document.text, document.encoding, document.status) == (ACCENTED, encoding, "ok")
    line = json.dumps({"id": "j", "text": ACCENTED}, ensure_ascii=False).encode(encoding)
    mark = data[: len(data) - len(ACCENTED.encode(encoding.removesuffix("-sig")))]
    written = mark + line if "utf-8" not in encoding else line
    assert by_id(write(tmp_path / "lines", {"l.jsonl": written}))["j"].text == ACCENTED


def test_a_broken_byte_does_not_turn_utf8_into_another_encoding(tmp_path: Path) -> None:
    data = ("é" * 30).encode() + b"\xe9 " + BODY.encode()
    document = by_id(write(tmp_path, {"a.txt": data}))["a"]
    assert (document.encoding, document.text) == ("utf-8-replaced", "é" * 30 + "\ufffd " + BODY)
