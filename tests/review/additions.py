"""Events that a reviewer adds, for tests: what the page would send."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from verbale.extractors.tables import records
from verbale.review.log import Decision, Evidence, make


def addition(
    evidence: Evidence, sentence_id: str, trigger: str, *, reviewer: str = "ann", event_id: str = "", **values: str
) -> Decision:
    """An event of this sentence, told by the first of these words in it; the quote is the sentence."""
    text, place = evidence.sentences[sentence_id], evidence.places[sentence_id]
    at = text.index(trigger)
    said = {
        "relation_type": "meeting.visit", "source_ids": "PER", "source_parties": "PER", "sources": "Peru", "target_ids": "CHL",
        "target_parties": "CHL", "targets": "Chile", "trigger": trigger, "trigger_at": f"{at}-{at + len(trigger)}",
        "quote": text, "quote_at": f"0-{len(text)}", "date_edtf": "1931", "polarity": "pos", "modality": "asserted",
    }  # fmt: skip
    starts = {s: found.start for s, found in evidence.places.items() if found.doc_id == place.doc_id}
    order = sorted(starts, key=lambda s: starts[s])
    nth = order.index(sentence_id)
    snapshot = {
        "sentence_id": sentence_id, "doc_id": place.doc_id, "sentence": " ".join(text.split()), "char_start": str(place.start),
        "prefix": " ".join(evidence.sentences[s] for s in order[max(0, nth - 1) : nth])[-32:],
        "suffix": " ".join(evidence.sentences[s] for s in order[nth + 1 : nth + 2])[:32],
        "twins": str(evidence.twins[place.doc_id, " ".join(text.split())]),
        "beside": ";".join(row["event_id"] for row in evidence.by_sentence.get(sentence_id, ())),
    }  # fmt: skip
    entry = {"action": "add", "event_id": event_id or "a" + secrets.token_hex(8), "values": said | values, "snapshot": snapshot}
    return make(entry, reviewer=reviewer)


def complete(*sentences: str, reviewer: str = "ann") -> Decision:
    """The reviewer says that nothing more is told in these sentences."""
    return make({"action": "complete", "event_id": sentences[0], "values": {"sentences": ";".join(sentences)}}, reviewer=reviewer)


def sentence_with(run: Mapping[str, Any], words: str) -> str:
    """The id of the one sentence that holds these words."""
    (found,) = (s["sentence_id"] for s in records(run["sentences"]) if words in s["text"])
    return str(found)
