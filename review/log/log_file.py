"""One reviewer's log on the disk: read as far as it has grown, and added to.

Nothing is ever rewritten. Within a log the order of lines decides, whatever the clocks said: every line is stamped later than the
one before it. What a crash left of a line, or whatever else follows the last line break and says nothing complete, goes to
``NAME.torn`` before the next line is written.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from io import FileIO
from pathlib import Path

from verbale.review.log.decision_lines import (
    UTF8,
    decision_of,
    encoding_of,
    id_of,
    is_whole,
    line_of,
    lines_of,
    whole_lines,
)
from verbale.review.log.decisions import BEGINNING, Decision, DecisionError, moment, stamp

try:
    import fcntl
except ImportError:  # Windows: one reviewer's file is then unguarded against a second process of the same reviewer
    fcntl = None  # type: ignore[assignment]

_BEFORE = 64
"""Bytes before the place read up to: where they are others, the file was written anew."""


@dataclass(slots=True)
class LogFile:
    """What is known of a log. ``decisions``: with the moment that each counts from, which never goes back from line to line.
    ``beginnings``: how often it was read from its first line, as a log is that was merged or edited."""

    path: Path
    decisions: list[tuple[datetime, Decision]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    beginnings: int = 0
    _seen: tuple[int, int, int] = (0, 0, 0)
    _read: int = 0
    _before: bytes = b""
    _lines: int = 0
    _encoding: str = UTF8
    _rest: str = ""

    def look(self) -> None:
        """Read what was added since the last look. A file that cannot be read is a problem, and holds nothing."""
        try:
            if self.path.is_file() and self._seen == _state(self.path.stat()):
                return
            with _opened(self.path, "rb") as file:
                self._follow(file)
        except OSError as error:
            self._forget()
            self.problems = [f"{self.path.name}: not a file that can be read ({error.strerror or type(error).__name__})"]

    def found(self) -> Iterator[tuple[datetime, Decision]]:
        """All decisions in the order of lines, with what the last line says that lacks its line break."""
        yield from self.decisions
        if self._rest:
            with contextlib.suppress(DecisionError):
                yield self._dated(decision_of(self._rest))

    def troubles(self) -> list[str]:
        """A line for every line that could not be read."""
        if not self._rest:
            return self.problems
        try:
            decision_of(self._rest)
        except DecisionError as error:
            return [*self.problems, f"{self.path.name}:{self._lines + 1}: {error}"]
        return self.problems

    def append(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Write the decisions that are not there yet; they are on the disk when this returns. Raises DecisionError."""
        try:
            with _opened(self.path, "ab+") as file:
                self._follow(file)
                written = self._stamped(decisions)
                content = "".join(line_of(decision) + "\n" for decision in written)
                if self._rest and not is_whole(self._rest):
                    _set_aside(self.path.with_suffix(".torn"), file, self._read)
                elif self._rest:
                    content = "\n" + content
                _write(file, content.encode(self._encoding, "backslashreplace"))
                self._follow(file)
        except OSError as error:
            raise DecisionError(f"{self.path}: nothing can be written there ({error.strerror or type(error).__name__})") from None
        return written

    def _stamped(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Those that are not known, each later than the one before it."""
        latest, result = self._latest(), []
        new = {id_of(self._rest)}
        for decision in decisions:
            if decision.id not in self.ids and decision.id not in new:
                new.add(decision.id)
                with contextlib.suppress(OverflowError):  # at the end of all time the order of lines is enough
                    latest = max(moment(decision.at), latest + timedelta(microseconds=1))
                result.append(replace(decision, at=stamp(latest)))
        return tuple(result)

    def _latest(self) -> datetime:
        last = self.decisions[-1:]
        if self._rest:
            last = list(self.found())[-1:]
        return last[0][0] if last else BEGINNING

    def _follow(self, file: FileIO) -> None:
        found = _state(os.fstat(file.fileno()))
        if not self._has_only_grown(file, found):
            self._forget()
        if not self._read:
            file.seek(0)
            self._encoding = encoding_of(file.read(4))
        file.seek(self._read)
        content = file.read()
        end = whole_lines(content, self._encoding)
        for line in lines_of(content[:end], self._encoding)[:-1]:
            self._lines += 1
            if line.strip():
                self._take(line)
        rest = lines_of(content[end:], self._encoding)[0]
        self._rest = rest if rest.strip() else ""
        self._seen, self._read = found, self._read + end
        file.seek(max(0, self._read - _BEFORE))
        self._before = file.read(min(_BEFORE, self._read))

    def _has_only_grown(self, file: FileIO, found: tuple[int, int, int]) -> bool:
        if found[0] != self._seen[0] or found[1] < self._seen[1] or (found[1] == self._seen[1] and found != self._seen):
            return False
        file.seek(max(0, self._read - _BEFORE))
        return file.read(min(_BEFORE, self._read)) == self._before

    def _take(self, line: str) -> None:
        try:
            decision = decision_of(line)
        except DecisionError as error:
            self.problems.append(f"{self.path.name}:{self._lines}: {error}")
            if known := id_of(line):
                self.ids.add(known)
            return
        self.decisions.append(self._dated(decision))
        self.ids.add(decision.id)

    def _dated(self, decision: Decision) -> tuple[datetime, Decision]:
        at = moment(decision.at)
        return (max(at, self.decisions[-1][0]) if self.decisions else at), decision

    def _forget(self) -> None:
        self.beginnings += 1
        self.decisions, self.problems, self.ids = [], [], set()
        self._seen, self._read, self._before, self._lines, self._rest = (0, 0, 0), 0, b"", 0, ""


def _state(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


@contextlib.contextmanager
def _opened(path: Path, mode: str) -> Iterator[FileIO]:
    """A file that nobody else writes meanwhile. Unbuffered: what a full disk refused is not tried again behind our back."""
    if path.exists() and not path.is_file():
        raise OSError(0, "it is no file")  # a folder, or a pipe, on which reading would wait for ever
    new = not path.exists()
    with path.open(mode, buffering=0) as file:
        assert isinstance(file, FileIO)
        if fcntl is not None and mode == "rb":
            with contextlib.suppress(OSError):  # some file systems know no locks: then a line may be read that is being written
                fcntl.flock(file, fcntl.LOCK_SH)
        elif fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        if new:
            _sync_folder(path.parent)
        yield file


def _set_aside(torn: Path, file: FileIO, end: int) -> None:
    """What follows the last whole line goes to the end of another file, and only then from this one."""
    file.seek(end)
    rest = file.read()
    new = not torn.exists()
    with torn.open("ab", buffering=0) as aside:
        assert isinstance(aside, FileIO)
        _write(aside, rest + b"\n")
    if new:
        _sync_folder(torn.parent)
    file.truncate(end)


def _write(file: FileIO, content: bytes) -> None:
    """All of it at the end of the file, and on the disk."""
    while content:
        content = content[file.write(content) :]
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """A new file is there after a crash only if its folder says so."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
