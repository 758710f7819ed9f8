"""Annotations that were made in other tools -> annotated documents: contents of files, which the caller writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Literal, get_args

from verbale.review.exchange.annotators.brat import brat_type
from verbale.review.exchange.annotators.brat_import import read_brat
from verbale.review.exchange.annotators.inception_import import read_inception
from verbale.review.exchange.annotators.prodigy_import import read_prodigy
from verbale.review.exchange.annotators.read import AnnotationError, Read
from verbale.review.exchange.annotators.uima import read_uima
from verbale.review.exchange.gold_lines import gold_lines

ImportFormat = Literal["brat", "inception", "uima", "prodigy"]
IMPORT_FORMATS: tuple[str, ...] = get_args(ImportFormat)

_READERS: dict[str, Callable[[Path], Iterator[Read]]] = {
    "brat": read_brat,
    "inception": read_inception,
    "uima": read_uima,
    "prodigy": read_prodigy,
}


def gold_of(folder: Path, form: ImportFormat, types: Collection[str]) -> dict[str, bytes]:
    """File name -> content: ``NAME.txt`` and ``NAME.events.jsonl`` for every annotated document in a folder.

    ``types``: the relation types there are. Raises AnnotationError, which tells of every problem.
    """
    spelled = brat_type if form == "brat" else str
    made: dict[str, bytes] = {}
    told: list[str] = []
    for read in _READERS[form](folder):
        problems = list(read.problems)
        lines = list(gold_lines(read.graph, read.name, types, problems, spelled))
        told += [f"{read.path}:{number}: {what}" if number else f"{read.path}: {what}" for number, what in problems]
        made[f"{read.name}.txt"] = read.graph.text.encode("utf-8", "replace")
        made[f"{read.name}.events.jsonl"] = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
    if told:
        raise AnnotationError("\n".join(told))
    return made
