"""Boosted trees from a file: two small ones, whose answers can be told by hand.

``tests/data/finder/two_trees.onnx``: -0.5, and -1 where the first number is at most 1, else 0.5 where the second is at most 5,
else 2; and 1 where the third is above 0. The sum is the log odds of yes.
"""

from __future__ import annotations

import pickle
from math import exp

import pytest

from tests.conftest import ROOT
from verbale.extractors.finder import Trees

ROWS = {
    (0.0, 9.0, -1.0): -1.5,
    (1.0, 0.0, 0.0): -1.5,
    (1.0, 0.0, 0.25): -0.5,
    (1.5, 5.0, 1.0): 1.0,
    (2.0, 6.0, 0.5): 2.5,
}


@pytest.fixture(scope="module")
def trees() -> Trees:
    return Trees(ROOT / "tests" / "data" / "finder" / "two_trees.onnx")


def test_a_row_goes_down_every_tree(trees: Trees) -> None:
    assert trees([list(row) for row in ROWS]).tolist() == pytest.approx([1 / (1 + exp(-odds)) for odds in ROWS.values()])


def test_a_row_gives_the_same_alone(trees: Trees) -> None:
    assert [float(trees([list(row)])[0]) for row in ROWS] == trees([list(row) for row in ROWS]).tolist()


def test_no_rows_no_answers(trees: Trees) -> None:
    assert trees([]).shape == (0,)


def test_trees_go_to_other_processes(trees: Trees) -> None:
    back = pickle.loads(pickle.dumps(trees))
    assert back([[2.0, 6.0, 0.5]]).tolist() == trees([[2.0, 6.0, 0.5]]).tolist()
