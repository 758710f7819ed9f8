"""What a text, the file beside it or its line says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.text.written import BODY, by_id, write
from verbale.extractors.text import UnreadableError
from verbale.extractors.text.metadata import iso_date


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 'Mali and Chad'\ndate: 2012-02-28\ntopic: [MLI, TCD]\nlayout: post\n---\n",
        "---\r\ntitle: Mali and Chad\r\ndate: 28 February 2012\r\ntopic:\r\n  - MLI\r\n  - TCD\r\n---\r\n",
        '+++\ntitle = "Mali and Chad"\ndocument_date = 2012-02-28\ntopic = ["MLI", "TCD"]\n+++\n',
    ],
)
def test_front_matter_is_read_and_the_text_kept(tmp_path: Path, front: str) -> None:
    document = by_id(write(tmp_path, {"a.md": front + BODY}))["a"]
    assert (document.title, document.document_date, document.topic) == ("Mali and Chad", "2012-02-28", ("MLI", "TCD"))
    assert document.text == front + BODY
    assert [document.text[block.char_start : block.char_end] for block in document.blocks] == [BODY]


def test_a_date_that_may_be_two_is_refused_with_both() -> None:
    with pytest.raises(UnreadableError, match="write 2012-03-02 or 2012-02-03"):
        iso_date("2/3/2012")


def test_a_rule_above_prose_is_no_front_matter(tmp_path: Path) -> None:
    text = f"---\n{BODY}\n---\n{BODY}"
    assert len(by_id(write(tmp_path, {"a.md": text}))["a"].blocks) == 2


def test_meta_beside_a_text_and_keys_of_a_line(tmp_path: Path) -> None:
    meta = {"title": "Beside", "document_date": "2012-02", "topic": "MLI; TCD", "source": [1]}
    line = {"id": "l", "text": BODY, "title": "Line", "date": "2012-02-28T10:00:00Z", "topic": None}
    for name in ("a", "n"):
        write(tmp_path, {f"{name}.meta.json": json.dumps(meta)})
    found = by_id(write(tmp_path, {"a.txt": "---\ntitle: Inside\n---\n" + BODY, "n.jsonl": json.dumps(line)}))
    assert (found["a"].title, found["a"].document_date, found["a"].topic) == ("Beside", "2012-02", ("MLI", "TCD"))
    assert (found["l"].title, found["l"].document_date, found["l"].topic) == ("Line", "2012-02-28", ("MLI", "TCD"))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        (None, ""),
        ("2012-02-28T10:00:00Z", "2012-02-28"),
        ("20120228", "2012-02-28"),
        ("-0043-03-15", "-0043-03-15"),
        ("Tuesday, 28 February 2012", "2012-02-28"),
        ("Feb 28, 2012", "2012-02-28"),
        ("February 2012", "2012-02"),
        ("28 février 2012", "2012-02-28"),
        ("Tue, 28 Feb 2012 10:00:00 GMT", "2012-02-28"),
        (2012, "2012"),
    ],
)
def test_a_date_keeps_its_precision(written: object, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize("written", ["tomorrow", "3/4/2012", "2012-13", "31 February 2012"])
def test_what_may_be_no_date_is_refused(written: str) -> None:
    with pytest.raises(UnreadableError, match="is not YYYY-MM-DD"):
        iso_date(written)
