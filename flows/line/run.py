"""The straight line from an input to the tables in an output folder, as steps that the command line and the flow both take.

``discover`` says what there is to do, ``extract`` does it batch by batch through whatever runner it is given, ``merge`` writes
and checks the new set of tables, leaving ``replacing`` puts it in place, and ``make_pages`` writes what people open beside it.
``run_line`` is these in a row.
"""

import multiprocessing
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from verbale.errors import UserError
from verbale.extractors.text import list_sources
from verbale.flows.line.batch import page_types, resources
from verbale.flows.line.collector import extract
from verbale.flows.line.plan import Plan, discover, fingerprint_of
from verbale.flows.line.run_record import Report, new_report, nothing_to_do, now, seconds_since
from verbale.flows.line.runners import Runner, runner_of
from verbale.flows.observe import Observer, Silent
from verbale.flows.output import (
    OURS,
    RUN_FILE,
    Spool,
    add_judged,
    add_pages,
    check_apart,
    made_output,
    output_lock,
    recover,
    replace_file,
    replacing,
    unread_decisions,
    wanted,
    write_tables,
)
from verbale.flows.settings import Settings

_BUSY = "another run is writing there; waiting for it to end"
Step = Callable[[str, Callable[[], Any]], Any]
"""How a step is carried out: given its name and what to call (the flow makes a task of it)."""


def plainly(name: str, action: Callable[[], Any]) -> Any:
    """A step that is just called."""
    return action()


def run_line(
    settings: Settings,
    observer: Observer | None = None,
    runner: Runner | None = None,
    step: Step = plainly,
    *,
    pages: bool = True,
) -> Report:
    """Input to tables. Raises InputError, ModelError, RuleError or OutputError in one line; the old tables then stay.

    Pages for people follow when the tables are in their place, but for a caller who looks at tables only (``pages`` is False).
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        # A worker process loads the script that started it, and would wait here for its own parent.
        raise RuntimeError("run_line needs a script that says: if __name__ == '__main__': ... (see multiprocessing, spawn)")
    observer = observer or Silent()
    check_apart(settings.input, settings.output)
    list_sources(settings.input)
    begin = time.perf_counter()
    with made_output(settings.output) as output, output_lock(output, lambda: observer.tell(f"{output}: {_BUSY}")):
        recover(output, OURS)
        plan: Plan = step("discover", lambda: discover(settings, output))
        report = new_report(plan)
        report.unread_decisions = unread_decisions(settings.decisions)
        report.timings["discover"] = seconds_since(begin)
        if not plan.reasons:
            return nothing_to_do(plan, report)
        observer.note(f"why: {', '.join(plan.reasons)}")
        known = resources(settings.anywhere())
        report.notes = (*report.notes, *known.rules.notes)
        types, sure = known.rules.types, known.relations
        with replacing(output, OURS) as stage, Spool(stage, types, settings.decisions, settings.pairs, sure) as spool:
            extract(plan, spool, report, observer, runner or runner_of(settings))
            judged = step("merge and validate", lambda: merge(plan, spool, report, observer))
        report.timings["all"] = seconds_since(begin)
        observer.placed(report)
        if pages and wanted(settings.decisions, report.counts):
            step("pages", lambda: make_pages(plan, report, observer, judged))
        return report


def merge(plan: Plan, spool: Spool, report: Report, observer: Observer) -> Any:
    """Write the new set of tables with its descriptions, and compare it with the set before.

    Returns what is known for the pages of the review, where there are decisions.
    """
    begin = time.perf_counter()
    observer.stage("write")
    report.counts, report.changes, problems = write_tables(spool, plan.output)
    report.notes = (*report.notes, *problems)
    report.unsure = {"events": spool.unsure, "limit": spool.sure} if spool.unsure else {}
    report.inputs = dict(sorted(report.inputs.items()))
    report.fingerprint = fingerprint_of(plan.settings, plan.versions, report.inputs, plan.decisions)
    decisions = plan.settings.decisions
    report.finished = now()
    (spool.folder / RUN_FILE).write_bytes(report.as_json())
    judged = add_judged(spool.folder, decisions, spool.types) if wanted(decisions, report.counts) else None
    report.timings["write"] = seconds_since(begin)
    (spool.folder / RUN_FILE).write_bytes(report.as_json())
    return judged


def make_pages(plan: Plan, report: Report, observer: Observer, judged: Any) -> None:
    """Write page, workbook, chronology and timeline beside the tables. What goes wrong there is a note: the tables stand."""
    begin = time.perf_counter()
    observer.stage("pages")
    notes: list[str] = []
    try:
        add_pages(plan.output, plan.settings.decisions, page_types(plan.settings.anywhere()), notes.append, judged)
    except (ImportError, MemoryError, OSError, UserError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        notes.append(f"page and workbook are left out ({why}); the next run makes them, or verbale review refresh")
    report.notes = (*report.notes, *notes)
    report.timings["pages"] = seconds_since(begin)
    with suppress(OSError):
        replace_file(plan.output / RUN_FILE, report.as_json())
