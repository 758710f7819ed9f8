"""Models in the exchange format ONNX, ready to run."""

from __future__ import annotations

from pathlib import Path

import onnxruntime


def session(model: bytes | Path) -> onnxruntime.InferenceSession:
    """A model, from its content or its file, on one thread: more cores are for more processes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
