"""A finder's ``model.onnx`` -> weights that ``teacher.py --start`` goes on with.

    python -m training.finder.read_back extractors/en_verbale_sm/finder --encoder FOLDER --layers 0,2,5 --out student.pt

The weights are those of eight bits, as whole numbers times their scale. Without ``--with-pairs`` the layers for pairs of words
stay as new.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, numpy_helper
from torch import Tensor

from training.finder.net import Judge, Net, save

_PREFIX = "net."
_PAIRS = ("as_trigger", "as_other", "judge")


def weights_in(model: ModelProto) -> dict[str, Tensor]:
    """Name of a parameter of ``Net`` -> its value."""
    kept = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    found = {name: value for name, value in kept.items() if name.startswith(_PREFIX) and value.dtype == np.float32}
    found = {name: value for name, value in found.items() if not name.endswith("_scale")}
    for name in kept:
        if name.startswith(_PREFIX) and name.endswith("_quantized") and "Transposed" not in name:
            found[name.removesuffix("_quantized")] = _whole(kept, name.removesuffix("_quantized"))
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":  # named by the part of the net that it stands for
            part = node.name.strip("/").rpartition("/")[0].replace("/", ".").removeprefix(_PREFIX)
            found[f"{_PREFIX}{part}.weight"] = _whole(kept, node.input[1].removesuffix("_quantized")).T
    return {name.removeprefix(_PREFIX): torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}


def pair_weights_in(model: ModelProto, judge: Judge) -> dict[str, Tensor]:
    """The same of the judge, which is no part of the encoder's file. Matrices of layers without a name are told by the order in
    which the graph asks for them."""
    kept = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in model.graph.initializer}
    named = {name: value for name, value in kept.items() if name.startswith("judge.")}
    factors = iter([kept[node.input[1]].T for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in kept])
    missing = [f"judge.{name}" for name in judge.state_dict() if f"judge.{name}" not in named]
    return named | dict(zip(missing, factors, strict=True))


def _whole(kept: dict[str, np.ndarray], name: str) -> np.ndarray:  # type: ignore[type-arg]
    scale, zero = kept[f"{name}_scale"], kept[f"{name}_zero_point"].astype(np.float32)
    return (kept[f"{name}_quantized"].astype(np.float32) - zero) * scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("finder", type=Path)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--layers", required=True, help="which layers of the encoder it has")
    parser.add_argument("--with-pairs", action="store_true", help="the layers for pairs of words, too")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    labels = json.loads((given.finder / "labels.json").read_text(encoding="utf-8"))
    types = ["none", *labels["types"]]
    net = Net(given.encoder, types, [int(layer) for layer in given.layers.split(",")])
    weights = weights_in(onnx.load(given.finder / "model.onnx"))
    if given.with_pairs:
        weights |= pair_weights_in(onnx.load(given.finder / "pairs.onnx"), net.judge)
        net.codes = labels["paths"]
    else:
        weights = {name: value for name, value in weights.items() if name.partition(".")[0] not in _PAIRS}
    missing, unknown = net.load_state_dict(weights, strict=False)
    left = [name for name in missing if given.with_pairs or name.partition(".")[0] not in _PAIRS]
    if left or unknown:
        raise SystemExit(f"{given.finder}: it lacks {left}, and {list(unknown)} are unknown")
    save(net, given.out, given.encoder)


if __name__ == "__main__":
    main()
