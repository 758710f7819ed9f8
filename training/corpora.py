"""Mix training sets: every given file as often as said.

python -m training.corpora OUT.spacy gold.spacy=3 silver.spacy=1
python -m training.corpora --split 4 crossner-politics-dev.spacy kept.spacy held.spacy
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

TREES = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "HEAD", "DEP", "SENT_START"]
NAMES = ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]


def read(path: Path, vocab: Vocab) -> list[Doc]:
    """The documents of one file."""
    return list(DocBin().from_disk(path).get_docs(vocab))


def write(path: Path, docs: list[Doc]) -> None:
    """Trees where the documents have them, else names."""
    DocBin(docs=docs, attrs=TREES if docs[0].has_annotation("DEP") else NAMES).to_disk(path)
    print(path.name, len(docs), "documents", sum(map(len, docs)), "words")


def main() -> None:
    """Mix, or split one file into a part to train on and one document in N to watch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--split", type=int, metavar="N")
    arguments = parser.parse_args()
    vocab = spacy.blank("en").vocab
    if arguments.split:
        source, kept, held = map(Path, arguments.files)
        docs = read(source, vocab)
        random.Random(0).shuffle(docs)
        watched = len(docs) // arguments.split
        write(held, docs[:watched])
        write(kept, docs[watched:])
        return
    mixed: list[Doc] = []
    for part in arguments.files[1:]:
        path, _, times = part.partition("=")
        mixed += read(Path(path), vocab) * int(times or 1)
    write(Path(arguments.files[0]), mixed)


if __name__ == "__main__":
    main()
