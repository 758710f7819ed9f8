"""Words answer as spaCy's tokens do."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tests.work import calls
from verbale.extractors.parse.tokens import words_of

TEXT = "On 3 May 2019 Kenya, which had protested, recalled its ambassador to Ghana. Togo didn't.\nMali left."


def test_words_are_the_tokens_of_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    words = words_of(doc)
    assert words.text == doc.text and len(words) == len(doc)
    for word, token in zip(words, doc, strict=True):
        assert (word.text, word.idx, word.lemma_, word.pos_, word.tag_, word.dep_, word.ent_type_, word.ent_iob_) == (
            token.text, token.idx, token.lemma_, token.pos_, token.tag_, token.dep_, token.ent_type_, token.ent_iob_
        )  # fmt: skip
        assert word.morph == (str(token.morph) or "_")
        assert (word.head.i, [c.i for c in word.children], [c.i for c in word.lefts], [a.i for a in word.ancestors]) == (
            token.head.i, [c.i for c in token.children], [c.i for c in token.lefts], [a.i for a in token.ancestors])  # fmt: skip
        assert (word.left_edge.i, word.right_edge.i, [w.i for w in word.subtree]) == (
            token.left_edge.i, token.right_edge.i, [t.i for t in token.subtree])  # fmt: skip
        assert (word.sent.start, word.sent.stop, word.is_sent_start) == (
            token.sent.start, token.sent.end, token.is_sent_start)  # fmt: skip
        assert (word.whitespace_, word.is_punct, word.is_title, word.is_lower) == (
            token.whitespace_, token.is_punct, token.is_title, token.is_lower)  # fmt: skip
        assert word.doc is words and word != words[word.i - 1] and len(word) == len(token)


def test_spans_and_neighbours(nlp: Language) -> None:
    words = words_of(nlp("Kenya recalled its ambassador."))
    assert words.span_text(1, 4) == "recalled its ambassador" and words.root(2, 4).text == "ambassador"
    assert words[0].nbor().text == "recalled"
    for word, distance in ((words[0], -1), (words[-1], 1)):
        with pytest.raises(IndexError):
            word.nbor(distance)


def test_the_edges_of_words_under_words_are_found_for_all_at_once(nlp: Language) -> None:
    """Each asked for alone costs as much as it has words below."""

    def asked(number: int) -> int:
        words = words_of(Doc(nlp.vocab, ["said"] * number, heads=[max(0, i - 1) for i in range(number)], deps=["ccomp"] * number))
        return calls(lambda: [(word.left_edge, word.right_edge) for word in words])

    assert asked(200) <= 2.1 * asked(100)
