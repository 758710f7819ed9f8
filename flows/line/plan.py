"""What there is to do: the documents of the input, what the tables in the output folder were made of, and the difference."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.extractors.ids import digest
from verbale.extractors.text import Unread, unread_documents
from verbale.flows.caches.versions import Versions, current_versions, hash_files
from verbale.flows.output.review_files import decision_files
from verbale.flows.output.table_files import FILES, RUN_FILE
from verbale.flows.settings import Settings

_OUTPUT = ("changes", "document_rows", "external_sort", "review_files", "table_files")
_WRITING = ("line/run.py", *(f"output/{name}.py" for name in _OUTPUT))
"""The modules that decide what the tables look like."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What ``discover`` found: the key of every document, and why work is needed (no reason: nothing is left to do)."""

    settings: Settings
    output: Path
    versions: Versions
    documents: dict[str, str]
    fingerprint: str
    before: dict[str, Any]
    reasons: tuple[str, ...]


def discover(settings: Settings, output: Path) -> Plan:
    """Look through the input and at the last run: what there is, and whether anything must be done."""
    versions = current_versions(settings.model)
    documents = {found.doc_id: document_key(found) for found in unread_documents(settings.input)}
    fingerprint = fingerprint_of(settings, versions, documents)
    before = last_run(output)
    complete = all((output / name).is_file() for name in FILES)
    reasons = tuple(_reasons(settings, versions, documents, before, complete))
    if not reasons and before.get("fingerprint") != fingerprint:
        reasons = ("decisions, settings or the code that writes tables changed",)
    return Plan(settings, output, versions, documents, fingerprint, before, reasons)


def extraction_key(settings: Settings, versions: Versions) -> str:
    """A hash of all that an Extraction depends on besides its document."""
    own = settings.actors
    actors = hash_files(own, (f for f in own.rglob("*") if f.is_file())) if own and own.is_dir() else str(own or "")
    return digest((versions.extraction_key, *settings.families, settings.mode, actors))


def fingerprint_of(settings: Settings, versions: Versions, documents: dict[str, str]) -> str:
    """A hash of all that the tables depend on."""
    parts = (part for item in sorted(documents.items()) for part in item)
    return digest((extraction_key(settings, versions), own_version(), settings.input, decided(settings), *parts))


def decided(settings: Settings) -> str:
    """A hash of the reviewers' decisions, which the tables are joined with."""
    return hash_files(settings.decisions, decision_files(settings.decisions))


def document_key(found: Unread) -> str:
    """A hash of all that is known about a document: what its rows depend on besides the versions."""
    return digest((found.doc_id, found.path, found.content))


def own_version() -> str:
    """The hash of the code that writes the tables."""
    flows = Path(__file__).parent.parent
    return hash_files(flows, [flows / name for name in _WRITING])


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
    was = before.get("versions", {})
    for part, now in versions.as_dict().items():
        if was.get(part) != now:
            yield f"the {part} changed" if part != "resources" else "data of the extractors changed"
    old = before.get("inputs", {})
    differing = {
        "new": len(documents.keys() - old.keys()),
        "gone": len(old.keys() - documents.keys()),
        "changed": sum(1 for name in documents.keys() & old.keys() if documents[name] != old[name]),
    }
    for what, number in differing.items():
        if number:
            yield f"{number} document{'s' if number > 1 else ''} {what}"


def cache_key(found: Unread, versions: str) -> str:
    """The key of what a document gives to the tables: all that matters of it. The path stands in its own row only."""
    return digest((versions, found.doc_id, found.content), size=16)
