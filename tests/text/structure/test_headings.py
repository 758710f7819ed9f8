"""What is a heading, and what a short sentence."""

from __future__ import annotations

import pytest

from tests.text.written import marked
from verbale.extractors.text import make_document
from verbale.extractors.text.structure.headings import is_title_with_stop

SENTENCES = [
    "It left.",
    "Relations improved.",
    "The treaty lapsed.",
    "Talks failed in May.",
    "Chad protested.",
    "Talks resume.",
    "Mali withdraws in 1994.",
    "Togo accepts the ruling.",
    "Niger recalls its envoys.",
    "War looms.",
    "No deal.",
    "Both embassies closed.",
    "Diplomats expelled.",
    "They met in 1990.",
    "Benin broke off relations.",
    "This was new.",
    "The U.N. troops left.",
    "Peru recognised Chad in 2008.",
]


TITLES = [
    "Prior to 1960.",
    "Chad–Mali relations.",
    "Present situation (1999 onwards).",
    "Relations with the African Union.",
    "Relations with others.",
    "Law of the sea.",
    "Closure of the Legation and Departure, 1940.",
    "Relations Broken Off, 1971.",
    "4 May 1961.",
    "Background.",
    "Trade with Togo.",
    "Border disputes.",
    "The Congo crisis of 1960.",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_short_sentence_is_no_heading(line: str) -> None:
    assert is_title_with_stop(line) == (False, False)
    body = "The two governments had quarrelled about the border for several years before the court in The Hague decided."
    assert marked(f"{body}\n\n{line}\n\n{body}") == [body, line, body]
    assert marked(f"{body}\n{line}\n{body}") == [body, line, body]


@pytest.mark.parametrize("line", TITLES)
def test_a_title_with_a_stop_is_a_heading(line: str) -> None:
    body = "The two governments had quarrelled about the border for several years before the court in The Hague decided."
    text = f"{body}\n{line}\n{body}"
    assert marked(text) == [body, f"# {line}", body]
    assert make_document("d", text).blocks[2].section == line.rstrip(".")
