"""Readers see the tables of one run, also where a killed one had begun to replace them file by file."""

from pathlib import Path

from verbale.flows.output.folder import OutputError, is_interrupted, output_lock, recover
from verbale.flows.output.table_files import FILES
from verbale.review import REVIEW_FILES

OURS = FILES | REVIEW_FILES
"""The files of the output folder that a run replaces."""


def settle(output: Path) -> None:
    """Complete an interrupted replacement. Raises OutputError where that cannot be done: the files are then of two runs."""
    folder = output.expanduser().resolve()
    if not is_interrupted(folder):
        return
    try:
        with output_lock(folder):
            recover(folder, OURS)
    except (OSError, OutputError) as error:
        raise OutputError(
            f"{output}: a run was killed while it replaced the tables, which are of two runs now; run it again, or read them "
            "as somebody who may write there"
        ) from error
