"""The folder of decisions: one append-only JSONL file per reviewer (``log_file``), never written by an extraction run."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from verbale.review.log.decision_lines import decision_of, numbered
from verbale.review.log.decisions import Decision, DecisionError, check_reviewer
from verbale.review.log.log_file import LogFile


@dataclass(frozen=True, slots=True)
class Log:
    """Everything that was decided, and the lines that could not be read (``file:line: why``).

    In the order in which it counts: as the lines stand in each log, and by time where the logs of several reviewers meet.
    """

    decisions: tuple[Decision, ...] = ()
    problems: tuple[str, ...] = ()


def path_of(folder: Path, reviewer: str) -> Path:
    """The file of one reviewer. Raises DecisionError for a name that is not one (so no path leaves the folder)."""
    check_reviewer(reviewer)
    return folder / f"{reviewer}.jsonl"


def log_paths(folder: Path) -> list[Path]:
    """What is named as a log is, whether it can be read or not; hidden files are none (an editor's lock is ``.#NAME``)."""
    return sorted(path for path in folder.glob("*.jsonl") if not path.name.startswith(".")) if folder.is_dir() else []


def readable_logs(folder: Path) -> list[Path]:
    """The logs that can be read."""
    return [path for path in log_paths(folder) if path.is_file() and os.access(path, os.R_OK)]


@dataclass(slots=True)
class Logs:
    """The logs of a folder for one who looks again and again: every look and every append costs what is new."""

    folder: Path
    known: dict[str, Decision] = field(default_factory=dict)
    """Every decision by its id, in the order in which they became known here: what is new is at the end."""
    _files: dict[Path, LogFile] = field(default_factory=dict)
    _taken: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def look(self) -> None:
        """Read what was added since the last look."""
        paths = log_paths(self.folder)
        for gone in self._files.keys() - set(paths):
            del self._files[gone]
            self._taken.pop(gone, None)
        for path in paths:
            self._file(path).look()
            self._take(path)

    def _take(self, path: Path) -> None:
        """Add what a log holds that was not known. What the last line lacks its line break for is known once it has it."""
        file = self._files[path]
        beginnings, number = self._taken.get(path, (0, 0))
        for _, decision in file.decisions[number if beginnings == file.beginnings else 0 :]:
            self.known.setdefault(decision.id, decision)
        self._taken[path] = file.beginnings, len(file.decisions)

    def log(self) -> Log:
        """Everything that is known by now, in the order in which it counts."""
        found = [
            (at, number, line, decision)
            for number, path in enumerate(sorted(self._files))
            for line, (at, decision) in enumerate(self._files[path].found())
        ]
        decisions: dict[str, Decision] = {}
        for *_, decision in sorted(found, key=lambda entry: entry[:3]):
            decisions.setdefault(decision.id, decision)
        problems = (problem for path in sorted(self._files) for problem in self._files[path].troubles())
        return Log(tuple(decisions.values()), tuple(problems))

    def append(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Write decisions to their reviewers' files; those whose id is there already are left out. Returns what was written.

        Each is stamped later than the line before it. Raises DecisionError where nothing can be written.
        """
        by_reviewer: dict[str, list[Decision]] = {}
        for decision in decisions:
            by_reviewer.setdefault(decision.reviewer, []).append(decision)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DecisionError(f"{self.folder}: no folder for decisions ({error.strerror})") from None
        written: list[Decision] = []
        for reviewer, new in by_reviewer.items():
            written += self._file(path_of(self.folder, reviewer)).append(new)
        return tuple(written)

    def _file(self, path: Path) -> LogFile:
        return self._files.setdefault(path, LogFile(path))


def append(folder: Path, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Write decisions once; see ``Logs.append``."""
    return Logs(folder).append(decisions)


def read(folder: Path) -> Log:
    """All decisions of all reviewers. A folder that does not exist holds none."""
    logs = Logs(folder)
    logs.look()
    return logs.log()


def read_download(file: Path) -> Log:
    """The decisions of one file that the page saved. Problems are told by ``line NUMBER: why``."""
    decisions, problems = [], []
    for number, line in numbered(file.read_bytes()):
        try:
            decisions.append(decision_of(line))
        except DecisionError as error:
            problems.append(f"line {number}: {error}")
    return Log(tuple(decisions), tuple(problems))
