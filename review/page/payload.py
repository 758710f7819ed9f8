"""Tables and decisions -> what the page shows, as plain JSON.

Columns with few different cells are packed: the cells, and indices.
"""

from __future__ import annotations

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
    LONGEST_CELL,
    REASONS,
    SNAPSHOT,
    Agreement,
    Carried,
    Decision,
    Evidence,
    RelationType,
    agreement,
    apart,
    is_elsewhere,
    reviewable,
    standing,
)
from verbale.review.page.anachronisms import anachronisms, lifetimes
from verbale.review.page.document_texts import DocumentText, document_texts
from verbale.review.page.guidelines import guidelines

_COLUMNS = (
    "event_id", "claim_id", "section", "relation_type", "plover", "cameo", "trigger", "sources", "source_ids", "source_parties",
    "targets", "target_ids", "target_parties", "instrument", "place", "quantity", "date_text", "date_edtf", "date_start",
    "date_end", "date_method", "polarity", "modality", "attributed_to", "parties_confidence", "method",
    "rule_id", "prefix", "suffix", "sentence_id",
)  # fmt: skip
_BARE = ("id", "at", "reviewer", "action", "event_id", "undoes", "supersedes", "corpus")
_OFFSETS = ("trigger_start", "trigger_end", "quote_start", "quote_end")


@dataclass(frozen=True, slots=True)
class Review:
    """All that a page or workbook shows of a run.

    ``tables``: the tables of the run (typed or text). ``run``: its ``id`` and when it ``finished``. ``links``: what the page
    links to (``timeline``: a file beside it). ``changes``: the table of changes against the run before.
    """

    tables: Mapping[str, pd.DataFrame]
    types: Mapping[str, RelationType]
    run: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    changes: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What reviewers have said, and what has become of it in this run. ``elsewhere``: the ids of decisions of other corpora;
    ``others``: corpus -> how many of those stand."""

    decisions: tuple[Decision, ...] = ()
    carried: tuple[Carried, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    others: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision], evidence: Evidence) -> Judged:
        """The whole log (undone and superseded decisions too: the page works out what stands) against the tables of a run."""
        log = tuple(decisions)
        return cls.joined(log, *apart(standing(log), evidence), evidence)

    @classmethod
    def joined(
        cls, log: tuple[Decision, ...], carried: tuple[Carried, ...], others: Mapping[str, int], evidence: Evidence
    ) -> Judged:
        """The same where ``apart`` was asked already: with many lost decisions it is what takes longest."""
        here, documents = {c.decision.id for c in carried}, evidence.documents
        elsewhere = (d.id for d in log if d.id not in here and is_elsewhere(d, evidence, documents))
        return cls(log, carried, agreement(carried), frozenset(elsewhere), others)


def run_payload(review: Review) -> dict[str, Any]:
    """The part of the page's JSON that follows from the run. Of its events the last ones, ``candidates`` in number, are those."""
    rows = records(reviewable(review.tables))
    documents = document_texts(review.tables)
    evidence = Evidence.of_run(review.tables)
    return {
        "run": dict(review.run),
        "links": dict(review.links),
        "reasons": REASONS,
        "editable": EDITABLE,
        "lists": LISTS,
        "snapshot": SNAPSHOT,
        "longest": LONGEST_CELL,
        "types": guidelines(review.types),
        "actors": _actors(review.tables["actors"]),
        "documents": [document.shown for document in documents.values()],
        "events": _events(rows, documents),
        "candidates": len(rows) - len(review.tables["events"]),
        "twins": _twins(rows, evidence),
        "flags": anachronisms(rows, review.tables["actors"]),
        "lived": lifetimes(review.tables["actors"]),
        "changed": _changed(review.changes),
    }


def judged_payload(judged: Judged) -> dict[str, Any]:
    """The part that follows from the decisions; those on passages with the ids that their sentences have now."""
    now = {c.decision.id: c.decision for c in judged.carried}
    return {
        "decisions": [shown_decision(now.get(d.id, d), d.id in judged.elsewhere) for d in judged.decisions],
        "carried": {c.decision.id: _shown_carried(c) for c in judged.carried},
        "others": dict(judged.others),
        "agreement": [asdict(pair) for pair in judged.agreement],
    }


def _actors(actors: pd.DataFrame) -> list[list[str]]:
    return [[a["actor_id"], a["name"], a["kind"], a["party_id"]] for a in records(actors)]


def _events(rows: Sequence[Mapping[str, str]], documents: Mapping[str, DocumentText]) -> dict[str, Any]:
    owners = [documents[row["doc_id"]] for row in rows]
    columns: dict[str, Any] = {column: _packed([row.get(column, "") for row in rows]) for column in _COLUMNS}
    for column in _OFFSETS:
        columns[column] = [owner.offsets.unit(row[column]) for owner, row in zip(owners, rows, strict=True)]
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


def shown_decision(decision: Decision, elsewhere: bool = False) -> dict[str, Any]:
    """A decision as the page knows it. Of one of another corpus it learns what it undoes and supersedes, and no more."""
    shown = {name: value for name, value in asdict(decision).items() if value}
    if elsewhere:
        return {name: shown[name] for name in _BARE if name in shown} | {"elsewhere": True}
    return shown


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
        for line in records(changes[changes["table"].isin(("events", "candidates"))]):
            if line["change"] == "changed":
                result[line["row_id"]].append([line["change"], line["column"], line["before"], line["after"]])
            elif line["change"] == "added":
                result[line["row_id"]].append(["added", "", "", ""])
    return dict(result)
