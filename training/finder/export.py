"""A trained net -> the finder's files: ``model.onnx`` in eight bits, ``pairs.onnx``, ``vocabulary.txt``, ``labels.json``.

python -m training.finder.export student.pt FOLDER
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.finder.net import FLAGS, PAIR_WIDTH, Judge, Net, load, vocabulary_of
from verbale.extractors.finder.paths import N_CODES


class Told(nn.Module):
    """The net with its probabilities: types (none first) beside each other, core and flags each on its own.

    Beside them what the judge goes on with: the hidden values of the same words as triggers, and of others.
    """

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, cases: Tensor, mask: Tensor, rows: Tensor, places: Tensor, other_rows: Tensor, others: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        hidden, n = self.net.hidden(pieces, cases, mask), len(self.net.types)
        asked = hidden[rows, places]
        scores = self.net.head(asked)
        told = torch.cat([torch.softmax(scores[:, :n], -1), torch.sigmoid(scores[:, n:])], -1)
        return told, self.net.as_trigger(asked), self.net.as_other(hidden[other_rows, others])


class Judged(nn.Module):
    """The judge with its probabilities, of events that have the same others: nothing is padded."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, triggers: Tensor, others: Tensor, near: Tensor, apart: Tensor, paths: Tensor) -> Tensor:
        return torch.sigmoid(self.judge(triggers, others, near, apart, paths, torch.zeros(1, 1)))


def export_judge(judge: Judge, path: Path) -> None:
    """Write ``pairs.onnx``: small enough to keep its weights as they are."""
    pairs = torch.zeros(2, 3, dtype=torch.int64)
    example = (torch.zeros(2, PAIR_WIDTH), torch.zeros(1, 3, PAIR_WIDTH), pairs, pairs, pairs[..., None].repeat(1, 1, N_CODES))
    both = {0: "event", 1: "word"}
    axes = {"triggers": {0: "event"}, "others": {1: "word"}, "near": both, "apart": both, "paths": both}
    torch.onnx.export(
        Judged(judge).eval(), example, str(path), input_names=list(axes), output_names=["told"], dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def export(checkpoint: Path, folder: Path) -> None:
    """Write the files. Weights are rounded per channel: per tensor costs .03 of F."""
    net = load(checkpoint)
    encoder = torch.load(checkpoint, weights_only=False)["encoder"]
    folder.mkdir(parents=True, exist_ok=True)
    words = [torch.tensor([0, 1]), torch.tensor([1, 2]), torch.tensor([0, 1, 1]), torch.tensor([1, 2, 3])]
    example = [*(torch.ones(2, 8, dtype=torch.int64) for _ in range(3)), *words]
    names = ["pieces", "cases", "mask", "rows", "places", "other_rows", "others"]
    axes = {name: {0: "window", 1: "piece"} for name in names[:3]} | {name: {0: "word"} for name in names[3:5]}
    axes |= {name: {0: "other"} for name in names[5:]}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            Told(net).eval(), tuple(example), str(whole), input_names=names, output_names=["told", "triggers", "beside"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    export_judge(net.judge, folder / "pairs.onnx")
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary_of(encoder)), encoding="utf-8")
    (folder / "labels.json").write_text(
        json.dumps({"types": net.types[1:], "flags": FLAGS, "paths": net.codes}, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{folder}: {sum(file.stat().st_size for file in folder.iterdir()) / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    export(given.checkpoint, given.folder)


if __name__ == "__main__":
    main()
