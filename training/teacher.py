"""A teacher: a small pretrained transformer, fine-tuned on the gold corpora, that only ever labels raw text.

    python -m training.teacher trees --encoder FOLDER --train DATA/ud/train.clear.spacy --epochs 4.5 --out trees.pt
    python -m training.teacher names --encoder FOLDER --train DATA/ner/train_full.spacy --epochs 2 --out names.pt

The encoder's folder holds weights in the format of the transformers library. Needs torch and transformers, which the project
itself does not; nothing of the teacher is shipped.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
import torch
from spacy.tokens import Doc, DocBin
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, gelu
from transformers import AutoModel, AutoTokenizer

from verbale.extractors.finder.pieces import letter_case

ENTITIES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "LAW")
BIO = ("O", *(f"{mark}-{label}" for label in ENTITIES for mark in "BI"))
IGNORED = -100
WINDOW = 110  # words
Example = dict[str, Any]


class Pieces:
    """Words -> padded batches of word pieces, with the place of every word's first piece."""

    def __init__(self, encoder: str) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(encoder)
        self.known: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        """The pieces of one word (eight at most)."""
        if word not in self.known:
            pieces = self.tokenizer.encode(word, add_special_tokens=False)[:8]
            self.known[word] = pieces or [self.tokenizer.unk_token_id]
        return self.known[word]

    def __call__(self, windows: list[list[str]]) -> tuple[Tensor, ...]:
        rows = []
        for words in windows:
            ids, shapes, firsts = [self.tokenizer.cls_token_id], [0], []
            for word in words:
                firsts.append(len(ids))
                pieces = self.word(word)
                ids += pieces
                shapes += [letter_case(word) + 1] + [letter_case(word) + 9] * (len(pieces) - 1)
            rows.append(([*ids, self.tokenizer.sep_token_id], [*shapes, 0], firsts))
        padded = [nn.utils.rnn.pad_sequence([torch.tensor(row[i]) for row in rows], batch_first=True) for i in range(3)]
        lengths = torch.tensor([len(row[0]) for row in rows]), torch.tensor([len(row[2]) for row in rows])
        masks = [torch.arange(int(n.max())) < n[:, None] for n in lengths]
        return padded[0], padded[1], masks[0], padded[2], masks[1]


