"""The names of the files that the review adds to a folder of tables, and of those that are made of documents."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

REVIEWED_EVENTS = "reviewed_events.csv"
REVIEWED_RELATIONS = "reviewed_relations.csv"
REVIEW_PAGE = "review.html"
WORKBOOK = "review.xlsx"
TIMELINE = "timeline.html"
CHANGES = "changes.md"
CHRONOLOGY = "chronology.html"
CHRONOLOGY_TEXT = "chronology.md"
REVIEW_FILES = frozenset(
    {REVIEWED_EVENTS, REVIEWED_RELATIONS, REVIEW_PAGE, WORKBOOK, TIMELINE, CHANGES, CHRONOLOGY, CHRONOLOGY_TEXT}
)


def stems(doc_ids: Iterable[str]) -> Iterator[str]:
    """A file name for every document, without an ending: ``a/note 1`` -> ``note-1``, a second one ``note-1-2``."""
    names: Counter[str] = Counter()
    for doc_id in doc_ids:
        stem = re.sub(r"[^\w.-]+", "-", PurePosixPath(doc_id).name) or "document"
        names[stem] += 1
        yield stem if names[stem] == 1 else f"{stem}-{names[stem]}"
