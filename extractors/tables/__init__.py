"""What stands in the tables? Extractions -> rows and columns of the contract, relations, and what changed."""

from verbale.extractors.tables.changes import count_changes, diff_tables
from verbale.extractors.tables.datapackage import datapackage
from verbale.extractors.tables.frames import (
    TABLES,
    Row,
    Texts,
    cell_text,
    csv_line,
    csv_lines,
    frame,
    merge_actors,
    parse_csv,
    read_table,
    records,
    row,
    split,
    text_rows,
    to_tables,
)
from verbale.extractors.tables.relations import Statement, day, pairs, relate, statement_values

__all__ = [
    "TABLES",
    "Row",
    "Statement",
    "Texts",
    "cell_text",
    "count_changes",
    "csv_line",
    "csv_lines",
    "datapackage",
    "day",
    "diff_tables",
    "frame",
    "merge_actors",
    "pairs",
    "parse_csv",
    "read_table",
    "records",
    "relate",
    "row",
    "split",
    "statement_values",
    "text_rows",
    "to_tables",
]
