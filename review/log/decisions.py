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
JUDGEMENTS = (*VERDICTS, "add")
"""What says something of an event: verdicts on a row, and an event that a reviewer adds, which is a row from then on."""
PASSAGES = ("complete", "audit")
"""What says something of sentences: that nothing more is told in them, or that they were drawn to be judged whole."""
ACTIONS = (*JUDGEMENTS, *PASSAGES, "comment", "undo")
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
PLACED = ("trigger", "quote")
"""Words of a row that a reviewer may choose anew: ``NAME_at`` says where they stand in the sentence, as ``12-17``."""
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
    *PLACED,
    *(f"{name}_at" for name in PLACED),
)
"""What a reviewer may correct of an event; ids, codes, offsets and full dates follow from it."""
ADDABLE = (*EDITABLE, "date_text")
_NEEDED = ("relation_type", "trigger", "trigger_at", "quote", "quote_at")

_REVIEWER = re.compile(r"[^\W_][\w.@-]{0,63}")
_ID = re.compile(r"d[0-9a-f]{16,32}")
_ADDED = re.compile(r"a[0-9a-f]{16}")
_SENTENCES = re.compile(r"s[0-9a-f]{16}(;s[0-9a-f]{16})*")
_AT = re.compile(r"\d{1,6}-\d{1,6}")
_LONGEST = {"comment": 10_000, "values": 100_000, "snapshot": 120_000, "event_id": 100, "supersedes": 20_000}


class DecisionError(UserError, ValueError):
    """A decision that the log does not take; the message says why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log.

    ``values``: column -> corrected cell (lists joined by ``;``); of an added event all that it says; of passages their
    ``sentences`` (ids). ``snapshot``: column -> cell as it was judged. ``event_id``: of an added event ``a`` and 16 digits.
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
    elif decision.action == "add":
        _check_addition(decision)
    elif decision.action in PASSAGES:
        _check_passage(decision.values)


def _check_correction(values: Mapping[str, str]) -> None:
    if not values:
        raise DecisionError("a correction without a corrected value")
    _check_columns(values, EDITABLE)


def _check_addition(decision: Decision) -> None:
    if not _ADDED.fullmatch(decision.event_id):
        raise DecisionError("the id of an added event is not a followed by 16 hexadecimal digits")
    missing = [name for name in _NEEDED if not decision.values.get(name, "").strip()]
    if missing:
        raise DecisionError(f"an added event without {missing[0]}")
    if not decision.snapshot.get("sentence_id"):
        raise DecisionError("an added event names the sentence that tells of it")
    _check_columns(decision.values, ADDABLE)


def _check_passage(values: Mapping[str, str]) -> None:
    if not _SENTENCES.fullmatch(values.get("sentences", "")) or set(values) - {"sentences", "n", "seed", "of"}:
        raise DecisionError("sentences does not name the sentences that are meant, or something else is said of them")


def _check_columns(values: Mapping[str, str], allowed: Sequence[str]) -> None:
    odd = set(values) - set(allowed)
    if odd:
        raise DecisionError(f"{sorted(odd)[0]!r} cannot be corrected; these can: {', '.join(allowed)}")
    for name in PLACED:
        if name in values and not _AT.fullmatch(values.get(f"{name}_at", "")):
            raise DecisionError(f"{name}_at does not say where in the sentence the words of {name} stand, as 12-17")


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that count, in the order of the log: not undone, not superseded, of verdicts the reviewer's last on an event.

    An undo can be undone. Comments and what is said of passages all stand; of an added event its reviewer's last word on what it
    is, beside a verdict on it.
    """
    ordered = list(decisions)
    undone = _undone(ordered)
    live = [decision for decision in ordered if decision.id not in undone and decision.action != "undo"]
    superseded = {earlier for decision in live for earlier in decision.supersedes.split(";") if earlier != decision.id}
    last = {_spoken(d): d.id for d in live if d.action in JUDGEMENTS}
    return tuple(d for d in live if d.id not in superseded and last.get(_spoken(d), d.id) == d.id)


def _spoken(decision: Decision) -> tuple[str, str, str]:
    """Who says what kind of thing of which event: the last of each stands."""
    kind = "verdict" if decision.action in VERDICTS else decision.action if decision.action == "add" else decision.id
    return decision.reviewer, decision.event_id, kind


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
