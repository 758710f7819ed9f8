"""A Doc as an array of numbers and back: how parses are joined and kept, without asking every token for every string."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.tokens.morphanalysis import MorphAnalysis
from spacy.vocab import Vocab

# SENT_START is not among them: heads bring it, and spaCy takes only one of the two.
_ATTRIBUTES: list[int | str] = ["NORM", "LEMMA", "TAG", "POS", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "ENT_ID", "ENT_KB_ID"]
# These make the Doc and its morphology: from_array would analyse the features of every token anew.
_APART: list[int | str] = ["ORTH", "SPACY", "MORPH"]
WIDTH = len(_ATTRIBUTES) + len(_APART)
_SPACE = len(_ATTRIBUTES) + 1


def array_of(doc: Doc) -> Any:
    """The attributes of a Doc that extraction reads: an array of a row per token and ``WIDTH`` columns, unsigned 64-bit."""
    return doc.to_array([*_ATTRIBUTES, *_APART])


def doc_of(vocab: Vocab, array: Any) -> Doc:
    """The Doc that ``array_of`` made an array of; ``vocab`` knows its strings."""
    orths, spaces, features = array.T[len(_ATTRIBUTES) :]
    doc = Doc(vocab, words=orths, spaces=spaces.astype(bool))
    doc.from_array(_ATTRIBUTES, array[:, : len(_ATTRIBUTES)])
    values = features.tolist()
    analyses = {value: MorphAnalysis(vocab, vocab.strings[value]) for value in set(values)}
    for token, value in zip(doc, values, strict=True):
        token.morph = analyses[value]
    return doc


def joined(docs: Sequence[Doc]) -> Doc:
    """Docs of one vocabulary as one, with a space between them. ``Doc.from_docs`` does the like in four times the time."""
    arrays = [array_of(doc) for doc in docs]
    for array, doc in zip(arrays[:-1], docs[:-1], strict=True):
        if not doc[-1].is_space:
            array[-1, _SPACE] = 1
    return doc_of(docs[0].vocab, np.concatenate(arrays))
