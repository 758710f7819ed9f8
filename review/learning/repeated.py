"""What reviewers told of sentences that rules did not: added events, and rows that they gave another type or other parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from verbale.extractors.tables import split
from verbale.review.log import VERDICTS, Decision

_TELLING = ("relation_type", "source_parties", "target_parties", "trigger")
"""Corrected cells that a rule could have told rightly; dates and details are no matter of a rule."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event as a reviewer says that a sentence tells it. ``sources`` and ``targets``: party codes."""

    relation_type: str
    sentence: str
    trigger: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    polarity: str
    modality: str
    added: bool


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A sentence of which a reviewer says that it tells no event at this trigger."""

    relation_type: str
    sentence: str
    trigger: str


def sightings(decisions: Iterable[Decision]) -> Iterator[Sighting]:
    """Of standing decisions; a decision that keeps no sentence says nothing."""
    for decision in decisions:
        said = {**decision.snapshot, **decision.values}
        told = decision.action == "correct" and any(name in decision.values for name in _TELLING)
        if (decision.action == "add" or told) and said.get("sentence") and said.get("trigger"):
            yield _sighting(said, added=decision.action == "add")


def _sighting(said: Mapping[str, str], *, added: bool) -> Sighting:
    parties = (said.get(f"{side}_parties") or said.get(f"{side}_ids", "") for side in ("source", "target"))
    sources, targets = (tuple(split(cell)) for cell in parties)
    polarity, modality = said.get("polarity") or "pos", said.get("modality") or "asserted"
    return Sighting(said["relation_type"], said["sentence"], said["trigger"], sources, targets, polarity, modality, added)


def near_misses(decisions: Iterable[Decision]) -> Iterator[NearMiss]:
    """The rejected rows that are no event."""
    for decision in decisions:
        kept = decision.snapshot
        if decision.action in VERDICTS and decision.reason == "no_event" and kept.get("sentence") and kept.get("trigger"):
            yield NearMiss(kept.get("relation_type", ""), kept["sentence"], kept["trigger"])
