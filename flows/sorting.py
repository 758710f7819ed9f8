"""Rows sorted on disk: as many as there may be, of which few are in memory.

The merge sort of databases (Knuth, The Art of Computer Programming 3, 5.4): rows are sorted as far as they fit into memory, each
such run is written out, and all runs are read side by side.
"""

import heapq
import marshal
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_IN_MEMORY = 8000
"""Rows that are sorted at once."""
_BLOCK = 200
"""Rows that are read back at once, of every run."""


class Sorter:
    """Takes rows (tuples) in any order and gives them back sorted, cell by cell. ``path``: its scratch file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w+b")
        self._rows: list[tuple[Any, ...]] = []
        self._runs: list[list[tuple[int, int]]] = []

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take in some rows, which fit into memory."""
        self._rows += rows
        if len(self._rows) >= _IN_MEMORY:
            self._write_run()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """All rows that were added, sorted."""
        self._rows.sort()
        return heapq.merge(*map(self._read, self._runs), self._rows)

    def close(self) -> None:
        """Forget all rows."""
        self._rows = []
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _write_run(self) -> None:
        self._rows.sort()
        at = self._file.seek(0, os.SEEK_END)
        blocks = []
        for first in range(0, len(self._rows), _BLOCK):
            size = self._file.write(marshal.dumps(self._rows[first : first + _BLOCK]))
            blocks.append((at, size))
            at += size
        self._runs.append(blocks)
        self._rows = []

    def _read(self, blocks: list[tuple[int, int]]) -> Iterator[Any]:
        for start, size in blocks:
            self._file.seek(start)
            yield from marshal.loads(self._file.read(size))
