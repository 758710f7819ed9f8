"""``-`` for standard input and output: a text that is piped in, a table of events that is piped on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from verbale.flows.settings import Settings

STREAM = "-"


@contextmanager
def without_streams(settings: Settings) -> Iterator[Settings]:
    """The settings with files for ``-``; at the end the events of tables that go to standard output are written there."""
    piped = str(settings.output) == STREAM
    if settings.input != STREAM and not piped:
        yield settings
        return
    with TemporaryDirectory(prefix="verbale-") as name:
        files: dict[str, object] = {}
        if settings.input == STREAM:
            text = Path(name, "stdin.txt")
            text.write_bytes(sys.stdin.buffer.read())
            files["input"] = str(text)
        if piped:
            files["output"] = Path(name, "tables")
        yield settings.model_copy(update=files)
        if piped:
            sys.stdout.write(Path(name, "tables", "events.csv").read_text(encoding="utf-8"))
