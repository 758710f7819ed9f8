"""The finder's student: some layers of a teacher, taught by its probabilities on silver text and by gold, then by gold alone.

    python -m training.finder.student --teacher teacher.pt --layers 0,2,5 --silver silver.jsonl --scores silver.npz \\
        --train TEXTS.jsonl ... --rules RULES.jsonl --out student.pt
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.finder.batches import BESIDE, Item, gold_steps, inputs_of, items_of
from training.finder.examples import is_held, read_examples
from training.finder.net import Net, load, save, some_layers, vocabulary_of
from training.finder.teacher import examples_in, report, train
from verbale.extractors.finder.pieces import Pieces

GOLD_SHARE = 0.4
"""Share of the silver steps that look at gold, too."""
GOLD_WEIGHT = 0.5
Taught = dict[tuple[str, int], np.ndarray]


def taught_loss(scores: Tensor, taught: Tensor, n: int) -> Tensor:
    """Cross-entropy against the teacher's types; core and flags count by how likely the word tells of an event."""
    types = -(taught[:, :n] * torch.log_softmax(scores[:, :n], -1)).sum(-1).mean()
    event = (1 - taught[:, :1]).clamp(min=0)
    aside = functional.binary_cross_entropy_with_logits(scores[:, n:], taught[:, n:], reduction="none") * event
    found = aside.sum(0) / event.sum().clamp(min=1e-3)
    return types + BESIDE * (found[0] + found[1:].mean())


def silver_steps(
    net: Net, silver: list[Item], taught: Taught, gold: list[Item], rules: list[Item], size: int, rng: random.Random
) -> Iterator[Callable[[], Tensor]]:
    """One epoch over silver, with gold or rules' sentences beside some of it."""
    order = sorted(silver, key=lambda item: len(item.window.pieces) + 20 * rng.random())
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(batches)

    def step(batch: list[Item], beside: Callable[[], Tensor] | None) -> Tensor:
        tensors, _, asked = inputs_of(batch)
        known = np.array([taught[batch[row].example.name, word] for row, word in asked], dtype=np.float32)
        loss = taught_loss(net(*tensors), torch.from_numpy(known), len(net.types))
        return loss if beside is None else loss + GOLD_WEIGHT * beside()

    def again() -> Iterator[Callable[[], Tensor]]:
        while True:
            mixed = [*gold_steps(net, gold, 6, rng), *gold_steps(net, rules, 24, rng)]
            rng.shuffle(mixed)
            yield from mixed

    others = again()
    for batch in batches:
        beside = next(others) if rng.random() < GOLD_SHARE else None
        yield lambda batch=batch, beside=beside: step(batch, beside)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--layers", default="0,2,5")
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--rules", type=Path, required=True)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--hold", default="", metavar="K/N")
    parser.add_argument("--epochs", type=int, default=2, help="over gold alone, at the end")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    rng, pieces = random.Random(given.seed), Pieces(vocabulary_of(given.encoder))
    layers = [int(layer) for layer in given.layers.split(",")]
    net = some_layers(load(given.teacher), given.encoder, layers)
    texts = examples_in(given.train)
    kept = [example for example in texts if not is_held(example.name, given.hold)]
    gold, rules = items_of(kept, pieces), items_of(read_examples(given.rules), pieces)
    chosen = read_examples(given.silver)
    asked = [(example.name, word) for example in chosen for word in sorted(example.labels)]
    taught: Taught = dict(zip(asked, np.load(given.scores)["scores"], strict=True))
    silver = items_of(chosen, pieces)
    print(f"{len(silver)} windows of silver, {len(gold)} of gold, {len(rules)} of rules", flush=True)
    train(net, list(silver_steps(net, silver, taught, gold, rules, 16, rng)), 2e-4, "silver")
    train(net, [step for _ in range(given.epochs) for step in gold_steps(net, gold, 8, rng)], 1e-4, "gold")
    save(net, given.out, given.encoder)
    held = [example for example in texts if is_held(example.name, given.hold)]
    for name, tests in (("held", held), ("test", examples_in(given.test))):
        if tests:
            print(name, report(net, items_of(tests, pieces)), flush=True)


if __name__ == "__main__":
    main()
