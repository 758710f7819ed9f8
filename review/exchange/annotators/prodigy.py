"""Prodigy: ``events.prodigy.jsonl``, a task a sentence, for the recipe ``rel.manual``.

The format: https://prodigy.ai/docs/api-interfaces#relations. A relation leads from a trigger (its head) to a party, date,
instrument or place. Tasks show one sentence: what an event names in another one stands in the note of its trigger, by code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.review.exchange.annotators.tokens import sentences_of, tokens_of
from verbale.review.exchange.graph import Graph, Mark, graph_of, note_of
from verbale.review.exchange.located import Annotated, Place

KEPT = ("code", "note", "polarity", "modality")
"""What a span bears besides its label; Prodigy leaves keys that it does not know as they are."""


def prodigy_lines(documents: Iterable[Annotated]) -> bytes:
    """All sentences of all documents, in their order."""
    lines = (json.dumps(task, ensure_ascii=False) + "\n" for document in documents for task in _tasks(document))
    return "".join(lines).encode("utf-8", "replace")


def _tasks(document: Annotated) -> Iterator[dict[str, Any]]:
    graph, events = graph_of(document), iter(document.events)
    heads = {number: next(events) for number, mark in enumerate(graph.marks) if mark.is_event}
    for sentence in sentences_of(document):
        inside = {n: mark for n, mark in enumerate(graph.marks) if _within(mark.place, sentence)}
        elsewhere = {
            n: [a for a in heads[n].arguments if a.place and not _within(a.place, sentence)] for n in inside if n in heads
        }
        shown = {n: mark._replace(note=note_of(heads[n], elsewhere[n])) if n in heads else mark for n, mark in inside.items()}
        yield _task(document, graph, sentence, shown)


def _within(place: Place, sentence: Place) -> bool:
    return sentence.start <= place.start and place.end <= sentence.end


def _task(document: Annotated, graph: Graph, sentence: Place, shown: dict[int, Mark]) -> dict[str, Any]:
    tokens = tokens_of(document.text, sentence, shown.values())
    spans = {number: _span(number, mark, sentence, tokens) for number, mark in shown.items()}
    links = [link for link in graph.links if link.event in spans and link.argument in spans]
    return {
        "text": document.text[sentence.start : sentence.end],
        "tokens": [
            {
                "text": document.text[token.start : token.end],
                "start": token.start - sentence.start,
                "end": token.end - sentence.start,
                "id": number,
                "ws": document.text[token.end : token.end + 1].isspace(),
            }
            for number, token in enumerate(tokens)
        ],
        "spans": list(spans.values()),
        "relations": [
            {
                "head": spans[link.event]["token_end"],
                "child": spans[link.argument]["token_end"],
                "head_span": spans[link.event],
                "child_span": spans[link.argument],
                "label": link.role,
            }
            for link in links
        ],
        "meta": {"doc_id": document.doc_id, "start": sentence.start},
    }


def _span(number: int, mark: Mark, sentence: Place, tokens: list[Place]) -> dict[str, Any]:
    upon = [n for n, token in enumerate(tokens) if _within(token, mark.place)]
    return {
        "start": mark.place.start - sentence.start,
        "end": mark.place.end - sentence.start,
        "token_start": upon[0],
        "token_end": upon[-1],
        "label": mark.label,
        "id": number,
        **{name: value for name in KEPT if (value := getattr(mark, name))},
    }
