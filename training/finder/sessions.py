"""A finder's exported encoder, asked for all its probabilities: for silver labels and for measuring."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from training.finder.examples import Example
from verbale.extractors.finder.pieces import Pieces, inputs_of
from verbale.extractors.finder.sessions import session

TOGETHER = 32


class Encoder:
    """The files of ``export.py``, on one thread."""

    def __init__(self, folder: Path) -> None:
        self.session = session(folder / "model.onnx")
        self.pieces = Pieces((folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))
        self.types: list[str] = json.loads((folder / "labels.json").read_text())["types"]

    def score(self, examples: Sequence[Example]) -> Iterator[tuple[int, int, np.ndarray]]:
        """(number of the example, word, probabilities) of every word with a label: none, types, core, flags."""
        windows = [
            (number, window)
            for number, example in enumerate(examples)
            for window in self.pieces.windows(example.words, example.sentences)
        ]
        windows.sort(key=lambda pair: len(pair[1].pieces))
        for start in range(0, len(windows), TOGETHER):
            batch = windows[start : start + TOGETHER]
            wanted = [
                (row, number, word, place)
                for row, (number, window) in enumerate(batch)
                for word, place in zip(window.words, window.places, strict=True)
                if word in examples[number].labels
            ]
            if not wanted:
                continue
            inputs = inputs_of([window for _, window in batch], [(row, place) for row, _, _, place in wanted])
            for (_, number, word, _), scores in zip(wanted, self.session.run(None, inputs)[0], strict=True):
                yield number, word, scores
