"""Rows sorted on disk: as many as there may be, of which few are in memory.

The merge sort of databases (Knuth, The Art of Computer Programming 3, 5.4): rows are sorted as far as they fit into memory, each
such run is written out, and all runs are read side by side.
"""

import marshal
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_IN_MEMORY = 8000
"""Rows that are sorted at once."""
_BLOCK = 200
"""Rows that are read back at once, of every run."""

Rows = list[tuple[Any, ...]]


class Sorter:
    """Takes rows (tuples) in any order and gives them back sorted, cell by cell. ``path``: its scratch file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w+b")
        self._rows: Rows = []
        self._runs: list[list[tuple[int, int]]] = []

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take in some rows, which fit into memory."""
        self._rows += rows
        if len(self._rows) >= _IN_MEMORY:
            self._write_run()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """All rows that were added, sorted."""
        self._rows.sort()
        return _merged([*map(self._read, self._runs), iter([self._rows])])

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

    def _read(self, blocks: list[tuple[int, int]]) -> Iterator[Rows]:
        for start, size in blocks:
            self._file.seek(start)
            yield marshal.loads(self._file.read(size))


def _merged(runs: list[Iterator[Rows]]) -> Iterator[tuple[Any, ...]]:
    """Runs of sorted blocks -> their rows, sorted.

    What is not above the last row of any block at hand is complete, and is sorted together: the sort finds the pieces in order
    and merges them, several times faster than row by row.
    """
    blocks = [next(run, []) for run in runs]
    taken = [0] * len(runs)
    while ends := [block[-1] for block in blocks if block]:
        bound = min(ends)
        complete: Rows = []
        for i, block in enumerate(blocks):
            until = bisect_right(block, bound, taken[i])
            complete += block[taken[i] : until]
            taken[i] = until
            if block and until == len(block):
                blocks[i], taken[i] = next(runs[i], []), 0
        complete.sort()
        yield from complete
