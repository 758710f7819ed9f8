"""How the parse leads from an event's word to those who may take part."""

from __future__ import annotations

from tests.docs import build
from verbale.extractors.finder.paths import Paths, Tree, tree_of

NAMES = ("self", "nsubj", "nsubjpass", "agent", "pobj", "ROOT", "NNP", "NN")
NUMBERS = {name: number for number, name in enumerate(NAMES, 1)}
OUSTED = """
    envoys NN 2 nsubjpass
    expelled=expel VBN 0 ROOT
    by IN 2 agent
    Chile NNP 3 pobj"""


def paths(tree: Tree, trigger: int, *others: int) -> list[list[int]]:
    return Paths(tree, NUMBERS)([trigger], others)[0].tolist()


def test_a_path_is_told_by_shape_labels_voice_and_tag() -> None:
    """From *expelled*: one step down to its passive subject, two down by *by* to *Chile*."""
    subject, agent = paths(tree_of(build(OUSTED)), 1, 0, 3)
    assert subject == [1, NUMBERS["nsubjpass"], NUMBERS["nsubjpass"], NUMBERS["self"], 2, NUMBERS["NN"]]
    assert agent == [2, NUMBERS["pobj"], NUMBERS["agent"], NUMBERS["self"], 2, NUMBERS["NNP"]]


def test_steps_up_are_told_apart_from_steps_down() -> None:
    """From *envoys* to *Chile*: up once, down twice, by *by* on its side and by the subject on the trigger's."""
    (found,) = paths(tree_of(build(OUSTED)), 0, 3)
    assert found == [5 + 2, NUMBERS["pobj"], NUMBERS["agent"], NUMBERS["nsubjpass"], 1, NUMBERS["NNP"]]


def test_words_of_other_sentences_have_no_path() -> None:
    tree = Tree([0, 0, 2, 2], ["ROOT", "nsubj", "ROOT", "nsubj"], ["VBD", "NNP", "VBD", "NNP"])
    assert paths(tree, 0, 3) == [[25, NUMBERS["nsubj"], 0, NUMBERS["ROOT"], 0, NUMBERS["NNP"]]]


def test_names_that_training_did_not_know_are_nothing() -> None:
    tree = Tree([0, 0], ["ROOT", "csubj"], ["VBD", "FW"])
    assert paths(tree, 0, 1) == [[1, 0, 0, NUMBERS["self"], 1, 0]]


def test_long_ways_count_as_four_steps() -> None:
    tree = Tree([0, 0, 1, 2, 3, 4, 5], ["ROOT", *["pobj"] * 6], ["NN"] * 7)
    assert [row[0] for row in paths(tree, 0, 4, 6)] == [4, 4]
    assert [row[0] for row in paths(tree, 6, 0)] == [20]
