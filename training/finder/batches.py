"""What the net learns from: windows of examples as tensors, and the losses of their words and pairs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor
from torch.nn import functional

from training.finder.examples import PLANNED, Example, Label, Pairs
from training.finder.net import Net
from verbale.extractors.finder.pairs import ANSWERS, nearness, sentences_apart
from verbale.extractors.finder.pieces import Pieces, Window, padded

OPTIONAL_WEIGHT = 0.5
BESIDE = 0.15
"""Weight of the losses of core and flags beside that of the type."""
PAIR_WEIGHT = 6.0
"""Weight of the loss of a pair, of which few tell of anybody."""


@dataclass(frozen=True, slots=True)
class Item:
    """A window with the example that it is of, and the pairs of its document."""

    window: Window
    example: Example
    pairs: Pairs = field(default_factory=dict)


def items_of(examples: Iterable[Example], pieces: Pieces, pairs: Mapping[str, Pairs] | None = None) -> list[Item]:
    """The windows that teach something."""
    known = pairs or {}
    return [
        Item(window, example, known.get(example.name, {}))
        for example in examples
        for window in pieces.windows(example.words, example.sentences)
        if any(i in example.labels for i in window.words)
    ]


def inputs_of(items: list[Item]) -> tuple[tuple[Tensor, ...], list[Label], list[tuple[int, int]]]:
    """Tensors for the net, the labels of the words asked for, and which (item, word) they are."""
    rows, places, labels, asked = [], [], [], []
    for row, item in enumerate(items):
        for i, place in zip(item.window.words, item.window.places, strict=True):
            if i in item.example.labels:
                rows.append(row)
                places.append(place)
                labels.append(item.example.labels[i])
                asked.append((row, i))
    tensors = (*map(torch.from_numpy, padded([item.window for item in items])), torch.tensor(rows), torch.tensor(places))
    return tensors, labels, asked


def pairs_of(items: list[Item]) -> tuple[list[Tensor], Tensor]:
    """What ``Net.paired`` is asked: rows, places of triggers and others, distances; and the answers, -1 where unknown."""
    columns: list[list[int]] = [[] for _ in range(5)]
    answers = []
    for row, item in enumerate(items):
        place = dict(zip(item.window.words, item.window.places, strict=True))
        sentence = {i: n for n, (start, end) in enumerate(item.example.sentences) for i in range(start, end)}
        for trigger, told in item.pairs.items():
            inside = [cells for cells in told if cells[0] in place]
            if trigger not in place or not inside:
                continue
            others = [cells[0] for cells in inside]
            near = nearness([trigger], others)[0].tolist()
            apart = sentences_apart([sentence[trigger]], [sentence[i] for i in others])[0].tolist()
            asked = ([row] * len(others), [place[trigger]] * len(others), [place[i] for i in others], near, apart)
            for column, values in zip(columns, asked, strict=True):
                column += values
            answers += [cells[1:] for cells in inside]
    return [torch.tensor(column) for column in columns], torch.tensor(answers, dtype=torch.float32).reshape(-1, len(ANSWERS))


def pair_loss(net: Net, hidden: Tensor, items: list[Item]) -> Tensor:
    """The mean over all answers that are known."""
    asked, answers = pairs_of(items)
    if not len(answers):
        return torch.zeros(())
    known = answers >= 0
    return functional.binary_cross_entropy_with_logits(net.paired(hidden, *asked)[known], answers[known])


def loss_of(scores: Tensor, labels: list[Label], types: list[str]) -> Tensor:
    """The types' log-sum over what is right, and beside it core and flags of the events."""
    numbers, n = {kind: i for i, kind in enumerate(types)}, len(types)
    right, weight = torch.zeros(len(labels), n), torch.ones(len(labels))
    for row, label in enumerate(labels):
        if label.types:
            right[row, [numbers[kind] for kind in label.types]] = 1
            weight[row] = OPTIONAL_WEIGHT if label.optional else 1
        elif label.barred:
            right[row] = torch.tensor([float(kind.split(".")[0] != label.barred) for kind in types])
            weight[row] = 0.5
        else:
            right[row, 0] = 1
    told = torch.log_softmax(scores[:, :n], -1).masked_fill(right == 0, -1e4)
    loss = (-torch.logsumexp(told, -1) * weight).sum() / weight.sum()
    events = [row for row, label in enumerate(labels) if label.types]
    if events:
        aside = torch.tensor([[float(not labels[row].optional), *flags_of(labels[row])] for row in events])
        found = functional.binary_cross_entropy_with_logits(scores[events, n:], aside, reduction="none").mean(0)
        loss = loss + BESIDE * (found[0] + found[1:].mean())
    return loss


def flags_of(label: Label) -> list[float]:
    flags = set(label.flags)
    return [float("neg" in flags), float(bool(flags & PLANNED)), float("rep" in flags)]


def gold_steps(net: Net, items: list[Item], size: int, rng: random.Random) -> Iterator[Callable[[], Tensor]]:
    """One epoch over items, in batches of like length."""
    order = sorted(items, key=lambda item: len(item.window.pieces) + 30 * rng.random())
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(batches)

    def step(batch: list[Item]) -> Tensor:
        (pieces, cases, mask, rows, places), labels, _ = inputs_of(batch)
        hidden = net.hidden(pieces, cases, mask)
        loss = loss_of(net.head(hidden[rows, places]), labels, net.types)
        return loss + PAIR_WEIGHT * pair_loss(net, hidden, batch)

    return (lambda batch=batch: step(batch) for batch in batches)
