"""The finder's teacher: MiniLM fine-tuned on annotated words and pairs of words, all six layers of it or some.

    python -m training.finder.teacher --encoder FOLDER --train TEXTS.jsonl ... --pairs PAIRS.jsonl ... --rules RULES.jsonl \\
        --hold 1/3 --out teacher.pt

It reads lower case only, so every word's letter case is added to its input. Heads: the type (or none), core or optional, three
flags (negative, planned or hypothetical, reported), and for pairs of words who takes part (``pairs.py``). Needs torch,
transformers and scikit-learn, which the project itself does not.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import torch
from sklearn.metrics import average_precision_score
from torch import Tensor, nn

from training.finder.batches import Item, codes_in, gold_steps, inputs_of, items_of, pairs_of
from training.finder.examples import Example, is_held, read_examples, read_pairs
from training.finder.net import Net, load, save, some_layers, vocabulary_of
from verbale.extractors.finder.pairs import ANSWERS
from verbale.extractors.finder.pieces import Pieces, padded

NONE = "none"


def optimizer_of(net: Net, rate: float, decay: float = 0.85) -> torch.optim.Optimizer:
    """Lower layers move less; the pieces' vectors not at all; what judges pairs, which few events teach, moves most."""
    layers = list(net.encoder.encoder.layer)
    groups = [{"params": list(layer.parameters()), "lr": rate * decay ** (len(layers) - 1 - i)} for i, layer in enumerate(layers)]
    head = 1e-3 * rate / 1.5e-4
    for parts, own in (((net.head, net.case), head), (net.pair_parts(), 3 * head)):
        groups.append({"params": [p for part in parts for p in part.parameters()], "lr": own})
    return torch.optim.AdamW(groups, weight_decay=0.01)


def train(net: Net, plan: list[Callable[[], Tensor]], rate: float, say: str) -> None:
    """Take the losses of a plan in turn: a warm-up of 60 steps, then a linear decay."""
    optimizer = optimizer_of(net, rate)
    steps = len(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1.0, (n + 1) / 60) * max(0.02, 1 - n / steps))
    begin, seen = time.time(), 0.0
    net.train()
    for number, step in enumerate(plan, 1):
        loss = step()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        seen += float(loss.detach())
        if number % 50 == 0:
            print(f"{say} {number}/{steps} loss {seen / 50:.4f} {time.time() - begin:.0f} s", flush=True)
            seen = 0.0


@torch.no_grad()
def predict(net: Net, items: list[Item]) -> Iterator[tuple[Example, int, Tensor]]:
    """(example, word, probabilities of the types with core and flags behind them) of every word with a label."""
    net.eval()
    n = len(net.types)
    order = sorted(items, key=lambda item: len(item.window.pieces))
    for start in range(0, len(order), 32):
        batch = order[start : start + 32]
        tensors, _, asked = inputs_of(batch)
        scores = net(*tensors)
        found = torch.cat([torch.softmax(scores[:, :n], -1), torch.sigmoid(scores[:, n:])], -1)
        for (row, word), one in zip(asked, found, strict=True):
            yield batch[row].example, word, one


def report(net: Net, items: list[Item]) -> str:
    """Precision, recall and F of finding core events by family, by threshold. An optional event is neither right nor wrong."""
    rows, core = [], 0
    for example, word, found in predict(net, items):
        label = example.labels[word]
        core += bool(label.types) and not label.optional
        p_none, p_core = float(found[0]), float(found[len(net.types)])
        score = (1 - p_none) * p_core / ((1 - p_none) * p_core + p_none)
        kind = net.types[1 + int(found[1 : len(net.types)].argmax())]
        hit = kind.split(".")[0] in {one.split(".")[0] for one in label.types}
        rows.append((score, hit and not label.optional, bool(label.types) and label.optional))
    lines = []
    for cut in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        taken = [row for row in rows if row[0] >= cut and not row[2]]
        hits = sum(row[1] for row in taken)
        precision, recall = hits / max(1, len(taken)), hits / max(1, core)
        lines.append(
            f"{cut:.2f}: P {precision:.3f} R {recall:.3f} F {2 * precision * recall / max(1e-9, precision + recall):.3f}"
        )
    return "\n".join([f"{core} core events", *lines])


def examples_in(paths: Iterable[Path]) -> list[Example]:
    """The examples of several files."""
    return [example for path in paths for example in read_examples(path)]


