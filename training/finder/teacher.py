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
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import torch
from sklearn.metrics import average_precision_score
from torch import Tensor, nn

from training.finder.batches import Item, gold_steps, inputs_of, items_of, pairs_of
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
    """How well the answers order the pairs: average precision of each, and for how many events the first is right."""
    net.eval()
    told, right, events = [], [], []
    for start in range(0, len(items), 32):
        batch = items[start : start + 32]
        asked, answers = pairs_of(batch)
        if len(answers):
            pieces, cases, mask = map(torch.from_numpy, padded([item.window for item in batch]))
            told.append(net.paired(net.hidden(pieces, cases, mask), *asked))
            right.append(answers)
            events += [(start + row, trigger) for row, trigger in zip(asked[0].tolist(), asked[1].tolist(), strict=True)]
    if not told:
        return "pairs: none that are annotated"
    odds, known = torch.cat(told), torch.cat(right)
    lines = []
    for n, name in enumerate(ANSWERS):
        own = known[:, n] >= 0
        precision = average_precision_score(known[own, n].numpy(), odds[own, n].numpy())
        first = first_right(events, odds[:, n].tolist(), known[:, n].tolist())
        lines.append(f"{name} {precision:.3f} of {int((known[own, n] > 0).sum())}, first {first:.3f}")
    return "pairs, average precision: " + "; ".join(lines)


def first_right(events: Sequence[tuple[int, int]], odds: Sequence[float], right: Sequence[float]) -> float:
    """Of the events that have a right answer: the share whose likeliest one is right."""
    best: dict[tuple[int, int], tuple[float, float]] = {}
    having = {event for event, answer in zip(events, right, strict=True) if answer > 0}
    for event, one, answer in zip(events, odds, right, strict=True):
        if event in having and answer >= 0:
            best[event] = max(best.get(event, (-1e9, 0.0)), (one, answer))
    return sum(answer for _, answer in best.values()) / max(1, len(best))


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
