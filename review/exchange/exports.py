"""The events of a folder of tables in the formats of other tools: contents of files, which the caller writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from verbale.extractors import tables
from verbale.review.exchange.annotators.brat import configuration, standoff
from verbale.review.exchange.annotators.inception import TYPE_SYSTEM, webanno_tsv
from verbale.review.exchange.annotators.prodigy import prodigy_lines
from verbale.review.exchange.annotators.uima import xmi
from verbale.review.exchange.docbin import docbin
from verbale.review.exchange.event_data import icews, polecat
from verbale.review.exchange.json_lines import json_lines
from verbale.review.exchange.located import Annotated, annotated
from verbale.review.exchange.parquet import parquet_tables
from verbale.review.file_names import REVIEWED_EVENTS, stems
from verbale.review.log import NoOutputsError, read_tables

Format = Literal["jsonl", "brat", "inception", "uima", "prodigy", "docbin", "icews", "polecat", "parquet"]
FORMATS: tuple[str, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Export:
    """File name -> content; the number of events; a line on what was left out, for every reason."""

    files: Mapping[str, bytes]
    n_events: int
    left_out: tuple[str, ...] = ()


def export(output: Path, form: Format, types: Iterable[str], *, reviewed: bool = False) -> Export:
    """The events in ``output``, or those that reviewers accepted, corrected or added. ``types``: all that may be annotated.

    Raises NoOutputsError where there are no tables.
    """
    run = read_tables(output)
    if form == "parquet":
        files = dict(parquet_tables(output, reviewed=reviewed))
        return Export(files, len(_reviewed(output) if reviewed else run["events"]))
    documents = list(annotated(run, _reviewed(output) if reviewed else run["events"]))
    number = sum(len(document.events) for document in documents)
    if form == "brat":
        return Export(dict(_brat(documents, types)), number)
    if form in ("inception", "uima"):
        return Export(dict(_layers(documents, *((".tsv", webanno_tsv) if form == "inception" else (".xmi", xmi)))), number)
    if form == "prodigy":
        return Export({"events.prodigy.jsonl": prodigy_lines(documents)}, number)
    if form == "docbin":
        return Export({"events.spacy": docbin(documents)}, number)
    if form == "jsonl":
        return Export({"events.jsonl": json_lines(documents)}, number)
    actors = {row["actor_id"]: row for row in tables.records(run["actors"])}
    content, left_out = (icews if form == "icews" else polecat)(documents, actors)
    lines = tuple(f"{n} event{'' if n == 1 else 's'} ({reason})" for reason, n in sorted(left_out.items()))
    return Export({f"events.{form}.tsv": content}, number - left_out.total(), lines)


def _reviewed(output: Path) -> pd.DataFrame:
    path = output / REVIEWED_EVENTS
    if not path.is_file():
        raise NoOutputsError(f"{path}: no such file; verbale review refresh writes it")
    return tables.read_table(path)


def _brat(documents: Iterable[Annotated], types: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    kept = list(documents)
    for document, name in zip(kept, stems(document.doc_id for document in kept), strict=True):
        yield f"{name}.txt", document.text.encode("utf-8", "replace")
        yield f"{name}.ann", standoff(document).encode("utf-8", "replace")
    yield "annotation.conf", configuration(types, kept).encode("utf-8")


def _layers(documents: list[Annotated], suffix: str, write: Callable[[Annotated], str]) -> Iterator[tuple[str, bytes]]:
    for document, name in zip(documents, stems(document.doc_id for document in documents), strict=True):
        yield f"{name}{suffix}", write(document).encode("utf-8", "replace")
    yield TYPE_SYSTEM.name, TYPE_SYSTEM.read_bytes()
