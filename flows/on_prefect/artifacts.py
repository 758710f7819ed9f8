"""What a run shows on its page in Prefect: the report, the first rows of tables, a timeline, progress.

Telling must not end a run: while the server is away, progress is left out and the report waits for it.
"""

import csv
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from logging import Logger, LoggerAdapter
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import httpx
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from verbale.flows.line import Report
from verbale.flows.on_prefect.timeline import data_address, events_by_year, timeline
from verbale.flows.report import counted, markdown

_PREVIEWS = {
    "events": ("relation_type", "source_parties", "target_parties", "date_edtf", "modality", "quote", "doc_id", "event_id"),
    "relations": ("subject_id", "relation_type", "object_id", "date_first", "date_last", "n_events", "n_documents"),
    "changes": ("table", "change", "column", "before", "after", "row_id"),
}
# Of what changed, the report counts all; rows of these tables say it in a way that people read.
_TELLING = ("events", "relations", "documents")
_ROWS = 100
_EVERY = 2.0
_PATIENCE, _PAUSE = 240.0, 5.0


RunLogger: TypeAlias = "Logger | LoggerAdapter[Any]"
"""What Prefect gives to write the log of a run."""


class LoggedProgress:
    """An observer that writes to the run's log and keeps a progress artifact up to date."""

    def __init__(self, logger: RunLogger) -> None:
        self.logger = logger
        self.total, self.done = 0, 0
        self._artifact: Any = None
        self._told = 0.0

    def stage(self, name: str, total: int | None = None) -> None:
        self.logger.info("%s%s", name, f": {counted(total, 'document')}" if total is not None else "")
        if total:
            self.total, self.done, self._told = total, 0, time.monotonic()
            what = f"Documents done, of {total}"
            self._artifact = once(lambda: create_progress_artifact(progress=0.0, key="progress", description=what))

    def advance(self, documents: int) -> None:
        self.done += documents
        if self._artifact and (time.monotonic() - self._told > _EVERY or self.done >= self.total):
            self._told = time.monotonic()
            share = min(100.0, 100.0 * self.done / self.total)
            once(lambda: update_progress_artifact(self._artifact, progress=share))

    def note(self, message: str) -> None:
        self.logger.info(message)

    def tell(self, message: str) -> None:
        self.logger.info(message)

    def placed(self, report: Report) -> None:
        self.logger.info("the tables are in their place")


def once(tell: Callable[[], Any]) -> Any:
    """Tell the server something, or nothing where it does not answer."""
    try:
        return tell()
    except httpx.HTTPError as error:
        if not _away(error):
            raise
        return None


def patiently(tell: Callable[[], Any]) -> bool:
    """Tell the server something as soon as it answers; whether it did within some minutes."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            tell()
            return True
        except httpx.HTTPError as error:
            if not _away(error):
                raise
            if time.monotonic() > end:
                return False
            time.sleep(_PAUSE)


def _away(error: httpx.HTTPError) -> bool:
    """Whether an error says that the server is away, or not ready yet, rather than that it refuses."""
    return not isinstance(error, httpx.HTTPStatusError) or error.response.status_code >= 500


def attach(run_id: UUID, key: str, text: str, description: str) -> None:
    """A markdown artifact of a run, from a process that is not the run's own: hooks may run where it was served."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import ArtifactCreate

    with get_client(sync_client=True) as client:
        client.create_artifact(ArtifactCreate(key=key, type="markdown", description=description, data=text, flow_run_id=run_id))


def publish(report: Report, output: Path, logger: RunLogger) -> None:
    """Artifacts of one run: the report, and rows of tables where there is anything new to show."""
    picture = timeline(events_by_year(output / "events.csv"))
    address = data_address(picture) if picture else ""
    changed = rows(output / "changes.csv", _PREVIEWS["changes"], ("events",)) if report.changed_anything else []
    text = markdown(report, output, changed, address)
    told = [patiently(lambda: create_markdown_artifact(text, key="run-report", description="What the run did and changed"))]
    if report.failures:
        failed = [{"document": name, "problem": problem} for name, problem in map(split_failure, report.failures)]
        what = f"{counted(len(failed), 'document')} failed, and why"
        told.append(patiently(lambda: create_table_artifact(failed, key="failed-documents", description=what)))
    if report.changed_anything:
        told += [patiently(partial(_preview, output, name)) for name in _PREVIEWS]
    if not all(told):
        logger.warning("the Prefect server did not answer: some artifacts are missing; the tables are complete")


def split_failure(message: str) -> tuple[str, str]:
    """``PATH: what is wrong; the mend`` in two."""
    name, _, problem = message.partition(": ")
    return name, problem


def _preview(output: Path, name: str) -> None:
    shown = rows(output / f"{name}.csv", _PREVIEWS[name], _TELLING if name == "changes" else ())
    if shown:
        what = f"{name}.csv: the first {len(shown)} rows" if len(shown) == _ROWS else f"{name}.csv: {len(shown)} rows"
        create_table_artifact(shown, key=f"{name}-preview", description=what)


def rows(path: Path, columns: tuple[str, ...], tables: tuple[str, ...] = (), limit: int = _ROWS) -> list[dict[str, str]]:
    """The first rows of a table, some columns of it; of the table of changes only those of some ``tables``."""
    with path.open(encoding="utf-8", newline="") as f:
        found = (row for row in csv.DictReader(f) if not tables or row["table"] in tables)
        return [{column: row[column] for column in columns} for row in islice(found, limit)]
