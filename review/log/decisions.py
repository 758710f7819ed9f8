"""The log of decisions: one append-only JSONL file per reviewer, never written by an extraction run.

A line is one decision, and it holds a snapshot of what was judged, so that a later run can be compared with it
(``carry_over.py``). Nothing is ever rewritten: an undo is a line of its own. Every line is on the disk (fsync) before
``append`` returns; a last line torn by a crash is cut off at the next append, and nothing else is touched.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from verbale.errors import UserError

try:
    import fcntl
except ImportError:  # Windows: one reviewer's file is then unguarded against a second process of the same reviewer
    fcntl = None  # type: ignore[assignment]

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
_LONGEST = {"comment": 10_000, "values": 20_000, "snapshot": 40_000}


class DecisionError(UserError, ValueError):
    """A decision that the log does not take; the message says why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log.

    ``values``: column -> corrected cell (lists joined by ``;``). ``snapshot``: column -> cell as it was judged.
    ``undoes``: id of the decision taken back. ``supersedes``: ids (joined by ``;``) of decisions that this one carries on to a
    new row, or settles where reviewers differ.
    ``at``: UTC, ISO 8601 with microseconds.
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


@dataclass(frozen=True, slots=True)
class Log:
    """Everything that was decided, in the order of time, and the lines that could not be read (``file:line: why``)."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[str, ...] = ()


def new_id() -> str:
    """A fresh decision id; whoever makes a decision names it, so that sending it twice records it once."""
    return "d" + secrets.token_hex(8)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


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
    filled = {"id": new_id(), "at": now(), "event_id": "", **entry}
    if reviewer:
        filled["reviewer"] = reviewer
    if at:
        filled["at"] = at
    decision = Decision(**filled)
    _check(decision)
    return decision


def _check_cells(name: str, cells: Any) -> None:
    if not isinstance(cells, Mapping) or not all(isinstance(k, str) and isinstance(v, str) for k, v in cells.items()):
        raise DecisionError(f"{name} is not a table of text cells")
    if sum(len(k) + len(v) for k, v in cells.items()) > _LONGEST[name]:
        raise DecisionError(f"{name} holds more than {_LONGEST[name]} characters")


def _check(decision: Decision) -> None:
    if not _ID.fullmatch(decision.id):
        raise DecisionError("id is not d followed by 16 to 32 hexadecimal digits")
    if not _REVIEWER.fullmatch(decision.reviewer):
        raise DecisionError(f"{decision.reviewer!r} is no name for a reviewer: letters, digits, . @ - only")
    if decision.action not in ACTIONS:
        raise DecisionError(f"action {decision.action!r} is none of {', '.join(ACTIONS)}")
    try:
        datetime.fromisoformat(decision.at)
    except ValueError:
        raise DecisionError(f"at: {decision.at!r} is no time") from None
    if len(decision.comment) > _LONGEST["comment"]:
        raise DecisionError(f"comment holds more than {_LONGEST['comment']} characters")
    if decision.action == "undo":
        if not _ID.fullmatch(decision.undoes):
            raise DecisionError("an undo names the decision that it takes back")
        return
    if decision.supersedes and not all(map(_ID.fullmatch, decision.supersedes.split(";"))):
        raise DecisionError("supersedes does not name decisions")
    if not decision.event_id:
        raise DecisionError("event_id is empty")
    if decision.action == "reject" and decision.reason not in REASONS:
        raise DecisionError(f"reason {decision.reason!r} is none of {', '.join(REASONS)}")
    if decision.action == "comment" and not decision.comment.strip():
        raise DecisionError("the comment is empty")
    if decision.action == "correct":
        if not decision.values:
            raise DecisionError("a correction without a corrected value")
        odd = set(decision.values) - set(EDITABLE)
        if odd:
            raise DecisionError(f"{sorted(odd)[0]!r} cannot be corrected; these can: {', '.join(EDITABLE)}")


def path_of(folder: Path, reviewer: str) -> Path:
    """The file of one reviewer. Raises DecisionError for a name that is not one (so no path leaves the folder)."""
    if not _REVIEWER.fullmatch(reviewer):
        raise DecisionError(f"{reviewer!r} is no name for a reviewer: letters, digits, . @ - only")
    return folder / f"{reviewer}.jsonl"


def line_of(decision: Decision) -> str:
    """One line of JSON without its line break; empty fields are left out."""
    filled = {name: value for name, value in asdict(decision).items() if value}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def append(folder: Path, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Write decisions to their reviewers' files; those whose id is there already are left out. Returns what was written."""
    by_reviewer: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_reviewer.setdefault(decision.reviewer, []).append(decision)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Decision] = []
    for reviewer, new in by_reviewer.items():
        with _locked(path_of(folder, reviewer)) as file:
            _cut_torn_line(file)
            file.seek(0)
            known = {entry.get("id") for _, entry in _entries(file.read()) if isinstance(entry, dict)}
            fresh = [d for d in {d.id: d for d in new}.values() if d.id not in known]
            file.seek(0, os.SEEK_END)
            file.write("".join(line_of(decision) + "\n" for decision in fresh).encode("utf-8", "backslashreplace"))
            file.flush()
            os.fsync(file.fileno())
            written += fresh
    return tuple(written)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[Any]:
    new = not path.exists()
    with path.open("a+b") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        if new and hasattr(os, "O_DIRECTORY"):
            handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        yield file


def _cut_torn_line(file: Any) -> None:
    """Cut off what follows the last line break, unless it is a whole decision that only lacks its line break."""
    file.seek(0)
    content = file.read()
    rest = content[content.rfind(b"\n") + 1 :]
    if not rest:
        return
    try:
        json.loads(rest)
        file.seek(0, os.SEEK_END)
        file.write(b"\n")
    except ValueError:
        file.truncate(len(content) - len(rest))


def _entries(content: bytes) -> Iterator[tuple[int, Any]]:
    """(line number, parsed line or the error) of every complete or readable line."""
    lines = content.split(b"\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                if number < len(lines):  # the last line without a line break is torn, not wrong
                    yield number, error


def read(folder: Path) -> Log:
    """All decisions of all reviewers, in the order of time. A folder that does not exist holds none."""
    decisions: dict[str, Decision] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, entry in _entries(path.read_bytes()):
            try:
                if isinstance(entry, ValueError) or not isinstance(entry, dict):
                    raise DecisionError("not a line of JSON with one decision")
                decision = make(entry)
                decisions.setdefault(decision.id, decision)
            except (DecisionError, TypeError) as error:
                problems.append(f"{path.name}:{number}: {error}")
    ordered = sorted(decisions.values(), key=lambda decision: (decision.at, decision.id))
    return Log(tuple(ordered), tuple(problems))


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that count, in order of time: not undone, not superseded, of verdicts the reviewer's last on an event.

    An undo can be undone. Comments all stand.
    """
    ordered = list(decisions)
    undone: set[str] = set()
    for decision in reversed(ordered):
        if decision.action == "undo" and decision.id not in undone:
            undone.add(decision.undoes)
    live = [decision for decision in ordered if decision.id not in undone and decision.action != "undo"]
    superseded = {earlier for decision in live for earlier in decision.supersedes.split(";") if earlier != decision.id}
    last = {(d.reviewer, d.event_id): d.id for d in live if d.action in VERDICTS}
    return tuple(d for d in live if d.id not in superseded and (d.action == "comment" or last[d.reviewer, d.event_id] == d.id))
