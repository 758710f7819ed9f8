"""States meant by what they are or where they lie."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Jordan sent troops. Egypt waited. The kingdom lost the war.", "kingdom", "JOR"),
        ("North Korea fired on South Korea in 1999. The North denied it.", "North", "PRK"),
    ],
)
def test_resolved(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The war parted the North from the South.", "North"),
        ("Peru sent troops. The emirate lost the war.", "emirate"),
    ],
)
def test_left_open(nlp: Language, text: str, words: str) -> None:
    assert party(nlp, text, words) == "none"


def test_the_kingdom_of_the_text_goes_before_the_one_named_last(nlp: Language) -> None:
    text = "Jordan traded with Morocco in 1960. In 1961 the kingdom joined the bank."
    assert party(nlp, text, "kingdom", title="Foreign relations of Jordan") == "JOR"
    assert party(nlp, text, "kingdom") == "MAR"
