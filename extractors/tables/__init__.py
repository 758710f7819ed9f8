"""What stands in the tables? Extractions -> rows and columns of the contract, relations, and what changed."""

from verbale.extractors.tables.changes import count_changes, diff_tables
from verbale.extractors.tables.columns import CHANGE_COLUMNS, KINDS, TABLES
from verbale.extractors.tables.csv_text import csv_line, csv_lines, parse_csv, read_table, to_csv
from verbale.extractors.tables.datapackage import datapackage
from verbale.extractors.tables.frames import TablesError, as_text, frame, read_tables, records, to_tables, typed
from verbale.extractors.tables.relations import Statement, day, pairs, relate, statement_values
from verbale.extractors.tables.rows import Row, Texts, cell_text, distinct, join, merge_actors, row, split, text_rows

__all__ = [
    "CHANGE_COLUMNS",
    "KINDS",
    "TABLES",
    "Row",
    "Statement",
    "TablesError",
    "Texts",
    "as_text",
    "cell_text",
    "count_changes",
    "csv_line",
    "csv_lines",
    "datapackage",
    "day",
    "diff_tables",
    "distinct",
    "frame",
    "join",
    "merge_actors",
    "pairs",
    "parse_csv",
    "read_table",
    "read_tables",
    "records",
    "relate",
    "row",
    "split",
    "statement_values",
    "text_rows",
    "to_csv",
    "to_tables",
    "typed",
]
