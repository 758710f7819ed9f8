"""Rows of an events table paired with annotations, and the counts that follow.

*detect*: an event of the right family on the trigger; *typed*: the right type too; *full*: type, date, parties and flags right.
Optional annotations neither reward nor cost; only *rows right*, the share of all rows that are right in every column, judges the
rows that fall on them, too: it is what a reader of the table meets. How rows and annotations are compared: ``agreement.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from verbale.extractors.evaluation.agreement import Found, date_right, found_row, parties_right, wrongs
from verbale.extractors.evaluation.codes import family
from verbale.extractors.evaluation.gold import GoldDocument, GoldEvent, Span
from verbale.extractors.schema import Event
from verbale.extractors.tables import TABLES, records, row

LEVELS = ("detect", "typed", "full")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one group: annotated core events (``gold``), rows that count (``found``), and what the hits got right.
    ``rows``: all rows, also those on optional annotations; ``right``: those of them that are right in every column;
    ``in_family``: those that stand on an annotation, core or optional, of their family."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    typed: int = 0
    dated: int = 0
    parties: int = 0
    flags: int = 0
    full: int = 0
    rows: int = 0
    right: int = 0
    in_family: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self.values(), other.values(), strict=True)))

    def values(self) -> tuple[int, ...]:
        return astuple(self)

    def prf(self, level: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of ``detect``, ``typed`` or ``full``; 0 where nothing is there to divide by."""
        hit = self.hit if level == "detect" else getattr(self, level)
        precision = hit / self.found if self.found else 0.0
        recall = hit / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def share(self, what: str) -> float:
        """Of the detected events, the share with the right type (``typed``), date, parties or flags."""
        return float(getattr(self, what)) / max(1, self.hit)

    @property
    def rows_right(self) -> float:
        """Of all rows, the share that is right in type, date, parties and flags."""
        return self.right / max(1, self.rows)

    @property
    def rows_in_family(self) -> float:
        """Of all rows, the share that stands on an annotation, core or optional, of its family."""
        return self.in_family / max(1, self.rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the account. ``kind``: full / part / miss / extra / optional; ``wrong``: what a partly right row got wrong."""

    kind: str
    document: str
    gold: GoldEvent | None
    found: Found | None
    wrong: tuple[str, ...] = ()
    context: str = ""

    @property
    def in_family(self) -> bool:
        """Whether the row stands on an annotation, core or optional, of its family."""
        return self.found is not None and self.gold is not None and family(self.found.relation_type) in self.gold.families


@dataclass(frozen=True, slots=True)
class Scores:
    total: Tally
    documents: dict[str, Tally]
    families: dict[str, Tally]
    outcomes: tuple[Outcome, ...] = field(repr=False)


def rows_of_events(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Events -> the rows that ``score`` reads, in the same order."""
    return [dict(zip(TABLES["events"], row("events", event), strict=True)) for event in events]


def rows_of_table(table: pd.DataFrame) -> list[dict[str, str]]:
    """An events table (typed, or text from ``read_table``) -> the rows that ``score`` reads."""
    return records(table)


def score(
    gold: Mapping[str, GoldDocument], rows: Iterable[Mapping[str, Any]], candidates: Iterable[Mapping[str, Any]] = ()
) -> Scores:
    """Score event rows (``rows_of_events``, ``rows_of_table``, or dicts of an events table) against annotated documents.

    Rows of documents that are not annotated are ignored. Each annotation and each row is used once, best pairs first; of equal
    pairs the first row wins, so the order of the rows may matter in ties. ``candidates``, rows of the table of candidates, are
    paired together with the others, as if they stood in the table below them.
    """
    by_document: dict[str, list[Found]] = defaultdict(list)
    for lines, candidate in ((rows, False), (candidates, True)):
        for line in lines:
            by_document[document_name(str(line["doc_id"]))].append(found_row(line, candidate=candidate))
    documents: dict[str, Tally] = {}
    families: dict[str, Tally] = defaultdict(Tally)
    outcomes: list[Outcome] = []
    for name, document in gold.items():
        account = _account(document, by_document.get(name, []))
        outcomes += account
        documents[name] = sum((tally_of(outcome) for outcome in account), Tally())
        for outcome in account:
            families[_family_of(outcome)] += tally_of(outcome)
    return Scores(sum(documents.values(), Tally()), documents, dict(sorted(families.items())), tuple(outcomes))


def document_name(doc_id: str) -> str:
    """``folder/belarus.txt`` -> ``belarus``: what a doc_id and the name of an annotated document have in common."""
    return re.sub(r"\.(txt|md)$", "", PurePosixPath(doc_id).name)


def _account(document: GoldDocument, found: list[Found]) -> list[Outcome]:
    paired = _pair(document.events, found)
    of_found = {j: i for i, j in paired.items()}
    account = []
    for i, event in enumerate(document.events):
        if i not in paired:
            if not event.optional:
                account.append(Outcome("miss", document.name, event, None))
            continue
        candidate = found[paired[i]]
        wrong = wrongs(event, candidate)
        kind = "optional" if event.optional else "part" if wrong else "full"
        account.append(Outcome(kind, document.name, event, candidate, wrong))
    for j, candidate in enumerate(found):
        if j not in of_found:
            context = document.text[max(0, candidate.span[0] - 40) : candidate.span[1] + 40]
            account.append(Outcome("extra", document.name, None, candidate, (), " ".join(context.split())))
    return account


def _pair(events: tuple[GoldEvent, ...], found: list[Found]) -> dict[int, int]:
    """Greedy one-to-one pairing by weight: trigger and family first, then type, date, parties, and core before optional."""
    candidates = []
    for i, event in enumerate(events):
        for j, candidate in enumerate(found):
            hit = any(_overlap(candidate.span, span) for span in event.triggers)
            if not hit and not _overlap(candidate.span, event.quote_span):
                continue
            same_family = family(candidate.relation_type) in event.families
            if not same_family and not (event.optional and hit):
                continue
            weight = 4 * hit + 4 * same_family + 2 * (candidate.relation_type in event.types)
            weight += date_right(event, candidate) + parties_right(event, candidate)
            candidates.append((-weight - 0.5 * (not event.optional), i, j))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def _overlap(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])


def tally_of(outcome: Outcome) -> Tally:
    right = int(outcome.gold is not None and not outcome.wrong)
    in_family = int(outcome.in_family)
    if outcome.kind == "optional":
        return Tally(rows=1, right=right, in_family=in_family)
    if outcome.kind == "miss":
        return Tally(gold=1)
    if outcome.kind == "extra":
        return Tally(found=1, rows=1)
    parts = {"typed": "type", "dated": "date", "parties": "parties", "flags": "flags"}
    counts = {name: int(what not in outcome.wrong) for name, what in parts.items()}
    return Tally(gold=1, found=1, hit=1, full=right, rows=1, right=right, in_family=in_family, **counts)


def _family_of(outcome: Outcome) -> str:
    """A row counts in its own family (a hit's is one of the annotation's), a miss in the first of its annotation."""
    return family(outcome.found.relation_type if outcome.found else outcome.gold.types[0] if outcome.gold else "")
