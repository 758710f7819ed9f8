"""The tables of a run, and the decisions compared with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from verbale.errors import UserError
from verbale.extractors import tables
from verbale.review.log.carry_over import Carried, carry_over
from verbale.review.log.decision_files import Log, read
from verbale.review.log.decisions import standing
from verbale.review.log.evidence import Evidence
from verbale.review.log.verdicts import Verdict, verdicts

_NEEDED = ("documents", "sentences", "actors", "mentions", "dates", "events")


class NoOutputsError(UserError):
    """The folder holds no tables of a run; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ComparedRun:
    """The tables of a run, and what its decisions mean for them."""

    tables: Mapping[str, pd.DataFrame]
    log: Log
    carried: tuple[Carried, ...]
    verdicts: Mapping[str, Verdict]


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a run as text. Raises NoOutputsError."""
    missing = [name for name in _NEEDED if not (folder / f"{name}.csv").is_file()]
    if missing:
        raise NoOutputsError(f"{folder}: no {missing[0]}.csv here; run the extraction first (verbale extract)")
    found = [name for name in tables.TABLES if (folder / f"{name}.csv").is_file()]
    return {name: tables.read_table(folder / f"{name}.csv") for name in found}


def compare(run: Mapping[str, pd.DataFrame], decisions: Path) -> ComparedRun:
    """The log of decisions against the tables of a run (typed or text): its events and candidates with their sentences."""
    log = read(decisions)
    carried = carry_over(standing(log.decisions), Evidence.of_run(run))
    return ComparedRun(run, log, carried, verdicts(carried))
