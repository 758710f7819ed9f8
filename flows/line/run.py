"""The straight line from an input to the tables in an output folder, as steps that the command line and the flow both take.

``discover`` says what there is to do, ``extract`` does it batch by batch through whatever runner it is given, ``merge`` writes
and checks the new set of tables, and leaving ``replacing`` puts it in place. ``run_line`` is the four in a row.
"""

import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any
from uuid import uuid4

from verbale.extractors.schema import Document
from verbale.extractors.text import Unread, unread_documents
from verbale.flows.caches import records
from verbale.flows.caches.entries import cache_of, prune, sizes
from verbale.flows.line.batch import Batch, relation_types
from verbale.flows.line.plan import Keys, Plan, discover, document_key, extraction_key, fingerprint_of, keys_of
from verbale.flows.line.runners import Runner, runner_of
from verbale.flows.observe import Observer, Silent
from verbale.flows.output.document_rows import Contribution, contribution, pack, unpack
from verbale.flows.output.folder import check_output, output_lock, recover, replace_file, replacing
from verbale.flows.output.merge import write_tables
from verbale.flows.output.review_files import REVIEW_FILES, add_review, wanted
from verbale.flows.output.table_files import FILES, RUN_FILE, Spool
from verbale.flows.settings import Settings

OURS = FILES | REVIEW_FILES
"""The files of the output folder that a run replaces."""

Step = Callable[[str, Callable[[], Any]], Any]
"""How a step is carried out: given its name and what to call (the flow makes a task of it)."""


@dataclass(slots=True)
class Report:
    """What a run did: the content of ``run.json``."""

    run_id: str
    started: str
    settings: dict[str, Any]
    versions: dict[str, str]
    reasons: tuple[str, ...] = ()
    finished: str = ""
    changed_anything: bool = True
    counts: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    work: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    changes: dict[str, dict[str, int]] | None = None
    timings: dict[str, float] = field(default_factory=dict)
    fingerprint: str = ""
    inputs: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> bytes:
        content = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def plainly(name: str, action: Callable[[], Any]) -> Any:
    """A step that is just called."""
    return action()


def run_line(settings: Settings, observer: Observer | None = None, runner: Runner | None = None, step: Step = plainly) -> Report:
    """Input to tables. Raises InputError, ModelError, RuleError or OutputError in one line; the old tables then stay."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        # A worker process loads the script that started it, and would wait here for its own parent.
        raise RuntimeError("run_line needs a script that says: if __name__ == '__main__': ... (see multiprocessing, spawn)")
    observer = observer or Silent()
    output = check_output(settings.output)
    begin = time.perf_counter()
    with output_lock(output, lambda: observer.note(f"{output}: another run is writing there; waiting for it to end")):
        recover(output, OURS)
        plan: Plan = step("discover", lambda: discover(settings, output))
        report = new_report(plan)
        report.timings["discover"] = _since(begin)
        if not plan.reasons:
            return nothing_to_do(plan, report)
        observer.note(f"why: {', '.join(plan.reasons)}")
        with replacing(output, OURS) as stage, Spool(stage) as spool:
            extract(plan, spool, report, observer, runner or runner_of(settings))
            step("merge and validate", lambda: merge(plan, spool, report, observer))
        report.timings["all"] = _since(begin)
        return report


def new_report(plan: Plan) -> Report:
    settings = {**plan.settings.model_dump(mode="json"), "cache": None}
    return Report(uuid4().hex[:12], _now(), settings, plan.versions.as_dict(), plan.reasons, fingerprint=plan.fingerprint)


def nothing_to_do(plan: Plan, report: Report) -> Report:
    """The tables stand as they are; ``run.json`` tells of this run and keeps what the last one found."""
    kept = {name: plan.before.get(name) for name in ("counts", "documents", "failures", "inputs")}
    for name, value in kept.items():
        setattr(report, name, value or type(getattr(report, name))())
    report.changed_anything = False
    report.changes = {}
    report.work = {"documents": len(plan.documents), "unchanged": len(plan.documents), "extracted": 0, "parsed": 0}
    report.finished = _now()
    replace_file(plan.output / RUN_FILE, report.as_json())
    return report


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
        settings, version = self.plan.settings.anywhere(), self.plan.versions.parse_key
        for number, documents in enumerate(chunks(self._misses(), self.plan.settings.batch_size)):
            keys = {document.doc_id: self.keys[document.doc_id].extraction for document in documents}
            yield Batch(number, documents, settings, version, keys)

    def take(self, found: Contribution) -> None:
        self.spool.add(found)
        self.statuses[found.document.status] += 1
        self.done["documents"] += 1
        if found.document.status == "failed":
            self.report.failures.append(found.document.error or f"{found.document.path}: failed")
        self.observer.advance(1)

    def keep(self, found: Contribution) -> None:
        """Put rows into the cache; a document that failed is tried again next time."""
        keys = self.keys.pop(found.document.doc_id, None)
        if keys and found.document.status == "ok":
            self.cache.put("rows", keys.rows, pack(found))

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
        rows = self.cache.unpacked("rows", keys.rows, partial(unpack, doc_id=found.doc_id, path=found.path))
        if rows is None:
            extracted = self.cache.unpacked("extractions", keys.extraction, partial(records.unpack, path=found.path))
            if extracted is not None:
                rows = contribution(*extracted)
                self.cache.put("rows", keys.rows, pack(rows))
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
    for message in sorted(trouble):
        observer.note(message)
    report.documents = dict(sorted(collector.statuses.items()))
    report.work = {name: collector.done[name] for name in ("documents", "extracted", "parsed")}
    report.work["damaged_cache_entries"] = collector.cache.damaged
    report.failures.sort()
    report.timings["extract"] = _since(begin)
    if collector.cache.written:
        bound_cache(plan.settings)


def bound_cache(settings: Settings) -> None:
    """Keep the cache within its bound, with some room for the next run."""
    limit = settings.cache_limit_mb * 1_000_000
    if sum(size for _, size in sizes(settings.cache_folder).values()) > limit:
        prune(settings.cache_folder, int(limit * 0.9))


def chunks(documents: Iterator[Document], size: int) -> Iterator[tuple[Document, ...]]:
    """``size`` documents at a time, read as they are needed."""
    while chunk := tuple(islice(documents, size)):
        yield chunk


def merge(plan: Plan, spool: Spool, report: Report, observer: Observer) -> None:
    """Write the new set of tables with its descriptions, and compare it with the set before."""
    begin = time.perf_counter()
    observer.stage("write")
    types = relation_types(plan.settings.anywhere())
    symmetric = (name for name, kind in types.items() if kind.symmetric)
    report.counts, report.changes = write_tables(spool, plan.output, symmetric)
    report.inputs = dict(sorted(report.inputs.items()))
    report.fingerprint = fingerprint_of(plan.settings, plan.versions, report.inputs)
    report.timings["write"] = _since(begin)
    report.finished = _now()
    (spool.folder / RUN_FILE).write_bytes(report.as_json())
    if wanted(plan.settings.decisions, report.counts["events"]):
        begin = time.perf_counter()
        try:
            add_review(spool.folder, plan.settings.decisions, types)
        except ImportError as error:
            observer.note(f"page and workbook are left out: {error}")
        report.timings["review"] = _since(begin)
        (spool.folder / RUN_FILE).write_bytes(report.as_json())


def _since(begin: float) -> float:
    return round(time.perf_counter() - begin, 3)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
