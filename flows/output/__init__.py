"""How do rows of many documents become files? Sorted on disk, compared with the set before, replaced as a whole."""

from verbale.flows.output.database import DATABASE
from verbale.flows.output.document_rows import Contribution, contribution, pack_rows, unpack_rows
from verbale.flows.output.folder import (
    OutputError,
    check_apart,
    check_output,
    made_output,
    output_lock,
    recover,
    replace_file,
    replacing,
)
from verbale.flows.output.learned_file import (
    Kept,
    forget_learned,
    in_force,
    keep_learned,
    layer_in_force,
    learned_path,
    measure_of,
    named,
    next_version,
    read_learned,
    read_version,
)
from verbale.flows.output.merge import write_tables
from verbale.flows.output.review_files import add_judged, add_pages, add_review, decision_files, unread_decisions, wanted
from verbale.flows.output.settled import OURS, settle
from verbale.flows.output.table_files import FILES, RUN_FILE, Spool

__all__ = [
    "DATABASE",
    "FILES",
    "OURS",
    "RUN_FILE",
    "Contribution",
    "Kept",
    "OutputError",
    "Spool",
    "add_judged",
    "add_pages",
    "add_review",
    "check_apart",
    "check_output",
    "contribution",
    "decision_files",
    "forget_learned",
    "in_force",
    "keep_learned",
    "layer_in_force",
    "learned_path",
    "made_output",
    "measure_of",
    "named",
    "next_version",
    "output_lock",
    "pack_rows",
    "read_learned",
    "read_version",
    "recover",
    "replace_file",
    "replacing",
    "settle",
    "unpack_rows",
    "unread_decisions",
    "wanted",
    "write_tables",
]
