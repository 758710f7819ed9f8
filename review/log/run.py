"""The tables of a run, and the decisions compared with them: those of its own corpus. All others are counted, and left alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.errors import UserError
from verbale.extractors import tables
from verbale.review.log.carry_over import carry_over
from verbale.review.log.decision_files import Log, read
from verbale.review.log.decisions import Decision, standing
from verbale.review.log.evidence import Evidence, Row, reviewable
from verbale.review.log.fates import Carried
from verbale.review.log.passages import sentences_of
from verbale.review.log.verdicts import Verdict, verdicts

if TYPE_CHECKING:
    import pandas as pd

_NEEDED = ("documents", "sentences", "actors", "mentions", "dates", "events")


class NoOutputsError(UserError):
    """The folder holds no tables of a run; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ComparedRun:
    """The tables of a run, and what its decisions mean for them. ``elsewhere``: corpus -> how many decisions stand for it."""

    tables: Mapping[str, pd.DataFrame]
    log: Log
    carried: tuple[Carried, ...]
    verdicts: Mapping[str, Verdict]
    elsewhere: Mapping[str, int]
    evidence: Evidence

    @property
    def rows(self) -> list[Row]:
        """All that reviewers judge: the events of the run, its candidates, and what reviewers added."""
        return [*tables.records(reviewable(self.tables)), *(c.row for c in self.carried if c.row is not None)]


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a run as text. Raises NoOutputsError."""
    missing = [name for name in _NEEDED if not (folder / f"{name}.csv").is_file()]
    if missing:
        raise NoOutputsError(f"{folder}: no {missing[0]}.csv here; run the extraction first (verbale extract)")
    found = [name for name in tables.TABLES if (folder / f"{name}.csv").is_file()]
    return {name: tables.read_table(folder / f"{name}.csv") for name in found}


def compare(run: Mapping[str, pd.DataFrame], decisions: Path, corpus: str = "") -> ComparedRun:
    """The log of decisions against the tables of a run (typed or text): its events and candidates with their sentences."""
    log = read(decisions)
    evidence = Evidence.of_run(run, corpus)
    carried, elsewhere = apart(standing(log.decisions), evidence)
    return ComparedRun(run, log, carried, verdicts(carried), elsewhere, evidence)


def corpus_named(source: str) -> str:
    """What the texts of an input are called where nobody named them: ``texts`` for ``my/texts`` and for ``my/texts/*.txt``."""
    parts = takewhile(lambda part: not set("*?[") & set(part), Path(source).absolute().parts)
    return [*parts][-1].strip("/\\")


def corpus_of(folder: Path) -> str:
    """The name of the corpus that the tables in a folder were made of, as ``run.json`` tells it; empty where nothing does."""
    try:
        settings = json.loads((folder / "run.json").read_text(encoding="utf-8"))["settings"]
        return str(settings.get("corpus") or corpus_named(settings["input"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def apart(decisions: Iterable[Decision], evidence: Evidence) -> tuple[tuple[Carried, ...], dict[str, int]]:
    """The fates of the standing decisions of this corpus, and of how many others each corpus is (unnamed ones under "").

    Older logs name no corpus: what they say of a document that is not here is of another one, unless a sentence here is so much
    like the judged one that a reviewer should look.
    """
    ordered = list(decisions)
    documents = evidence.documents
    mine = [d for d in ordered if not (d.corpus and is_elsewhere(d, evidence, documents))]
    carried = carry_over(mine, evidence)
    kept = tuple(c for c in carried if c.proposal or not is_elsewhere(c.decision, evidence, documents))
    here = {c.decision.id for c in kept}
    return kept, dict(Counter(d.corpus for d in ordered if d.id not in here))


def is_elsewhere(decision: Decision, evidence: Evidence, documents: frozenset[str]) -> bool:
    """Whether a decision is of another corpus. Where its very row is here it counts here, whatever the corpus is called now."""
    if not evidence.corpus or decision.event_id in evidence.events or _is_said_here(decision, evidence):
        return False
    if decision.corpus:
        return decision.corpus != evidence.corpus
    doc_id = decision.snapshot.get("doc_id", "")
    return bool(doc_id) and doc_id not in documents


def _is_said_here(decision: Decision, evidence: Evidence) -> bool:
    """Whether a sentence that an added event or a passage names is here."""
    named = sentences_of(decision) or ((decision.snapshot.get("sentence_id", ""),) if decision.action == "add" else ())
    return any(sentence_id in evidence.sentences for sentence_id in named)
