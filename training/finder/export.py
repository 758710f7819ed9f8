"""A trained net -> the files of the finder: ``model.onnx`` with weights of eight bits, ``vocabulary.txt``, ``labels.json``.

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

from training.finder.teacher import FLAGS, Net, load, vocabulary_of


class Told(nn.Module):
    """The net with its probabilities: types (none first) beside each other, core and flags each on its own."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, rows: Tensor, places: Tensor) -> Tensor:
        scores, n = self.net(pieces, cases, mask, rows, places), len(self.net.types)
        return torch.cat([torch.softmax(scores[:, :n], -1), torch.sigmoid(scores[:, n:])], -1)


def export(checkpoint: Path, folder: Path) -> None:
    """Write the files. Weights are rounded per channel: per tensor costs .03 of F."""
    net = load(checkpoint)
    encoder = torch.load(checkpoint, weights_only=False)["encoder"]
    folder.mkdir(parents=True, exist_ok=True)
    example = [torch.ones(2, 8, dtype=torch.int64) for _ in range(3)] + [torch.tensor([0, 1]), torch.tensor([1, 2])]
    names = ["pieces", "cases", "mask", "rows", "places"]
    axes = {name: {0: "window", 1: "piece"} for name in names[:3]} | {name: {0: "word"} for name in names[3:]}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            Told(net).eval(), tuple(example), str(whole), input_names=names, output_names=["told"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary_of(encoder)), encoding="utf-8")
    (folder / "labels.json").write_text(json.dumps({"types": net.types[1:], "flags": FLAGS}, indent=1) + "\n", encoding="utf-8")
    print(f"{folder}: {sum(file.stat().st_size for file in folder.iterdir()) / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    export(given.checkpoint, given.folder)


if __name__ == "__main__":
    main()
