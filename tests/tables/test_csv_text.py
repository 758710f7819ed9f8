"""CSV that reads back exactly, whatever stands in a cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.records import extraction
from verbale.extractors import tables

AWKWARD = [
    "line\r\nbreak",
    "lone\rreturn",
    "NA",
    "null",
    "1991-12",
    "007",
    "1e5",
    ' "quoted", text ',
    "tab\tand\x00nul\x0bvt\x0c\x1c\x85\u2028",
    "=HYPERLINK(1)",
    "\ufeffmark",
    "\u202eright to left",
    "",
    " ",
    "'",
    "\n",
    "\r",
    "x" * 300_000,
]


def test_awkward_text_survives_csv(tmp_path: Path) -> None:
    extractions = [extraction(f"d{i:02d}", text or "-") for i, text in enumerate(AWKWARD)]
    expected = {f"s1d{i:02d}": text or "-" for i, text in enumerate(AWKWARD)}
    content = tables.to_csv(tables.to_tables(extractions)["sentences"])
    (tmp_path / "sentences.csv").write_bytes(content)
    table = tables.read_table(tmp_path / "sentences.csv")
    assert dict(zip(table["sentence_id"], table["text"], strict=True)) == expected
    csv.field_size_limit(1_000_000)
    plain = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    assert {line["sentence_id"]: line["text"] for line in plain} == expected


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_text_survives_csv(texts: list[str]) -> None:
    changes = tables.frame("changes", [("t", str(i), "changed", "c", text, text[::-1]) for i, text in enumerate(texts)])
    content = tables.to_csv(changes)
    assert content.count(b"\r") == sum(text.count("\r") * 2 for text in texts)
    assert tables.parse_csv(content)["before"].tolist() == texts
    assert list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))[1:] == changes.values.tolist()
