"""The judge of who takes part, fitted to the end on an encoder that stands still.

    python -m training.finder.pair_head --start NET.pt --encoder FOLDER --train TEXTS.jsonl ... --pairs PAIRS.jsonl ... \\
        --out NET.pt

The encoder reads every text once, so that many epochs of the judge's own small layers take minutes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from training.finder.batches import Item, codes_in, items_of, pair_loss, pairs_of
from training.finder.examples import is_held, read_pairs
from training.finder.net import Net, load, save, vocabulary_of
from training.finder.teacher import examples_in, report_of_pairs
from verbale.extractors.finder.pieces import Pieces, padded

TOGETHER = 8
RATE = 1e-3


@torch.no_grad()
def states_of(net: Net, items: Sequence[Item]) -> list[Tensor]:
    """What the encoder makes of every window: a row per piece, in half precision."""
    net.eval()
    found: list[Tensor] = []
    for start in range(0, len(items), TOGETHER):
        batch = items[start : start + TOGETHER]
        hidden = net.hidden(*map(torch.from_numpy, padded([item.window for item in batch])))
        found += [own[: len(item.window.pieces)].half() for own, item in zip(hidden, batch, strict=True)]
    return found


def fit_pairs(net: Net, items: Sequence[Item], epochs: int, size: int, rng: random.Random) -> None:
    """Fit the layers for pairs, the rate falling to zero; the rest of the net stays as it is."""
    order = sorted((item for item in items if item.pairs), key=lambda item: len(item.window.pieces))
    states = states_of(net, order)
    batches = [range(i, min(i + size, len(order))) for i in range(0, len(order), size)]
    asked = {batch: pairs_of([order[n] for n in batch], net.codes) for batch in batches}
    steps = epochs * len(batches)
    optimizer = torch.optim.AdamW([p for part in net.pair_parts() for p in part.parameters()], RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1.0, (n + 1) / 100) * max(0.02, 1 - n / steps))
    begin = time.time()
    net.train()
    for epoch in range(1, epochs + 1):
        rng.shuffle(batches)
        whole = 0.0
        for batch in batches:
            hidden = net.drop(pad_sequence([states[n].float() for n in batch], batch_first=True))
            loss = pair_loss(net, hidden, asked[batch])
            if loss.requires_grad:
                loss.backward()  # type: ignore[no-untyped-call]
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            schedule.step()
            whole += loss.item()
        print(f"pairs, epoch {epoch} of {epochs}: loss {whole / len(batches):.4f}, {time.time() - begin:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="the net that teacher.py wrote")
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="more texts, which the report leaves out")
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--hold", default="", metavar="K/N", help="keep every Nth document for the report")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--size", type=int, default=2, help="windows per step")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    pairs, pieces = read_pairs(given.pairs), Pieces(vocabulary_of(given.encoder))
    texts, also = examples_in(given.train), examples_in(given.also)
    net = load(given.start)
    net.codes = net.codes or codes_in(pairs)
    held = items_of([example for example in texts if is_held(example.name, given.hold)], pieces, pairs)
    kept = items_of([example for example in (*texts, *also) if not is_held(example.name, given.hold)], pieces, pairs)
    fit_pairs(net, kept, given.epochs, given.size, random.Random(given.seed))
    save(net, given.out, given.encoder)
    if held:
        print(report_of_pairs(net, held), flush=True)


if __name__ == "__main__":
    main()
