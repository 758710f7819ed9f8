"""The watch on the input: a run is asked for soon after a file changed, once nothing changes any more; no change is lost."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from verbale.extractors.ids import digest
from verbale.extractors.text import InputError, list_sources

_PAUSE = 0.5
"""Seconds between two looks at the input."""


class Watcher:
    """Looks at names, sizes and times of the input; asks for a run once they were still for ``quiet`` seconds.

    The first request comes at the start. One that fails (the server restarts) is made again; a change that comes while a run
    is going on gets a run of its own.
    """

    def __init__(self, source: str, quiet: float, request: Callable[[], Any]) -> None:
        self.source, self.quiet, self.request = source, quiet, request
        self.stop = threading.Event()
        self._served, self._seen, self._told = "", "", ""
        self._since = 0.0

    def run(self) -> None:
        while not self.stop.wait(_PAUSE):
            self.look(time.monotonic())

    def look(self, now: float) -> None:
        """Look at the input at a time in seconds, and ask for a run if one is due."""
        mark = mark_of(self.source)
        if mark != self._seen:
            self._seen, self._since = mark, now
        elif mark != self._served and now - self._since >= self.quiet:
            try:
                self.request()
                self._served, self._told = mark, ""
            except Exception as error:
                reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
                if reason != self._told:
                    sys.stderr.write(f"verbale: watch: {reason}; trying again until the server answers\n")
                self._told, self._since = reason, now


def mark_of(source: str) -> str:
    """A mark of the input that changes when a file in it does. The time of change of the inode cannot be set back."""
    try:
        found = list_sources(source)
    except InputError as error:
        return f"nothing: {error}"
    parts: list[str] = []
    for item in found:
        for path in (item.path, item.meta):
            if path is not None:
                parts += [str(path), _stamp(path)]
    return digest(parts)


def _stamp(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:
        return "gone"
    return f"{stat.st_ino}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}"
