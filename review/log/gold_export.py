"""Decisions -> annotated documents, which keep every decision as a test of later extractions."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from verbale.extractors.tables import distinct, records
from verbale.review.log.corrections import RelationType, corrected
from verbale.review.log.decisions import REASONS
from verbale.review.log.evidence import reviewable
from verbale.review.log.verdicts import Verdict

_UNKNOWN = frozenset(REASONS) - {"no_event", "duplicate"}
"""Reasons that leave an event in the sentence, but not known well enough to ask for it."""


def export_gold(
    tables: Mapping[str, pd.DataFrame], found: Mapping[str, Verdict], types: Mapping[str, RelationType]
) -> dict[str, bytes]:
    """File name -> content of annotated documents (``NAME.txt``, ``.meta.json``, ``.events.jsonl``: see ``evaluation.gold``).

    A document holds the sentences of which every row is decided, one a line, under the headings of their sections. Accepted and
    corrected rows must be found; rows rejected as no event or duplicates must not; of rows rejected for a wrong cell the event is
    there but unknown, hence optional. A candidate is a row where it is decided; those that nobody looked at hold up no sentence.
    """
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    told = set(tables["events"]["event_id"].tolist())
    for row in records(reviewable(tables)):
        if row["event_id"] in told or _is_settled(found.get(row["event_id"])):
            rows[row["sentence_id"]].append(row)
    settled = {sid for sid, group in rows.items() if all(_is_settled(found.get(row["event_id"])) for row in group)}
    lines: dict[str, list[dict[str, str]]] = defaultdict(list)
    for sentence in sorted(records(tables["sentences"]), key=lambda s: int(s["char_start"])):
        if sentence["sentence_id"] in settled:
            lines[sentence["doc_id"]].append(sentence)
    about = {document["doc_id"]: document for document in records(tables["documents"])}
    result: dict[str, bytes] = {}
    names: Counter[str] = Counter()
    for doc_id, sentences in sorted(lines.items()):
        stem = re.sub(r"[^\w.-]+", "-", PurePosixPath(doc_id).name) or "document"
        names[stem] += 1
        name = stem if names[stem] == 1 else f"{stem}-{names[stem]}"
        text, events = _annotated(sentences, rows, found, types)
        meta = {"source": doc_id, "title": about[doc_id]["title"], "document_date": about[doc_id]["document_date"] or None}
        result[f"{name}.txt"] = text.encode("utf-8", "replace")
        result[f"{name}.meta.json"] = (json.dumps(meta, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        numbered = [{"id": f"{name}-{i:03d}", "doc": name, **event} for i, event in enumerate(events, 1)]
        result[f"{name}.events.jsonl"] = "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in numbered).encode(
            "utf-8", "replace"
        )
    return result


def _is_settled(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.status in ("accepted", "corrected", "rejected")


def _annotated(
    sentences: list[dict[str, str]],
    rows: Mapping[str, list[dict[str, str]]],
    found: Mapping[str, Verdict],
    types: Mapping[str, RelationType],
) -> tuple[str, list[dict[str, Any]]]:
    text, section, events = "", "", []
    for sentence in sentences:
        if sentence["section"] and sentence["section"] != section and sentence["section"] != sentence["text"].strip():
            section = sentence["section"]
            text += f"{section}\n\n"
        shift = len(text) - int(sentence["char_start"])
        text += sentence["text"] + "\n\n"
        for row in rows[sentence["sentence_id"]]:
            event = _annotation(row, found[row["event_id"]], types, shift)
            if event:
                events.append(event)
    return text, events


def _annotation(row: Mapping[str, str], verdict: Verdict, types: Mapping[str, RelationType], shift: int) -> dict[str, Any] | None:
    """One line of ``.events.jsonl``, or None for a row that must not be found again."""
    reason = verdict.decisions[-1].reason
    if verdict.status == "rejected" and reason not in _UNKNOWN:
        return None
    row = corrected(row, verdict.values, types) if verdict.status == "corrected" else row
    flags = [flag for flag, there in (
        ("neg", row["polarity"] == "neg"),
        ("planned", row["modality"] == "planned"),
        ("cond", row["modality"] == "hypothetical"),
        ("rep", row["modality"] == "reported"),
    ) if there]  # fmt: skip
    return {
        "quote": row["quote"],
        "qspan": [int(row["quote_start"]) + shift, int(row["quote_end"]) + shift],
        "trigger": [row["trigger"]],
        "triggers": [[int(row["trigger_start"]) + shift, int(row["trigger_end"]) + shift]],
        "type": row["relation_type"],
        "source": list(distinct(row["source_parties"])),
        "target": list(distinct(row["target_parties"])),
        "date": gold_date(row["date_edtf"]),
        "flags": flags,
        "optional": verdict.status == "rejected",
    }


def gold_date(edtf: str) -> str:
    """``1995/..`` -> ``since:1995``; ``../2001`` -> ``before:2001``; qualifiers are dropped."""
    plain = re.sub(r"[?~%]", "", edtf)
    if plain.endswith("/.."):
        return "since:" + plain[:-3]
    if plain.startswith(("../", "/")):
        return "before:" + plain.split("/", 1)[1]
    return re.sub(r"-(2[1-4]|3[3-9]|4[01])$", "", plain)
