"""Boosted trees of scikit-learn -> the exchange format ONNX."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, save
from sklearn.ensemble import HistGradientBoostingClassifier


def save_trees(model: HistGradientBoostingClassifier, path: Path) -> None:
    """Write a classifier with two answers: input ``rows``, output ``probabilities`` (no, yes)."""
    nodes: dict[str, list[object]] = {
        name: [] for name in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")
    }
    leaves: dict[str, list[object]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree, (predictor,) in enumerate(model._predictors):
        for number, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            told = (
                tree, number, 0 if leaf else int(node["feature_idx"]), 0.0 if leaf else _rounded(node["num_threshold"]),
                "LEAF" if leaf else "BRANCH_LEQ", 0 if leaf else int(node["left"]), 0 if leaf else int(node["right"]),
            )  # fmt: skip
            for values, value in zip(nodes.values(), told, strict=True):
                values.append(value)
            if leaf:
                for values, value in zip(leaves.values(), (tree, number, 0, float(node["value"])), strict=True):
                    values.append(value)
    ensemble = helper.make_node(
        "TreeEnsembleClassifier", ["rows"], ["answer", "probabilities"], domain="ai.onnx.ml", classlabels_int64s=[0, 1],
        post_transform="LOGISTIC", base_values=[float(np.ravel(model._baseline_prediction)[0])],
        **{f"nodes_{name}": values for name, values in nodes.items()},
        **{f"class_{name}": values for name, values in leaves.items()},
    )  # fmt: skip
    rows = helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, model.n_features_in_])
    outputs = [
        helper.make_tensor_value_info("answer", TensorProto.INT64, [None]),
        helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [None, 2]),
    ]
    graph = helper.make_graph([ensemble], "trees", [rows], outputs)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    save(helper.make_model(graph, opset_imports=versions, ir_version=8), str(path))


def _rounded(threshold: float) -> float:
    """The threshold in single precision, never above what it is in double: a row at it must go left in both."""
    single = np.float32(threshold)
    return float(single if single <= threshold else np.nextafter(single, np.float32(-np.inf)))
