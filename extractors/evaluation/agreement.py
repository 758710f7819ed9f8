"""Whether a row of an events table agrees with an annotation: in type, date, parties and flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verbale.extractors.evaluation.codes import SPREAD, folded, same_type
from verbale.extractors.evaluation.gold import GoldEvent, Span

UNREAL = frozenset({"planned", "cond"})
"""Flags of an annotation that say that nothing has happened."""
HAPPENED = frozenset({"", "asserted", "actual", "reported"})
"""Modalities of a row that say that something has, by the text or by somebody in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One row of an events table, as far as scoring needs it. ``confidence``, and that of the ``parties``: None where the table
    does not say; ``method``: what found it (rule, finder, both), empty where the table does not say; ``candidate``: it comes from
    the table of candidates; ``hows``: how its sources and its targets are told, empty where nobody is or the table does not say.
    """

    event_id: str
    relation_type: str
    span: Span
    sources: frozenset[str]
    targets: frozenset[str]
    date_edtf: str
    date_start: str
    date_end: str
    negative: bool
    unreal: bool
    confidence: float | None
    rule_id: str
    method: str = ""
    candidate: bool = False
    hows: tuple[str, str] = ("", "")
    parties: float | None = None


def found_row(line: Mapping[str, Any], *, candidate: bool = False) -> Found:
    """A row of an events table (column -> cell, text or typed) -> what scoring needs of it."""

    def cell(column: str) -> str:
        return str(line.get(column) or "")

    return Found(
        event_id=cell("event_id"),
        relation_type=same_type(cell("relation_type")),
        span=(int(float(line["trigger_start"])), int(float(line["trigger_end"]))),
        sources=folded(cell("source_parties")),
        targets=folded(cell("target_parties")),
        date_edtf=cell("date_edtf"),
        date_start=cell("date_start"),
        date_end=cell("date_end"),
        negative=cell("polarity").lower().startswith("neg"),
        unreal=cell("modality").lower() not in HAPPENED,
        confidence=_number(line.get("confidence")),
        rule_id=cell("rule_id"),
        method=cell("method"),
        candidate=candidate,
        hows=(cell("source_how"), cell("target_how")),
        parties=_number(line.get("parties_confidence")),
    )


def _number(cell: Any) -> float | None:
    """The number of a cell, text or typed; None for an empty one."""
    return None if cell is None or cell == "" or cell != cell else float(cell)


def wrongs(event: GoldEvent, row: Found) -> tuple[str, ...]:
    """What a row that was paired with an annotation got wrong: type, date, parties, flags."""
    right = {
        "type": row.relation_type in event.types,
        "date": date_right(event, row),
        "parties": parties_right(event, row),
        "flags": row.negative == ("neg" in event.flags) and row.unreal == bool(UNREAL & event.flags),
    }
    return tuple(what for what, ok in right.items() if not ok)


def date_right(event: GoldEvent, row: Found) -> bool:
    return any(_date_fits(want, row) for want in event.dates)


def _date_fits(want: str, row: Found) -> bool:
    start, end = row.date_start, row.date_end
    if not want:
        return not start and not end
    if want.startswith("since:"):
        return start.startswith(want[6:])
    if want.startswith("before:"):
        limit = want[7:]
        return bool(end) and end[: len(limit)] <= limit and not start.startswith(limit)
    if "/" in want:
        first, last = want.split("/")
        return start.startswith(first) and end.startswith(last)
    stem = want.rstrip("X")
    return start.startswith(stem) and (not end or end.startswith(stem) or row.date_edtf.endswith("/.."))


def parties_right(event: GoldEvent, row: Found) -> bool:
    if _covers(event.sources, row.sources) and _covers(event.targets, row.targets):
        return True
    spread = not event.targets and event.types[0] in SPREAD
    return spread and _covers(event.sources, row.sources | row.targets)


def sides_right(event: GoldEvent, row: Found) -> tuple[bool, bool]:
    """Whether the sources, and whether the targets, are just those annotated; both are where ``parties_right``."""
    if parties_right(event, row):
        return True, True
    return _covers(event.sources, row.sources), _covers(event.targets, row.targets)


def _covers(wanted: tuple[frozenset[str], ...], got: frozenset[str]) -> bool:
    """Every wanted party is there under one of its names, and nobody else is."""
    everyone = all("" in names or names & got for names in wanted)
    return everyone and all(any(party in names for names in wanted) for party in got)
