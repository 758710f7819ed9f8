"""The net of the finder: an encoder with heads for words and for pairs of words, and how it is kept."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from verbale.extractors.finder.pairs import ANSWERS, N_APART, N_NEAR
from verbale.extractors.finder.pieces import N_CASES

FLAGS = ("neg", "unreal", "rep")
WIDTH = 384
PAIR_WIDTH = 256


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

    def pair_parts(self) -> tuple[nn.Module, ...]:
        """What judges pairs of words, on top of the encoder."""
        return self.as_trigger, self.as_other, self.near, self.apart, self.answers

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
