"""Texts that nobody would write take no more than their length in work, counted in calls."""

from __future__ import annotations

import pytest
from spacy.language import Language

from benchmarks.growth import KINDS
from tests.loaded import bundled
from tests.work import calls
from verbale.extractors import extract_parsed, parse
from verbale.extractors.parse import long_sentences
from verbale.extractors.text import make_document

MOST = 2.3
"""What twice the text may cost."""
# The number of things to begin with: several times the longest sentence that is read as one, which here is a short one.
LONGEST = 40
SIZES = {
    "objects joined by and": 80, "states and commas": 80, "verbs joined by and": 54, "clauses joined by and": 40,
    "nouns of nouns": 40, "hyphens": 80, "brackets": 54, "open quotes": 34, "dates": 54, "years": 80, "words": 160,
    "meetings": 80, "pairs": 54, "clauses in clauses": 54,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "size"), SIZES.items())
def test_twice_the_text_is_twice_the_work(nlp: Language, kind: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_sentences, "LONGEST", LONGEST)
    assert growth(nlp, kind, size) <= MOST


@pytest.mark.parametrize("kind", ["pairs", "dates"])
def test_what_is_found_beside_the_rules_costs_no_more(whole: Language, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every pair is an event with parties and a date of its own."""
    monkeypatch.setattr(long_sentences, "LONGEST", LONGEST)
    assert growth(whole, kind, SIZES[kind]) <= MOST


def growth(nlp: Language, kind: str, size: int) -> float:
    """How many times the work twice the text takes."""
    resources = bundled()

    def read(number: int) -> None:
        extract_parsed(parse(nlp, make_document("text", KINDS[kind](number))), resources)

    read(2 * size)  # what is loaded once
    return calls(lambda: read(2 * size)) / calls(lambda: read(size))
