"""A writer that dies at any line of its code, in either way of replacing a folder: readers never see files of two sets.

Dying is ``os._exit``, which like ``kill -9`` runs nothing that should come after.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from verbale.flows.output import folder as output_folder
from verbale.flows.output import settled
from verbale.flows.output.folder import check_output, is_interrupted, output_lock, replacing
from verbale.flows.output.settled import settle

OURS = frozenset(f"{name}.csv" for name in "abcdefgh")
LEAST = 200
_DIED = 77


def write_set(folder: Path, mark: str, names: frozenset[str]) -> None:
    with output_lock(folder), replacing(folder, OURS) as stage:
        for name in sorted(names):
            (stage / name).write_text(mark * 100, encoding="utf-8")


def dying_at(line: int) -> Callable[[FrameType, str, Any], Any]:
    """A trace function that ends the process at the n-th line of the module that replaces folders."""
    left = [line]

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename != output_folder.__file__:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                os._exit(_DIED)
        return trace

    return trace


def write_and_die(folder: Path, mark: str, names: frozenset[str], line: int) -> bool:
    """Write a set in a process that ends at a line; whether it came so far."""
    pid = os.fork()
    if pid == 0:
        sys.settrace(dying_at(line))
        write_set(folder, mark, names)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, _DIED)
    return code == _DIED


def marks(folder: Path) -> set[str]:
    return {(folder / name).read_text(encoding="utf-8")[:1] for name in OURS if (folder / name).exists()}


@pytest.mark.parametrize("mode", ["exchange", "journal"])
def test_no_reader_sees_two_sets_wherever_a_writer_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    if mode == "journal":
        monkeypatch.setattr(output_folder, "exchange_works", lambda: False)
    elif not output_folder.exchange_works():
        pytest.skip("this system cannot exchange folders")
    monkeypatch.setattr(settled, "OURS", OURS)
    output = check_output(tmp_path / "outputs")
    (output / "mine.txt").write_text("mine", encoding="utf-8")
    before, names = "0", OURS
    write_set(output, before, names)
    kills = interrupted = 0
    line = 1
    while True:
        now, wanted = str((kills + 1) % 10), OURS if kills % 2 else OURS - {"c.csv"}
        if not write_and_die(output, now, wanted, line):
            break
        kills += 1
        interrupted += is_interrupted(output)
        assert mode == "journal" or marks(output) in ({before}, {now}), f"at line {line}"
        settle(output)  # as every reader does first
        assert marks(output) in ({before}, {now}), f"at line {line}"
        found = {path.name for path in output.iterdir() if path.name in OURS}
        names = wanted if marks(output) == {now} else names
        assert found == names, f"at line {line}"
        assert (output / "mine.txt").read_text(encoding="utf-8") == "mine"
        before = next(iter(marks(output)))
        line += 1
    assert kills >= LEAST, f"only {kills} lines"
    assert (interrupted > 0) is (mode == "journal")
    assert marks(output) == {now}
    left = [path for where in (output, output.parent) for path in where.iterdir() if path.is_dir() and ".verbale-" in path.name]
    assert left == []
