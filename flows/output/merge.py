"""The rows of all documents -> a full set of tables, described and compared with the set before."""

from collections.abc import Iterable
from pathlib import Path

from verbale.flows.output.changes import write_changes
from verbale.flows.output.table_files import Spool, write_data_package

_ABOUT = {"title": "Events and relations between states, with their sources"}

Counts = dict[str, int]


def write_tables(spool: Spool, before: Path, symmetric: Iterable[str]) -> tuple[Counts, dict[str, Counts] | None]:
    """Write the tables of ``spool`` into its folder.

    ``before``: the folder of the last set; ``symmetric``: the relation types that are between two equals. Returns the rows of
    every table, and what was added, removed and changed in each (None where there is nothing to compare with).
    """
    counts = spool.finish(symmetric)
    changes = write_changes(spool.folder, before)
    write_data_package(spool.folder, _ABOUT)
    return counts, changes
