"""The watch on the input: a run is asked for soon after a file changed, once nothing changes any more; no change is lost."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from verbale.extractors.ids import digest
from verbale.extractors.text import InputError, list_sources


class Watcher:
    """Looks at names, sizes and times of the input every ``pause`` seconds; asks for a run once they were still for ``quiet``.

    The first request comes at the start. One that fails (the server restarts) is made again; a change that comes while a run
    is going on gets a run of its own.
    """

    def __init__(self, source: str, quiet: float, request: Callable[[], Any], pause: float = 0.5) -> None:
        self.source, self.quiet, self.request, self.pause = source, quiet, request, pause
        self.stop = threading.Event()

    def run(self) -> None:
        served, seen = "", look(self.source)
        since, told = time.monotonic(), ""
        while not self.stop.wait(self.pause):
            now = look(self.source)
            if now != seen:
                seen, since = now, time.monotonic()
            elif seen != served and time.monotonic() - since >= self.quiet:
                try:
                    self.request()
                    served, told = seen, ""
                except Exception as error:
                    reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
                    if reason != told:
                        sys.stderr.write(f"verbale: watch: {reason}; trying again until the server answers\n")
                    told, since = reason, time.monotonic()


def look(source: str) -> str:
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
