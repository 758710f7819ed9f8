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


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The pact was signed by France and the U.K. Sweden refused to join it.", "The pact was signed by France and the U.K."),
        ("The embargo was lifted by the U.S. Cuba reopened its mission in Madrid.", "The embargo was lifted by the U.S."),
        ("The base was leased by the U.K. Spain protested in 1953.", "The base was leased by the U.K."),
        ("In 1990 the bridge was built by Acme Corp. Peru paid for it.", "In 1990 the bridge was built by Acme Corp."),
        ("In 1948 a treaty was ratified by the U.S. In 1950 Peru joined it.", "In 1948 a treaty was ratified by the U.S."),
        ("The plan was rejected by the U.S. The Soviet Union accepted it.", "The plan was rejected by the U.S."),
        ("Oil was sold to the U.S. Mexico nationalised the companies.", "Oil was sold to the U.S."),
        ("The visit was cancelled by the U.S. Chile had recalled its envoy.", "The visit was cancelled by the U.S."),
    ],
)
def test_the_stop_of_an_abbreviation_ends_a_full_clause(nlp: Language, text: str, first: str) -> None:
    assert [sent.text for sent in nlp(text).sents] == [first, text.removeprefix(first).strip()]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. France agreement was signed in 1951.",
        "The U.S. Senate rejected the treaty in 1920.",
        "In 1920 the U.S. Senate rejected the treaty.",
        "He told the U.S. Iran would sign the agreement.",
        "A treaty that was approved by the U.S. Senate went into force in 1922.",
        "They flew to the U.S. Virgin Islands in 1970.",
        "When the plan was presented to the U.S. Congress refused it.",
        "It was signed by the U.S. Secretary of State in Lima.",
    ],
)
def test_the_stop_of_an_abbreviation_ends_nothing_else(nlp: Language, text: str) -> None:
    assert [sent.text for sent in nlp(text).sents] == [text]


def test_no_name_goes_over_the_end_of_a_sentence(nlp: Language) -> None:
    doc = nlp("The base was leased by the U.K. Spain protested in 1953.")
    assert [ent.text for ent in doc.ents if ent.label_ == "GPE"] == ["U.K.", "Spain"]
