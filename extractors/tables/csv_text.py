"""Tables as CSV bytes (UTF-8, LF) and back: every cell comes back exactly as it stood.

Not written by the csv module: in Python 3.11 it leaves a lone carriage return unquoted, and the row breaks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.extractors.tables.rows import Texts, cell_text

if TYPE_CHECKING:
    import pandas as pd


def _quoted(text: str) -> str:
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text or text != text.strip() else text


def _quoted_column(cells: Texts) -> Texts:
    """Most columns hold ids, codes and numbers, which need no quotes: that is seen of all their cells at once."""
    together = "".join(cells)
    if together.isalnum() or not (any(mark in together for mark in '",\n\r') or tuple(map(str.strip, cells)) != cells):
        return cells
    return tuple(map(_quoted, cells))


def csv_line(cells: Iterable[Any]) -> bytes:
    """One line of CSV, of cells of any kind."""
    return csv_lines([tuple(map(cell_text, cells))])


def csv_lines(texts: Iterable[Texts]) -> bytes:
    """Lines of CSV, of cells that are text; all of them are in memory for a while."""
    columns = map(_quoted_column, zip(*texts, strict=True))
    lines = [",".join(cells) + "\n" for cells in zip(*columns, strict=True)]
    return "".join(lines).encode("utf-8", "replace")


def to_csv(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV with LF line ends; control characters and line breaks inside cells come back exactly when read."""
    columns = [list(map(cell_text, table[column].tolist())) for column in table.columns]
    return csv_line(table.columns) + csv_lines(zip(*columns, strict=True))


def read_table(path: str | Path) -> pd.DataFrame:
    """A CSV table as strings, nothing interpreted: ``NA`` stays a code, ``1991-12`` stays a month, empty stays empty."""
    return parse_csv(Path(path).read_bytes())


def parse_csv(content: bytes) -> pd.DataFrame:
    """CSV bytes -> DataFrame of strings. Raises ValueError for lines that do not fit the header."""
    import pandas as pd

    text = content.decode("utf-8-sig")
    limit = csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    finally:
        csv.field_size_limit(limit)
    if not lines:
        return pd.DataFrame()
    header, *body = lines
    for number, line in enumerate(body, 2):
        if len(line) != len(header):
            raise ValueError(f"row {number} has {len(line)} cells, the header has {len(header)}")
    return pd.DataFrame(body, columns=pd.Index(header, dtype=object), dtype="str")
