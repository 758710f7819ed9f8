"""An event a line, with its sentence: what stands in lists and joined cells of the tables is nested here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.extractors.tables import split
from verbale.review.exchange.located import Annotated, Argument, Located, Place

_PLAIN = (
    "relation_type", "plover", "cameo", "quad", "goldstein", "polarity", "modality", "instrument", "place", "quantity", "content",
    "confidence", "parties_confidence", "method", "rule_id", "happening_id", "review_status",
)  # fmt: skip
_NUMBERS = frozenset({"goldstein", "confidence", "parties_confidence"})


def json_lines(documents: Iterable[Annotated]) -> bytes:
    """All events. ``text`` is the sentence, which begins at ``text_start`` of the document; all offsets count the document's
    characters: ``text[start - text_start:end - text_start]`` is what is quoted, where it stands in the sentence."""
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for document in documents for line in _lines(document))
    return "".join(lines).encode("utf-8", "replace")


def _lines(document: Annotated) -> Iterator[dict[str, Any]]:
    sentences = {sentence["sentence_id"]: sentence for sentence in document.sentences}
    for event in document.events:
        row, sentence = event.row, sentences[event.row["sentence_id"]]
        yield {
            "event_id": row["event_id"],
            "doc_id": document.doc_id,
            "title": document.title,
            "document_date": document.date,
            "section": row["section"],
            "text": sentence["text"],
            "text_start": int(sentence["char_start"]),
            "quote": _at(row["quote"], event.quote),
            "trigger": _at(row["trigger"], event.trigger),
            "sources": list(_side(event, "source")),
            "targets": list(_side(event, "target")),
            "date": _date(event),
            **{name: float(row[name]) if name in _NUMBERS and row[name] else row[name] for name in _PLAIN},
            "persons": list(split(row["persons"])),
            "attributed_to": list(split(row["attributed_to"])),
        }


def _side(event: Located, role: str) -> Iterator[dict[str, Any]]:
    hows = split(event.row[f"{role}_how"])
    for number, argument in enumerate(event.of(role)):
        how = hows[number] if number < len(hows) else ""
        yield {**_at(argument.words, argument.place), "actor_id": argument.actor_id, "party": argument.code, "how": how}


def _date(event: Located) -> dict[str, Any] | None:
    found: tuple[Argument, ...] = event.of("date")
    if not found:
        return None
    row = event.row
    return {**_at(found[0].words, found[0].place), "edtf": row["date_edtf"], "first": row["date_start"], "last": row["date_end"]}


def _at(words: str, place: Place | None) -> dict[str, Any]:
    return {"text": words, "start": place.start if place else None, "end": place.end if place else None}
