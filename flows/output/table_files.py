"""Contributions of documents -> the files of the tables, through sorted files on disk: of many documents few are in memory.

Rows go into scratch files as they come; at the end those of each table are read back sorted by id, and written as CSV and into
``verbale.sqlite`` side by side. The order in which documents arrive leaves no trace in the result.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby, islice, pairwise
from pathlib import Path

from verbale.extractors.packing import unpacked
from verbale.extractors.tables import (
    REVIEWED,
    TABLES,
    Row,
    Statement,
    Texts,
    csv_line,
    csv_lines,
    datapackage,
    datasette,
    merge_actors,
    relate,
    text_rows,
)
from verbale.flows.output.acceptance import Acceptance
from verbale.flows.output.database import DATABASE, Database
from verbale.flows.output.document_rows import PLAIN, Contribution, encodable, texts, unordered
from verbale.flows.output.external_sort import Sorter
from verbale.review.log import RelationType

DATA_PACKAGE = "datapackage.json"
DATASETTE = "datasette.yaml"
RUN_FILE = "run.json"
_TITLE = "Events and relations between states, with their sources"
FILES = frozenset([*(f"{table}.csv" for table in TABLES), DATABASE, DATA_PACKAGE, DATASETTE, RUN_FILE])
"""The files of a full set of tables: what a run owns in the output folder."""

_CHUNK = 1000
_WRITTEN = tuple(table for table in TABLES if table != "changes")


class Spool:
    """Collects the rows of a run in ``folder`` and writes the tables there. Use as a context manager.

    ``decisions``: the folder of the reviewers' decisions; candidates that they accept count as events.
    """

    def __init__(self, folder: Path, decisions: Path | None = None) -> None:
        self.folder = folder
        self._acceptance = Acceptance(decisions)
        self._sorted = {name: Sorter(folder / f".{name}.rows") for name in (*_WRITTEN, "evidence")}

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        for rows in self._sorted.values():
            rows.close()

    def add(self, found: Contribution) -> None:
        """Take in what one document gave."""
        found = self._acceptance.applied(found)
        self._sorted["documents"].add([found.document_row])
        for table in PLAIN:
            self._sorted[table].add(found.rows[table])
        self._sorted["actors"].add(found.actors)
        self._sorted["evidence"].add(found.evidence)

    def finish(self, types: Mapping[str, RelationType]) -> dict[str, int]:
        """Write all tables but ``changes``; returns the number of rows of each. Raises ValueError on a repeated row id.

        ``types``: the relation types of the rules.
        """
        for relations in self._relations(frozenset(name for name, kind in types.items() if kind.symmetric)):
            self._sorted["relations"].add(relations)
        with Database(self.folder, types) as database:
            return {table: self._write(table, database) for table in _WRITTEN}

    def _relations(self, symmetric: frozenset[str]) -> Iterator[list[Texts]]:
        """Relations pair by pair of parties: ``relate`` sees all events of a pair, and never those of all pairs at once."""
        for pair, group in groupby(self._sorted["evidence"], key=lambda r: (r[0], r[1])):
            events = [Statement(*unpacked(content)) for *_, content in group]
            relations = [r for r in relate(events, symmetric) if unordered((r.subject_id, r.object_id)) == pair]
            yield encodable(text_rows("relations", relations))

    def _rows(self, table: str) -> Iterator[Texts]:
        """All rows of a table, sorted by id."""
        if table == "actors":
            return map(texts, self._merged_actors())
        return iter(self._sorted[table])

    def _merged_actors(self) -> Iterator[Row]:
        for _, group in groupby(self._sorted["actors"], key=lambda r: r[0]):
            yield from merge_actors(group)

    def _write(self, table: str, database: Database) -> int:
        rows, number, last = self._rows(table), 0, None
        with (self.folder / f"{table}.csv").open("wb") as f:
            f.write(csv_line(TABLES[table]))
            while chunk := list(islice(rows, _CHUNK)):
                ids = [last, *(cells[0] for cells in chunk)]
                if len(set(ids)) != len(ids):
                    repeated = next(one for one, following in pairwise(ids) if one == following)
                    raise ValueError(f"{table}: two rows have the id {repeated}")
                last = ids[-1]
                number += len(chunk)
                f.write(csv_lines(chunk))
                database.add(table, chunk)
        return number


def data_package(reviewed: bool = False) -> bytes:
    """``datapackage.json``: every CSV file described. ``reviewed``: those of a review too."""
    content = json.dumps(datapackage([*TABLES, *(REVIEWED if reviewed else ())], {"title": _TITLE}), ensure_ascii=False, indent=2)
    return (content + "\n").encode()


def write_descriptions(folder: Path) -> None:
    """What the tables are, for programs that read data packages, and for datasette."""
    (folder / DATA_PACKAGE).write_bytes(data_package())
    (folder / DATASETTE).write_text(datasette(Path(DATABASE).stem), encoding="utf-8")
