"""No input makes the tagger raise."""

from __future__ import annotations

from functools import lru_cache

import spacy
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.parse.parsed import parse
from verbale.extractors.schema import Block, Document
from verbale.extractors.timex import find_timexes


@lru_cache(maxsize=1)
def tokenizer() -> spacy.language.Language:
    """Tokens without a parse: what the tagger must survive, and quick enough to fuzz."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


FRAGMENTS = (
    "the 12 May 1995 1995-99 BC of early late end next last three years later Monday 's - ( ) , . 31 0 9999 İ ß 1. 1/1/1 in "
    "until January 1990s 20th century night summer a day after 5:30 pm Christmas q1"
)
MIXED = st.lists(st.sampled_from(FRAGMENTS.split()), max_size=40).map(" ".join)


@given(text=st.text(max_size=200) | MIXED)
def test_no_input_makes_the_tagger_raise(text: str) -> None:
    blocks = (Block(0, len(text), False, ""),) if text.strip() else ()
    for date in ("", "2012-02-28"):
        parsed = parse(tokenizer(), Document("d", "", document_date=date, text=text, blocks=blocks))
        for timex in find_timexes(parsed):
            assert text[timex.char_start : timex.char_end] == timex.text
