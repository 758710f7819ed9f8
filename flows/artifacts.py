"""What a run shows on its page in Prefect: the report, the first rows of tables, a timeline, progress."""

import csv
import time
from itertools import islice
from logging import Logger, LoggerAdapter
from pathlib import Path

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.line import Report
from flows.report import markdown
from flows.timeline import data_address, events_by_year, timeline

_PREVIEWS = {
    "events": ("relation_type", "source_parties", "target_parties", "date_edtf", "modality", "quote", "doc_id", "event_id"),
    "relations": ("subject_id", "relation_type", "object_id", "date_first", "date_last", "n_events", "n_documents"),
    "changes": ("table", "row_id", "change", "column", "before", "after"),
}
_ROWS = 100
_EVERY = 2.0


class LoggedProgress:
    """An observer that writes to the run's log and keeps a progress artifact up to date."""

    def __init__(self, logger: Logger | LoggerAdapter) -> None:
        self.logger = logger
        self.total, self.done = 0, 0
        self._artifact = None
        self._told = 0.0

    def stage(self, name: str, total: int | None = None) -> None:
        self.logger.info("%s%s", name, f": {total} documents" if total is not None else "")
        if total:
            self.total, self.done, self._told = total, 0, time.monotonic()
            self._artifact = create_progress_artifact(progress=0.0, key="progress", description=f"{total} documents")

    def advance(self, documents: int) -> None:
        self.done += documents
        if self._artifact and (time.monotonic() - self._told > _EVERY or self.done >= self.total):
            self._told = time.monotonic()
            update_progress_artifact(self._artifact, progress=min(100.0, 100.0 * self.done / self.total))

    def note(self, message: str) -> None:
        self.logger.info(message)


def publish(report: Report, output: Path) -> None:
    """Artifacts of one run. ``report`` says whether there is anything new to show."""
    picture = timeline(events_by_year(output / "events.csv"))
    text = markdown(report) + (f"\n## Events over time\n\n![events per year]({data_address(picture)})\n" if picture else "")
    create_markdown_artifact(text, key="run-report", description="What the run did, why, and what changed")
    if report.failures:
        rows = [{"failure": message} for message in report.failures]
        create_table_artifact(rows, key="failed-documents", description=f"{len(rows)} documents failed")
    if report.changed_anything:
        for name, columns in _PREVIEWS.items():
            create_table_artifact(
                preview(output / f"{name}.csv", columns),
                key=f"{name}-preview",
                description=f"{name}.csv, the first {_ROWS} rows at most",
            )


def preview(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The first rows of a table, some columns of it."""
    with path.open(encoding="utf-8", newline="") as f:
        return [{column: row[column] for column in columns} for row in islice(csv.DictReader(f), _ROWS)]