class Teacher(nn.Module):
    """Encoder with heads: tags, morphology, sentence starts, biaffine arcs and labels; names."""

    def __init__(self, encoder: str, labels: dict[str, dict[str, int]]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width, arc, rel = self.encoder.config.hidden_size, 256, 48
        self.labels = labels
        self.shape = nn.Embedding(20, width)
        nn.init.zeros_(self.shape.weight)
        self.drop = nn.Dropout(0.15)
        self.tag = nn.Linear(width, len(labels["tag"]))
        self.morph = nn.Linear(width, len(labels["morph"]))
        self.start = nn.Linear(width, 2)
        self.name = nn.Linear(width, len(BIO))
        self.arc_dependent, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.rel_dependent, self.rel_head = nn.Linear(width, rel), nn.Linear(width, rel)
        self.arc_weights = nn.Parameter(torch.randn(arc + 1, arc) * 0.02)
        self.rel_weights = nn.Parameter(torch.randn(rel + 1, len(labels["dep"]), rel + 1) * 0.02)
        self.root = nn.Parameter(torch.randn(width) * 0.02)

    def forward(self, kind: str, ids: Tensor, shapes: Tensor, mask: Tensor, firsts: Tensor, words: Tensor) -> dict[str, Tensor]:
        """Scores of every head of one kind (``trees`` or ``names``); arcs are words x (root + words)."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.shape(shapes)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask.long()).last_hidden_state
        hidden = self.drop(hidden.gather(1, firsts.unsqueeze(-1).expand(-1, -1, hidden.size(-1))))
        if kind == "names":
            return {"name": self.name(hidden).float()}
        scores = {head: getattr(self, head)(hidden).float() for head in ("tag", "morph", "start")}
        heads = torch.cat([self.root.to(hidden.dtype).expand(len(hidden), 1, -1), hidden], 1)
        dependent = with_one(self.drop(gelu(self.arc_dependent(hidden))))
        arcs = (dependent @ self.arc_weights) @ self.drop(gelu(self.arc_head(heads))).transpose(1, 2)
        allowed = torch.cat([torch.ones_like(words[:, :1]), words], 1).unsqueeze(1)
        scores["arc"] = arcs.float().masked_fill(~allowed, -1e9)
        scores["rel_dependent"] = self.drop(gelu(self.rel_dependent(hidden)))
        scores["rel_head"] = self.drop(gelu(self.rel_head(heads)))
        return scores

    def relations(self, scores: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores of the labels of the arcs to the given heads."""
        dependent = with_one(scores["rel_dependent"])
        chosen = scores["rel_head"].gather(1, heads.unsqueeze(-1).expand(-1, -1, scores["rel_head"].size(-1)))
        rows = dependent.reshape(-1, dependent.size(-1)) @ self.rel_weights.flatten(1)
        rows = rows.reshape(len(rows), len(self.labels["dep"]), -1)
        labels = rows @ with_one(chosen).reshape(len(rows), -1, 1).to(rows.dtype)
        return labels.reshape(*heads.shape, -1).float()


def with_one(x: Tensor) -> Tensor:
    """A column of ones at the end: the bias of a bilinear form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def windows(length: int, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Bounds of stretches of at most WINDOW words that begin at the given places where that can be."""
    begin = last = 0
    for place in [*starts, length]:
        if place - begin > WINDOW and last > begin:
            yield begin, last
            begin = last
        while place - begin > WINDOW:
            yield begin, begin + WINDOW
            begin += WINDOW
        last = place
    if begin < length:
        yield begin, length


def read_labels(docs: list[Doc]) -> dict[str, dict[str, int]]:
    """Tags, morphology and dependency labels, numbered in order of appearance."""
    labels: dict[str, dict[str, int]] = {"tag": {}, "morph": {}, "dep": {}}
    for doc in docs:
        for token in doc:
            values = {"tag": token.tag_, "morph": f"{token.pos_}|{token.morph}", "dep": token.dep_}
            for kind, value in values.items():
                labels[kind].setdefault(value, len(labels[kind]))
    return labels


def tree_examples(docs: list[Doc], labels: dict[str, dict[str, int]]) -> list[Example]:
    """Windows of whole sentences with their trees (0 is the root)."""
    examples = []
    for doc in docs:
        for begin, end in windows(len(doc), [token.i for token in doc if token.is_sent_start]):
            span = doc[begin:end]
            heads = [0 if token.head is token else token.head.i - begin + 1 for token in span]
            if max(heads) > len(span) or min(heads) < 0:
                continue
            examples.append(
                {
                    "words": [token.text for token in span],
                    "arc": heads,
                    "start": [int(bool(token.is_sent_start)) for token in span],
                    "tag": [labels["tag"][token.tag_] for token in span],
                    "morph": [labels["morph"][f"{token.pos_}|{token.morph}"] for token in span],
                    "dep": [labels["dep"][token.dep_] for token in span],
                }
            )
    return examples


def name_examples(docs: list[Doc]) -> list[Example]:
    """Windows with one BIO label per word; unknown words are ignored."""
    examples = []
    for doc in docs:
        ends = [token.i + 1 for token in doc[:-1] if token.text in ".!?" and doc[token.i + 1].ent_iob != 1]
        for begin, end in windows(len(doc), ends):
            marks = [token.ent_iob_ + (f"-{token.ent_type_}" if token.ent_type_ else "") for token in doc[begin:end]]
            names = [BIO.index(mark) if mark else IGNORED for mark in marks]
            examples.append({"words": [token.text for token in doc[begin:end]], "name": names})
    return examples


def batches(examples: list[Example], words: int, rng: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, in random order."""
    found: list[list[Example]] = [[]]
    for example in sorted(examples, key=lambda example: len(example["words"]) + 20 * rng.random()):
        if sum(len(other["words"]) for other in found[-1]) >= words:
            found.append([])
        found[-1].append(example)
    rng.shuffle(found)
    return found


def losses(net: Teacher, kind: str, scores: dict[str, Tensor], batch: list[Example]) -> dict[str, Tensor]:
    """One loss per head."""

    def gold(key: str) -> Tensor:
        rows = [torch.tensor(example[key]) for example in batch]
        return nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=IGNORED)

    heads = ("name",) if kind == "names" else ("tag", "morph", "start", "arc")
    found = {head: cross_entropy(scores[head].flatten(0, 1), gold(head).flatten()) for head in heads}
    if kind == "trees":
        labels = net.relations(scores, gold("arc").clamp(min=0))
        found["dep"] = cross_entropy(labels.flatten(0, 1), gold("dep").flatten())
    return found


def train(net: Teacher, pieces: Pieces, kind: str, plan: list[list[Example]], rate: float) -> None:
    """Fine-tune with a warm-up and a linear decay."""
    encoder = [p for name, p in net.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    rest = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": rate, "weight_decay": 0.01}, {"params": rest, "lr": 1e-3, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    steps, warm = len(plan), max(10, len(plan) // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / warm, max(0.02, (steps - i) / max(1, steps - warm)))
    )
    begin = time.time()
    for i, batch in enumerate(plan, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(kind, *pieces([example["words"] for example in batch]))
            parts = losses(net, kind, scores, batch)
            loss = sum((0.5 if head in ("tag", "morph") else 1) * value for head, value in parts.items())
        loss.backward()  # type: ignore[union-attr]
        nn.utils.clip_grad_norm_(encoder + rest, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        if i % 50 == 0:
            print(i, "/", steps, {k: round(float(v), 3) for k, v in parts.items()}, round(time.time() - begin), "s", flush=True)


def main() -> None:
    """Train one teacher and write its weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("trees", "names"))
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--epochs", type=float, nargs="+", default=[4.0], help="one per training file")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    rng, vocab = random.Random(0), spacy.blank("en").vocab
    sets = [list(DocBin().from_disk(path).get_docs(vocab)) for path in arguments.train]
    labels = read_labels(sets[0]) if arguments.kind == "trees" else {"tag": {"": 0}, "morph": {"": 0}, "dep": {"": 0}}
    plan: list[list[Example]] = []
    for docs, epochs in zip(sets, arguments.epochs, strict=True):
        examples = tree_examples(docs, labels) if arguments.kind == "trees" else name_examples(docs)
        while epochs > 0:
            part = examples if epochs >= 1 else rng.sample(examples, int(len(examples) * epochs))
            plan += batches(part, 800, rng)
            epochs -= 1
    if len(sets) > 1:
        rng.shuffle(plan)
    net = Teacher(arguments.encoder, labels)
    train(net, Pieces(arguments.encoder), arguments.kind, plan, arguments.rate)
    torch.save({"state": net.state_dict(), "labels": labels, "encoder": arguments.encoder}, arguments.out)


if __name__ == "__main__":
    main()
