"""The straight line from an input to the tables in an output folder, as steps that the command line and the flow both take.

``discover`` says what there is to do, ``extract`` does it batch by batch through whatever runner it is given, ``merge`` writes
and checks the new set of tables, and leaving ``replacing`` puts it in place. ``run_line`` is the four in a row.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from extractors.ingest import read_documents
from extractors.schema import Document
from flows.settings import Settings
from flows.spool import FILES, RUN_FILE, Spool, write_changes, write_data_package
from flows.storage import check_output, output_lock, recover, replace_file, replacing
from flows.versions import Versions, current_versions, digest, hash_files
from flows.work import Batch, BatchResult, Setup, symmetric_types, work

Runner = Callable[[Iterable[Batch]], Iterator[BatchResult]]
Step = Callable[[str, Callable[[], Any]], Any]
"""How a step is carried out: given its name and what to call (the flow makes a task of it)."""


class Observer(Protocol):
    """Who is told how a run goes on."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A step begins; ``total`` documents are ahead of it, where known."""

    def advance(self, documents: int) -> None:
        """So many documents are done."""

    def note(self, message: str) -> None:
        """Something worth a line."""


class Silent:
    """An observer that looks away."""

    def stage(self, name: str, total: int | None = None) -> None: ...
    def advance(self, documents: int) -> None: ...
    def note(self, message: str) -> None: ...


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
    observer = observer or Silent()
    output = check_output(settings.output)
    begin = time.perf_counter()
    with output_lock(output, lambda: observer.note(f"{output}: another run is writing there; waiting for it to end")):
        recover(output, FILES)
        plan: Plan = step("discover", lambda: discover(settings, output))
        report = new_report(plan)
        report.timings["discover"] = _since(begin)
        if not plan.reasons:
            return nothing_to_do(plan, report)
        observer.note(f"why: {', '.join(plan.reasons)}")
        with replacing(output, FILES) as stage, Spool(stage, symmetric_types(setup_of(settings))) as spool:
            extract(plan, spool, report, observer, runner or local)
            step("merge and validate", lambda: merge(plan, spool, report, observer))
        report.timings["all"] = _since(begin)
        return report


def discover(settings: Settings, output: Path) -> Plan:
    """Look through the input and at the last run: what there is, and whether anything must be done."""
    versions = current_versions(settings.model)
    documents = {document.doc_id: document_key(document) for document in read_documents(settings.input)}
    fingerprint = fingerprint_of(settings, versions, documents)
    before = last_run(output)
    complete = all((output / name).is_file() for name in FILES)
    reasons = tuple(_reasons(settings, versions, documents, before, complete, fingerprint))
    return Plan(settings, output, versions, documents, fingerprint, before, reasons)


def extraction_key(settings: Settings, versions: Versions) -> str:
    """A hash of all that an Extraction depends on besides its document."""
    own = settings.actors
    actors = hash_files(own, (f for f in own.rglob("*") if f.is_file())) if own and own.is_dir() else str(own or "")
    return digest((versions.extraction_key, *settings.families, settings.mode, actors))


def fingerprint_of(settings: Settings, versions: Versions, documents: dict[str, str]) -> str:
    """A hash of all that the tables depend on."""
    parts = (part for item in sorted(documents.items()) for part in item)
    return digest((extraction_key(settings, versions), own_version(), settings.input, *parts))


def document_key(document: Document) -> str:
    """A hash of all that is known about a document: what an Extraction depends on besides the versions."""
    about = (document.doc_id, document.path, document.title, document.document_date, document.encoding, document.status)
    return digest((*about, document.sha256, document.error, ";".join(document.topic), document.text))


def own_version() -> str:
    """The hash of the code that writes the tables."""
    here = Path(__file__).parent
    return hash_files(here, [here / name for name in ("line.py", "spool.py")])


def last_run(output: Path) -> dict[str, Any]:
    """``run.json`` of the run before; empty where there is none that can be read."""
    try:
        found = json.loads((output / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _reasons(
    settings: Settings, versions: Versions, documents: dict[str, str], before: dict[str, Any], complete: bool, fingerprint: str
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
    if before.get("fingerprint") != fingerprint and not any(differing.values()):
        yield "input, code or settings differ from those of the run before"


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


def setup_of(settings: Settings) -> Setup:
    """What the workers must know of the settings."""
    return Setup(settings.model, settings.families, settings.mode, str(settings.actors or ""))


def local(batches: Iterable[Batch]) -> Iterator[BatchResult]:
    """The plain runner: one batch after the other, here."""
    return map(work, batches)


def extract(plan: Plan, spool: Spool, report: Report, observer: Observer, runner: Runner) -> None:
    """Work on every document, batch by batch, and collect the rows. Fills ``inputs``, ``documents``, ``work``, ``failures``."""
    begin = time.perf_counter()
    observer.stage("extract", len(plan.documents))
    statuses: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for result in runner(batches(plan.settings, report)):
        for extraction in result.extractions:
            spool.add(extraction)
            document = extraction.document
            statuses[document.status] += 1
            if document.status == "failed":
                report.failures.append(document.error or f"{document.path}: failed")
        done.update(documents=len(result.extractions), extracted=len(result.extractions), parsed=result.parsed)
        observer.advance(len(result.extractions))
    report.documents, report.work = dict(sorted(statuses.items())), dict(done)
    report.failures.sort()
    report.timings["extract"] = _since(begin)


def batches(settings: Settings, report: Report) -> Iterator[Batch]:
    """The input as a stream of batches. What is read here counts, even if a file changed since ``discover`` looked at it."""

    def noted() -> Iterator[Document]:
        for document in read_documents(settings.input):
            report.inputs[document.doc_id] = document_key(document)
            yield document

    return batches_of(noted(), settings.batch_size, setup_of(settings))


def batches_of(documents: Iterator[Document], size: int, setup: Setup) -> Iterator[Batch]:
    """``size`` documents a batch, read as they are needed."""
    number = 0
    while chunk := tuple(islice(documents, size)):
        yield Batch(number, chunk, setup)
        number += 1


def merge(plan: Plan, spool: Spool, report: Report, observer: Observer) -> None:
    """Write the new set of tables with its descriptions, and compare it with the set before."""
    begin = time.perf_counter()
    observer.stage("write")
    report.counts = spool.finish()
    report.changes = write_changes(spool.folder, plan.output)
    write_data_package(spool.folder, {"title": "Events and relations between states, with their sources"})
    report.inputs = dict(sorted(report.inputs.items()))
    report.fingerprint = fingerprint_of(plan.settings, plan.versions, report.inputs)
    report.timings["write"] = _since(begin)
    report.finished = _now()
    (spool.folder / RUN_FILE).write_bytes(report.as_json())


def _since(begin: float) -> float:
    return round(time.perf_counter() - begin, 3)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
