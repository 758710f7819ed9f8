"""spaCy's DocBin: a document with its triggers, arguments and dates as groups of spans, for training and for reading with spaCy.

``doc.spans["events"]``: triggers, labelled with the type; ``span.id_`` is the event's id. ``doc.spans["arguments"]``: labelled
with the role; ``span.id_`` is the id of the event, ``span.kb_id_`` the party's code or the date in EDTF.
``doc.user_data["events"]``: the rows. Tokens are those of spaCy's English tokenizer; one that ends inside a token is widened.
"""

from __future__ import annotations

from collections.abc import Iterable

import spacy
from spacy.tokens import Doc, DocBin, Span

from verbale.review.exchange.located import Annotated, Place


def docbin(documents: Iterable[Annotated]) -> bytes:
    """All documents as the bytes of one DocBin."""
    nlp = spacy.blank("en")
    kept = DocBin(store_user_data=True)
    for document in documents:
        nlp.max_length = max(nlp.max_length, len(document.text) + 1)
        kept.add(_doc(nlp.make_doc(document.text), document))
    return bytes(kept.to_bytes())


def _doc(doc: Doc, document: Annotated) -> Doc:
    doc.user_data = {"doc_id": document.doc_id, "events": [dict(event.row) for event in document.events]}
    doc.spans["events"] = [
        _span(doc, event.trigger, event.row["relation_type"], event.row["event_id"]) for event in document.events
    ]
    doc.spans["arguments"] = [
        _span(doc, argument.place, argument.role, event.row["event_id"], argument.code)
        for event in document.events
        for argument in event.arguments
        if argument.place is not None
    ]
    return doc


def _span(doc: Doc, place: Place, label: str, span_id: str, code: str = "") -> Span:
    span = doc.char_span(place.start, place.end, label, code, alignment_mode="expand", span_id=span_id)
    assert span is not None, f"{place} lies outside {doc.user_data['doc_id']}"
    return span
