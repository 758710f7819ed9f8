"""What was learned from annotated events, as files: links, parties, dates, evidence, and what is usual of types and rules.

``training/finder`` writes them to ``data/learned``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from math import log
from pathlib import Path
from typing import Annotated

import tomli
from pydantic import Field

from verbale.extractors.data_files import DATA, Table
from verbale.extractors.events.calibration import Limits
from verbale.extractors.finder import Hashed, Trees, load_hashed

LEARNED = DATA / "learned"
_BACKOFF = 4.0
"""Rows that a record of all rules counts for beside a rule's own."""
Share = Annotated[float, Field(ge=0, le=1)]
Count = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]


MOST_COUNTED = 3


class Profile(Table):
    """What is usual of a type in annotated text: its number and its family's, the mean numbers of sources and of targets.

    ``shapes``: the shares of its events with 0, 1, 2, 3 and more sources, each by 0, 1, 2, 3 and more targets.
    """

    number: int
    family: int
    symmetric: bool
    sources: float
    targets: float
    shapes: tuple[float, ...] = ()

    def shape(self, sources: int, targets: int) -> float:
        """The share of its events that have so many sources and targets; that of one among all, where nothing is known."""
        place = min(sources, MOST_COUNTED) * (MOST_COUNTED + 1) + min(targets, MOST_COUNTED)
        return self.shapes[place] if self.shapes else 1 / (MOST_COUNTED + 1) ** 2


class Profiles(dict[str, Profile]):
    """By type; for one that no annotation knows (of a user's own rules) what is usual of all."""

    def __missing__(self, kind: str) -> Profile:
        sources, targets = (sum(getattr(p, side) for p in self.values()) / len(self) for side in ("sources", "targets"))
        return Profile(number=-1, family=-1, symmetric=False, sources=sources, targets=targets)


class Cuts(Table):
    """``none``: how much the probability counts that none of the expressions near by dates an event, beside that of one."""

    none: Share


class Usual(Table):
    """``learned.toml``. ``records``: rule -> (rows right in their family, rows) on annotated text; ``all``: of all rules."""

    cuts: Cuts
    limits: Limits
    types: dict[str, Profile]
    records: dict[str, Count]

    @cached_property
    def profiles(self) -> Profiles:
        return Profiles(self.types)


@dataclass(frozen=True, slots=True)
class Learned:
    """All learned layers."""

    links: Hashed
    sources: Trees
    targets: Trees
    sets: Trees
    dates: Hashed
    evidence: Trees | None
    usual: Usual

    @property
    def profiles(self) -> Profiles:
        return self.usual.profiles

    def record(self, rule_id: str) -> tuple[float, float]:
        """Log odds that a row of this rule is right in its family, and how many rows say so (as a logarithm)."""
        right, rows = self.usual.records.get(rule_id, (0, 0))
        of_all, all_rows = self.usual.records["all"]
        share = (right + _BACKOFF * of_all / all_rows) / (rows + _BACKOFF)
        share = min(max(share, 0.01), 0.99)
        return log(share / (1 - share)), log(1 + rows)


@cache
def load_learned(folder: Path = LEARNED) -> Learned | None:
    """Read the files of a folder, if there are any. Without ``evidence.onnx`` (training makes it last) nothing weighs rows."""
    if not (folder / "learned.toml").exists():
        return None
    usual = Usual.model_validate(tomli.loads((folder / "learned.toml").read_text(encoding="utf-8")))
    evidence = folder / "evidence.onnx"
    return Learned(
        load_hashed(folder / "links.npz"),
        Trees(folder / "sources.onnx"),
        Trees(folder / "targets.onnx"),
        Trees(folder / "sets.onnx"),
        load_hashed(folder / "dates.npz"),
        Trees(evidence) if evidence.exists() else None,
        usual,
    )
