"""Tables and decisions -> what the page shows, as plain JSON.

Offsets are turned into UTF-16 units, as JavaScript counts. Columns with few different cells are packed: the cells, and indices.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from verbale.extractors.ids import normalise
from verbale.extractors.tables import records
from verbale.review.log import (
    EDITABLE,
    LISTS,
    REASONS,
    SNAPSHOT,
    Agreement,
    Carried,
    Decision,
    Evidence,
    RelationType,
    agreement,
    anachronisms,
    carry_over,
    standing,
)

_COLUMNS = (
    "event_id", "claim_id", "section", "relation_type", "trigger", "sources", "source_ids", "source_parties", "targets",
    "target_ids", "target_parties", "instrument", "place", "quantity", "date_text", "date_edtf", "date_start", "date_end",
    "date_method", "polarity", "modality", "attributed_to", "rule_id", "prefix", "suffix", "sentence_id",
)  # fmt: skip
_OFFSETS = ("trigger_start", "trigger_end", "quote_start", "quote_end")


@dataclass(frozen=True, slots=True)
class Review:
    """All that a page or workbook shows of a run.

    ``tables``: the tables of the run (typed or text). ``texts``: doc_id -> decoded text, where it is at hand (else the page shows
    the sentences in their places). ``why``: event_id -> reasons. ``changes``: the table of changes against the run before.
    ``links``: what the page links to (``timeline``: a file beside it).
    """

    tables: Mapping[str, pd.DataFrame]
    types: Mapping[str, RelationType]
    texts: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, Sequence[str]] = field(default_factory=dict)
    run: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    changes: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What reviewers have said, and what has become of it in this run."""

    decisions: tuple[Decision, ...] = ()
    carried: tuple[Carried, ...] = ()
    agreement: tuple[Agreement, ...] = ()

    @classmethod
    def of(cls, decisions: Iterable[Decision], evidence: Evidence) -> Judged:
        """The whole log (undone and superseded decisions too: the page works out what stands) against the tables of a run."""
        log = tuple(decisions)
        carried = carry_over(standing(log), evidence)
        return cls(log, carried, agreement(carried))


def run_payload(review: Review) -> dict[str, Any]:
    """The part of the page's JSON that follows from the run."""
    rows = records(review.tables["events"])
    documents = _documents(review)
    evidence = Evidence.of(review.tables["events"], review.tables["sentences"])
    return {
        "run": dict(review.run),
        "links": dict(review.links),
        "reasons": REASONS,
        "editable": EDITABLE,
        "lists": LISTS,
        "snapshot": SNAPSHOT,
        "types": [_type(name, kind) for name, kind in sorted(review.types.items())],
        "actors": _actors(review.tables["actors"]),
        "documents": [document.shown for document in documents.values()],
        "events": _events(rows, documents),
        "twins": _twins(rows, evidence),
        "flags": anachronisms(rows, review.tables["actors"]),
        "why": {event_id: list(lines) for event_id, lines in review.why.items() if event_id in evidence.events},
        "changed": _changed(review.changes),
    }


def judged_payload(judged: Judged) -> dict[str, Any]:
    """The part that follows from the decisions."""
    return {
        "decisions": [_shown_decision(decision) for decision in judged.decisions],
        "carried": {c.decision.id: _shown_carried(c) for c in judged.carried},
        "agreement": [asdict(pair) for pair in judged.agreement],
    }


def _type(name: str, kind: RelationType) -> dict[str, Any]:
    return {
        "name": name,
        "definition": getattr(kind, "definition", ""),
        "plover": kind.plover,
        "cameo": kind.cameo,
        "symmetric": kind.symmetric,
    }


def _actors(actors: pd.DataFrame) -> list[list[str]]:
    return [[a["actor_id"], a["name"], a["kind"], a["party_id"]] for a in records(actors)]


@dataclass(slots=True)
class _Document:
    """A document as the page gets it, with what turns its offsets into UTF-16 units."""

    shown: dict[str, Any]
    number: int
    wide: list[int]
    sentences: dict[str, tuple[int, int]]

    def unit(self, offset: int) -> int:
        """Characters outside the basic plane before the offset count twice."""
        return offset + bisect_left(self.wide, offset)


