"""Annotated passages of texts that are not kept: words become places, and places words again."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training.finder.offsets import OffsetsError, articles_in, converted, hide, passages_in, show

TEXT = "In 1936 Arland recognised the junta of Belmark.\nArland, which had opened a legation, closed it within the year."
ARTICLE = f"Something before it.\n{TEXT}\nSomething behind."
PASSAGE = "\n".join([
    "### arland_recognises ~ Arland and Belmark ~ - ~ relations",
    TEXT,
    "---",
    "Arland recognised the junta ~ recognised ~ recognition.grant ~ ARL=Arland ~ BLM=the junta of Belmark ~ 1936=1936 ~",
    "closed it within the year ~ closed/it ~ mission.close ~ ARL=which; XX= ~ BLM|= ~ 1936|= ~ opt",
])  # fmt: skip


def test_no_word_of_the_text_is_kept() -> None:
    hidden = hide(PASSAGE, ARTICLE)
    assert "junta" not in hidden and "legation" not in hidden
    assert hidden.splitlines()[2].startswith("8-35 ~ 15-25 ~ recognition.grant ~ ARL=8-14 ~ BLM=26-46 ~ 1936=3-7 ~")


def test_what_is_hidden_comes_back() -> None:
    assert [line.rstrip(" ~") for line in show(hide(PASSAGE, ARTICLE), ARTICLE).splitlines()] == [
        line.rstrip(" ~") for line in PASSAGE.splitlines()
    ]


def test_a_trigger_is_looked_for_within_its_quote() -> None:
    """``it`` stands earlier within other words (``recognition``, ``with``) and as a part of one in the quote itself."""
    place = hide(PASSAGE, ARTICLE).splitlines()[3].split(" ~ ")[1].split("/")[1]
    start, end = map(int, place.split("-"))
    assert TEXT[start - 1 : end + 1] == " it "


def test_an_article_that_changed_is_told() -> None:
    with pytest.raises(OffsetsError, match="arland_recognises: its article reads otherwise"):
        show(hide(PASSAGE, ARTICLE), ARTICLE.replace("1936", "1937"))


def test_a_missing_article_is_told() -> None:
    with pytest.raises(OffsetsError, match="no article is called 'Arland and Belmark'"):
        list(converted(PASSAGE, {}, hide))


def test_articles_are_found_by_title(tmp_path: Path) -> None:
    raw = tmp_path / "raw.jsonl.gz"
    rows = [{"title": "Arland and Belmark", "text": ARTICLE}, {"title": "Cheese", "text": "Nothing."}]
    raw.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    found = articles_in(raw, {"Arland and Belmark"})
    assert [hide(passage, ARTICLE) for passage in passages_in(PASSAGE)] == list(converted(PASSAGE, found, hide))
