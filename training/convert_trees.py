"""CoNLL-U treebanks -> .spacy files with CLEAR-style trees, ten sentences to a document.

    python -m training.convert_trees OUT/ewt-train.clear.spacy EWT/en_ewt-ud-train.conllu
    python -m training.convert_trees OUT/gum-train.clear.spacy GUM/dep/GUM_{news,bio,...}_*.conllu

A word that is written together with the next (*do+n't*) keeps its spacing. Sentences that the label rules cannot
convert are left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.clear_labels import to_clear
from training.ud_tree import Tree

ATTRS = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]
Row = list[str]


def sentences(path: Path) -> Iterator[tuple[bool, list[Row]]]:
    """(first of its document, rows) of every sentence."""
    first, rows = True, []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            first = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield first, rows
            first, rows = False, []


def spacing(rows: list[Row]) -> list[bool]:
    """Whether a space follows each word; inside a multi-word token none does."""
    spaces, inside, after = [], range(0), True
    for row in rows:
        glued = "SpaceAfter=No" in row[9].split("|")
        if "-" in row[0]:
            begin, end = map(int, row[0].split("-"))
            inside, after = range(begin, end + 1), not glued
        elif "." not in row[0]:
            number = int(row[0])
            spaces.append((after and number == inside[-1]) if number in inside else not glued)
    return spaces


def convert(rows: list[Row], *, plain_agents: bool) -> tuple[Tree, list[str], list[bool]] | None:
    """The converted tree, the morphology, and the spacing."""
    words = [row for row in rows if row[0].isdecimal()]
    columns = list(zip(*words, strict=True))
    tree = Tree(
        form=[form.replace(" ", "") for form in columns[1]],
        lemma=list(columns[2]),
        upos=[upos if upos != "_" else "X" for upos in columns[3]],
        xpos=[xpos if xpos != "_" else "XX" for xpos in columns[4]],
        head=[int(head) - 1 for head in columns[6]],
        dep=list(columns[7]),
    )
    morphs = [morph if morph != "_" else "" for morph in columns[5]]
    converted = to_clear(tree, plain_agents=plain_agents)
    return (converted, morphs, spacing(rows)) if converted else None


def documents(path: Path, vocab: Vocab, *, plain_agents: bool) -> Iterator[Doc]:
    """Documents of at most ten sentences."""
    groups: list[list[list[Row]]] = []
    for first, rows in sentences(path):
        if first or len(groups[-1]) == 10:
            groups.append([])
        groups[-1].append(rows)
    for group in groups:
        docs = []
        for rows in group:
            found = convert(rows, plain_agents=plain_agents)
            if found is None:
                continue
            tree, morphs, spaces = found
            heads = [head if head >= 0 else i for i, head in enumerate(tree.head)]
            docs.append(
                Doc(
                    vocab,
                    words=tree.form,
                    spaces=spaces,
                    tags=tree.xpos,
                    pos=tree.upos,
                    morphs=morphs,
                    lemmas=tree.lemma,
                    heads=heads,
                    deps=tree.dep,
                )
            )
        if docs:
            yield Doc.from_docs(docs, ensure_whitespace=False)


def main() -> None:
    """Convert the given files into one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("conllu", type=Path, nargs="+")
    parser.add_argument("--plain-agents", action="store_true", help="for a treebank without obl:agent (PUD)")
    arguments = parser.parse_args()
    vocab = spacy.blank("en").vocab
    docs = [doc for path in arguments.conllu for doc in documents(path, vocab, plain_agents=arguments.plain_agents)]
    DocBin(docs=docs, attrs=ATTRS).to_disk(arguments.out)
    print(arguments.out.name, len(docs), "documents", sum(map(len, docs)), "words")


if __name__ == "__main__":
    main()
