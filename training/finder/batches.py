"""What the net learns from: windows of examples as tensors, and the losses of their words and pairs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from training.finder.examples import PLANNED, Example, Label, Pairs
from training.finder.net import Asked, Net
from verbale.extractors.finder.pairs import nearness, sentences_apart
from verbale.extractors.finder.paths import SELF, Paths
from verbale.extractors.finder.pieces import Pieces, Window, padded

OPTIONAL_WEIGHT = 0.5
BESIDE = 0.15
"""Weight of the losses of core and flags beside that of the type."""
PAIR_WEIGHT = 6.0
"""Weight of the loss of a pair, of which few tell of anybody."""
_UNKNOWN = (-1, -1, -1, -1)


@dataclass(frozen=True, slots=True)
class Item:
    """A window with the example that it is of, and the pairs of its document."""

    window: Window
    example: Example
    pairs: Pairs | None = None


def items_of(examples: Iterable[Example], pieces: Pieces, pairs: Mapping[str, Pairs] | None = None) -> list[Item]:
    """The windows that teach something."""
    known = pairs or {}
    return [
        Item(window, example, known.get(example.name))
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


def codes_in(pairs: Mapping[str, Pairs]) -> list[str]:
    """The labels and tags of the parse, each once."""
    named = {name for own in pairs.values() for name in (*own.tree.labels, *own.tree.tags)}
    return sorted(named | {SELF})


def pairs_of(items: Sequence[Item], codes: Sequence[str]) -> tuple[Asked, Tensor] | None:
    """What ``Net.paired`` is asked of windows, and the answers, -1 where unknown: event x word x answer; None without events."""
    numbers = {name: number for number, name in enumerate(codes, 1)}
    events = [event for row, item in enumerate(items) for event in _events_in(row, item, numbers)]
    if not events:
        return None
    columns = [pad_sequence([event[n] for event in events], batch_first=True) for n in range(2, 6)]
    kept = pad_sequence([torch.ones(len(event[2]), dtype=torch.bool) for event in events], batch_first=True)
    rows, triggers = (torch.tensor([event[n] for event in events]) for n in (0, 1))
    answers = pad_sequence([event[6] for event in events], batch_first=True, padding_value=-1.0)
    return Asked(rows, triggers, *columns, kept), answers


Event = tuple[int, int, Tensor, Tensor, Tensor, Tensor, Tensor]


def _events_in(row: int, item: Item, numbers: Mapping[str, int]) -> Iterator[Event]:
    """The events of one window, as ``Asked`` has them, with their answers."""
    pairs = item.pairs
    if pairs is None:
        return
    place = dict(zip(item.window.words, item.window.places, strict=True))
    others = [word for word in pairs.others if word in place]
    triggers = [trigger for trigger in pairs.events if trigger in place]
    if not others or not triggers:
        return
    sentence = {i: n for n, (start, end) in enumerate(item.example.sentences) for i in range(start, end)}
    near = torch.from_numpy(nearness(triggers, others))
    apart = torch.from_numpy(sentences_apart([sentence[i] for i in triggers], [sentence[i] for i in others]))
    paths = torch.from_numpy(Paths(pairs.tree, numbers)(triggers, others))
    places = torch.tensor([place[i] for i in others])
    for n, trigger in enumerate(triggers):
        told = {cells[0]: cells[1:] for cells in pairs.events[trigger]}
        answers = torch.tensor([told.get(word, _UNKNOWN) for word in others], dtype=torch.float32)
        yield row, place[trigger], places, near[n], apart[n], paths[n], answers


def pair_loss(net: Net, hidden: Tensor, pairs: tuple[Asked, Tensor] | None) -> Tensor:
    """The mean over all answers that are known, 0 without any."""
    if pairs is None or not bool((pairs[1] >= 0).any()):
        return torch.zeros(())
    asked, answers = pairs
    known = answers >= 0
    return functional.binary_cross_entropy_with_logits(net.paired(hidden, asked)[known], answers[known])


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
        return loss + PAIR_WEIGHT * pair_loss(net, hidden, pairs_of(batch, net.codes))

    return (lambda batch=batch: step(batch) for batch in batches)
