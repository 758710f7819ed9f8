"""Only the dates of texts: parse, find the temporal expressions, write them as a table or as TIMEX3 records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbale.extractors import parse_documents
from verbale.extractors.schema import Document
from verbale.extractors.tables import TABLES, csv_line, row
from verbale.extractors.text import read_documents
from verbale.extractors.timex import find_timexes, timex3_records
from verbale.flows.line.batch import pipeline
from verbale.flows.observe import Observer
from verbale.flows.output import OutputError, replace_file
from verbale.flows.settings import Settings


def write_dates(settings: Settings, target: Path, form: str, observer: Observer) -> tuple[int, list[str]]:
    """Write the dates of all documents of ``settings.input`` to one file; returns their number and the failed documents."""
    if target.is_dir():
        raise OutputError(f"{target}: a folder; name the file to write")
    failures: list[str] = []
    lines: list[bytes] = [] if form == "timex3-jsonl" else [csv_line(TABLES["dates"])]
    observer.stage("dates")
    number = 0
    found: list[bytes] = []
    for parsed in parse_documents(pipeline(settings.model, "off"), _readable(settings.input, failures)):
        timexes = find_timexes(parsed, settings.mode)
        number += len(timexes)
        if form == "timex3-jsonl":
            found.append(_json_line({"doc_id": parsed.document.doc_id, "timex": timex3_records(parsed, timexes)}))
        else:
            found += [csv_line(row("dates", timex)) for timex in timexes]
        observer.advance(1)
    lines += found if form == "timex3-jsonl" else sorted(found)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, b"".join(lines))
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror}); name a file that you may write") from error
    return number, failures


def _readable(source: str, failures: list[str]) -> Iterator[Document]:
    for document in read_documents(source):
        if document.status == "failed":
            failures.append(document.error)
        yield document


def _json_line(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "replace")
