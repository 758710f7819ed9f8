"""A parse that is kept comes back exactly; its key follows what it depends on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.conftest import ROOT
from verbale.extractors import Document, Parsed, parse_documents
from verbale.extractors.parse.store import pack, parse_key, unpack
from verbale.extractors.text import make_document, read_documents

WORDS = st.sampled_from(
    ["Norway", "left", "the", "pact", ".", "\n\n", "co-operate", "é", "don't", "U.S.", "[12]", "\u200b", "1999", "😀"]
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    odd = make_document("odd", "# Heading\n\nA café's ambas-\nsador left [12]  Oslo.\n\n\u200bHe didn't.\n")
    return [*read_documents(ROOT / "raw_text" / "belarus.txt"), odd, make_document("empty", "")]


def seen(parsed: Parsed) -> list[tuple[object, ...]]:
    """All that extraction may ask of the tokens."""
    tokens = [
        (t.text, t.whitespace_, t.idx, t.norm_, t.lemma_, t.tag_, t.pos_, str(t.morph), t.morph.to_dict(), t.dep_, t.head.i,
         t.ent_iob_, t.ent_type_, t.ent_id_, t.ent_kb_id_, t.is_sent_start, t.left_edge.i, [c.i for c in t.children])
        for t in parsed.doc
    ]  # fmt: skip
    words = [
        (w.text, w.idx, w.lemma, w.tag_, w.pos_, w.dep_, w.head.i, w.ent_type_, w.is_sent_start, [c.i for c in w.children])
        for w in parsed.words
    ]
    return [*tokens, *words]


def test_a_parse_comes_back_exactly(nlp: Language, documents: list[Document]) -> None:
    for parsed in parse_documents(nlp, documents):
        if not parsed.sentences:
            continue
        back = unpack(nlp, parsed.document, pack(parsed))
        assert (back.document, back.offsets, back.sentences, back.sentence_of, back.model) == (
            parsed.document, parsed.offsets, parsed.sentences, parsed.sentence_of, parsed.model)  # fmt: skip
        assert seen(back) == seen(parsed)


@settings(max_examples=25)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_any_parse_comes_back_exactly(nlp: Language, words: list[str]) -> None:
    (parsed,) = parse_documents(nlp, [make_document("any", " ".join(words))])
    back = unpack(nlp, parsed.document, pack(parsed))
    assert (back.offsets, back.sentences, back.sentence_of) == (parsed.offsets, parsed.sentences, parsed.sentence_of)
    assert seen(back) == seen(parsed) and back.doc.text == parsed.doc.text


def test_keys_follow_text_and_versions(documents: list[Document]) -> None:
    one = documents[0]
    renamed = make_document("other", one.text)
    assert parse_key(one, "v") == parse_key(renamed, "v") != parse_key(one, "w")
    assert parse_key(make_document("other", one.text + " "), "v") != parse_key(one, "v")
