"""How does an input become tables? What there is to do, who does it, and what it came to."""

from verbale.flows.line.batch import (
    Batch,
    BatchResult,
    extractions,
    page_types,
    pipeline,
    pipeline_of,
    relation_types,
    resources,
    work,
)
from verbale.flows.line.dates import write_dates
from verbale.flows.line.plan import last_run
from verbale.flows.line.run import run_line
from verbale.flows.line.run_record import Report
from verbale.flows.line.runners import Processes, Runner, RunnerError, chosen

__all__ = [
    "Batch",
    "BatchResult",
    "Processes",
    "Report",
    "Runner",
    "RunnerError",
    "chosen",
    "extractions",
    "last_run",
    "page_types",
    "pipeline",
    "pipeline_of",
    "relation_types",
    "resources",
    "run_line",
    "work",
    "write_dates",
]
