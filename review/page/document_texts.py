"""The documents of a run as the page shows them: their texts put together from sentences, with names and dates marked.

Offsets are turned into UTF-16 units, as JavaScript counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from verbale.extractors.tables import records
from verbale.review.log import is_heading, reviewable


class Utf16:
    """Offsets in characters -> offsets in the units that JavaScript counts: characters outside the basic plane count twice."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, char in enumerate(text) if char > "\uffff"]

    def unit(self, offset: int | str) -> int:
        return int(offset) + bisect_left(self._wide, int(offset))

    def span(self, row: Mapping[str, str]) -> tuple[int, int]:
        """Start and end of a sentence, mention or date."""
        return self.unit(row["char_start"]), self.unit(row["char_end"])


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document as the page gets it (``shown``), its number there, and sentence_id -> start and end in UTF-16 units."""

    shown: Mapping[str, Any]
    number: int
    offsets: Utf16
    sentences: Mapping[str, tuple[int, int]]


def document_texts(tables: Mapping[str, pd.DataFrame]) -> dict[str, DocumentText]:
    """doc_id -> text of every document that has sentences or rows: where nothing was found, something may be missed."""
    sentences = _by_document(tables["sentences"])
    mentions = _by_document(tables["mentions"])
    dates = _by_document(tables["dates"])
    used = {*sentences, *reviewable(tables)["doc_id"].tolist()}
    documents = [row for row in records(tables["documents"]) if row["doc_id"] in used]
    return {
        row["doc_id"]: _document(row, number, sentences[row["doc_id"]], mentions[row["doc_id"]], dates[row["doc_id"]])
        for number, row in enumerate(documents)
    }


def _document(
    row: Mapping[str, str],
    number: int,
    sentences: Iterable[Mapping[str, str]],
    mentions: Iterable[Mapping[str, str]],
    dates: Iterable[Mapping[str, str]],
) -> DocumentText:
    ordered = sorted(sentences, key=lambda sentence: int(sentence["char_start"]))
    text = text_of(ordered)
    offsets = Utf16(text)
    sections = list(dict.fromkeys(sentence["section"] for sentence in ordered))
    spans = {sentence["sentence_id"]: offsets.span(sentence) for sentence in ordered}
    shown = {
        "id": row["doc_id"],
        "title": row["title"] or row["doc_id"],
        "date": row["document_date"],
        "text": text,
        "sections": sections,
        "sentences": [
            [s["sentence_id"], *spans[s["sentence_id"]], int(is_heading(s)), sections.index(s["section"])] for s in ordered
        ],
        "mentions": _marks(offsets, mentions, "actor_id"),
        "dates": _marks(offsets, dates, "edtf"),
    }
    return DocumentText(shown, number, offsets, spans)


def _by_document(table: pd.DataFrame) -> dict[str, list[dict[str, str]]]:
    grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in records(table):
        grouped[row["doc_id"]].append(row)
    return grouped


def _marks(offsets: Utf16, rows: Iterable[Mapping[str, str]], label: str) -> list[list[int | str]]:
    marks: list[list[int | str]] = [[*offsets.span(row), row[label]] for row in rows]
    return sorted(marks, key=lambda mark: mark[:2])


def text_of(sentences: Sequence[Mapping[str, str]]) -> str:
    """The text of a document from its sentences in order, each in its place; what lies between them becomes white space."""
    parts: list[str] = []
    end, heading = 0, True
    for sentence in sentences:
        gap = int(sentence["char_start"]) - end
        if gap < 0:
            continue
        parts.append(" " if gap == 1 and not heading and not is_heading(sentence) else "\n" * gap)
        parts.append(sentence["text"])
        end, heading = int(sentence["char_end"]), is_heading(sentence)
    return "".join(parts)
