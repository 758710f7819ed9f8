"""Documents of the input -> their rows: from the caches where they are kept, else through a runner."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from verbale.extractors.schema import Document
from verbale.extractors.text import Unread, unread_documents
from verbale.flows.caches import cache_of, prune, records, sizes
from verbale.flows.line.batch import Batch
from verbale.flows.line.plan import Keys, Plan, document_key, extraction_key, keys_of, parse_versions
from verbale.flows.line.run_record import Report, seconds_since
from verbale.flows.line.runners import Runner
from verbale.flows.observe import Observer
from verbale.flows.output import Contribution, Spool, contribution, pack_rows, unpack_rows
from verbale.flows.settings import Settings

FULL = 100_000
"""Characters of text that make a batch, however few its documents: some two seconds of work. A batch of fifty articles would
leave one process waiting for minutes while another works on it, or have all the work done in one."""


class Collector:
    """Feeds the misses of the cache to a runner, batch by batch, and takes everything in: rows, counts, failures."""

    def __init__(self, plan: Plan, spool: Spool, report: Report, observer: Observer) -> None:
        self.plan, self.spool, self.report, self.observer = plan, spool, report, observer
        self.cache = cache_of(plan.settings)
        self.version = extraction_key(plan.settings, plan.versions)
        self.statuses: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.keys: dict[str, Keys] = {}

    def batches(self) -> Iterator[Batch]:
        """What must be worked on. What is read here counts, even if a file changed since ``discover`` looked at it."""
        settings = self.plan.settings.anywhere()
        version = parse_versions(settings, self.plan.versions)
        for number, documents in enumerate(chunks(self._misses(), self.plan.settings.batch_size)):
            keys = {document.doc_id: self.keys[document.doc_id].extraction for document in documents}
            yield Batch(number, documents, settings, version, keys)

    def take(self, found: Contribution) -> None:
        self.spool.add(found)
        self.statuses[found.document.status] += 1
        self.done["documents"] += 1
        document = found.document
        if document.status in ("failed", "too_slow"):
            self.report.failures.append(document.error or f"{document.path}: failed")
        elif document.status in ("empty", "not_english", "skipped") or document.note:
            self.report.reading.append(document.error or f"{document.path or document.doc_id}: {document.note}")
        self.observer.advance(1)

    def keep(self, found: Contribution) -> None:
        """Put rows into the cache; a document that failed is tried again next time."""
        keys = self.keys.pop(found.document.doc_id, None)
        if keys and found.document.status == "ok":
            self.cache.put("rows", keys.rows, pack_rows(found))

    def _misses(self) -> Iterator[Document]:
        for found in unread_documents(self.plan.settings.input):
            self.report.inputs[found.doc_id] = document_key(found)
            keys = keys_of(found, self.version, self.plan.versions)
            rows = self._kept_rows(found, keys)
            if rows is None:
                self.keys[found.doc_id] = keys
                yield found.read()
            else:
                self.take(rows)

    def _kept_rows(self, found: Unread, keys: Keys) -> Contribution | None:
        """The rows of a document that are in the cache, or can be made of what is."""
        rows = self.cache.unpacked("rows", keys.rows, partial(unpack_rows, doc_id=found.doc_id, path=found.path))
        if rows is None:
            extracted = self.cache.unpacked("extractions", keys.extraction, partial(records.unpack, path=found.path))
            if extracted is not None:
                rows = contribution(*extracted)
                self.cache.put("rows", keys.rows, pack_rows(rows))
        return rows


def extract(plan: Plan, spool: Spool, report: Report, observer: Observer, runner: Runner) -> None:
    """Work on every document that is not in the cache. Fills in inputs, documents, work and failures of the report."""
    begin = time.perf_counter()
    observer.stage("extract", len(plan.documents))
    collector = Collector(plan, spool, report, observer)
    trouble: set[str] = set()
    for result in runner(collector.batches()):
        for found in result.contributions:
            collector.take(found)
            collector.keep(found)
        collector.done.update(extracted=len(result.contributions), parsed=result.parsed)
        trouble |= {result.trouble, collector.cache.trouble} - {""}
    report.notes = (*report.notes, *sorted(trouble))
    report.documents = dict(sorted(collector.statuses.items()))
    report.work = {name: collector.done[name] for name in ("documents", "extracted", "parsed")}
    report.work["damaged_cache_entries"] = collector.cache.damaged
    report.failures.sort()
    report.reading.sort()
    report.timings["extract"] = seconds_since(begin)
    if collector.cache.written:
        bound_cache(plan.settings)


def bound_cache(settings: Settings) -> None:
    """Keep the cache within its bound, with some room for the next run."""
    limit = settings.cache_limit_mb * 1_000_000
    if sum(size for _, size in sizes(settings.cache_folder).values()) > limit:
        prune(settings.cache_folder, int(limit * 0.9))


def chunks(documents: Iterable[Document], size: int) -> Iterator[tuple[Document, ...]]:
    """``size`` documents at a time, or fewer that make a full batch by their length; read as they are needed."""
    chunk: list[Document] = []
    length = 0
    for document in documents:
        chunk.append(document)
        length += len(document.text)
        if len(chunk) == size or length >= FULL:
            yield tuple(chunk)
            chunk, length = [], 0
    if chunk:
        yield tuple(chunk)
