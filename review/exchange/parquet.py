"""The tables as Parquet, by pyarrow (an extra): typed as in the database, what is empty is missing, dates stay text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbale.errors import UserError
from verbale.extractors.tables import REVIEWED, TABLES, columns_of, value_types


class NoArrowError(UserError):
    """The library that writes Parquet is not installed; the message says how to get it."""


def parquet_tables(folder: Path, *, reviewed: bool = False) -> Iterator[tuple[str, bytes]]:
    """(``TABLE.parquet``, content) of every table in a folder, or of the reviewed ones alone. Raises NoArrowError without
    pyarrow."""
    try:
        import pyarrow
        from pyarrow import csv, parquet
    except ImportError:
        raise NoArrowError("Parquet needs pyarrow: pip install 'verbale[parquet]'") from None
    types: dict[type, Any] = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    for name in REVIEWED if reviewed else (*TABLES, *REVIEWED):
        path = folder / f"{name}.csv"
        if not path.is_file():
            continue
        kinds = {column: types[kind] for column, kind in value_types(name).items()}
        table = csv.read_csv(
            path,
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=kinds, include_columns=list(columns_of(name)), null_values=[""], strings_can_be_null=True
            ),
        )
        made = pyarrow.BufferOutputStream()
        parquet.write_table(table, made)
        yield f"{name}.parquet", made.getvalue().to_pybytes()
