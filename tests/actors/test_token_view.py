"""The view of the tokens that all finders of mentions share."""

from __future__ import annotations

from spacy.language import Language

from verbale.extractors import parse
from verbale.extractors.actors.token_view import token_view
from verbale.extractors.text import make_document
from verbale.extractors.timex import find_timexes

TEXT = """Peru

In 1950 Peru waited. It waited on. In 1960 it paid.

Chile

Chile waited.
"""


def test_years_hold_within_their_section(nlp: Language) -> None:
    parsed = parse(nlp, make_document("doc", TEXT))
    view = token_view(parsed, find_timexes(parsed))
    assert view.years == ("", "1950", "", "1960", "", "")
    assert view.years_before == ("", "1950", "1950", "1960", "", "")


def test_beyond_the_text_there_is_nothing(nlp: Language) -> None:
    parsed = parse(nlp, make_document("doc", "The Bank of Peru waited."))
    view = token_view(parsed, ())
    assert (view.lower_at(0), view.lower_at(-1), view.text_at(len(view.texts))) == ("the", "", "")
    assert view.texts[view.head_of(1, 4)] == "Bank"
    assert view.name_text(1, 4) == "Bank of Peru"
