"""Hashed regressions: log odds by hand, and what is left of the weights in their file."""

from __future__ import annotations

from math import log
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from verbale.extractors.finder import Hashed, load_hashed, probabilities, save_hashed, slot
from verbale.extractors.finder.hashed import SLOTS


@pytest.fixture
def model() -> Hashed:
    """Two questions: the first feature speaks for the first one, the last against both."""
    weights = np.zeros((SLOTS, 2), dtype=np.float32)
    weights[3], weights[7], weights[SLOTS - 1] = (1.5, 0.25), (0.0, 0.5), (-2.0, -1.0)
    return Hashed(weights, np.array([0.5, -0.5], dtype=np.float32))


def test_a_feature_has_the_same_slot_everywhere() -> None:
    assert slot("fn=subject|direct") == crc32(b"fn=subject|direct") % SLOTS
    assert 0 <= slot("é") < SLOTS


def test_odds_are_the_sum_of_weights_and_bias(model: Hashed) -> None:
    assert model.odds([[3], [3, 7, SLOTS - 1], [9], [7, 7]]).tolist() == [[2.0, -0.25], [0.0, -0.75], [0.5, -0.5], [0.5, 0.5]]


def test_no_rows_no_odds(model: Hashed) -> None:
    assert model.odds([]).shape == (0, 2)


def test_probabilities_of_log_odds() -> None:
    told = probabilities(np.array([[0.0, log(3)], [-log(3), 100.0]], dtype=np.float32))
    assert told == pytest.approx(np.array([[0.5, 0.75], [0.25, 1.0]]))


def test_a_file_keeps_all_that_weighs_something(model: Hashed, tmp_path: Path) -> None:
    model.weights[11] = (0.0005, -0.0005)
    model.weights[12] = (0.0005, 0.1)
    save_hashed(model, tmp_path / "links.npz")
    back = load_hashed(tmp_path / "links.npz")
    assert np.flatnonzero(back.weights.any(axis=1)).tolist() == [3, 7, 12, SLOTS - 1]
    assert back.weights[[3, 7, SLOTS - 1]].tolist() == [[1.5, 0.25], [0.0, 0.5], [-2.0, -1.0]]
    assert back.weights[12] == pytest.approx([0.0005, 0.1], rel=1e-3)
    assert back.bias.tolist() == [0.5, -0.5] and back.weights.shape == (SLOTS, 2)
