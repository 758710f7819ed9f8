"""Which words are looked at for events: no names, no dates, no headings."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors import parse
from verbale.extractors.finder import may_carry
from verbale.extractors.finder.asked import is_asked
from verbale.extractors.pipeline import Resources, findings_of
from verbale.extractors.text import make_document


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway recalled its ambassador from Chile on 3 May 2003.", "Norway recalled ambassador Chile"),
        ("In March the United Kingdom signed a new treaty.", "signed new treaty"),
        ("The invading army of France withdrew quickly.", "invading army France withdrew"),
        ("They left.", "left"),
    ],
)
def test_verbs_nouns_and_adjectives_may_tell_of_events(nlp: Language, resources: Resources, text: str, wanted: str) -> None:
    assert carriers(nlp, resources, text) == wanted.split()


def test_headings_tell_of_nothing(nlp: Language, resources: Resources) -> None:
    text = "# Withdrawal of the army\n\nThe army withdrew.\n"
    assert carriers(nlp, resources, text) == ["army", "withdrew"]


def carriers(nlp: Language, resources: Resources, text: str) -> list[str]:
    found = findings_of(parse(nlp, make_document("text", text)), resources)
    return [found.parsed.words[i].text for i in may_carry(found.parsed, found.mentions, found.dates)]


@pytest.mark.parametrize(
    ("pos", "text", "asked"),
    [("VERB", "left", True), ("AUX", "is", True), ("PROPN", "Anschluss", True), ("ADP", "against", False),
     ("NOUN", "1990s", False), ("NUM", "two", False), ("ADJ", "’s", False)],
)  # fmt: skip
def test_the_encoder_is_asked_about_words_that_begin_with_a_letter(pos: str, text: str, asked: bool) -> None:
    assert is_asked(pos, text) is asked
