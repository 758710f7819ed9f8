"""What the commands on rules show, as lines of text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from verbale.errors import UsageError
from verbale.extractors import InputError, Resources, extract, load_resources, parse, read_documents
from verbale.extractors.data_files import nearest
from verbale.extractors.evaluation import load_gold, report_rules, rows_of_events, score
from verbale.extractors.explain import explain_sentence
from verbale.extractors.rules import (
    RELATIONS,
    Finding,
    check_examples,
    lint_rules,
    repeated_lists,
    rule_ids_in,
    select_rules,
)
from verbale.extractors.text import make_document, parse_day
from verbale.flows.line import pipeline
from verbale.flows.observe import Observer

TEXTS = (Path("raw_text"), Path("tests/annotated"))
"""The project's own texts, below its root: what rules are held against where no others are named."""


def check_rules(path: Path | None, families: Collection[str], rule_ids: Collection[str], model: str) -> tuple[int, list[str]]:
    """How many rules were checked, and each problem of their examples in a line. Raises RuleError for unusable files.

    Rules of another file or folder than the bundled ones are checked with these in force, too, as they are in a run.
    """
    resources = load_resources(own_rules=None if path is None or _is_bundled(path) else path)
    there = rule_ids_in(path) if path is not None else None
    chosen = [loaded for loaded in resources.rules.rules if there is None or loaded.rule.id in there]
    chosen = select_rules(chosen, families, rule_ids)
    results = check_examples(chosen, lambda documents: extract(documents, pipeline(model), resources))
    return len(chosen), [f"{result.rule_id}: {result.problem}: {result.text}" for result in results if result.problem]


class Around(NamedTuple):
    """What a sentence would have around it in a text: parties that it is about, the heading above, the day of writing."""

    topic: tuple[str, ...] = ()
    heading: str = ""
    date: str = ""


def try_sentence(text: str, around: Around, rule_ids: Collection[str], resources: Resources, model: str) -> str:
    """What a sentence gives, and what the nearest rules (or those with ``rule_ids``) lack.

    Raises RuleError, UsageError or DateError for unknown rules and parties, and for what is no day.
    """
    select_rules(resources.rules.rules, rule_ids=rule_ids)
    unknown = next((code for code in around.topic if code not in resources.gazetteer.actors), None)
    if unknown is not None:
        raise UsageError(f"--topic: no party {unknown!r}{nearest(unknown, resources.gazetteer.actors)}")
    if not text.strip():
        raise UsageError("nothing to try; give a sentence in quotes")
    whole = f"{around.heading}\n\n{text}" if around.heading else text
    day = parse_day(around.date).iso if around.date else ""
    document = make_document("sentence", whole, document_date=day, topic=around.topic)
    return explain_sentence(parse(pipeline(model), document), resources, rule_ids)


def lint(
    texts: Sequence[Path], families: Collection[str], own_rules: Path | None, model: str, observer: Observer, *, faults_only: bool
) -> list[Finding]:
    """Findings on the rules. ``texts``: folders of texts, annotated or not, that rules are held against; the project's own
    where none are named; ``faults_only``: read no text, and leave out what is only to be weighed."""
    resources = load_resources(own_rules=own_rules)
    chosen = select_rules(resources.rules.rules, families)
    names = {f"{family}.toml" for family in families}
    faults = [fault for fault in repeated_lists(own_rules) if not names or Path(fault.file).name in names]
    if faults_only:
        return faults
    folders = [folder for path in texts or TEXTS for folder in _text_folders(path)]
    if texts and not folders:
        raise InputError(f"{', '.join(map(str, texts))}: no texts (*.txt) there")
    observer.stage("texts", len(folders))
    evidence = [_evidence(folder, resources, model, observer) for folder in folders]
    return faults + list(lint_rules(chosen, *map(_union, zip(*evidence, strict=True))))


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set[str]().union(*sets)


def _text_folders(path: Path) -> list[Path]:
    """The folder and those below it, where they hold texts."""
    return sorted({text.parent for text in path.rglob("*.txt")})


def _evidence(folder: Path, resources: Resources, model: str, observer: Observer) -> tuple[set[str], set[str]]:
    """Ids of the rules that gave an event in the texts of a folder, and of those whose events annotations there judge."""
    found = extract(read_documents(f"{folder}/*.txt"), pipeline(model), resources)
    events = [event for extraction in found for event in extraction.events]
    fired = {event.rule_id for event in events}
    observer.advance(1)
    if not any(folder.glob("*.events.jsonl")):
        return fired, set()
    records = report_rules(score(load_gold(folder), rows_of_events(events)), {}).records
    return fired, {record.rule_id for record in records if record.tally.found}


def _is_bundled(path: Path) -> bool:
    return path.resolve().is_relative_to(RELATIONS.resolve())
