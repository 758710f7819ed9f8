"""What stands in the tables? Extractions -> rows and columns of the contract, relations, and what changed."""

from verbale.extractors.tables.changes import count_changes, diff_tables
from verbale.extractors.tables.columns import (
    CHANGE_COLUMNS,
    KINDS,
    PLACES,
    REVIEW_COLUMNS,
    REVIEWED,
    TABLES,
    columns_of,
    value_types,
)
from verbale.extractors.tables.csv_text import csv_line, csv_lines, parse_csv, read_table, to_csv
from verbale.extractors.tables.database import (
    LINK_INDEXES,
    LINKS,
    create,
    indexes,
    insert,
    participants,
    relation_events,
    script,
    state_types,
    values,
)
from verbale.extractors.tables.datapackage import datapackage
from verbale.extractors.tables.datasette import datasette
from verbale.extractors.tables.frames import TablesError, as_text, frame, read_tables, records, to_tables, typed
from verbale.extractors.tables.happenings import Search, Telling, find_happenings, tellings
from verbale.extractors.tables.relations import Statement, day, keys_of, relate, relation_key, statements
from verbale.extractors.tables.rows import Row, Texts, cell_text, distinct, join, merge_actors, row, split, text_rows

__all__ = [
    "CHANGE_COLUMNS",
    "KINDS",
    "LINKS",
    "LINK_INDEXES",
    "PLACES",
    "REVIEWED",
    "REVIEW_COLUMNS",
    "TABLES",
    "Row",
    "Search",
    "Statement",
    "TablesError",
    "Telling",
    "Texts",
    "as_text",
    "cell_text",
    "columns_of",
    "count_changes",
    "create",
    "csv_line",
    "csv_lines",
    "datapackage",
    "datasette",
    "day",
    "diff_tables",
    "distinct",
    "find_happenings",
    "frame",
    "indexes",
    "insert",
    "join",
    "keys_of",
    "merge_actors",
    "parse_csv",
    "participants",
    "read_table",
    "read_tables",
    "records",
    "relate",
    "relation_events",
    "relation_key",
    "row",
    "script",
    "split",
    "state_types",
    "statements",
    "tellings",
    "text_rows",
    "to_csv",
    "to_tables",
    "typed",
    "value_types",
    "values",
]