def _documents(review: Review) -> dict[str, _Document]:
    sentences = _by_document(review.tables["sentences"])
    mentions = _by_document(review.tables["mentions"])
    dates = _by_document(review.tables["dates"])
    used = set(review.tables["events"]["doc_id"].tolist())
    result: dict[str, _Document] = {}
    for line in records(review.tables["documents"]):
        doc_id = line["doc_id"]
        if doc_id not in used:
            continue
        lines = sorted(sentences.get(doc_id, []), key=lambda s: int(s["char_start"]))
        text = review.texts.get(doc_id) or text_of(lines)
        document = _Document({}, len(result), [i for i, char in enumerate(text) if char > "\uffff"], {})
        spans = {s["sentence_id"]: (document.unit(int(s["char_start"])), document.unit(int(s["char_end"]))) for s in lines}
        document.sentences = spans
        document.shown = {
            "id": doc_id,
            "title": line["title"] or doc_id,
            "date": line["document_date"],
            "text": text,
            "headings": [spans[s["sentence_id"]][0] for s in lines if is_heading(s)],
            "breaks": sorted({start for start, _ in spans.values()}),
            "mentions": _marks(document, mentions.get(doc_id, []), "actor_id"),
            "dates": _marks(document, dates.get(doc_id, []), "edtf"),
        }
        result[doc_id] = document
    return result


def _by_document(table: pd.DataFrame) -> dict[str, list[dict[str, str]]]:
    grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in records(table):
        grouped[line["doc_id"]].append(line)
    return grouped


def _marks(document: _Document, lines: Iterable[Mapping[str, str]], label: str) -> list[list[int | str]]:
    marks: list[list[int | str]] = [
        [document.unit(int(line["char_start"])), document.unit(int(line["char_end"])), line[label]] for line in lines
    ]
    return sorted(marks, key=lambda mark: mark[:2])


def is_heading(sentence: Mapping[str, str]) -> bool:
    """A sentence that is the title of its own section."""
    return bool(sentence["section"]) and normalise(sentence["text"]).strip("=#*. ") == normalise(sentence["section"]).strip(
        "=#*. "
    )


def text_of(sentences: Sequence[Mapping[str, str]]) -> str:
    """The text of a document from its sentences in order, each in its place; what lies between them becomes white space."""
    parts: list[str] = []
    end, heading = 0, True
    for sentence in sentences:
        gap = int(sentence["char_start"]) - end
        if gap < 0:
            continue
        parts.append(" " if gap == 1 and not heading and not is_heading(sentence) else "\n" * gap)
        parts.append(sentence["text"])
        end, heading = int(sentence["char_end"]), is_heading(sentence)
    return "".join(parts)


def _events(rows: Sequence[Mapping[str, str]], documents: Mapping[str, _Document]) -> dict[str, Any]:
    owners = [documents[row["doc_id"]] for row in rows]
    columns: dict[str, Any] = {column: _packed([row.get(column, "") for row in rows]) for column in _COLUMNS}
    for column in _OFFSETS:
        columns[column] = [owner.unit(int(row[column])) for owner, row in zip(owners, rows, strict=True)]
    columns["document"] = [owner.number for owner in owners]
    columns["confidence"] = [round(float(row["confidence"] or 0), 3) for row in rows]
    spans = [owner.sentences.get(row["sentence_id"], (0, 0)) for owner, row in zip(owners, rows, strict=True)]
    columns["sentence_start"], columns["sentence_end"] = [s[0] for s in spans], [s[1] for s in spans]
    return {"n": len(rows), "columns": columns}


def _packed(cells: list[str]) -> Any:
    distinct = list(dict.fromkeys(cells))
    if len(distinct) * 2 > len(cells):
        return cells
    number = {cell: i for i, cell in enumerate(distinct)}
    return {"cells": distinct, "at": [number[cell] for cell in cells]}


def _twins(rows: Iterable[Mapping[str, str]], evidence: Evidence) -> dict[str, int]:
    """event_id -> how often its sentence stands in the document, where more than once."""
    result = {}
    for row in rows:
        n = evidence.twins.get((row["doc_id"], normalise(evidence.sentences.get(row["sentence_id"], ""))), 1)
        if n > 1:
            result[row["event_id"]] = n
    return result


def _shown_decision(decision: Decision) -> dict[str, Any]:
    return {name: value for name, value in asdict(decision).items() if value}


def _shown_carried(carried: Carried) -> dict[str, Any]:
    shown = {
        "status": carried.status,
        "event_id": carried.event_id,
        "proposal": carried.proposal,
        "changed": {column: list(pair) for column, pair in carried.changed.items()},
        "similarity": carried.similarity,
        "note": carried.note,
    }
    return {name: value for name, value in shown.items() if value}


def _changed(changes: pd.DataFrame | None) -> dict[str, list[list[str]]]:
    """event_id -> what the last run changed: [change, column, before, after] each."""
    result: dict[str, list[list[str]]] = defaultdict(list)
    if changes is not None:
        for line in records(changes[changes["table"] == "events"]):
            if line["change"] == "changed":
                result[line["row_id"]].append([line["change"], line["column"], line["before"], line["after"]])
            elif line["change"] == "added":
                result[line["row_id"]].append(["added", "", "", ""])
    return dict(result)
