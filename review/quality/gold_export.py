"""Decisions -> annotated documents, which keep every decision as a test of later extractions."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.extractors.tables import distinct, records
from verbale.review.file_names import stems
from verbale.review.log import REASONS, ComparedRun, Evidence, RelationType, Row, Verdict, as_corrected
from verbale.review.quality.whole import Judged, judged, sentences_in_order

_UNKNOWN = frozenset(REASONS) - {"no_event", "duplicate"}
"""Reasons that leave an event in the sentence, but not known well enough to ask for it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """File name -> content of annotated documents; one line on every kind of sentence that was left out, and why."""

    files: Mapping[str, bytes]
    sentences: int
    left_out: tuple[str, ...]


def export_gold(state: ComparedRun, types: Mapping[str, RelationType], *, decided: bool = False) -> Gold:
    """Annotated documents (``NAME.txt``, ``.meta.json``, ``.events.jsonl``: see ``evaluation.gold``) of what people judged.

    A document holds the sentences that were judged whole, one a line, under the headings of their sections; with ``decided`` also
    those of which every row is decided while nobody marked them complete: recall is unknown then, and ``.meta.json`` says so.
    Accepted, corrected and added rows must be found; rows rejected as no event or duplicates must not; of rows rejected for a
    wrong cell the event is there but unknown, hence optional.
    """
    found = judged(state)
    wanted = found.whole | found.decided if decided else found.whole
    lines: dict[str, list[dict[str, str]]] = defaultdict(list)
    for sentence in sentences_in_order(state):
        if sentence["sentence_id"] in wanted:
            lines[sentence["doc_id"]].append(sentence)
    about = {document["doc_id"]: document for document in records(state.tables["documents"])}
    files: dict[str, bytes] = {}
    for (doc_id, sentences), name in zip(sorted(lines.items()), stems(sorted(lines)), strict=True):
        text, events = _annotated(sentences, found.rows, state, types)
        document = about[doc_id]
        meta: dict[str, Any] = {"source": doc_id, "title": document["title"], "document_date": document["document_date"] or None}
        meta["complete"] = all(sentence["sentence_id"] in found.whole for sentence in sentences)
        numbered = [{"id": f"{name}-{i:03d}", "doc": name, **event} for i, event in enumerate(events, 1)]
        files |= {
            f"{name}.txt": _bytes(text),
            f"{name}.meta.json": _bytes(_json(meta)),
            f"{name}.events.jsonl": _bytes("".join(map(_json, numbered))),
        }
    return Gold(files, sum(map(len, lines.values())), tuple(_left_out(found, wanted)))


def _left_out(found: Judged, wanted: frozenset[str]) -> Iterator[str]:
    if unknown := len(found.decided - wanted):
        yield f"{unknown} sentences: their rows are decided, but nobody marked them complete (--decided takes them, too)"
    if undecided := len(found.complete - found.whole):
        yield f"{undecided} sentences: marked complete, but not all of their rows are decided, or reviewers differ"


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _annotated(
    sentences: list[dict[str, str]],
    rows: Mapping[str, tuple[Row, ...]],
    state: ComparedRun,
    types: Mapping[str, RelationType],
) -> tuple[str, list[dict[str, Any]]]:
    text, section, events = "", "", []
    for sentence in sentences:
        if sentence["section"] and sentence["section"] != section and sentence["section"] != sentence["text"].strip():
            section = sentence["section"]
            text += f"{section}\n\n"
        shift = len(text) - int(sentence["char_start"])
        text += sentence["text"] + "\n\n"
        for row in rows.get(sentence["sentence_id"], ()):
            event = _annotation(row, state.verdicts[row["event_id"]], state.evidence, types, shift)
            if event:
                events.append(event)
    return text, events


def _annotation(
    row: Row, verdict: Verdict, evidence: Evidence, types: Mapping[str, RelationType], shift: int
) -> dict[str, Any] | None:
    """One line of ``.events.jsonl``, or None for a row that must not be found again."""
    reason = verdict.decisions[-1].reason
    if verdict.status == "rejected" and reason not in _UNKNOWN:
        return None
    row = as_corrected(row, verdict.values, types, evidence) if verdict.status == "corrected" else row
    return {
        "quote": row["quote"],
        "qspan": [int(row["quote_start"]) + shift, int(row["quote_end"]) + shift],
        "trigger": [row["trigger"]],
        "triggers": [[int(row["trigger_start"]) + shift, int(row["trigger_end"]) + shift]],
        "type": row["relation_type"],
        "source": list(distinct(row["source_parties"])),
        "target": list(distinct(row["target_parties"])),
        "date": gold_date(row["date_edtf"]),
        "flags": flags_of(row["polarity"], row["modality"]),
        "optional": verdict.status == "rejected",
    }


def flags_of(polarity: str, modality: str) -> list[str]:
    """``neg``, ``planned``, ``cond`` (supposed), ``rep``: what annotated documents call them."""
    named = {"planned": "planned", "hypothetical": "cond", "reported": "rep"}
    return [*(["neg"] if polarity == "neg" else ()), *([named[modality]] if modality in named else ())]


def gold_date(edtf: str) -> str:
    """``1995/..`` -> ``since:1995``; ``../2001`` -> ``before:2001``; qualifiers are dropped."""
    plain = re.sub(r"[?~%]", "", edtf)
    if plain.endswith("/.."):
        return "since:" + plain[:-3]
    if plain.startswith(("../", "/")):
        return "before:" + plain.split("/", 1)[1]
    return re.sub(r"-(2[1-4]|3[3-9]|4[01])$", "", plain)
