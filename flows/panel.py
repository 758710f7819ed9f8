"""``verbale panel``: the events of a folder of tables as a panel, into a file whose ending says its kind."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from verbale.errors import UsageError
from verbale.extractors.panel import Counts, Design, System, Told, count, header, panel_rows
from verbale.extractors.tables import csv_line, split
from verbale.flows.output import DATABASE, OutputError

_CHUNK = 50_000
_QUERY = """
SELECT e.relation_type, coalesce(k.symmetric, 0), coalesce(e.source_parties, ''), coalesce(e.target_parties, ''),
       coalesce({dated}.date_start, ''), coalesce({dated}.date_end, ''), coalesce(e.quad, ''), e.goldstein,
       coalesce(e.happening_id, e.event_id), coalesce(e.partners, ''), coalesce({unsure}, '')
FROM {table} e LEFT JOIN relation_types k ON k.relation_type = e.relation_type
LEFT JOIN happenings h ON h.happening_id = e.happening_id
WHERE e.modality = 'asserted' AND e.polarity = 'pos' AND e.echo_of IS NULL
"""
_UNSURE = "(SELECT group_concat(u.source_party || ';' || u.target_party, ';') FROM unsure_pairs u WHERE u.event_id = e.event_id)"

Rows = Iterator[tuple[int | float | str, ...]]


def write_panel(folder: Path, file: Path, system: System, design: Design, *, reviewed: bool = False) -> tuple[int, Counts]:
    """Write the panel of the events in ``folder`` (``reviewed``: of those that reviewers accepted or corrected).

    Returns the number of rows and the counts. Raises OutputError where there are no tables, UsageError for an ending that names
    no kind of file, or a kind whose library is not there.
    """
    write = _writer(file)
    counts = count(read_events(folder, "reviewed_events" if reviewed else "events"), system, design)
    names = header(counts, design)
    with _whole(file) as draft:
        number = write(draft, names, panel_rows(counts, system, design))
    return number, counts


def read_events(folder: Path, table: str) -> Iterator[Told]:
    """The asserted events of the database, one by one, with the dates of what they tell of; reviewed ones with their own."""
    path = folder / DATABASE
    if not path.is_file():
        raise OutputError(f"{path}: no such file; run verbale extract first")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        try:
            # Of what people accepted they are sure.
            about = ("h", _UNSURE) if table == "events" else ("e", "''")
            found = db.execute(_QUERY.format(table=table, dated=about[0], unsure=about[1]))
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{path}: {error}; run verbale extract again") from error
        for kind, symmetric, sources, targets, start, end, quad, goldstein, happening, partners, unsure in found:
            sides, apart = (split(sources), split(targets)), split(unsure)
            pairs = tuple(zip(apart[::2], apart[1::2], strict=True))
            yield Told(kind, bool(symmetric), *sides, start, end, quad, goldstein, happening, split(partners), pairs)


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A draft beside the file that takes its place when all is written."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError as error:
        raise OutputError(f"{file}: cannot be written ({error.strerror})") from error
    os.close(descriptor)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _writer(file: Path) -> Callable[[Path, tuple[str, ...], Rows], int]:
    writers = {".csv": _write_csv, ".dta": _write_stata, ".parquet": _write_parquet}
    if file.suffix.lower() not in writers:
        raise UsageError(f"{file}: name a file that ends in .csv, .dta (Stata) or .parquet")
    if file.suffix.lower() == ".parquet":
        try:
            import pyarrow  # noqa: F401  # an extra
        except ImportError:
            raise UsageError(f"{file}: Parquet needs pyarrow: pip install 'verbale[parquet]'") from None
    return writers[file.suffix.lower()]


def _write_csv(draft: Path, names: tuple[str, ...], rows: Rows) -> int:
    number = 0
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line(names).decode())
        for row in rows:
            file.write(",".join(map(str, row)) + "\n")
            number += 1
    return number


def _frame(names: tuple[str, ...], rows: Any) -> Any:
    """Rows as a DataFrame: codes that are numbers stay numbers for Stata and Parquet, counts are numbers anyway."""
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(names))
    for column in ("source", "target", "state", "state_a", "state_b"):
        if column in frame and len(frame) and frame[column].str.isdigit().all():
            frame[column] = frame[column].astype("int32")
    return frame.astype({name: "float64" for name in names if name == "goldstein" or name.startswith("n_") or name == "n"})


def _write_stata(draft: Path, names: tuple[str, ...], rows: Rows) -> int:
    frame = _frame(names, rows)
    frame.to_stata(draft, write_index=False, version=118)
    return len(frame)


def _write_parquet(draft: Path, names: tuple[str, ...], rows: Rows) -> int:
    import pyarrow
    from pyarrow import parquet

    number, writer = 0, None
    try:
        while writer is None or (chunk := list(islice(rows, _CHUNK))):
            table = pyarrow.Table.from_pandas(_frame(names, chunk if writer else islice(rows, _CHUNK)), preserve_index=False)
            writer = writer or parquet.ParquetWriter(draft, table.schema)
            writer.write_table(table)
            number += len(table)
    finally:
        if writer:
            writer.close()
    return number
