"""The finder's teacher: MiniLM fine-tuned on annotated words, all six layers of it or some.

    python -m training.finder.teacher --encoder FOLDER --train TEXTS.jsonl ... --rules RULES.jsonl --hold 1/3 --out teacher.pt

It reads lower case only, so every word's letter case is added to its input. Heads: the type (or none), core or optional, and
three flags (negative, planned or hypothetical, reported). Needs torch and transformers, which the project itself does not.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from training.finder.examples import PLANNED, Example, Label, is_held, read_examples
from verbale.extractors.finder.pieces import N_CASES, Pieces, Window, padded

FLAGS = ("neg", "unreal", "rep")
NONE = "none"
WIDTH = 384
OPTIONAL_WEIGHT = 0.5
BESIDE = 0.15
"""Weight of the losses of core and flags beside that of the type."""


class Net(nn.Module):
    """Encoder and heads. Columns of the head: types (none first), core, flags."""

    def __init__(self, encoder: str, types: list[str], layers: list[int] | None = None) -> None:
        super().__init__()
        self.types = types
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        if layers:
            self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[i] for i in layers)
        self.case = nn.Embedding(N_CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, len(types) + 1 + len(FLAGS))

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, rows: Tensor, places: Tensor) -> Tensor:
        """Scores (logits) of the words whose first pieces stand at the given rows and places."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.case(cases)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return self.head(self.drop(hidden[rows, places]))


def vocabulary_of(encoder: str) -> list[str]:
    """The encoder's pieces, in the order of their numbers."""
    numbers = json.loads((Path(encoder) / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(numbers, key=numbers.__getitem__)


@dataclass(frozen=True, slots=True)
class Item:
    """A window with the example that it is of."""

    window: Window
    example: Example


def items_of(examples: Iterable[Example], pieces: Pieces) -> list[Item]:
    """The windows that teach something."""
    return [
        Item(window, example)
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


def optimizer_of(net: Net, rate: float, decay: float = 0.85) -> torch.optim.Optimizer:
    """Lower layers move less; the pieces' vectors not at all."""
    layers = list(net.encoder.encoder.layer)
    groups = [{"params": list(layer.parameters()), "lr": rate * decay ** (len(layers) - 1 - i)} for i, layer in enumerate(layers)]
    groups.append({"params": [*net.head.parameters(), *net.case.parameters()], "lr": 1e-3 * rate / 1.5e-4})
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


def gold_steps(net: Net, items: list[Item], size: int, rng: random.Random) -> Iterator[Callable[[], Tensor]]:
    """One epoch over items, in batches of like length."""
    order = sorted(items, key=lambda item: len(item.window.pieces) + 30 * rng.random())
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(batches)

    def step(batch: list[Item]) -> Tensor:
        tensors, labels, _ = inputs_of(batch)
        return loss_of(net(*tensors), labels, net.types)

    return (lambda batch=batch: step(batch) for batch in batches)


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


def save(net: Net, path: Path, encoder: str, layers: list[int] | None) -> None:
    torch.save({"state": net.state_dict(), "types": net.types, "encoder": encoder, "layers": layers}, path)


def load(path: Path) -> Net:
    """A net that ``save`` wrote."""
    saved = torch.load(path, weights_only=False)
    net = Net(saved["encoder"], saved["types"], saved["layers"])
    net.load_state_dict(saved["state"])
    net.eval()
    return net


def examples_in(paths: Iterable[Path]) -> list[Example]:
    """The examples of several files."""
    return [example for path in paths for example in read_examples(path)]


def types_of(examples: Iterable[Example]) -> list[str]:
    """The types that the labels name, none first."""
    return [NONE, *sorted({kind for example in examples for label in example.labels.values() for kind in label.types})]


def plan_of(
    net: Net, texts: list[Item], rules: list[Item], epochs: tuple[int, int], rng: random.Random
) -> list[Callable[[], Tensor]]:
    """The epochs over texts in their order, and the steps over the rules' sentences wherever chance puts them between."""
    plan = [step for _ in range(epochs[0]) for step in gold_steps(net, texts, 8, rng)]
    extra = [step for _ in range(epochs[1]) for step in gold_steps(net, rules, 24, rng)]
    for step in extra:
        plan.insert(rng.randrange(len(plan) + 1), step)
    return plan


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="texts of which --hold keeps none")
    parser.add_argument("--rules", type=Path, nargs="*", default=[])
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--hold", default="", metavar="K/N", help="keep every Nth document for the report")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rule-epochs", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a teacher to go on from")
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
    of_texts, of_rules = items_of(kept, pieces), items_of(rules, pieces)
    plan = plan_of(net, of_texts, of_rules, (given.epochs, given.rule_epochs), rng)
    counts = f"{len(kept)} texts, {len(of_texts)} windows, {len(of_rules)} of rules"
    print(f"{counts}, {len(types)} types, {len(plan)} steps", flush=True)
    train(net, plan, 1.5e-4, "teacher")
    save(net, given.out, given.encoder, None)
    if tests:
        print(report(net, items_of(tests, pieces)), flush=True)


if __name__ == "__main__":
    main()
