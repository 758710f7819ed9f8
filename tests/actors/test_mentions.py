"""Mentions as records: their offsets, their actors, and how they are looked up."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from tests.actors.said import read, said
from verbale.extractors.actors.mentions import MentionIndex


def test_index(nlp: Language) -> None:
    text = "The Portuguese embassy in Minsk was closed by Belarus."
    parsed, result = read(nlp, text)
    index = MentionIndex(parsed, result)
    tokens = {token.text: token.i for token in parsed.doc}
    embassy = index.by_head(tokens["embassy"])
    inner = index.covering(tokens["Portuguese"])
    assert embassy is not None and embassy.text == "Portuguese embassy"
    assert inner is not None and inner.text == "Portuguese"
    assert index.by_head(tokens["closed"]) is None
    assert [m.text for m in index.inside(0, tokens["was"])] == ["Portuguese embassy", "Portuguese", "Minsk"]
    assert [m.text for m in index.outer] == ["Portuguese embassy", "Minsk", "Belarus"]


def test_offsets_quote_and_every_actor_is_described(nlp: Language, shared: Path) -> None:
    for path in sorted((shared / "documents").glob("*.txt"))[:6]:
        parsed, result = read(nlp, path.read_text(encoding="utf-8"))
        text = parsed.document.text
        described = {actor.actor_id for actor in result.actors}
        assert len({m.mention_id for m in result.mentions}) == len(result.mentions)
        for mention in result.mentions:
            assert text[mention.char_start : mention.char_end] == mention.text
            assert mention.start <= mention.head < mention.end
            assert set(mention.actor_ids) | set(mention.party_ids) <= described


def test_empty_document(nlp: Language) -> None:
    assert said(nlp, "  \n ") == []
