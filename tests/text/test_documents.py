"""Documents: made from decoded text, or by hand."""

from __future__ import annotations

from spacy.language import Language

from tests.text.written import BODY
from verbale.extractors import extract
from verbale.extractors.schema import Document
from verbale.extractors.text import make_document, with_blocks


def test_a_document_made_by_hand_finds_its_blocks(nlp: Language) -> None:
    by_hand, made = Document("d", "", text=f"Trade\n\n{BODY}"), make_document("d", f"Trade\n\n{BODY}")
    assert with_blocks(by_hand).blocks == made.blocks
    (ours,), (theirs,) = extract([by_hand], nlp), extract([made], nlp)
    assert ours.events and ours.events == theirs.events and ours.sentences == theirs.sentences


def test_what_has_blocks_or_could_not_be_read_stays_as_it_is() -> None:
    made, failed = make_document("d", BODY), Document("d", "a.txt", status="failed", error="a.txt: no")
    assert with_blocks(made) is made and with_blocks(failed) is failed
