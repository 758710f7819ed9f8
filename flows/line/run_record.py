"""What a run did: the content of ``run.json``."""

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from verbale.extractors.recalibration import Recalibration
from verbale.flows.line.plan import Plan
from verbale.flows.output import RUN_FILE, learned_path, measure_of, named, read_learned, replace_file
from verbale.review.log import corpus_named


@dataclass(slots=True)
class Report:
    """What a run did: the content of ``run.json``. ``notes``: what rules of the user's own replaced or came in the way of;
    ``reading``: what is to be said of how documents were read, or why they were not; ``unread_decisions``: the lines of the
    reviewers' logs that could not be read; ``learned``: what of the decisions' teaching was used, nothing where none was.
    ``unsure``: of how many ``events`` relations leave out a pair that is less sure than the ``limit``, nothing where of none.
    """

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
    reading: list[str] = field(default_factory=list)
    unread_decisions: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    changes: dict[str, dict[str, int]] | None = None
    timings: dict[str, float] = field(default_factory=dict)
    fingerprint: str = ""
    learned: dict[str, Any] = field(default_factory=dict)
    unsure: dict[str, float] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> bytes:
        content = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def new_report(plan: Plan) -> Report:
    corpus = plan.settings.corpus or corpus_named(plan.settings.input)
    settings = {**plan.settings.model_dump(mode="json"), "cache": None, "corpus": corpus}
    report = Report(uuid4().hex[:12], now(), settings, plan.versions.as_dict(), plan.reasons, fingerprint=plan.fingerprint)
    if plan.settings.learned:
        found = read_learned(plan.settings.decisions)
        report.notes = tuple(filter(None, (found.problem, _of_another_finder(plan, found.taught))))
        report.learned = named(found.taught) if found.taught and found.taught.measure == measure_of(plan.settings.finder) else {}
    return report


def _of_another_finder(plan: Plan, taught: Recalibration | None) -> str:
    """What is to be said where the last layer that decisions taught was that of another finder."""
    layer = taught.last_layer if taught else None
    if layer is None or plan.settings.finder == "off" or layer.model == plan.versions.model:
        return ""
    return f"{learned_path(plan.settings.decisions)}: its last layer is of another finder and left out; say verbale learn again"


def nothing_to_do(plan: Plan, report: Report) -> Report:
    """The tables stand as they are; ``run.json`` tells of this run and keeps what the last one found."""
    kept = {name: plan.before.get(name) for name in ("counts", "documents", "failures", "reading", "unsure", "inputs")}
    for name, value in kept.items():
        setattr(report, name, value or type(getattr(report, name))())
    report.changed_anything = False
    report.changes = {}
    report.work = {"documents": len(plan.documents), "unchanged": len(plan.documents), "extracted": 0, "parsed": 0}
    report.finished = now()
    replace_file(plan.output / RUN_FILE, report.as_json())
    return report


def seconds_since(begin: float) -> float:
    return round(time.perf_counter() - begin, 3)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
