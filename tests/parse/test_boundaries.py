"""Sentence starts that spacing rules out or gives away."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from verbale.extractors.parse.boundaries import mark_boundaries


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ('He cited "the laws." That was all.', '"/2', False),
        ('He cited "the laws." That was all.', "That", True),
        ('He left. "That was all," he said.', '"/1', None),
        ("The treaty (see above) holds.", ")", False),
        ("It ended.Then they left.", "left", None),
        ("Poland left.", "left", None),
        ("Line one.\nLine two.", "Line/2", None),
    ],
)
def test_marks(text: str, start: str, expected: bool | None) -> None:
    doc = mark_boundaries(spacy.blank("en").make_doc(text))
    word, _, nth = start.partition("/")
    token = [token for token in doc if token.text == word][int(nth or 1) - 1]
    assert token.is_sent_start is expected


def test_starts_that_are_set_stay() -> None:
    doc = spacy.blank("en").make_doc("a(b)")
    for token in doc:
        token.is_sent_start = True
    assert all(token.is_sent_start for token in mark_boundaries(doc))


@pytest.mark.parametrize(
    "text",
    [
        "In June 2008 US Ambassador Helen R. Whitfield left Minsk for consultations.",
        "The United States - along with the European Union - has restricted the travel of officials.",
        'The ministry called the vote "a farce." It recalled its envoy.',
        "The talks, held in Geneva on 3 May 2010, ended without a statement by U.S. Secretary of State Jane B. Doe.",
    ],
)
def test_titles_dashes_and_quotes_do_not_split_sentences(nlp: Language, text: str) -> None:
    sentences = [sent.text for sent in nlp(text).sents]
    assert len(sentences) == (2 if "It recalled" in text else 1), sentences
