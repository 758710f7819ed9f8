"""Rows -> DataFrames with the dtypes of the contract, and back from text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import UserError
from verbale.extractors.schema import Extraction, Happening, Relation
from verbale.extractors.tables.columns import KINDS, RECORDS, TABLES
from verbale.extractors.tables.csv_text import read_table
from verbale.extractors.tables.order import place_in
from verbale.extractors.tables.rows import Row, cell_text, merge_actors, row, rows

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: dict[type, Any] = {str: "str", int: "int64", float: "float64", bool: "bool"}
_FROM_TEXT: dict[type, Callable[[str], Any]] = {str: str, int: int, float: float, bool: lambda text: text == "true"}


class TablesError(UserError):
    """A folder without tables, or with one that cannot be read; the message says what to do."""


def frame(table: str, table_rows: Iterable[Row]) -> pd.DataFrame:
    """Rows -> DataFrame with the table's columns and types, in the order of ``place_in``."""
    import pandas as pd

    ordered = sorted(table_rows, key=place_in(table))
    result = pd.DataFrame(ordered, columns=pd.Index(TABLES[table], dtype=object), dtype=object)
    return result.astype({column: _DTYPES[kind] for column, kind in KINDS[table].items()})


def to_tables(
    extractions: Iterable[Extraction], relations: Iterable[Relation] = (), happenings: Iterable[Happening] = ()
) -> dict[str, pd.DataFrame]:
    """All tables of the contract but ``changes``, from the extractions of all documents, and what was found in them together."""
    import pandas as pd

    collected: dict[str, list[Row]] = {table: [] for table in RECORDS}
    for extraction in extractions:
        for table, new in rows(extraction).items():
            collected[table] += new
    collected["actors"] = merge_actors(collected["actors"])
    collected["relations"] = [row("relations", relation) for relation in relations]
    found = list(happenings)
    collected["happenings"] = [row("happenings", happening) for happening in found]
    tables = {table: frame(table, table_rows) for table, table_rows in collected.items()}
    home = {event_id: happening.happening_id for happening in found for event_id in happening.event_ids}
    told = [home.get(event_id, "") for event_id in tables["events"]["event_id"].tolist()]
    return tables | {"events": tables["events"].assign(happening_id=pd.Series(told, dtype="str"))}


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with every cell as CSV spells it, as ``read_table`` would give it back."""
    import pandas as pd

    texts = {}
    for column in table.columns:
        values = table[column].tolist()
        texts[column] = pd.Series([cell_text(value) for value in values], index=table.index, dtype="str")
    return pd.DataFrame(texts, index=table.index, columns=table.columns)


def records(table: pd.DataFrame) -> list[dict[str, str]]:
    """The rows of a table as dicts of strings."""
    texts = as_text(table)
    names: Sequence[str] = [str(column) for column in texts.columns]
    columns = [texts[name].tolist() for name in names]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def typed(table: str, texts: pd.DataFrame) -> pd.DataFrame:
    """A table read back by ``read_table`` -> the same columns and types as ``to_tables`` gives; rows keep their order.

    Raises KeyError for a missing column, ValueError for a cell that is not of its type.
    """
    import pandas as pd

    columns = {
        column: pd.Series([_FROM_TEXT[kind](text) for text in texts[column].tolist()], dtype=_DTYPES[kind])
        for column, kind in KINDS[table].items()
    }
    return pd.DataFrame(columns, columns=pd.Index(TABLES[table], dtype=object))


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a folder of outputs, as ``to_tables`` gives them: dates are strings, no cell is missing.

    A table whose file is not there is left out. Raises TablesError where there is none, or for one that cannot be read.
    """
    found = [table for table in TABLES if (Path(folder) / f"{table}.csv").is_file()]
    if not found:
        raise TablesError(f"{folder}: no tables there; run verbale extract first")
    return {table: _read(table, Path(folder) / f"{table}.csv") for table in found}


def _read(table: str, path: Path) -> pd.DataFrame:
    try:
        return typed(table, read_table(path))
    except KeyError as error:
        raise TablesError(f"{path}: there is no column {error}; run verbale extract again") from error
    except (ValueError, OSError) as error:
        raise TablesError(f"{path}: {error}; run verbale extract again") from error
