"""Annotated documents, and whether a row of an events table agrees with an annotation.

An annotated document is ``NAME.txt`` with ``NAME.events.jsonl`` beside it. One line is one event: ``quote`` (or ``qspan``),
``trigger`` (words of the quote) or ``triggers`` (spans), ``type``, ``source``, ``target``, ``date``, ``flags``, ``optional``.
``type``, dates and parties may list alternatives with ``|``. Offsets count characters of ``NAME.txt``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from verbale.errors import UserError

Span = tuple[int, int]

_PARTY_NAMES = {
    "EEC": "EC", "COUNCIL OF EUROPE": "COE", "WORLD BANK": "WB", "IBRD": "WB", "EUROPEAN UNION": "EU", "UNITED NATIONS": "UN",
    "UNO": "UN", "AMNESTY INTERNATIONAL": "AI", "REPORTERS WITHOUT BORDERS": "RSF", "EASTERN PARTNERSHIP": "EAP",
    "UNION OF POLES": "UPB", "UNION OF POLES IN BELARUS": "UPB", "PFP": "NATO", "PARTNERSHIP FOR PEACE": "NATO", "ROC": "TWN",
    "KOS": "XKX", "XKO": "XKX", "RKS": "XKX",
}  # fmt: skip
_SAME_TYPE = {"treaty.conclude": "treaty.sign"}
# Types whose parties a table may spread over both columns: wider than the symmetric types of the rules, as annotators are.
_SPREAD = frozenset(
    """treaty.sign treaty.suspend treaty.terminate treaty.ratify treaty.enter_into_force meeting.mediate meeting.hold
    meeting.negotiate meeting.visit cooperation.agree integration.union integration.customs integration.monetary trade.agreement
    trade.flow relations.establish relations.restore relations.improve relations.deteriorate relations.state military.cooperate
    military.exercise conflict.attack conflict.ceasefire""".split()  # noqa: SIM905
)
UNREAL = frozenset({"planned", "cond"})


class GoldError(UserError, ValueError):
    """An annotated document that cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event. ``sources`` / ``targets``: per party the codes that name it ("" among them: may be left out)."""

    types: tuple[str, ...]
    sources: tuple[frozenset[str], ...]
    targets: tuple[frozenset[str], ...]
    dates: tuple[str, ...]
    flags: frozenset[str]
    optional: bool
    quote: str
    quote_span: Span
    triggers: tuple[Span, ...]

    @property
    def families(self) -> frozenset[str]:
        return frozenset(map(family, self.types))


@dataclass(frozen=True, slots=True)
class GoldDocument:
    name: str
    text: str
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One row of an events table, as far as scoring needs it."""

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
    confidence: float
    rule_id: str


def family(relation_type: str) -> str:
    return relation_type.split(".")[0]


def fold(code: str) -> str:
    """A party code for comparison: upper case, punctuation as spaces, other names of the same party made one."""
    folded = re.sub(r"[\s.\-_]+", " ", code.strip()).upper().strip()
    return _PARTY_NAMES.get(folded, folded)


def _codes(cell: str) -> frozenset[str]:
    return frozenset(fold(part) for part in re.split(r"[;|]", cell) if part.strip())


def load_gold(folder: str | Path) -> dict[str, GoldDocument]:
    """Name -> annotated document, for every ``NAME.events.jsonl`` of a folder. Raises GoldError naming file and line."""
    files = sorted(Path(folder).glob("*.events.jsonl"))
    if not files:
        raise GoldError(f"{folder}: no NAME.events.jsonl in this folder")
    return {document.name: document for document in map(_read_document, files)}


def _read_document(path: Path) -> GoldDocument:
    name = path.name.removesuffix(".events.jsonl")
    try:
        text = (path.parent / f"{name}.txt").read_text(encoding="utf-8")
    except OSError as error:
        raise GoldError(f"{path}: its text {name}.txt cannot be read ({error.strerror})") from None
    events = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                events.append(gold_event(json.loads(line), text))
            except (ValueError, KeyError, TypeError) as error:
                raise GoldError(f"{path}:{number}: {type(error).__name__}: {error}") from None
    return GoldDocument(name, text, tuple(events))


def gold_event(line: Mapping[str, Any], text: str) -> GoldEvent:
    """One annotation against its text. Raises KeyError for a missing field, ValueError for a quote that is not in the text."""
    if "qspan" in line:
        start, end = line["qspan"]
    else:
        start = text.index(line["quote"])
        end = start + len(line["quote"])
    quote = line.get("quote", text[start:end])
    if "triggers" in line:
        triggers = [(int(a), int(b)) for a, b in line["triggers"]]
    else:
        triggers = _find_words(line["trigger"], quote, start)
    return GoldEvent(
        types=tuple(_SAME_TYPE.get(kind, kind) for kind in line["type"].split("|")),
        sources=tuple(frozenset(map(fold, party.split("|"))) for party in line["source"]),
        targets=tuple(frozenset(map(fold, party.split("|"))) for party in line["target"]),
        dates=tuple(line["date"].split("|")),
        flags=frozenset(line["flags"]),
        optional=bool(line["optional"]),
        quote=quote,
        quote_span=(start, end),
        triggers=tuple(triggers),
    )


def _find_words(words: Iterable[str], quote: str, start: int) -> list[Span]:
    """Where each trigger word first stands in the quote: as a word of its own, else inside one."""
    spans = []
    for word in words:
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", quote) or re.search(re.escape(word), quote)
        if match:
            spans.append((start + match.start(), start + match.end()))
    return spans


def found_row(line: Mapping[str, Any]) -> Found:
    def cell(column: str) -> str:
        return str(line.get(column) or "")

    modality = cell("modality").lower() or "asserted"
    return Found(
        event_id=cell("event_id"),
        relation_type=_SAME_TYPE.get(cell("relation_type"), cell("relation_type")),
        span=(int(float(line["trigger_start"])), int(float(line["trigger_end"]))),
        sources=_codes(cell("source_parties")),
        targets=_codes(cell("target_parties")),
        date_edtf=cell("date_edtf"),
        date_start=cell("date_start"),
        date_end=cell("date_end"),
        negative=cell("polarity").lower().startswith("neg"),
        unreal=modality not in ("asserted", "actual", "reported"),
        confidence=float(line.get("confidence") or 0.0),
        rule_id=cell("rule_id"),
    )


def document_name(doc_id: str) -> str:
    """``folder/belarus.txt`` -> ``belarus``: what a doc_id and the name of an annotated document have in common."""
    return re.sub(r"\.(txt|md)$", "", PurePosixPath(doc_id).name)


def overlap(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])


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
    spread = not event.targets and event.types[0] in _SPREAD
    return spread and _covers(event.sources, row.sources | row.targets)


def _covers(wanted: tuple[frozenset[str], ...], got: frozenset[str]) -> bool:
    """Every wanted party is there under one of its names, and nobody else is."""
    everyone = all("" in names or names & got for names in wanted)
    return everyone and all(any(party in names for names in wanted) for party in got)
