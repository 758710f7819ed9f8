"""What the command line calls: plain functions from paths and names to text, decisions or files' contents.

| command | function |
|--|--|
| ``verbale review [OUTPUT]`` | ``reviewing`` (for ``verbale.review.server.open_port``; then print ``.address`` and ``serve``) |
| ``verbale review status`` | ``status_text`` |
| ``verbale review import FILE`` | ``import_decisions`` |
| ``verbale review audit`` | ``draw_audit`` |
| ``verbale review quality`` | ``quality_text`` |
| ``verbale review agreement`` | ``agreement_text`` |
| ``verbale review export-gold FOLDER`` | ``gold_files`` |
| ``verbale review refresh`` | ``verbale.review.files.products`` (the caller writes the files) |
| ``verbale rules report --from-decisions`` | ``rules_report`` |

Errors are ``DecisionError``, ``NoOutputsError`` and OSError, each with one line for the user.
"""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from verbale.review.file_names import REVIEW_FILES, REVIEW_PAGE, TIMELINE
from verbale.review.files import read_workbook, report_lines, review_of
from verbale.review.log import (
    VERDICTS,
    ComparedRun,
    Decision,
    DecisionError,
    RelationType,
    append,
    compare,
    corpus_of,
    make,
    read,
    read_download,
    read_tables,
    standing,
)
from verbale.review.page import Review
from verbale.review.quality import (
    Gold,
    audit,
    double_coding,
    export_gold,
    format_double_coding,
    format_quality,
    format_rule_reports,
    quality,
    rule_reports,
)
from verbale.review.reviewing import Reviewing

SERVED_FILES = REVIEW_FILES - {REVIEW_PAGE} | {"events.csv", "relations.csv"}
"""What the served page may link to: it is itself the page."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did: decisions written, how many were there already, and one line per row that was not taken.

    ``replaced``: one line per decision that was made after an imported one and gives way to it, as the later line counts.
    """

    written: tuple[Decision, ...]
    known: int
    problems: tuple[str, ...]
    replaced: tuple[str, ...] = ()


def default_reviewer() -> str:
    """The name of the user, as far as it can name a reviewer."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return re.sub(r"[^\w.@-]+", "-", name).strip("-._@") or "reviewer"


def reviewing(
    output: Path,
    decisions: Path,
    types: Mapping[str, RelationType],
    reviewer: str = "",
    port: int = 0,
    explain: Callable[[str], str] | None = None,
    *,
    blind: bool = False,
) -> Reviewing:
    """A server over a folder of outputs, for an open port. ``explain``: event_id -> why the row is there. ``blind``: what others
    decided stays hidden.

    Raises NoOutputsError, DecisionError, OSError.
    """
    reviewer = reviewer or default_reviewer()
    make({"action": "comment", "event_id": "e", "comment": "-"}, reviewer=reviewer)  # refuses an impossible name before serving

    def stamp() -> str:
        """The outputs are replaced as a whole: a new run is a new events.csv."""
        try:
            found = (output / "events.csv").stat()
        except OSError:
            return "replacing"
        return f"{found.st_mtime_ns}-{found.st_size}"

    files = {name: output / name for name in ({TIMELINE} if blind else SERVED_FILES)}

    def load() -> Review:
        return review_of(output, read_tables(output), types)

    made = Reviewing(load, stamp, decisions, reviewer, port, explain, files, frozenset(types), blind=blind)
    made.prepare()
    return made


def status_text(output: Path, decisions: Path) -> str:
    """How far the review is, and what has become of the decisions."""
    return "\n".join(report_lines(_compared(output, decisions))) + "\n"


def import_decisions(file: Path, decisions: Path, reviewer: str = "", types: Mapping[str, RelationType] | None = None) -> Import:
    """Decisions of a workbook (``.xlsx``) or of a download of the page (``.jsonl``) into the log.

    Decisions that are there already are left alone. Lines of a download keep their reviewer; ``reviewer`` names who filled in a
    workbook. Raises DecisionError for a file of another kind.
    """
    if not file.is_file():
        raise DecisionError(f"{file}: no such file")
    if file.suffix.lower() == ".xlsx":
        found = read_workbook(file, reviewer or default_reviewer(), types or {})
        new, problems = found.decisions, found.problems
    elif file.suffix.lower() == ".jsonl":
        download = read_download(file)
        new, problems = download.decisions, download.problems
    else:
        raise DecisionError(f"{file}: neither a workbook (.xlsx) nor a download of the page (.jsonl)")
    before = {(d.reviewer, d.event_id): d for d in standing(read(decisions).decisions) if d.action in VERDICTS}
    written = append(decisions, new)
    taken = {decision.id for decision in written}
    replaced = (_given_way(d, before.get((d.reviewer, d.event_id))) for d in new if d.id in taken)
    return Import(written, len(new) - len(written), problems, tuple(filter(None, replaced)))


def _given_way(new: Decision, old: Decision | None) -> str:
    """A line on a decision that is younger than the imported one that counts now; empty where there is none."""
    if old is None or new.action not in VERDICTS or new.at >= old.at or (new.action, new.values) == (old.action, old.values):
        return ""
    return f"{old.event_id}: {old.reviewer}'s {old.action} of {old.at[:16]} gives way to the {new.action} of {new.at[:16]}"


def gold_files(output: Path, decisions: Path, types: Mapping[str, RelationType], *, decided: bool = False) -> Gold:
    """The annotated documents that the decisions make, and what was left out of them."""
    return export_gold(_compared(output, decisions), types, decided=decided)


def draw_audit(output: Path, decisions: Path, n: int, seed: int, reviewer: str = "") -> str:
    """Draw sentences to be judged whole, and write into the log which; returns what was done in a line."""
    state = _compared(output, decisions)
    drawn = audit(state, n, seed, reviewer or default_reviewer())
    if drawn is None:
        return f"these sentences (seed {seed}) were drawn before: they wait in the queue Audit of the page"
    append(decisions, [drawn])
    values = drawn.values
    return f"{values['n']} of {values['of']} sentences drawn (seed {seed}): judge them whole in the queue Audit of the page"


def quality_text(output: Path, decisions: Path, types: Mapping[str, RelationType]) -> str:
    """Precision and recall, as far as the decisions tell them."""
    return format_quality(quality(_compared(output, decisions), types))


def agreement_text(output: Path, decisions: Path, types: Mapping[str, RelationType]) -> str:
    """How far every two reviewers agree."""
    return format_double_coding(double_coding(_compared(output, decisions), types))


def _compared(output: Path, decisions: Path) -> ComparedRun:
    return compare(read_tables(output), decisions, corpus_of(output))


def rules_report(decisions: Path) -> str:
    """Precision per rule from everything that was decided."""
    return format_rule_reports(rule_reports(standing(read(decisions).decisions)))
