"""A small table of word vectors from the raw text.

    python -m training.vectors --raw wikipedia_raw.jsonl.gz --also DATA/ud/train.clear.spacy --out vectors

Skip-gram vectors of the most frequent words (case kept), centred, of one length, rounded to eight bits of mantissa so that the
table packs to half its size. Upper-case, title-case and lower-case variants of the frequent words share their row. Needs gensim.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
from pathlib import Path

import numpy as np
import spacy
import srsly
from gensim.models import Word2Vec
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.vectors import Vectors

LENGTH = 2.4  # so that a cell has a standard deviation of about .3, as hashed embeddings have after training


def read_sentences(raw: Path, also: list[Path], nlp: Language) -> list[list[str]]:
    """Tokenized paragraphs of the raw text and the documents of the annotated corpora."""
    found = []
    with gzip.open(raw, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = re.sub(r"\[\d+\]", "", srsly.json_loads(line)["text"])
            found += [[t.text for t in nlp.tokenizer(p) if not t.is_space] for p in text.split("\n") if len(p) > 30]
    for path in also:
        found += [[token.text for token in doc] for doc in DocBin().from_disk(path).get_docs(nlp.vocab)]
    random.Random(0).shuffle(found)
    return found


def table(model: Word2Vec, words: int) -> tuple[list[str], np.ndarray]:
    """The most frequent words and their rows."""
    kept = [w for w in model.wv.index_to_key if len(w) < 30 and not any(c.isspace() for c in w)][:words]
    rows = np.stack([model.wv[word] for word in kept]).astype("f")
    rows -= rows.mean(0)
    rows *= LENGTH / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)
    rounded = (rows.view("u4") + 0x4000) & np.uint32(0xFFFF8000)
    return kept, rounded.view("f4")


def main() -> None:
    """Train, prune and write a vocabulary that spaCy's ``--paths.vectors`` takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    parser.add_argument("--words", type=int, default=36_000)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    nlp = spacy.blank("en")
    sentences = read_sentences(arguments.raw, arguments.also, nlp)
    options = {"window": 4, "min_count": 6, "sg": 1, "negative": 8, "epochs": 5, "workers": 1, "seed": 1}
    words, rows = table(Word2Vec(sentences, vector_size=arguments.width, **options), arguments.words)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=rows, keys=words, name="encyclopedia")
    taken = set(words)
    for row, word in enumerate(words[:15_000]):
        for variant in (word.upper(), word.title(), word.lower()):
            if variant not in taken and len(word) > 3 and word.isalpha():
                taken.add(variant)
                nlp.vocab.vectors.add(variant, row=row)
    nlp.to_disk(arguments.out)
    print(rows.shape, len(taken), "words")


if __name__ == "__main__":
    main()
