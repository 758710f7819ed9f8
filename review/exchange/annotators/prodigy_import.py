"""Annotations that were made in Prodigy (``db-out``: a task a line), as a graph for every document.

Tasks that name their document (``meta.doc_id``, ``meta.start``) are put together again; every other one is a document of its own.
Tasks that were rejected or ignored are left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from verbale.review.exchange.annotators.prodigy import KEPT
from verbale.review.exchange.annotators.read import Read, files_of
from verbale.review.exchange.gold_lines import Problems
from verbale.review.exchange.graph import Graph, Link, Mark
from verbale.review.exchange.located import Place
from verbale.review.file_names import stems

Task = Mapping[str, Any]
_WRONG = (KeyError, TypeError, ValueError)


def read_prodigy(folder: Path) -> Iterator[Read]:
    """Every document of every ``NAME.jsonl`` of a folder."""
    for path in files_of(folder, "NAME.jsonl", "*.jsonl"):
        problems: Problems = []
        documents: dict[str, list[tuple[int, Task]]] = defaultdict(list)
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            yield Read.failed(path, f"it cannot be read ({error})")
            continue
        for number, line in enumerate(lines, 1):
            try:
                task = json.loads(line) if line.strip() else {"answer": "ignore"}
                if task.get("answer", "accept") == "accept":
                    documents[_document_of(task, f"{path.stem}-{number:04d}")].append((number, task))
            except (*_WRONG, AttributeError) as error:
                problems.append((number, f"this is no task of Prodigy ({error})"))
        if problems:
            yield Read(path.stem, path, Graph("", (), ()), problems)
        for tasks, name in zip(documents.values(), stems(documents), strict=True):
            found: Problems = []
            yield Read(name, path, _graph(tasks, found), found)


def _document_of(task: Task, otherwise: str) -> str:
    if not isinstance(task["text"], str):
        raise ValueError("text is none")
    meta = task.get("meta")
    return str(meta["doc_id"]) if isinstance(meta, dict) and "doc_id" in meta and "start" in meta else otherwise


def _graph(tasks: list[tuple[int, Task]], problems: Problems) -> Graph:
    text = ""
    marks: list[Mark] = []
    links: list[Link] = []
    for line, task in sorted(tasks, key=lambda one: _start(one[1])):
        gap = max(_start(task) - len(text), 1 if text else 0)
        begin = len(text) + gap
        text += (" " if gap == 1 else "\n" * gap) + task["text"]
        try:
            own, own_links = _marks(task, begin, line)
        except _WRONG as error:
            problems.append((line, f"a span or relation is not as Prodigy writes it ({type(error).__name__}: {error})"))
            continue
        links += [Link(head + len(marks), role, child + len(marks)) for head, role, child in own_links]
        marks += own
    return Graph(text, tuple(marks), tuple(links))


def _start(task: Task) -> int:
    meta = task.get("meta")
    return int(meta["start"]) if isinstance(meta, dict) and "start" in meta else 0


def _marks(task: Task, begin: int, line: int) -> tuple[list[Mark], list[tuple[int, str, int]]]:
    """The marks of a task, and its links between these. A token that a relation names alone is a mark, too."""
    spans: list[dict[str, Any]] = [dict(span) for span in task.get("spans") or ()]
    links: list[tuple[int, str, int]] = []
    for relation in task.get("relations") or ():
        ends = []
        for end in ("head", "child"):
            span = relation.get(f"{end}_span") or task["tokens"][relation[end]]
            if (at := _place_among(span, spans)) is None:
                at = len(spans)
                spans.append({**span, "label": span.get("label") or ""})
            ends.append(at)
        links.append((ends[0], str(relation["label"]).lower(), ends[1]))
    heads = {head for head, *_ in links}
    return [_mark(span, begin, line, number in heads) for number, span in enumerate(spans)], links


def _place_among(span: Task, spans: list[dict[str, Any]]) -> int | None:
    """Which of the spans is meant: the one with the same number, else the one of the same words and label."""
    for keys in (("start", "end", "label", "id"), ("start", "end", "label"), ("start", "end")):
        for number, other in enumerate(spans):
            if all(other.get(key) == span.get(key) for key in keys):
                return number
    return None


def _mark(span: Task, begin: int, line: int, heads: bool) -> Mark:
    place = Place(begin + int(span["start"]), begin + int(span["end"]))
    about = {name: str(span[name]) for name in KEPT if span.get(name)}
    label = str(span.get("label") or "")
    return Mark(place, label, **about, line=line, is_event=heads or "." in label)
