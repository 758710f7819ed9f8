"""The finder's teacher: MiniLM fine-tuned on annotated words and pairs of words, all six layers of it or some.

    python -m training.finder.teacher --encoder FOLDER --train TEXTS.jsonl ... --pairs PAIRS.jsonl ... --rules RULES.jsonl \\
        --hold 1/3 --out teacher.pt

It reads lower case only, so every word's letter case is added to its input. Heads: the type (or none), core or optional, three
flags (negative, planned or hypothetical, reported), and for pairs of words who takes part (``pairs.py``). Needs torch,
transformers and scikit-learn, which the project itself does not.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from sklearn.metrics import average_precision_score
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from training.finder.examples import PLANNED, Example, Label, Pairs, is_held, read_examples, read_pairs
from verbale.extractors.finder.pairs import ANSWERS, N_APART, N_NEAR, nearness, sentences_apart
from verbale.extractors.finder.pieces import N_CASES, Pieces, Window, padded

FLAGS = ("neg", "unreal", "rep")
NONE = "none"
WIDTH = 384
OPTIONAL_WEIGHT = 0.5
BESIDE = 0.15
"""Weight of the losses of core and flags beside that of the type."""
PAIR_WIDTH = 256
PAIR_WEIGHT = 3.0
"""Weight of the loss of a pair, of which few tell of anybody."""


class Net(nn.Module):
    """Encoder and heads. Columns of the head: types (none first), core, flags."""

    def __init__(self, encoder: str, types: list[str], layers: list[int] | None = None) -> None:
        super().__init__()
        self.types, self.layers = types, layers
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        if layers:
            self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[i] for i in layers)
        self.case = nn.Embedding(N_CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, len(types) + 1 + len(FLAGS))
        self.as_trigger, self.as_other = nn.Linear(WIDTH, PAIR_WIDTH), nn.Linear(WIDTH, PAIR_WIDTH, bias=False)
        self.near, self.apart = nn.Embedding(N_NEAR, PAIR_WIDTH), nn.Embedding(N_APART, PAIR_WIDTH)
        self.answers = nn.Linear(2 * PAIR_WIDTH, len(ANSWERS))
        for distances in (self.near, self.apart):
            nn.init.normal_(distances.weight, std=0.02)

    def hidden(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """What the encoder makes of every piece."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.case(cases)
        return self.drop(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, rows: Tensor, places: Tensor) -> Tensor:
        """Scores (logits) of the words whose first pieces stand at the given rows and places."""
        return self.head(self.hidden(pieces, cases, mask)[rows, places])

    def paired(self, hidden: Tensor, rows: Tensor, triggers: Tensor, others: Tensor, near: Tensor, apart: Tensor) -> Tensor:
        """Scores of the answers for pairs of words, told by their rows and places."""
        one, other = self.as_trigger(hidden[rows, triggers]), self.as_other(hidden[rows, others])
        summed = torch.relu(one + other + self.near(near) + self.apart(apart))
        return self.answers(self.drop(torch.cat([summed, one * other], -1)))


def vocabulary_of(encoder: str) -> list[str]:
    """The encoder's pieces, in the order of their numbers."""
    numbers = json.loads((Path(encoder) / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(numbers, key=numbers.__getitem__)


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


def optimizer_of(net: Net, rate: float, decay: float = 0.85) -> torch.optim.Optimizer:
    """Lower layers move less; the pieces' vectors not at all."""
    layers = list(net.encoder.encoder.layer)
    groups = [{"params": list(layer.parameters()), "lr": rate * decay ** (len(layers) - 1 - i)} for i, layer in enumerate(layers)]
    new = (net.head, net.case, net.as_trigger, net.as_other, net.near, net.apart, net.answers)
    groups.append({"params": [p for part in new for p in part.parameters()], "lr": 1e-3 * rate / 1.5e-4})
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
        (pieces, cases, mask, rows, places), labels, _ = inputs_of(batch)
        hidden = net.hidden(pieces, cases, mask)
        loss = loss_of(net.head(hidden[rows, places]), labels, net.types)
        return loss + PAIR_WEIGHT * pair_loss(net, hidden, batch)

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


def some_layers(net: Net, encoder: str, layers: list[int]) -> Net:
    """A net with some of another's layers, and all else of it."""
    own = Net(encoder, net.types, layers)
    state = {name: value for name, value in net.state_dict().items() if ".layer." not in name}
    for place, number in enumerate(layers):
        part = net.encoder.encoder.layer[number].state_dict()
        state |= {f"encoder.encoder.layer.{place}.{name}": value for name, value in part.items()}
    own.load_state_dict(state)
    return own


def save(net: Net, path: Path, encoder: str) -> None:
    torch.save({"state": net.state_dict(), "types": net.types, "encoder": encoder, "layers": net.layers}, path)


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


@torch.no_grad()
def report_of_pairs(net: Net, items: list[Item]) -> str:
    """How well the answers order the pairs: average precision of each."""
    net.eval()
    told, right = [], []
    for start in range(0, len(items), 32):
        batch = items[start : start + 32]
        asked, answers = pairs_of(batch)
        if len(answers):
            pieces, cases, mask = map(torch.from_numpy, padded([item.window for item in batch]))
            told.append(net.paired(net.hidden(pieces, cases, mask), *asked))
            right.append(answers)
    odds, known = torch.cat(told), torch.cat(right)
    lines = []
    for n, name in enumerate(ANSWERS):
        own = known[:, n] >= 0
        precision = average_precision_score(known[own, n].numpy(), odds[own, n].numpy())
        lines.append(f"{name} {precision:.3f} of {int((known[own, n] > 0).sum())}")
    return "pairs, average precision: " + ", ".join(lines)


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
    parser.add_argument("--pairs", type=Path, nargs="*", default=[], help="who takes part in the texts' events")
    parser.add_argument("--rules", type=Path, nargs="*", default=[])
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--hold", default="", metavar="K/N", help="keep every Nth document for the report")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rule-epochs", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a teacher to go on from")
    parser.add_argument("--layers", help="only these layers of it, as 0,2,5")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the highest layer")
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
    plan = plan_of(net, of_texts, of_rules, (given.epochs, given.rule_epochs), rng)
    counts = f"{len(kept)} texts, {len(of_texts)} windows, {len(of_rules)} of rules"
    print(f"{counts}, {len(types)} types, {len(plan)} steps", flush=True)
    train(net, plan, given.rate, "teacher")
    save(net, given.out, given.encoder)
    if tests:
        print(report(net, items_of(tests, pieces)), flush=True)
        print(report_of_pairs(net, items_of(tests, pieces, pairs)), flush=True)


if __name__ == "__main__":
    main()
