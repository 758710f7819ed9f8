"""Event data as the field publishes it: the columns of ICEWS and of POLECAT, tab-separated as there, a row a pair of actors.

ICEWS: Boschee et al., ICEWS Coded Event Data, doi:10.7910/DVN/28075. POLECAT: Scarborough et al., POLECAT Weekly Data,
doi:10.7910/DVN/AJGVIT. Both date an event by its day: one whose day is not known is left out, since any day would be a guess; so
is one without a code of the standard (CAMEO, PLOVER), and one that nobody did to anybody. What the tables do not hold
(coordinates, publishers, titles) stays empty. Sectors are the kinds of actors of the tables.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product

from verbale.extractors.panel import Span, load_system
from verbale.extractors.schema import STATE_KINDS
from verbale.extractors.tables import day
from verbale.review.exchange.located import Annotated, Row, side_of

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province",
    "Country", "Latitude", "Longitude",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Side:
    words: str
    actor: Row
    party: Row

    @property
    def country(self) -> Row:
        """The state behind it; nothing where there is none."""
        return self.party if self.party.get("kind") in STATE_KINDS else {}


@dataclass(frozen=True, slots=True)
class _Told:
    """An event between two actors. ``number``: of its sentence in the document, from 1."""

    document: Annotated
    row: Row
    number: int
    source: _Side
    target: _Side


Cells = Mapping[str, str]


def icews(documents: Iterable[Annotated], actors: Mapping[str, Row]) -> tuple[bytes, Counter[str]]:
    """The table, and how many events were left out by reason. ``actors``: rows by id."""
    return _table(ICEWS, documents, actors, "cameo", _icews)


def polecat(documents: Iterable[Annotated], actors: Mapping[str, Row]) -> tuple[bytes, Counter[str]]:
    """The same with the columns of POLECAT."""
    return _table(POLECAT, documents, actors, "plover", _polecat)


def _table(
    columns: tuple[str, ...],
    documents: Iterable[Annotated],
    actors: Mapping[str, Row],
    code: str,
    cells: Callable[[_Told], Cells],
) -> tuple[bytes, Counter[str]]:
    file, left_out = io.StringIO(), Counter[str]()
    writer = csv.DictWriter(file, columns, restval="", dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    for document in documents:
        for told in _told(document, actors, code, left_out):
            writer.writerow({name: " ".join(cell.split()) for name, cell in cells(told).items()})
    return file.getvalue().encode("utf-8", "replace"), left_out


def _told(document: Annotated, actors: Mapping[str, Row], code: str, left_out: Counter[str]) -> Iterator[_Told]:
    numbers = {sentence["sentence_id"]: number for number, sentence in enumerate(document.sentences, 1)}
    for event in document.events:
        row = event.row
        sides = [list(_sides(row, role, actors)) for role in ("source", "target")]
        # Without a target, those who act together act on each other, both ways.
        pairs = list(product(*sides) if sides[1] else permutations(sides[0], 2))
        reason = _reason(row, code) or ("" if pairs else "no two actors")
        if reason:
            left_out[reason] += 1
            continue
        for source, target in pairs:
            yield _Told(document, row, numbers[row["sentence_id"]], source, target)


def _reason(row: Row, code: str) -> str:
    """Why an event has no row; empty where it has."""
    if row["echo_of"]:
        return "told again by a noun"
    if not row[code]:
        return f"no {code.upper()} code"
    return "" if row["date_start"] and row["date_start"] == row["date_end"] else "no day"


def _sides(row: Row, role: str, actors: Mapping[str, Row]) -> Iterator[_Side]:
    for words, actor, party in side_of(row, role):
        yield _Side(words, actors.get(actor, {"name": actor}), actors.get(party, {}))


def _icews(told: _Told) -> Cells:
    row = told.row
    return {
        "Event ID": row["event_id"],
        "Event Date": row["date_start"],
        "Source Name": told.source.actor["name"],
        "Source Sectors": told.source.actor.get("kind", ""),
        "Source Country": told.source.country.get("name", ""),
        "Event Text": row["relation_type"],
        "CAMEO Code": row["cameo"],
        "Intensity": row["goldstein"],
        "Target Name": told.target.actor["name"],
        "Target Sectors": told.target.actor.get("kind", ""),
        "Target Country": told.target.country.get("name", ""),
        "Story ID": told.document.doc_id,
        "Sentence Number": str(told.number),
    }


def _polecat(told: _Told) -> Cells:
    row = told.row
    cells = {
        "Event ID": row["event_id"],
        "Event Date": row["date_start"],
        "Event Type": row["plover"],
        "Intensity": row["goldstein"],
        "Quad Code": row["quad"].upper(),
        "Raw Placename": row["place"],
        "Source": told.document.title,
        "Publication Date": told.document.date,
        "Language": told.document.language,
        "Version": row["extractor_version"],
    }
    for name, side in (("Actor", told.source), ("Recipient", told.target)):
        kind = side.actor.get("kind", "")
        cells |= {
            f"{name} Name": side.actor["name"],
            f"{name} Country": side.country.get("iso3", ""),
            f"{name} COW": _cow(side.country.get("actor_id", ""), row["date_start"]),
            f"Primary {name} Sector": kind,
            f"{name} Sectors": kind,
            f"{name} Name Raw": side.words,
        }
    return cells


def _cow(party: str, iso_day: str) -> str:
    """The number of a state in the Correlates of War on a day; nothing outside their years."""
    found = day(iso_day)
    if not party or found is None or not 1 <= found[0] <= 9999:
        return ""
    at = date(*found).toordinal()
    return load_system("cow").code_of(party, Span(at, at))
