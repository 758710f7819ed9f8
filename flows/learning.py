"""Tables and decisions -> what was learned of them, kept beside the decisions (``verbale learn``)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from verbale.errors import UsageError
from verbale.extractors.finder import Head
from verbale.extractors.ids import digest
from verbale.extractors.recalibration import Basis, LastLayer, Recalibration
from verbale.extractors.version import VERSION
from verbale.flows.line import last_run, resources
from verbale.flows.output import forget_learned, keep_learned, learned_path, measure_of, next_version, read_version, settle
from verbale.flows.refit import Refit, refit
from verbale.flows.settings import Settings
from verbale.review.learning import (
    Examples,
    Lesson,
    as_toml,
    examples,
    format_lesson,
    layer_lesson,
    layer_lines,
    learn,
)
from verbale.review.log import compare, corpus_of, read_tables

_MEASURING = frozenset({"input", "mode", "model", "finder", "families", "actors", "rules"})
"""The settings of a run that say what was read, what measured the confidence of its rows, and what types they have."""


def learned(output: Path, decisions: Path, *, look: bool = False) -> str:
    """Learn from the decisions on the tables of a folder, and keep it where it helps; returns the report.

    ``look``: keep nothing. Raises NoOutputsError, and UsageError where what the tables' confidence went through is not there.
    """
    settle(output)
    tables, before = read_tables(output), last_run(output)
    said_then = before.get("settings", {})
    settings = Settings(**{name: value for name, value in said_then.items() if name in _MEASURING}, learned=False)
    known, corpus = resources(settings), corpus_of(output)
    state, threshold = compare(tables, decisions, corpus), known.limits(known.learned).events
    found = examples(state, known.rules.types, _used(decisions, before.get("learned") or {}))
    lesson = learn(found, threshold)
    said = format_lesson(found, lesson)
    if lesson is None:
        return said
    layer, told = _last_layer(refit(state, settings, known, found.documents), threshold)
    said, lesson = f"{said}\n{told}", layer.lesson if layer else lesson
    if look or not lesson.helps:
        return said + ("" if lesson.helps else _NO_HELP) + "Nothing is kept.\n"
    version = next_version(decisions)
    head = layer.head.to_bytes() if layer else b""
    made = _recalibration(version, settings, found, lesson)
    if layer:
        about = LastLayer(digest=digest([head]), model=before["versions"]["model"], words=layer.words, events=layer.events)
        made = made.model_copy(update={"last_layer": about})
    path = keep_learned(decisions, version, as_toml(made), head)
    return f"{said}Kept as version {version} in {path}: it counts from the next run on (--no-learned leaves it out).\n"


@dataclass(frozen=True, slots=True)
class _Layer:
    """A last layer worth keeping, with the lines that were fitted to what it measures."""

    head: Head
    lesson: Lesson
    words: int
    events: int


def _last_layer(found: Refit, threshold: float) -> tuple[_Layer | None, str]:
    """The refitted layer where it helps, and what is told of it."""
    if not found.fitted:
        return None, f"{found.note}\n"
    tried = ((layer_lesson(before, fitted.examples, threshold), fitted.head) for before, fitted in found.fitted)
    lessons = [(lesson, head) for lesson, head in tried if lesson is not None]
    if not lessons:
        return None, "Too few of the judged rows come out again to say whether another last layer would help.\n"
    lesson, head = max(lessons, key=lambda one: (one[0].helps, one[0].gain))
    said = "\n".join(layer_lines(lesson, found.words, found.events)) + "\n"
    return (_Layer(head, lesson.refitted, found.words, found.events) if lesson.helps else None), said


_NO_HELP = "On documents that it had not seen it would not help. "


def forgotten(decisions: Path) -> str:
    """Take what was learned out of use; returns what was done."""
    path = learned_path(decisions)
    if not forget_learned(decisions):
        return f"{path}: nothing is in force\n"
    return f"{path}: out of use from the next run on; every version stays in {decisions / 'learned'} (--use N)\n"


def used_again(decisions: Path, version: int) -> str:
    """Put an earlier version in force; returns what was done. Raises UsageError where there is none."""
    path = keep_learned(decisions, version, as_toml(read_version(decisions, version)))
    return f"{path}: version {version} is in force from the next run on\n"


def _used(decisions: Path, about: dict[str, Any]) -> Recalibration | None:
    """The version that the confidence of a run went through, as its ``run.json`` names it."""
    if not about:
        return None
    used = read_version(decisions, int(about["version"]))
    if used.made != about["made"]:
        raise UsageError(f"{learned_path(decisions)}: not what the tables were made with; run verbale extract again, then learn")
    return used


def _recalibration(version: int, settings: Settings, found: Examples, lesson: Lesson) -> Recalibration:
    basis = Basis(
        corpus=found.corpus,
        documents=len(found.documents),
        rows=len(found.rows),
        right=found.right,
        missed=sum(found.missed.values()),
    )
    return Recalibration(
        layout=1,
        version=version,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        release=VERSION,
        measure=measure_of(settings.finder),
        threshold=lesson.threshold,
        all=lesson.lines.all,
        families=lesson.lines.families,
        basis=basis,
        before=lesson.before,
        after=lesson.after,
    )
