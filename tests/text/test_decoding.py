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


NAMED = "Poland recalled its ambassador from Minsk in 1995, said Wałęsa in Gdańsk. Łódź was quiet."


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (NAMED, "cp1250"),
        ("Jiří Dienstbier and Mečiar signed the treaty; Milošević did not.", "cp1250"),
        ("Norway’s Bjørn Tore signed “déjà vu” – and Señor Peña paid £5 to Mère Thérèse in Zürich for 20 m².", "cp1252"),
        ("Smørrebrød, crème brûlée, Ærø and træ: the café’s owner said ‘no’ to Ýmir Áss, says El Niño.", "cp1252"),
        ("Côte d’Ivoire recalled its ambassador: “déjà vu”, said Señor Peña.", "mac_roman"),
    ],
)
def test_a_code_page_is_told_by_what_is_odd_in_the_usual_one(tmp_path: Path, text: str, page: str) -> None:
    document = by_id(write(tmp_path, {"a.txt": text.encode(page)}))["a"]
    assert (document.text, document.encoding) == (text, page)
    assert document.note.startswith(f"read as {page}") is (page != "cp1252")


def test_what_fits_no_code_page_is_told(tmp_path: Path) -> None:
    document = by_id(write(tmp_path, {"a.txt": b"Some words \x81\x8d\x8f\x90\x9d\xff\x81\x98\xd2\xae\xff and more."}))["a"]
    assert document.status in ("ok", "failed") and (document.error or document.note)


@pytest.mark.parametrize("line", ["{n} of 2 DOCUMENTS", "Document APRS{n}00020040303e03300001", "End of Document"])
def test_an_export_of_an_archive_is_told(tmp_path: Path, line: str) -> None:
    text = "\n\n".join(f"{line.format(n=n)}\n\nPeru signed a treaty with Japan in 199{n}." for n in (1, 2))
    document = by_id(write(tmp_path, {"a.txt": text.encode()}))["a"]
    assert document.status == "ok" and "2 articles read as one document" in document.note
