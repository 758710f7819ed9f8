"""Events with the places of all that they name: what every format for annotated texts is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

import pandas as pd

from verbale.extractors.tables import records, split
from verbale.review.page import text_of

Row = Mapping[str, str]


class Place(NamedTuple):
    """A stretch of the document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Argument:
    """What an event names. ``role``: source / target / date / instrument / place. ``code``: of the party, or the date in EDTF;
    ``kind`` and ``actor_id`` of the actor. ``place`` is None where the text leaves it unsaid."""

    role: str
    words: str
    code: str
    kind: str
    place: Place | None
    actor_id: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A row of the tables with its trigger and arguments in the text."""

    row: Row
    trigger: Place
    quote: Place
    arguments: tuple[Argument, ...]

    def of(self, role: str) -> tuple[Argument, ...]:
        """The arguments of a role, in the order of the row."""
        return tuple(argument for argument in self.arguments if argument.role == role)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its events. ``text`` is put together from its sentences: offsets are those of the tables, what lies
    between sentences is white space."""

    doc_id: str
    title: str
    date: str
    language: str
    text: str
    sentences: tuple[Row, ...]
    events: tuple[Located, ...]


def annotated(run: Mapping[str, pd.DataFrame], events: pd.DataFrame) -> Iterator[Annotated]:
    """Every document of a run that was read, with the given events: all of the run's, or those that were reviewed."""
    sentences, told = _by(run["sentences"], "doc_id"), _by(events, "doc_id")
    mentions, dates = _by(run["mentions"], "sentence_id"), _by(run["dates"], "doc_id")
    kinds = {actor["actor_id"]: actor["kind"] for actor in records(run["actors"])}
    for document in records(run["documents"]):
        doc_id = document["doc_id"]
        ordered = sorted(sentences.get(doc_id, ()), key=lambda sentence: int(sentence["char_start"]))
        if not ordered:
            continue
        text = text_of(ordered)
        located = [
            _located(row, text, mentions.get(row["sentence_id"], ()), dates.get(doc_id, ()), kinds)
            for row in told.get(doc_id, ())
        ]
        yield Annotated(
            doc_id,
            document["title"] or doc_id,
            document["document_date"],
            document["language"],
            text,
            tuple(ordered),
            tuple(sorted(located, key=lambda event: (event.trigger, event.row["event_id"]))),
        )


def side_of(row: Row, role: str) -> Iterator[tuple[str, str, str]]:
    """Words, actor and party of everybody on a side; a list that a reviewer left shorter than the others ends in empty ones."""
    yield from zip_longest(*(split(row[f"{role}{part}"]) for part in ("s", "_ids", "_parties")), fillvalue="")


def _by(table: pd.DataFrame, column: str) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in records(table):
        grouped[row[column]].append(row)
    return grouped


def _located(row: Row, text: str, mentions: Sequence[Row], dates: Sequence[Row], kinds: Mapping[str, str]) -> Located:
    trigger = Place(int(row["trigger_start"]), int(row["trigger_end"]))
    quote = Place(int(row["quote_start"]), int(row["quote_end"]))
    found: list[Argument] = []
    for role in ("source", "target"):
        for words, actor, party in side_of(row, role):
            named = [m for m in mentions if actor in split(m["actor_id"])]
            place = _nearest([m for m in named if m["text"] == words] or named, trigger) or _words(words, text, quote, trigger)
            found.append(Argument(role, words, party, kinds.get(actor, ""), place, actor))
    if row["date_edtf"]:
        of_date = [d for d in dates if d["text"] == row["date_text"]]
        found.append(Argument("date", row["date_text"], row["date_edtf"], "date", _nearest(of_date, trigger)))
    for role in ("instrument", "place"):
        if row[role]:
            found.append(Argument(role, row[role], "", role, _words(row[role], text, quote, trigger)))
    return Located(row, trigger, quote, tuple(found))


def _nearest(rows: Sequence[Row], trigger: Place) -> Place | None:
    places = [Place(int(row["char_start"]), int(row["char_end"])) for row in rows]
    return min(places, key=lambda place: (abs(place.start - trigger.start), place), default=None)


def _words(words: str, text: str, quote: Place, trigger: Place) -> Place | None:
    """Where words stand in the quote; nearest to the trigger where they stand there twice."""
    starts, start = [], text.find(words, quote.start, quote.end) if words else -1
    while start >= 0:
        starts.append(start)
        start = text.find(words, start + 1, quote.end)
    nearest = min(starts, key=lambda at: abs(at - trigger.start), default=None)
    return None if nearest is None else Place(nearest, nearest + len(words))
