"""Docs built by hand: one token a line, ``word TAG head dep`` (head: 1-based, 0 for the root)."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

_VOCAB = spacy.blank("en").vocab
_POS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WDT": "PRON", "WP": "PRON",
        "JJ": "ADJ", "IN": "ADP", "TO": "PART", "RB": "ADV", "WRB": "SCONJ", "CC": "CCONJ", "DT": "DET", "CD": "NUM", "MD": "AUX",
        ",": "PUNCT", ".": "PUNCT", "POS": "PART"}  # fmt: skip
_AUXILIARIES = {"aux", "auxpass", "aux:pass", "cop"}


def build(lines: str) -> Doc:
    """``build("Poland NNP 2 nsubj\\nleft VBD 0 ROOT")`` -> a parsed Doc; lemmas come from ``word=lemma``."""
    words, lemmas, tags, pos, heads, deps = [], [], [], [], [], []
    for i, line in enumerate(line for line in lines.strip().splitlines() if line.strip()):
        form, tag, head, dep = line.split()
        word, _, lemma = form.partition("=")
        words.append(word)
        lemmas.append(lemma or word.lower())
        tags.append(tag)
        pos.append("AUX" if dep in _AUXILIARIES else "VERB" if tag.startswith("VB") else _POS[tag])
        heads.append(int(head) - 1 if int(head) else i)
        deps.append(dep)
    return Doc(_VOCAB, words=words, lemmas=lemmas, tags=tags, pos=pos, heads=heads, deps=deps)
