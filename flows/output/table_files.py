"""Contributions of documents -> the files of the tables, through sorted files on disk: of many documents few are in memory.

Rows go into scratch files as they come; at the end those of each table are read back in order, document by document as the
text has them, and written as CSV and into ``verbale.sqlite`` side by side. The order in which documents arrive leaves no trace in
the result.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from verbale.extractors.tables import (
    REVIEWED,
    TABLES,
    Row,
    Search,
    Statement,
    Telling,
    Texts,
    csv_line,
    csv_lines,
    datapackage,
    datasette,
    keys_of,
    leaves_out,
    merge_actors,
    place_in,
    relate,
    relation_key,
    text_rows,
    unsure_pairs,
)
from verbale.flows.output.acceptance import Acceptance
from verbale.flows.output.database import DATABASE, Database
from verbale.flows.output.document_rows import PLAIN, Contribution, encodable, texts
from verbale.flows.output.external_sort import Sorter
from verbale.review.log import RelationType

DATA_PACKAGE = "datapackage.json"
DATASETTE = "datasette.yaml"
RUN_FILE = "run.json"
_TITLE = "Events and relations between states, with their sources"
FILES = frozenset([*(f"{table}.csv" for table in TABLES), DATABASE, DATA_PACKAGE, DATASETTE, RUN_FILE])
"""The files of a full set of tables: what a run owns in the output folder."""

_CHUNK = 1000
_BETWEEN = ("events_by_id", "statements", "tellings_by_day", "tellings_by_parties", "homes", "unsure_pairs")
"""What is sorted besides the rows of tables: events without their happenings, statements by who takes part, tellings, (event_id,
happening_id), the pairs of an event that relations leave out."""
_PLACES = {table: place_in(table) for table in TABLES}
_HOME = TABLES["events"].index("happening_id")
_WRITTEN = tuple(table for table in TABLES if table != "changes")


class Spool:
    """Collects the rows of a run in ``folder`` and writes the tables there. Use as a context manager.

    ``types``: the relation types of the rules; ``decisions``: the folder of the reviewers' decisions: candidates that they accept
    count as events; ``in_pairs``: of many that acted together, relations have a row for every pair; ``sure``: how sure two
    parties must be for relations to tell of them.
    """

    def __init__(
        self,
        folder: Path,
        types: Mapping[str, RelationType],
        decisions: Path | None = None,
        in_pairs: bool = False,
        sure: float = 0.0,
    ) -> None:
        self.folder, self.types = folder, types
        self.unsure = 0
        """Events of which relations leave out a pair (or more), since they are not sure enough of it."""
        self._acceptance = Acceptance(decisions)
        self._in_pairs, self.sure = in_pairs, sure
        self._symmetric = frozenset(name for name, kind in types.items() if kind.symmetric)
        self._sorted = {name: Sorter(folder / f".{name}.rows") for name in (*_WRITTEN, *_BETWEEN)}
        self._search = Search(self._symmetric, self._sorted["tellings_by_day"], self._sorted["tellings_by_parties"])

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        for rows in self._sorted.values():
            rows.close()

    def add(self, found: Contribution) -> None:
        """Take in what one document gave."""
        found = self._acceptance.applied(found)
        self._add("documents", [found.document_row])
        for table in PLAIN:
            if table != "events":
                self._add(table, found.rows[table])
        self._sorted["events_by_id"].add(found.rows["events"])
        self._sorted["actors"].add(found.actors)
        self._search.add(Telling(*values) for values in found.said.tellings)
        for values in found.said.statements:
            said = Statement(*values).doubts(self.sure)
            keys = keys_of(said, self._symmetric, self._in_pairs, self.sure)
            self.unsure += leaves_out(said, self._symmetric, self._in_pairs, self.sure)
            self._sorted["unsure_pairs"].add([(said.event_id, *pair) for pair in unsure_pairs(said, self._symmetric, self.sure)])
            self._sorted["statements"].add([(key, *said) for key in keys])

    def _add(self, table: str, rows: Iterable[Texts]) -> None:
        """Take in rows of a table, to come back in its order."""
        place = _PLACES[table]
        self._sorted[table].add((place(cells), cells) for cells in rows)

    def finish(self) -> dict[str, int]:
        """Write all tables but ``changes``; returns the number of rows of each. Raises ValueError on a repeated row id."""
        for relations in self._relations():
            self._add("relations", relations)
        self._find_happenings()
        self._house_events()
        with Database(self.folder, self.types) as database:
            database.leave_out(self._sorted["unsure_pairs"])
            return {table: self._write(table, database) for table in _WRITTEN}

    def _relations(self) -> Iterator[list[Texts]]:
        """Relations by who takes part: ``relate`` sees all statements of a pair, and never those of all pairs at once."""
        for key, group in groupby(self._sorted["statements"], key=itemgetter(0)):
            told = [Statement(*values) for _, *values in group]
            found = relate(told, self._symmetric, self._in_pairs, self.sure)
            yield encodable(text_rows("relations", [relation for relation in found if relation_key(relation) == key]))

    def _find_happenings(self) -> None:
        """The happenings, and which event is in which."""
        found = self._search.happenings()
        while chunk := list(islice(found, _CHUNK)):
            self._add("happenings", encodable(text_rows("happenings", chunk)))
            self._sorted["homes"].add([(event_id, one.happening_id) for one in chunk for event_id in one.event_ids])

    def _house_events(self) -> None:
        """The events, each with its happening: both come sorted by the event's id."""
        homes, home, last = iter(self._sorted["homes"]), ("", ""), ""
        events = iter(self._sorted["events_by_id"])
        while chunk := list(islice(events, _CHUNK)):
            housed = []
            for cells in chunk:
                if cells[0] == last:
                    raise ValueError(f"events: two rows have the id {last}")
                while home[0] != cells[0]:
                    home = next(homes)
                last = cells[0]
                housed.append((*cells[:_HOME], home[1], *cells[_HOME + 1 :]))
            self._add("events", housed)

    def _rows(self, table: str) -> Iterator[Texts]:
        """All rows of a table in its order."""
        if table == "actors":
            return map(texts, self._merged_actors())
        return (cells for _, cells in self._sorted[table])

    def _merged_actors(self) -> Iterator[Row]:
        for _, group in groupby(self._sorted["actors"], key=lambda r: r[0]):
            yield from merge_actors(group)

    def _write(self, table: str, database: Database) -> int:
        rows, number, last = self._rows(table), 0, None
        with (self.folder / f"{table}.csv").open("wb") as f:
            f.write(csv_line(TABLES[table]))
            while chunk := list(islice(rows, _CHUNK)):
                ids = Counter([last, *(cells[0] for cells in chunk)])
                if len(ids) <= len(chunk):
                    raise ValueError(f"{table}: two rows have the id {ids.most_common(1)[0][0]}")
                last = chunk[-1][0]
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
