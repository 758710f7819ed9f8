"""What a run is followed by on the terminal: some of its rows, as soon as may be; where the rest is, what to do next."""

from __future__ import annotations

import csv
import gc
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from verbale.flows.cli.console import console
from verbale.flows.report import summary
from verbale.review import REVIEW_PAGE

if TYPE_CHECKING:
    from verbale.flows.line import Report

_ROWS = 5
_SHOWN = {
    "date_edtf": ("when", 12), "source_parties": ("who", 14), "target_parties": ("to whom", 14), "relation_type": ("what", 32),
    "quote": ("in the words", 0),
}  # fmt: skip
"""Column of the events -> what stands above it, and how wide it may be; 0: as the terminal allows."""
_LEAST = 60  # columns of a terminal below which a table is no help


_SELDOM = 500_000  # new objects


def collect_seldom() -> None:
    """What is loaded at the start stays: looking through it for garbage, again and again, takes a fifth of the time to the first
    rows."""
    gc.set_threshold(_SELDOM)


def load_spacy() -> None:
    """Import spaCy without its own command line, which its package imports only to offer ``spacy.info``.

    That part takes a third of the time. Whoever imports ``spacy.cli`` afterwards gets it whole.
    """
    name = "spacy.cli.info"
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(name)
    stand_in.info = _info  # type: ignore[attr-defined]
    sys.modules[name] = stand_in
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules[name]


def _info(*args: Any, **kwargs: Any) -> Any:
    """``spacy.info``."""
    from spacy.cli.info import info

    return info(*args, **kwargs)


class Shown:
    """What a run says on the terminal: report and first rows as soon as the tables are there, what pages gave when it ends.

    ``output``: how the user named it; ``piped``: events go to standard output, so that all else goes to stderr.
    """

    def __init__(self, output: str, *, quiet: bool, piped: bool) -> None:
        self.output, self.quiet, self.piped = output, quiet, piped
        self._told: set[str] = set()
        self._placed = False

    def tables(self, report: Report, folder: Path) -> None:
        """Say that the tables are there, and show rows of them."""
        self._placed = True
        self._say(report)
        if not (self.quiet or self.piped):
            _show(_first(folder))

    def rest(self, report: Report, folder: Path) -> None:
        """Say what came after the tables, or that they stand as they were; then where to go on."""
        if not self._placed:
            self.tables(report, folder)
        self._say(report)
        if not (self.quiet or self.piped):
            _tell_next(folder)

    def _say(self, report: Report) -> None:
        for line in summary(report, self.output):
            problem = line.startswith(("failed: ", "note: "))
            if line not in self._told and (problem or not self.quiet):
                typer.echo(line, err=self.piped or problem)
            self._told.add(line)


def show_rows(output: Path) -> None:
    """Print the first rows of a folder of tables, for people: to stderr, so that what a script reads stays as it is."""
    _show(_first(output))
    _tell_next(output)


def _first(output: Path) -> list[Mapping[str, str]]:
    events = output / "events.csv"
    return list(islice(_rows(events), _ROWS)) if events.is_file() else []


def _show(found: list[Mapping[str, str]]) -> None:
    if found and console.width >= _LEAST:
        _print(console, found)


def _tell_next(output: Path) -> None:
    for line in next_steps(output, bool(_first(output))):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def next_steps(output: Path, events: bool) -> Iterator[str]:
    """Where the tables are, and the commands that lead on from there."""
    if not events:
        yield "No event was found: verbale rules try 'a sentence of the text' says what the rules see in it."
        return
    page = output / REVIEW_PAGE
    yield f"All rows: {output / 'events.csv'}" + (f"; beside their sentences: {page}" if page.is_file() else "")
    yield f"Next: verbale review {output} (accept and reject), verbale explain EVENT_ID --output {output} (why a row is there)"


def _rows(events: Path) -> Iterator[Mapping[str, str]]:
    with events.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def _print(where: Console, rows: list[Mapping[str, str]]) -> None:
    told = [{**row, "relation_type": _what(row)} for row in rows]
    cells = [tuple(_cell(row[name]) for name in _SHOWN) for row in told]
    shown = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    for (head, most), column in zip(_SHOWN.values(), zip(*cells, strict=True), strict=True):
        width = min(most, max(map(len, (head, *column)))) if most else None
        shown.add_column(head, width=width, ratio=None if most else 1, no_wrap=True, overflow="ellipsis")
    for row_of_cells in cells:
        shown.add_row(*map(Text, row_of_cells))  # brackets in them are no markup
    where.print(shown)


def _what(row: Mapping[str, str]) -> str:
    """The type of an event and, where it is not told as done, how it is: ``meeting.visit (planned)``, ``aid.suspend (not)``."""
    said = [*(["not"] if row["polarity"] == "neg" else []), *([row["modality"]] if row["modality"] != "asserted" else [])]
    return row["relation_type"] + (f" ({', '.join(said)})" if said else "")


def _cell(text: str) -> str:
    return " ".join(text.replace(";", ", ").split())
