"""Boosted trees in the exchange format ONNX: rows of numbers -> probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from verbale.extractors.finder.sessions import session


class Trees:
    """A classifier with two answers. Loaded again from its file when it is sent to another process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._session = session(path)

    def __call__(self, rows: Sequence[Sequence[float]] | NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of yes, one number per row."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        told = self._session.run(["probabilities"], {"rows": np.asarray(rows, dtype=np.float32)})[0]
        return cast(NDArray[np.float32], told[:, 1])

    def __reduce__(self) -> tuple[type[Trees], tuple[Path]]:
        return Trees, (self._path,)
