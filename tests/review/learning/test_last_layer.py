"""The finder's last layer refitted: what it learns, how firmly it is held, what two runs say of what was judged."""

from __future__ import annotations

import numpy as np
import pytest

from verbale.errors import UsageError
from verbale.extractors.finder import FLAGS, Head, head_from
from verbale.review.learning import Examples, JudgedWords, Known, compared, layer_lesson, layer_lines, refitted
from verbale.review.learning.examples import Example
from verbale.review.learning.two_runs import Place

RNG = np.random.default_rng(5)
TYPES = 3


def words(n: int = 120, *, seed: int = 1) -> JudgedWords:
    """Words of which the shipped layer is unsure; the first hidden value says whether they tell an event of the second type."""
    hidden = np.random.default_rng(seed).normal(size=(n, 6)).astype(np.float32)
    scores = np.tile(np.array([0.5, 0.2, 0.2, 0.1], dtype=np.float32), (n, 1))
    return JudgedWords("d", scores, hidden, tuple(2 if value > 0 else 0 for value in hidden[:, 0]))


def told(one: JudgedWords) -> np.ndarray:
    """What a finder says of the words: none and types, then core and flags."""
    return np.column_stack([one.scores, np.full((len(one.answers), FLAGS), 0.25, dtype=np.float32)])


def test_it_learns_what_the_encoder_sees_and_tells_words_that_it_had_not_seen() -> None:
    head, others = refitted([words(300)], "m", 1.0), words(200, seed=2)
    assert head is not None and head.columns == (0, 2) and head.model == "m"
    corrected = head(told(others), others.hidden)
    likeliest = corrected[:, [0, 2]].argmax(1) * 2
    assert np.mean(likeliest == np.array(others.answers)) > 0.95
    assert np.allclose(corrected[:, : TYPES + 1].sum(1), 1, atol=1e-5)
    assert np.array_equal(corrected[:, TYPES + 1 :], told(others)[:, TYPES + 1 :]), "core and flags stay as they are"
    ratio = corrected[:, 1] / corrected[:, 3]
    assert np.allclose(ratio, 2.0, rtol=1e-3), "of types that nobody judged the odds stay as they are"


def test_held_firmly_it_is_the_shipped_layer() -> None:
    head, one = refitted([words()], "m", 1e9), words()
    assert head is not None and np.allclose(head(told(one), one.hidden), told(one), atol=1e-4)
    assert refitted([], "m", 1.0) is None


def test_a_file_reads_back_and_another_is_refused() -> None:
    head = Head((0, 2), np.ones(4, np.float32), 2.0, RNG.normal(size=(5, 2)).astype(np.float32), "m")
    again = head_from(head.to_bytes(), "1.npz")
    assert (again.columns, again.scale, again.model) == (head.columns, 2.0, "m") and np.array_equal(again.weights, head.weights)
    short = Head((0, 2), np.ones(9, np.float32), 2.0, head.weights)
    for content in (b"", b"no archive", head.to_bytes()[:100], short.to_bytes()):
        with pytest.raises(UsageError, match=r"^1\.npz: no last layer that verbale learn wrote \("):
            head_from(content, "1.npz")


def place(sentence: int, start: int, family: str = "aid") -> Place:
    return Place("d", f"s{sentence}", family, start)


RIGHT, WRONG, ADDED = place(1, 10), place(2, 10), place(3, 10)
PEOPLE = Known("c", {RIGHT: True, WRONG: False}, frozenset({ADDED}), frozenset({"s1", "s2", "s4"}))


def confidences(found: Examples) -> list[tuple[float, bool]]:
    return sorted((row.measured, row.right) for row in found.rows)


def test_a_row_that_moved_is_the_same_event_and_a_new_one_of_a_whole_sentence_is_wrong() -> None:
    before = {RIGHT: 0.9, WRONG: 0.6}
    after = {place(1, 14): 0.8, place(1, 14, "trade"): 0.3, ADDED: 0.7, place(4, 2): 0.4, place(9, 2): 0.5}
    one, other = compared(PEOPLE, before, after)
    assert confidences(one) == [(0.0, False), (0.0, False), (0.0, True), (0.6, False), (0.9, True)]
    assert confidences(other) == [(0.0, False), (0.3, False), (0.4, False), (0.7, True), (0.8, True)]
    assert not one.missed and not other.missed


def test_what_neither_run_tells_is_missed_in_both() -> None:
    one, other = compared(PEOPLE, {RIGHT: 0.9}, {RIGHT: 0.8})
    assert one.missed == other.missed == {"d": 1} and len(one.rows) == len(other.rows) == 2


def rows(right: float, wrong: float) -> Examples:
    """As many right as wrong rows in ten documents, with such confidence."""
    made = [Example(f"d{n % 10}", "aid", right if n % 2 == n // 10 % 2 else wrong, n % 2 == n // 10 % 2) for n in range(200)]
    return Examples("c", tuple(made), {})


def test_only_more_than_chance_is_kept() -> None:
    dull = layer_lesson(rows(0.6, 0.55), rows(0.6, 0.55), 0.5)
    assert dull is not None and dull.gain == 0 and not dull.helps
    said = "\n".join(layer_lines(dull, 200, 100))
    assert "It does not help on documents that it had not seen: " in said and "stays as it is shipped." in said
    keen = layer_lesson(rows(0.6, 0.6), rows(0.9, 0.1), 0.5)
    assert keen is not None and keen.helps and keen.refitted.after.f1 == 1.0 and keen.refitted.before == keen.shipped.before
    assert "It helps on documents that it had not seen: Brier score and F1 together are better by 0." in "\n".join(
        layer_lines(keen, 200, 100)
    )
    assert layer_lesson(rows(0.6, 0.6), Examples("c", (), {}), 0.5) is None
