"""One batch of documents -> their Extractions: the unit of work of every runner (here, in a process, on a cluster).

Everything in here can be pickled and knows nothing of who calls it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractors import Document, Extraction, Parsed, extract_parsed, load_pipeline, load_resources, parse_documents


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents to work on, with the pipeline that parses them."""

    number: int
    documents: tuple[Document, ...]
    model: str


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The Extractions in the order of the documents; ``parsed`` of them were parsed anew; ``seconds`` of wall clock."""

    number: int
    extractions: tuple[Extraction, ...]
    parsed: int
    seconds: float
    notes: tuple[str, ...] = field(default=())


@lru_cache(maxsize=2)
def tools(model: str):
    """The pipeline and the resources, loaded once per process. Raises ModelError or RuleError."""
    return load_pipeline(model), load_resources()


def work(batch: Batch) -> BatchResult:
    """Parse and extract a batch. A document on which that fails is recorded as failed; the others go on."""
    begin = time.perf_counter()
    try:
        found = tuple(_extract(batch.documents, batch.model))
    except Exception:
        found = tuple(_extract_one(document, batch.model) for document in batch.documents)
    return BatchResult(batch.number, found, len(found), time.perf_counter() - begin)


def _extract(documents: tuple[Document, ...], model: str) -> Iterator[Extraction]:
    nlp, resources = tools(model)
    for parsed in parse_documents(nlp, documents):
        yield _extraction(parsed, resources)


def _extraction(parsed: Parsed, resources) -> Extraction:
    return extract_parsed(parsed, resources)


def _extract_one(document: Document, model: str) -> Extraction:
    tools(model)
    try:
        return next(_extract((document,), model))
    except Exception as error:
        return failed(document, error)


def failed(document: Document, error: Exception) -> Extraction:
    """What is recorded of a document that cannot be worked on; its text stays out of the tables."""
    reason = " ".join(str(error).split())[:200]
    message = f"{document.path or document.doc_id}: {type(error).__name__}: {reason}; please report this text to the project"
    return Extraction(replace(document, status="failed", error=message))
