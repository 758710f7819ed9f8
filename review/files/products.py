"""A folder of outputs joined with a folder of decisions: everything that the review adds to a run.

``extractors`` and the flow know nothing of decisions. A run takes ``Joined.tables`` into its set of tables, and ``Joined.pages``
when the set is in its place: pages only show what the tables hold, and nothing that goes wrong in them can cost a table. The same
again (``products``) after decisions were made, without a run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from verbale.extractors import tables
from verbale.extractors.chronology import as_markdown, chronology_of
from verbale.review.file_names import (
    CHANGES,
    CHRONOLOGY,
    CHRONOLOGY_TEXT,
    REVIEW_PAGE,
    REVIEWED_EVENTS,
    REVIEWED_RELATIONS,
    TIMELINE,
    WORKBOOK,
)
from verbale.review.files.chronology_page import chronology_page
from verbale.review.files.summary import summary
from verbale.review.files.timeline_page import timeline_page
from verbale.review.files.workbook import workbook
from verbale.review.log import (
    ComparedRun,
    RelationType,
    compare,
    corpus_of,
    read_tables,
    reviewed_events,
    reviewed_relations,
    with_status,
)
from verbale.review.page import Judged, Review, static_page

_MOST_ROWS = 100_000  # in the workbook: a sheet holds 1,048,576, and nobody reviews that many
_MOST_TOLD = 20_000  # events in a chronology: more make a page that no browser likes to open


def review_of(folder: Path, run: Mapping[str, pd.DataFrame], types: Mapping[str, RelationType]) -> Review:
    """What the page shows of a run in a folder. Links only lead to files that are there or will be."""
    links = {"timeline": TIMELINE} if len(run["events"]) <= _MOST_TOLD else {}
    return Review(run, types, run=_run(folder), links=links, changes=run.get("changes"))


def _run(folder: Path) -> dict[str, str]:
    corpus = corpus_of(folder)
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"id": "", "corpus": corpus}
    name = run.get("run_id") or run.get("id") or ""
    return {"id": str(name), "finished": str(run.get("finished") or run.get("ended") or ""), "corpus": corpus}


@dataclass(frozen=True, slots=True)
class Joined:
    """The tables of a run as text, compared with the decisions, and the tables as these make them."""

    run: Mapping[str, pd.DataFrame]
    types: Mapping[str, RelationType]
    state: ComparedRun
    judged: Mapping[str, pd.DataFrame]
    confirmed: pd.DataFrame

    def tables(self) -> Iterator[tuple[str, bytes]]:
        """(file name, content) of the reviewed tables, and of ``events.csv`` and ``candidates.csv`` themselves where
        ``review_status`` changes. A candidate that was accepted since the run moves to the events with the next one, which counts
        it in all other tables; the reviewed tables hold it at once."""
        for name, table in self.judged.items():
            if table["review_status"].tolist() != self.run[name]["review_status"].tolist():
                yield f"{name}.csv", tables.to_csv(table)
        yield REVIEWED_EVENTS, tables.to_csv(self.confirmed)
        yield REVIEWED_RELATIONS, tables.to_csv(reviewed_relations(self.confirmed, self.types, self.run["actors"]))

    def pages(self, folder: Path, note: Callable[[str], object]) -> Iterator[tuple[str, bytes]]:
        """(file name, content) of what people open, the page of the review last: where it is, all else is.

        Chronology and timeline of very many events are left out, which ``note`` is told. ``folder``: where the tables are.
        """
        yield CHANGES, summary(self.state, self.run.get("changes")).encode("utf-8", "replace")
        if len(self.run["events"]) <= _MOST_TOLD:
            yield from self._told_in_time()
        else:
            note(f"the chronology and the timeline are left out: more than {_MOST_TOLD} events")
        if len(self.run["events"]) <= _MOST_ROWS:
            shown = {name: table for name, table in self.run.items() if len(table) <= _MOST_ROWS}
            found = {name: self.judged.get(name, table) for name, table in shown.items()}
            yield WORKBOOK, workbook(found, self.state.verdicts, sorted(self.types), corpus=self.state.evidence.corpus)
        state = self.state
        page = Judged.joined(state.log.decisions, state.carried, state.elsewhere, state.evidence)
        yield REVIEW_PAGE, static_page(review_of(folder, self.run, self.types), page).html

    def _told_in_time(self) -> Iterator[tuple[str, bytes]]:
        rejected = {event_id for event_id, verdict in self.state.verdicts.items() if verdict.status == "rejected"}
        chronology = chronology_of(self.run, self.confirmed, rejected)
        yield CHRONOLOGY, chronology_page(chronology)
        yield CHRONOLOGY_TEXT, as_markdown(chronology, REVIEW_PAGE).encode("utf-8", "replace")
        yield TIMELINE, timeline_page(self.run)


def joined(folder: Path, decisions: Path, types: Mapping[str, RelationType]) -> Joined:
    """A folder of tables joined with the decisions. Raises NoOutputsError."""
    run = read_tables(folder)
    state = compare(run, decisions, corpus_of(folder))
    judged = {name: with_status(table, state.verdicts) for name, table in run.items() if name in ("events", "candidates")}
    return Joined(run, types, state, judged, reviewed_events(state.rows, state.verdicts, types, state.evidence))


def products(
    folder: Path,
    decisions: Path,
    types: Mapping[str, RelationType],
    note: Callable[[str], object] = str,
) -> Iterator[tuple[str, bytes]]:
    """Tables and pages: all that the review adds to the tables in ``folder``. Raises NoOutputsError."""
    found = joined(folder, decisions, types)
    yield from found.tables()
    yield from found.pages(folder, note)
