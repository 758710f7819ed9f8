"""A reviewer's decision about an event: what it may say, and which of many decisions stand.

It holds a snapshot of what was judged, so that a later run can be compared with it (``carry_over.py``).
"""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from verbale.errors import UserError

VERDICTS = ("accept", "reject", "correct")
ACTIONS = (*VERDICTS, "comment", "undo")
REASONS = (
    "no_event",
    "wrong_type",
    "wrong_source",
    "wrong_target",
    "wrong_direction",
    "wrong_date",
    "negated",
    "hypothetical",
    "duplicate",
    "other",
)
LISTS = ("sources", "source_ids", "source_parties", "targets", "target_ids", "target_parties", "attributed_to")
EDITABLE = (
    "relation_type",
    "sources",
    "source_ids",
    "source_parties",
    "targets",
    "target_ids",
    "target_parties",
    "instrument",
    "place",
    "quantity",
    "date_edtf",
    "polarity",
    "modality",
    "attributed_to",
)
"""Columns of an event that a reviewer may correct; ids, codes and full dates follow from them."""

_REVIEWER = re.compile(r"[^\W_][\w.@-]{0,63}")
_ID = re.compile(r"d[0-9a-f]{16,32}")
_LONGEST = {"comment": 10_000, "values": 100_000, "snapshot": 120_000, "event_id": 100, "supersedes": 20_000}


class DecisionError(UserError, ValueError):
    """A decision that the log does not take; the message says why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log.

    ``values``: column -> corrected cell (lists joined by ``;``). ``snapshot``: column -> cell as it was judged.
    ``undoes``: id of the decision taken back. ``supersedes``: ids (joined by ``;``) of decisions that this one carries on to a
    new row, or settles where reviewers differ.
    ``at``: UTC, ISO 8601 with microseconds. ``corpus``: the name of the texts that were reviewed (empty in older logs).
    """

    id: str
    at: str
    reviewer: str
    action: str
    event_id: str
    reason: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    undoes: str = ""
    supersedes: str = ""
    snapshot: Mapping[str, str] = field(default_factory=dict)
    corpus: str = ""


def new_id() -> str:
    """A fresh decision id; whoever makes a decision names it, so that sending it twice records it once."""
    return "d" + secrets.token_hex(8)


BEGINNING = datetime.min.replace(tzinfo=UTC)


def now() -> str:
    return stamp(datetime.now(UTC))


def stamp(at: datetime) -> str:
    """A moment of UTC as decisions hold it: ISO 8601 with microseconds."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(at: str) -> datetime:
    """The moment of a stamp; without a zone it is UTC. Raises DecisionError."""
    try:
        found = datetime.fromisoformat(at)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise DecisionError(f"at: {at[:40]!r} is no time") from None


def make(entry: Mapping[str, Any], *, reviewer: str = "", at: str = "") -> Decision:
    """A validated Decision from a dict (a line of the log, a request of the page). Raises DecisionError.

    ``reviewer`` and ``at`` are set where given; the page must not speak for somebody else or from another time.
    """
    known = set(Decision.__slots__)
    unknown = set(entry) - known
    if unknown:
        raise DecisionError(f"unknown field {sorted(unknown)[0]!r}")
    for name in known - {"values", "snapshot"}:
        if not isinstance(entry.get(name, ""), str):
            raise DecisionError(f"{name} is not text")
    for name in ("values", "snapshot"):
        _check_cells(name, entry.get(name, {}))
    filled = {"id": new_id(), "at": now(), "event_id": "", "reviewer": "", "action": "", **entry}
    if reviewer:
        filled["reviewer"] = reviewer
    filled["at"] = stamp(moment(at or filled["at"]))
    decision = Decision(**filled)
    _check(decision)
    return decision


def _check_cells(name: str, cells: Any) -> None:
    if not isinstance(cells, Mapping) or not all(isinstance(k, str) and isinstance(v, str) for k, v in cells.items()):
        raise DecisionError(f"{name} is not a table of text cells")
    if sum(len(k) + len(v) for k, v in cells.items()) > _LONGEST[name]:
        raise DecisionError(f"{name} holds more than {_LONGEST[name]} characters")


def check_reviewer(name: str) -> None:
    """Raises DecisionError for what cannot name a reviewer, and so a file."""
    if not _REVIEWER.fullmatch(name):
        raise DecisionError(f"{name[:80]!r} is no name for a reviewer: letters, digits, . @ - only")


def _check(decision: Decision) -> None:
    if not _ID.fullmatch(decision.id):
        raise DecisionError("id is not d followed by 16 to 32 hexadecimal digits")
    check_reviewer(decision.reviewer)
    if decision.action not in ACTIONS:
        raise DecisionError(f"action {decision.action!r} is none of {', '.join(ACTIONS)}")
    for name in ("comment", "event_id", "supersedes"):
        if len(getattr(decision, name)) > _LONGEST[name]:
            raise DecisionError(f"{name} holds more than {_LONGEST[name]} characters")
    if decision.action == "undo":
        _check_undo(decision)
    else:
        _check_judgement(decision)


def _check_undo(decision: Decision) -> None:
    if not _ID.fullmatch(decision.undoes):
        raise DecisionError("an undo names the decision that it takes back")


def _check_judgement(decision: Decision) -> None:
    if decision.supersedes and not all(map(_ID.fullmatch, decision.supersedes.split(";"))):
        raise DecisionError("supersedes does not name decisions")
    if not decision.event_id:
        raise DecisionError("event_id is empty")
    if decision.action == "reject" and decision.reason not in REASONS:
        raise DecisionError(f"reason {decision.reason!r} is none of {', '.join(REASONS)}")
    if decision.action == "comment" and not decision.comment.strip():
        raise DecisionError("the comment is empty")
    if decision.action == "correct":
        _check_correction(decision.values)


def _check_correction(values: Mapping[str, str]) -> None:
    if not values:
        raise DecisionError("a correction without a corrected value")
    odd = set(values) - set(EDITABLE)
    if odd:
        raise DecisionError(f"{sorted(odd)[0]!r} cannot be corrected; these can: {', '.join(EDITABLE)}")


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that count, in the order of the log: not undone, not superseded, of verdicts the reviewer's last on an event.

    An undo can be undone. Comments all stand.
    """
    ordered = list(decisions)
    undone = _undone(ordered)
    live = [decision for decision in ordered if decision.id not in undone and decision.action != "undo"]
    superseded = {earlier for decision in live for earlier in decision.supersedes.split(";") if earlier != decision.id}
    last = {(d.reviewer, d.event_id): d.id for d in live if d.action in VERDICTS}
    return tuple(d for d in live if d.id not in superseded and (d.action == "comment" or last[d.reviewer, d.event_id] == d.id))


def _undone(decisions: Sequence[Decision]) -> set[str]:
    """The ids that were taken back by an undo that was not. Undos name each other, so that no clock has a say in it."""
    undos: dict[str, list[str]] = defaultdict(list)
    open_ids = {decision.id: decision.undoes for decision in decisions if decision.action == "undo"}
    for undo, target in open_ids.items():
        undos[target].append(undo)
    undone: set[str] = set()
    settled = [undo for undo in open_ids if undo not in undos]  # nobody takes these back
    while settled:
        undo = settled.pop()
        target = open_ids.pop(undo)
        if undo not in undone:
            undone.add(target)
        undos[target].remove(undo)
        if not undos[target] and target in open_ids:
            settled.append(target)
    return undone
