"""One batch of documents -> their Extractions: the unit of work of every runner (here, in a process, on a cluster).

Everything in here can be pickled and knows nothing of who calls it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from extractors import Document, Extraction, Resources, extract_parsed, load_pipeline, load_resources, parse_documents


@dataclass(frozen=True, slots=True)
class Setup:
    """What the work needs besides the documents."""

    model: str
    families: tuple[str, ...] = ()
    mode: str = "auto"
    actors: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents to work on, and with what."""

    number: int
    documents: tuple[Document, ...]
    setup: Setup


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The Extractions in the order of the documents; ``parsed`` of them were parsed anew; ``seconds`` of wall clock."""

    number: int
    extractions: tuple[Extraction, ...]
    parsed: int
    seconds: float


@lru_cache(maxsize=2)
def pipeline(model: str):
    """The pipeline, loaded once per process. Raises ModelError."""
    return load_pipeline(model)


@lru_cache(maxsize=2)
def resources(setup: Setup) -> Resources:
    """Rules, gazetteer and cues, loaded once per process. Raises RuleError or GazetteerError."""
    return load_resources(actors=Path(setup.actors) if setup.actors else None, families=setup.families)


def symmetric_types(setup: Setup) -> frozenset[str]:
    """The relation types without direction, as the rule files say."""
    return frozenset(name for name, kind in resources(setup).rules.types.items() if kind.symmetric)


def work(batch: Batch) -> BatchResult:
    """Parse and extract a batch. A document on which that fails is recorded as failed; the others go on."""
    begin = time.perf_counter()
    pipeline(batch.setup.model), resources(batch.setup)
    try:
        found = tuple(_extract(batch.documents, batch.setup))
    except Exception:
        found = tuple(_extract_one(document, batch.setup) for document in batch.documents)
    return BatchResult(batch.number, found, len(found), time.perf_counter() - begin)


def _extract(documents: tuple[Document, ...], setup: Setup) -> Iterator[Extraction]:
    for parsed in parse_documents(pipeline(setup.model), documents):
        yield extract_parsed(parsed, resources(setup), setup.mode)


def _extract_one(document: Document, setup: Setup) -> Extraction:
    try:
        return next(_extract((document,), setup))
    except Exception as error:
        return failed(document, error)


def failed(document: Document, error: Exception) -> Extraction:
    """What is recorded of a document that cannot be worked on; its text stays out of the tables."""
    reason = " ".join(str(error).split())[:200]
    message = f"{document.path or document.doc_id}: {type(error).__name__}: {reason}; please report this text to the project"
    return Extraction(replace(document, status="failed", error=message))
