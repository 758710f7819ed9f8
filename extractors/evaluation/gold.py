"""Annotated documents: a folder of texts with the events that annotators found in them.

An annotated document is ``NAME.txt`` with ``NAME.events.jsonl`` beside it, and perhaps ``NAME.meta.json``. One line is one
event: ``quote`` (or ``qspan``), ``trigger`` (words of the quote) or ``triggers`` (spans), ``type``, ``source``, ``target``,
``date``, ``flags``, ``optional``.
``type``, dates and parties may list alternatives with ``|``. Offsets count characters of ``NAME.txt``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.errors import UserError
from verbale.extractors.evaluation.codes import family, fold, same_type

Span = tuple[int, int]


class GoldError(UserError):
    """An annotated document that cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event. ``sources`` / ``targets``: per party the codes that name it ("" among them: may be left out).

    ``source_words`` / ``target_words`` / ``date_words``: the words of the text that stand for them; None where nobody noted them.
    """

    types: tuple[str, ...]
    sources: tuple[frozenset[str], ...]
    targets: tuple[frozenset[str], ...]
    dates: tuple[str, ...]
    flags: frozenset[str]
    optional: bool
    quote: str
    quote_span: Span
    triggers: tuple[Span, ...]
    source_words: tuple[str, ...] | None = None
    target_words: tuple[str, ...] | None = None
    date_words: str | None = None

    @property
    def families(self) -> frozenset[str]:
        return frozenset(map(family, self.types))


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """``complete``: somebody looked for every event; where ``NAME.meta.json`` says otherwise, recall cannot be known."""

    name: str
    text: str
    events: tuple[GoldEvent, ...]
    complete: bool = True


def load_gold(folder: str | Path) -> dict[str, GoldDocument]:
    """Name -> annotated document, for every ``NAME.events.jsonl`` of a folder. Raises GoldError naming file and line."""
    files = sorted(Path(folder).glob("*.events.jsonl"))
    if not files:
        there = Path(folder).is_dir()
        raise GoldError(f"{folder}: {'no NAME.events.jsonl in this folder' if there else 'no such folder; check the path'}")
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
    return GoldDocument(name, text, tuple(events), _is_complete(path.parent / f"{name}.meta.json"))


def _is_complete(meta: Path) -> bool:
    try:
        said = json.loads(meta.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
    return not isinstance(said, dict) or said.get("complete") is not False


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
        types=tuple(same_type(kind) for kind in line["type"].split("|")),
        sources=tuple(frozenset(map(fold, party.split("|"))) for party in line["source"]),
        targets=tuple(frozenset(map(fold, party.split("|"))) for party in line["target"]),
        dates=tuple(line["date"].split("|")),
        flags=frozenset(line["flags"]),
        optional=bool(line["optional"]),
        quote=quote,
        quote_span=(start, end),
        triggers=tuple(triggers),
        source_words=tuple(line["source_words"]) if "source_words" in line else None,
        target_words=tuple(line["target_words"]) if "target_words" in line else None,
        date_words=line.get("date_words"),
    )


def _find_words(words: Iterable[str], quote: str, start: int) -> list[Span]:
    """Where each trigger word first stands in the quote: as a word of its own, else inside one."""
    spans = []
    for word in words:
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", quote) or re.search(re.escape(word), quote)
        if match:
            spans.append((start + match.start(), start + match.end()))
    return spans
