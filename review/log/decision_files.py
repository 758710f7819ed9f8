"""The log of decisions: one append-only JSONL file per reviewer, never written by an extraction run.

Nothing is ever rewritten: an undo is a line of its own. Every line is on the disk (fsync) before ``append`` returns; a last line
torn by a crash is cut off at the next append, and nothing else is touched.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from verbale.review.log.decisions import Decision, DecisionError, check_reviewer, make

try:
    import fcntl
except ImportError:  # Windows: one reviewer's file is then unguarded against a second process of the same reviewer
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Log:
    """Everything that was decided, in the order of time, and the lines that could not be read (``file:line: why``)."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[str, ...] = ()


def path_of(folder: Path, reviewer: str) -> Path:
    """The file of one reviewer. Raises DecisionError for a name that is not one (so no path leaves the folder)."""
    check_reviewer(reviewer)
    return folder / f"{reviewer}.jsonl"


def line_of(decision: Decision) -> str:
    """One line of JSON without its line break; empty fields are left out."""
    filled = {name: value for name, value in asdict(decision).items() if value}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def append(folder: Path, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Write decisions to their reviewers' files; those whose id is there already are left out. Returns what was written."""
    by_reviewer: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_reviewer.setdefault(decision.reviewer, []).append(decision)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Decision] = []
    for reviewer, new in by_reviewer.items():
        with _locked(path_of(folder, reviewer)) as file:
            _cut_torn_line(file)
            file.seek(0)
            known = {entry.get("id") for _, entry in _entries(file.read()) if isinstance(entry, dict)}
            fresh = [d for d in {d.id: d for d in new}.values() if d.id not in known]
            file.seek(0, os.SEEK_END)
            file.write("".join(line_of(decision) + "\n" for decision in fresh).encode("utf-8", "backslashreplace"))
            file.flush()
            os.fsync(file.fileno())
            written += fresh
    return tuple(written)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[Any]:
    new = not path.exists()
    with path.open("a+b") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        if new and hasattr(os, "O_DIRECTORY"):
            handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        yield file


def _cut_torn_line(file: Any) -> None:
    """Cut off what follows the last line break, unless it is a whole decision that only lacks its line break."""
    file.seek(0)
    content = file.read()
    rest = content[content.rfind(b"\n") + 1 :]
    if not rest:
        return
    try:
        json.loads(rest)
        file.seek(0, os.SEEK_END)
        file.write(b"\n")
    except ValueError:
        file.truncate(len(content) - len(rest))


def _entries(content: bytes) -> Iterator[tuple[int, Any]]:
    """(line number, parsed line or the error) of every complete or readable line."""
    lines = content.split(b"\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                if number < len(lines):  # the last line without a line break is torn, not wrong
                    yield number, error


def read(folder: Path) -> Log:
    """All decisions of all reviewers, in the order of time. A folder that does not exist holds none."""
    decisions: dict[str, Decision] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, entry in _entries(path.read_bytes()):
            try:
                if isinstance(entry, ValueError) or not isinstance(entry, dict):
                    raise DecisionError("not a line of JSON with one decision")
                decision = make(entry)
                decisions.setdefault(decision.id, decision)
            except (DecisionError, TypeError) as error:
                problems.append(f"{path.name}:{number}: {error}")
    ordered = sorted(decisions.values(), key=lambda decision: (decision.at, decision.id))
    return Log(tuple(ordered), tuple(problems))


def read_download(file: Path) -> Log:
    """The decisions of one file that the page saved. Problems are told by ``line NUMBER: why``."""
    decisions, problems = [], []
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            decisions.append(make(json.loads(line)))
        except (DecisionError, ValueError, TypeError) as error:
            problems.append(f"line {number}: {error}")
    return Log(tuple(decisions), tuple(problems))