def types_of(examples: Iterable[Example]) -> list[str]:
    """The types that the labels name, none first."""
    return [NONE, *sorted({kind for example in examples for label in example.labels.values() for kind in label.types})]


@torch.no_grad()
def report_of_pairs(net: Net, items: list[Item]) -> str:
    """How well the answers order the words: average precision of each, and for how many events the first is right."""
    net.eval()
    told: list[list[Tensor]] = [[] for _ in ANSWERS]
    firsts: list[list[bool]] = [[] for _ in ANSWERS]
    for start in range(0, len(items), 16):
        batch = items[start : start + 16]
        pairs = pairs_of(batch, net.codes)
        if pairs is None:
            continue
        pieces, cases, mask = map(torch.from_numpy, padded([item.window for item in batch]))
        odds, answers = net.paired(net.hidden(pieces, cases, mask), pairs[0]), pairs[1]
        for n in range(len(ANSWERS)):
            known, right = answers[..., n] >= 0, answers[..., n] > 0
            told[n].append(torch.stack([odds[..., n][known], answers[..., n][known]], -1))
            best = odds[..., n].masked_fill(~known, -1e9).argmax(1)
            hits = right.gather(1, best[:, None])[:, 0]
            firsts[n] += hits[right.any(1)].tolist()
    if not told[0]:
        return "pairs: none that are annotated"
    lines = []
    for name, rows, hit in zip(ANSWERS, map(torch.cat, told), firsts, strict=True):
        precision = average_precision_score(rows[:, 1].numpy(), rows[:, 0].numpy())
        lines.append(f"{name} {precision:.3f} of {int(rows[:, 1].sum())}, first {sum(hit) / max(1, len(hit)):.3f}")
    return "pairs, average precision: " + "; ".join(lines)


def plan_of(
    net: Net, texts: list[Item], rules: list[Item], epochs: tuple[int, int], size: int, rng: random.Random
) -> list[Callable[[], Tensor]]:
    """The epochs over texts in their order, and the steps over the rules' sentences wherever chance puts them between."""
    plan = [step for _ in range(epochs[0]) for step in gold_steps(net, texts, size, rng)]
    extra = [step for _ in range(epochs[1]) for step in gold_steps(net, rules, 24, rng)]
    for step in extra:
        plan.insert(rng.randrange(len(plan) + 1), step)
    return plan


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="texts of which --hold keeps none")
    parser.add_argument("--pairs", type=Path, nargs="*", default=[], help="who takes part in the texts' events")
    parser.add_argument("--rules", type=Path, nargs="*", default=[])
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--hold", default="", metavar="K/N", help="keep every Nth document for the report")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rule-epochs", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a teacher to go on from")
    parser.add_argument("--layers", help="only these layers of it, as 0,2,5")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the highest layer")
    parser.add_argument("--size", type=int, default=4, help="windows of texts per step")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    rng, pieces = random.Random(given.seed), Pieces(vocabulary_of(given.encoder))
    texts, more, rules = examples_in(given.train), examples_in(given.also), examples_in(given.rules)
    types = types_of([*texts, *more, *rules])
    kept = [*(example for example in texts if not is_held(example.name, given.hold)), *more]
    tests = [example for example in texts if is_held(example.name, given.hold)] + examples_in(given.test)
    net = load(given.start) if given.start else Net(given.encoder, types)
    if missing := set(types) - set(net.types):
        raise SystemExit(f"{given.start}: it knows no {', '.join(sorted(missing))}")
    layers = [int(layer) for layer in given.layers.split(",")] if given.layers else None
    if layers:
        net = some_layers(net, given.encoder, layers)
    pairs = read_pairs(given.pairs)
    net.codes = net.codes or codes_in(pairs)
    of_texts, of_rules = items_of(kept, pieces, pairs), items_of(rules, pieces)
    plan = plan_of(net, of_texts, of_rules, (given.epochs, given.rule_epochs), given.size, rng)
    counts = f"{len(kept)} texts, {len(of_texts)} windows, {len(of_rules)} of rules"
    print(f"{counts}, {len(types)} types, {len(plan)} steps", flush=True)
    train(net, plan, given.rate, "teacher")
    save(net, given.out, given.encoder)
    if tests:
        print(report(net, items_of(tests, pieces)), flush=True)
        print(report_of_pairs(net, items_of(tests, pieces, pairs)), flush=True)


if __name__ == "__main__":
    main()
