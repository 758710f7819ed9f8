"""The rows of all documents -> a full set of tables, described, compared with the set before, and checked."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verbale.flows.output.changes import write_changes
from verbale.flows.output.database import complete
from verbale.flows.output.table_files import Spool, write_descriptions

Counts = dict[str, int]


def write_tables(spool: Spool, before: Path) -> tuple[Counts, dict[str, Counts] | None, list[str]]:
    """Write the tables of ``spool`` into its folder.

    ``before``: the folder of the last set. Returns the rows of every table, what was added, removed and changed in each (None
    where there is nothing to compare with), and what the checks of the database found.
    """
    with without_collector():
        counts = spool.finish()
        changes = write_changes(spool.folder, before)
        problems = complete(spool.folder)
    write_descriptions(spool.folder)
    return counts, changes, problems


@contextmanager
def without_collector() -> Iterator[None]:
    """Python's garbage collector, off for a while: rows hold no cycles, and it would look through thousands of them again and
    again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
