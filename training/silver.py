"""Label raw paragraphs with a teacher.

    python -m training.silver trees --teacher trees.pt --raw wikipedia_raw.jsonl.gz --words 1150000 --out silver_trees.spacy

Four of five paragraphs come from the most political third of the text. Sentences that the teacher is unsure of are left out of
the trees; unsure words are left unknown in the names. Dashes, quotes and headings that end in a full stop are varied on the way.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly
import torch
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from training.spanning_tree import single_root_tree
from training.teacher import BIO, WINDOW, Pieces, Teacher

POLITICAL = re.compile(
    r"\b(ambassador|minister|treat(?:y|ies)|agreements?|relations|sanction|diplomat|embassy|government|president|summit|negotiat"
    r"|alliance|troops|border|independence|foreign|bilateral|signed|resolution|parliament|recogni[sz]|visit|talks|state|war|union"
    r"|republic|military|security|trade)\w*",
    re.IGNORECASE,
)
# fmt: off
HEADINGS = (
    "Prior to {y}.", "Since {y}.", "After {y}.", "Before {y}.", "{y}.", "{y}s.", "Early {y}s.", "Foreign relations.",
    "History.", "Background.", "{y} dispute.", "Relations with neighbours.", "Diplomatic missions.", "After independence.",
    "Cold War.", "Post-{y}.", "During the war.", "Bilateral relations.", "Recent developments.", "{y} to present.",
    "Trade and investment.", "State visits.", "The {y} crisis.", "See also.", "Late {y}.", "{y} election.",
)
# fmt: on
Prediction = dict[str, Any]


def paragraphs(raw: Path, words: int, nlp: Language) -> Iterator[tuple[Doc, int]]:
    """Tokenized paragraphs, and the length of the heading put before each (mostly 0)."""
    rng, scored = random.Random(0), []
    with gzip.open(raw, "rt", encoding="utf-8") as lines:
        for line in lines:
            for text in srsly.json_loads(line)["text"].split("\n"):
                text = re.sub(r"\s+", " ", re.sub(r"\[[^\]]{0,20}\]", "", text)).strip()
                length = len(text.split())
                if length > 1:
                    scored.append((len(POLITICAL.findall(text)) / length if length > 12 else 0.03, text))
    scored.sort(key=lambda pair: -pair[0])
    pools = [[text for _, text in scored[: len(scored) * 3 // 10]], [text for _, text in scored[len(scored) * 3 // 10 :]]]
    for pool in pools:
        rng.shuffle(pool)
    seen = 0
    while seen < words and all(pools):
        text, heading = vary(pools[rng.random() > 0.8].pop(), rng)
        doc = nlp.make_doc(heading + text)
        seen += len(doc)
        yield doc, len(nlp.make_doc(heading.strip()))


def vary(text: str, rng: random.Random) -> tuple[str, str]:
    """The text with other dashes or quotes now and then, and a heading for it (mostly empty)."""
    if rng.random() < 0.5:
        text = re.sub(" [–—] ", rng.choice((" - ", " - ", " -- ")), text)
    if rng.random() < 0.1:
        text = text.replace('"', rng.choice("'“"))
    if len(text) > 200 and rng.random() < 0.04:
        return text, rng.choice(HEADINGS).format(y=rng.randint(1900, 2018)) + " "
    return text, ""


class Labeller:
    """A trained teacher that predicts on windows of words."""

    def __init__(self, checkpoint: Path, kind: str) -> None:
        saved = torch.load(checkpoint)
        self.kind = kind
        self.net = Teacher(saved["encoder"], saved["labels"])
        self.net.load_state_dict(saved["state"])
        self.net.eval()
        self.pieces = Pieces(saved["encoder"])
        self.names = {kind: {i: name for name, i in labels.items()} for kind, labels in saved["labels"].items()}

    def __call__(self, windows: list[list[str]]) -> list[Prediction]:
        """Predictions in the order of the windows; windows of like length share a batch."""
        order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
        found: dict[int, Prediction] = {}
        batch: list[int] = []
        for place, i in enumerate(order):
            batch.append(i)
            if len(batch) * len(windows[i]) > 2500 or place == len(order) - 1:
                predictions = self.batch([windows[j] for j in batch])
                found.update(zip(batch, predictions, strict=True))
                batch = []
        return [found[i] for i in range(len(windows))]

    @torch.no_grad()
    def batch(self, windows: list[list[str]]) -> list[Prediction]:
        """One forward pass."""
        inputs = self.pieces(windows)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.net(self.kind, *inputs)
            if self.kind == "names":
                sure, label = scores["name"].softmax(-1).max(-1)
                return [{"name": label[i, : len(w)].numpy(), "sure": sure[i, : len(w)].numpy()} for i, w in enumerate(windows)]
            return self.trees(windows, scores, inputs[3])

    def trees(self, windows: list[list[str]], scores: dict[str, torch.Tensor], firsts: torch.Tensor) -> list[Prediction]:
        """Sentence starts first, then the best tree of every sentence."""
        arcs = scores["arc"].log_softmax(-1).numpy()
        starts = scores["start"].softmax(-1)[..., 1].numpy()
        heads = torch.zeros(firsts.shape, dtype=torch.long)
        found: list[Prediction] = []
        for i, words in enumerate(windows):
            begins = [0, *(j for j in range(1, len(words)) if starts[i, j] > 0.5)]
            sure = np.zeros(len(words))
            for a, b in zip(begins, [*begins[1:], len(words)], strict=True):
                local = np.concatenate([arcs[i, a:b, :1], arcs[i, a:b, a + 1 : b + 1]], 1)
                tree = single_root_tree(local)
                sure[a:b] = np.exp(local[np.arange(b - a), tree])
                heads[i, a:b] = torch.from_numpy(np.where(tree == 0, 0, tree + a))
            found.append({"starts": begins, "sure": sure})
        labels = self.net.relations(scores, heads)
        best = {"dep": labels.argmax(-1)} | {kind: scores[kind].argmax(-1) for kind in ("tag", "morph")}
        for i, (words, prediction) in enumerate(zip(windows, found, strict=True)):
            prediction["head"] = heads[i, : len(words)].numpy()
            prediction |= {kind: [self.names[kind][int(k)] for k in best[kind][i, : len(words)]] for kind in best}
        return found


def in_windows(docs: list[Doc], label: Labeller) -> list[list[tuple[int, int, Prediction]]]:
    """(begin, end, prediction) of the windows of every document; a window ends where a sentence does, if that can be."""
    found: list[list[tuple[int, int, Prediction]]] = [[] for _ in docs]
    todo = [(i, 0) for i in range(len(docs))]
    while todo:
        windows = [[token.text for token in docs[i][begin : begin + WINDOW]] for i, begin in todo]
        following = []
        for (i, begin), words, prediction in zip(todo, windows, label(windows), strict=True):
            end = len(words)
            if begin + end < len(docs[i]):
                if label.kind == "trees":
                    last = prediction["starts"][-1]
                else:
                    last = max((j + 1 for j, w in enumerate(words[:-1]) if w in ".!?" and words[j + 1][:1].isupper()), default=0)
                end = last or end
                following.append((i, begin + end))
            found[i].append((begin, end, prediction))
        todo = following
    return found


def with_names(doc: Doc, parts: list[tuple[int, int, Prediction]]) -> Doc:
    """The names of the teacher; a word under .6 makes its whole name unknown."""
    marks = [BIO[k] for _, end, prediction in parts for k in prediction["name"][:end]]
    unsure = {i for i, p in enumerate(p for _, end, part in parts for p in part["sure"][:end]) if p < 0.6}
    spans, begin = [], None
    for i, mark in enumerate([*marks, "O"]):
        if begin is not None and (mark[0] != "I" or mark[2:] != marks[begin][2:]):
            if unsure & set(range(begin, i)):
                unsure |= set(range(begin, i))
            else:
                spans.append(Span(doc, begin, i, label=marks[begin][2:]))
            begin = None
        if mark != "O" and begin is None:
            begin = i
    doc.set_ents(spans, missing=[doc[i : i + 1] for i in sorted(unsure)], default="outside")
    return doc


def with_trees(doc: Doc, parts: list[tuple[int, int, Prediction]], heading: int) -> Doc | None:
    """A new document of the sentences whose arcs have a mean probability of .75; None if it swallowed its heading."""
    if heading and heading not in parts[0][2]["starts"]:
        return None
    rows: dict[str, list[Any]] = {key: [] for key in ("words", "spaces", "heads", "deps", "tags", "pos", "morphs")}
    for begin, end, part in parts:
        starts = [start for start in part["starts"] if start < end]
        for a, b in zip(starts, [*starts[1:], end], strict=True):
            if part["sure"][a:b].mean() < 0.75:
                continue
            offset = len(rows["words"])
            for i in range(a, b):
                head, token = int(part["head"][i]), doc[begin + i]
                pos, morph = part["morph"][i].split("|", 1)
                space = bool(token.whitespace_) or i == b - 1
                place = offset - a + (head - 1 if head else i)
                dep = part["dep"][i] if head else "ROOT"
                for key, value in zip(rows, (token.text, space, place, dep, part["tag"][i], pos, morph), strict=True):
                    rows[key].append(value)
    return Doc(doc.vocab, **rows) if rows["words"] else None


def main() -> None:
    """Label and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("trees", "names"))
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--words", type=int, default=1_200_000)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    nlp, label = spacy.blank("en"), Labeller(arguments.teacher, arguments.kind)
    docs: list[Doc] = []
    for batch in spacy.util.minibatch(paragraphs(arguments.raw, arguments.words, nlp), 300):
        for (doc, heading), parts in zip(batch, in_windows([doc for doc, _ in batch], label), strict=True):
            found = with_names(doc, parts) if arguments.kind == "names" else with_trees(doc, parts, heading)
            if found is not None:
                docs.append(found)
        print(sum(map(len, docs)), "words", flush=True)
    trees = ["TAG", "POS", "MORPH", "HEAD", "DEP", "SENT_START"]
    attrs = ["ENT_IOB", "ENT_TYPE"] if arguments.kind == "names" else trees
    DocBin(docs=docs, attrs=["ORTH", "SPACY", *attrs]).to_disk(arguments.out)


if __name__ == "__main__":
    main()
