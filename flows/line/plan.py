"""What there is to do: the documents of the input, what the tables in the output folder were made of, and the difference."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.extractors.ids import digest
from verbale.extractors.text import Unread, unread_documents
from verbale.flows.caches import cache_of
from verbale.flows.caches.versions import Versions, current_versions, hash_files, hash_own
from verbale.flows.output import FILES, RUN_FILE, decision_files, in_force, layer_in_force, wanted
from verbale.flows.settings import Settings
from verbale.review import REVIEW_PAGE

_SAID = {
    "parsing": "the code that parses changed",
    "extraction": "the code that extracts changed",
    "rows": "the code that writes tables changed",
    "tables": "the code that writes tables changed",
    "review": "page or workbook of the review changed",
}
"""What is said of a version that changed; of others: the rules changed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What ``discover`` found: the key of every document, and why work is needed (no reason: nothing is left to do).

    ``decisions``: a hash of the reviewers' decisions before any of them was used: one made during a run is news for the next.
    """

    settings: Settings
    output: Path
    versions: Versions
    documents: dict[str, str]
    decisions: str
    fingerprint: str
    before: dict[str, Any]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """Under which keys the caches hold what was extracted from a document, and the rows that it gives to the tables."""

    extraction: str
    rows: str


def discover(settings: Settings, output: Path) -> Plan:
    """Look through the input and at the last run: what there is, and whether anything must be done."""
    versions = current_versions(settings.model, cache_of(settings))
    documents = {found.doc_id: document_key(found) for found in unread_documents(settings.input)}
    decisions = decided(settings)
    fingerprint = fingerprint_of(settings, versions, documents, decisions)
    before = last_run(output)
    complete = all((output / name).is_file() for name in FILES)
    reasons = tuple(dict.fromkeys(_reasons(settings, versions, documents, before, complete)))
    if not reasons and before.get("fingerprint") != fingerprint:
        reasons = ("decisions or settings changed",)
    if not reasons and wanted(settings.decisions, before.get("counts", {})) and not (output / REVIEW_PAGE).is_file():
        reasons = ("page and workbook are missing",)
    return Plan(settings, output, versions, documents, decisions, fingerprint, before, reasons)


def extraction_key(settings: Settings, versions: Versions) -> str:
    """A hash of all that an Extraction depends on besides its document."""
    chosen = (settings.mode, settings.finder, str(settings.threshold), str(settings.floor))
    taught = in_force(settings.decisions) if settings.learned else ()
    return digest(
        (versions.extraction_key, *settings.families, *chosen, *map(hash_own, (settings.actors, settings.rules)), *taught)
    )


def parse_versions(settings: Settings, versions: Versions) -> str:
    """What a parse depends on besides its document: what a learned finder saw is part of it, and so is what it was taught."""
    taught = layer_in_force(settings.decisions) if settings.learned and settings.finder == "on" else ()
    return digest((versions.parse_key, settings.finder, *taught))


def keys_of(found: Unread, extraction: str, versions: Versions) -> Keys:
    """``extraction``: what ``extraction_key`` gave. The path stands in the row of the document only, and is no part of a key."""
    key = digest((extraction, found.doc_id, found.content), size=16)
    return Keys(key, digest((key, versions.rows), size=16))


def fingerprint_of(settings: Settings, versions: Versions, documents: dict[str, str], decisions: str) -> str:
    """A hash of all that the tables depend on but the code that writes them, of which the versions tell."""
    parts = (part for item in sorted(documents.items()) for part in item)
    named = ("corpus", settings.corpus) if settings.corpus else ()
    shaped = ("pairs",) if settings.pairs else ()
    sure = () if settings.relations is None else ("relations", str(settings.relations))
    limit = str(settings.document_limit)
    return digest((extraction_key(settings, versions), settings.input, *named, *shaped, *sure, limit, decisions, *parts))


def decided(settings: Settings) -> str:
    """A hash of the reviewers' decisions, which the tables are joined with."""
    return hash_files(settings.decisions, decision_files(settings.decisions))


def document_key(found: Unread) -> str:
    """A hash of all that is known about a document: what its rows depend on besides the versions."""
    return digest((found.doc_id, found.path, found.content))


def last_run(output: Path) -> dict[str, Any]:
    """``run.json`` of the run before; empty where there is none that can be read."""
    try:
        found = json.loads((output / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _reasons(
    settings: Settings, versions: Versions, documents: dict[str, str], before: dict[str, Any], complete: bool
) -> Iterator[str]:
    if settings.force:
        yield "a full run was asked for"
    if not before:
        yield "no tables yet"
        return
    if not complete:
        yield "some tables are missing"
    yield from _changed_versions(settings, versions, before)
    old = before.get("inputs", {})
    differing = {
        "new": len(documents.keys() - old.keys()),
        "gone": len(old.keys() - documents.keys()),
        "changed": sum(1 for name in documents.keys() & old.keys() if documents[name] != old[name]),
    }
    for what, number in differing.items():
        if number:
            yield f"{number} document{'s' if number > 1 else ''} {what}"


def _changed_versions(settings: Settings, versions: Versions, before: dict[str, Any]) -> Iterator[str]:
    was = before.get("versions", {})
    reviewed = wanted(settings.decisions, before.get("counts", {}))
    for part, now in versions.as_dict().items():
        if was.get(part) != now and (part != "review" or reviewed):
            yield _SAID.get(part, f"the {part} changed")
