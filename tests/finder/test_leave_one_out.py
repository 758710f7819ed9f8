"""Which words carry a probability: a made-up encoder whose answers are known, hiding one word after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from verbale.extractors.finder import EventFinder
from verbale.extractors.finder.leave_one_out import Carrier, leave_one_out
from verbale.extractors.finder.pieces import Pieces, hidden

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "embassy", "in", "oslo", "was", "shut", "##tered", "down", "today", "."]
WORDS = ["The", "embassy", "in", "Oslo", "was", "shuttered", "down", "."]
EMBASSY, SHUT = 1, 5
PIECES = Pieces(VOCABULARY)
(WINDOW,) = PIECES.windows(WORDS, [(0, len(WORDS))])


class Encoder:
    """Sees an event of the family (columns 1 and 3) in *shut-*, the surer the more of *embassy* and *down* stand by."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, outputs: Sequence[str] | None, inputs: dict[str, Any]) -> list[Any]:
        self.runs += 1
        told = []
        for row, place in zip(inputs["rows"], inputs["places"], strict=True):
            known = {VOCABULARY[piece] for piece in inputs["pieces"][row][inputs["mask"][row] == 1]}
            assert VOCABULARY[inputs["pieces"][row][place]] == "shut", "the probabilities of the word itself are asked for"
            family = 0.25 + 0.5 * ("embassy" in known) + 0.125 * ("down" in known)
            told.append([1 - family, family - 0.125, 0.0, 0.125])
        return [np.array(told, dtype=np.float32)]


def test_a_hidden_word_is_one_unknown_piece_and_the_others_keep_their_words() -> None:
    without = hidden(WINDOW, SHUT, PIECES.unknown)
    assert [VOCABULARY[p] for p in without.pieces] == [
        "[CLS]",
        "the",
        "embassy",
        "in",
        "oslo",
        "was",
        "[UNK]",
        "down",
        ".",
        "[SEP]",
    ]
    assert without.words == WINDOW.words and len(without.cases) == len(without.pieces)
    assert [VOCABULARY[without.pieces[place]] for place in without.places[SHUT:]] == ["[UNK]", "down", "."]
    last = hidden(WINDOW, len(WORDS) - 1, PIECES.unknown)
    assert [VOCABULARY[p] for p in last.pieces[-3:]] == ["down", "[UNK]", "[SEP]"]


def test_the_words_that_carry_most_come_first() -> None:
    encoder = Encoder()
    carried = leave_one_out(encoder, WINDOW, SHUT, range(7), PIECES.unknown, [1, 3])
    assert encoder.runs == 1, "one batch"
    assert carried.probability == 0.875
    assert carried.carriers[:2] == (Carrier(EMBASSY, 0.375, 0.5), Carrier(6, 0.75, 0.125))
    assert [(carrier.word, carrier.fall) for carrier in carried.carriers[2:]] == [(0, 0), (2, 0), (3, 0), (4, 0)]


def test_words_outside_the_window_are_not_asked_for() -> None:
    carried = leave_one_out(Encoder(), WINDOW, SHUT, [EMBASSY, 40], PIECES.unknown, [1, 3])
    assert [carrier.word for carrier in carried.carriers] == [EMBASSY]


def test_the_finder_asks_for_the_words_of_the_sentence(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    finder = EventFinder()
    finder.types = ["mission.close", "envoy.expel", "mission.open"]
    monkeypatch.setattr(finder, "_pieces", PIECES, raising=False)
    monkeypatch.setattr(finder, "_session", Encoder(), raising=False)
    doc = Doc(nlp.vocab, [*WORDS, "Today", "."], sent_starts=[True, *[False] * 7, True, False])
    carried = finder.carried(doc, SHUT, "mission")
    assert carried.probability == 0.875
    assert [carrier.word for carrier in carried.carriers] == [EMBASSY, 6, 0, 2, 3, 4]
