"""The net of the finder: an encoder with heads for words and for pairs of words, and how it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import AutoModel

from verbale.extractors.finder.pairs import ANSWERS, N_APART, N_NEAR
from verbale.extractors.finder.paths import N_CODES
from verbale.extractors.finder.pieces import N_CASES

FLAGS = ("neg", "unreal", "rep")
WIDTH = 384
PAIR_WIDTH = 128
HEADS = 4
N_PATHS = 128
"""Room for the labels and tags of the parse."""


class Asked(NamedTuple):
    """Events and who may take part in each: rows and places of their words in what the encoder gives; event x word, padded:
    places of the others, distances, paths, which are no padding."""

    rows: Tensor
    triggers: Tensor
    others: Tensor
    near: Tensor
    apart: Tensor
    paths: Tensor
    kept: Tensor


class Beside(nn.Module):
    """A layer that lets those who may take part in an event see each other: attention, then each on its own."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.asked, self.joined = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.drop = nn.Dropout(0.2)

    def forward(self, state: Tensor, out: Tensor) -> Tensor:
        """``state``: event x word x value; ``out``: added to the weight of every word, far below zero for padding."""
        events, words, width = state.shape
        asked = self.asked(self.first(state)).reshape(events, words, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(asked[0] @ asked[1].transpose(-1, -2) / (width // HEADS) ** 0.5 + out[:, None, None, :], -1)
        seen = (weights @ asked[2]).transpose(1, 2).reshape(events, words, width)
        state = state + self.drop(self.joined(seen))
        return state + self.drop(self.narrow(self.drop(torch.relu(self.wide(self.second(state))))))


class Judge(nn.Module):
    """Who takes part in an event: from what the encoder makes of its word and of the others (already narrowed), how far apart
    they stand and how the parse joins them."""

    def __init__(self, width: int = PAIR_WIDTH) -> None:
        super().__init__()
        self.near, self.apart = nn.Embedding(N_NEAR, width), nn.Embedding(N_APART, width)
        self.paths = nn.ModuleList(nn.Embedding(N_PATHS, width) for _ in range(N_CODES))
        for table in (self.near, self.apart, *self.paths):
            nn.init.normal_(table.weight, std=0.02)  # type: ignore[arg-type]
        self.joined = nn.Linear(2 * width, width)
        self.layers = nn.ModuleList(Beside(width) for _ in range(2))
        self.answers = nn.Linear(width, len(ANSWERS))

    def forward(self, triggers: Tensor, others: Tensor, near: Tensor, apart: Tensor, paths: Tensor, out: Tensor) -> Tensor:
        """Scores: event x word x answer. ``others``: of every event, or one for all."""
        one = triggers[:, None, :]
        summed = one + others + self.near(near) + self.apart(apart)
        for number, table in enumerate(self.paths):
            summed = summed + table(paths[..., number])
        state = self.joined(torch.cat([torch.relu(summed), one * others], -1))
        for layer in self.layers:
            state = layer(state, out)
        return self.answers(state)


class Net(nn.Module):
    """Encoder and heads. Columns of the head: types (none first), core, flags."""

    def __init__(self, encoder: str, types: list[str], layers: list[int] | None = None) -> None:
        super().__init__()
        self.types, self.layers = types, layers
        self.codes: list[str] = []  # labels and tags of the parse, as the judge knows them
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        if layers:
            self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[i] for i in layers)
        self.case = nn.Embedding(N_CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, len(types) + 1 + len(FLAGS))
        self.as_trigger, self.as_other = nn.Linear(WIDTH, PAIR_WIDTH), nn.Linear(WIDTH, PAIR_WIDTH, bias=False)
        self.judge = Judge()

    def pair_parts(self) -> tuple[nn.Module, ...]:
        """What judges pairs of words, on top of the encoder."""
        return self.as_trigger, self.as_other, self.judge

    def hidden(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """What the encoder makes of every piece."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.case(cases)
        return self.drop(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, rows: Tensor, places: Tensor) -> Tensor:
        """Scores (logits) of the words whose first pieces stand at the given rows and places."""
        return self.head(self.hidden(pieces, cases, mask)[rows, places])

    def paired(self, hidden: Tensor, asked: Asked) -> Tensor:
        """Scores of the answers for events and words: event x word x answer."""
        one = self.as_trigger(hidden[asked.rows, asked.triggers])
        others = self.as_other(hidden)[asked.rows[:, None], asked.others]
        return self.judge(one, others, asked.near, asked.apart, asked.paths, torch.where(asked.kept, 0.0, -1e4))


def vocabulary_of(encoder: str) -> list[str]:
    """The encoder's pieces, in the order of their numbers."""
    numbers = json.loads((Path(encoder) / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(numbers, key=numbers.__getitem__)


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
    saved = {"state": net.state_dict(), "types": net.types, "encoder": encoder, "layers": net.layers, "codes": net.codes}
    torch.save(saved, path)


def load(path: Path) -> Net:
    """A net that ``save`` wrote."""
    saved = torch.load(path, weights_only=False)
    net = Net(saved["encoder"], saved["types"], saved["layers"])
    net.load_state_dict(saved["state"])
    net.codes = saved["codes"]
    net.eval()
    return net
