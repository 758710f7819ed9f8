"""What ``rules lint`` finds: the rules held against each other and against texts, annotated or not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from verbale.extractors import InputError, Resources, extract, load_resources, read_documents
from verbale.extractors.evaluation import load_gold, report_rules, rows_of_events, score
from verbale.extractors.rules import Evidence, Finding, evidence_lines, joined, lint_rules, repeated_lists, select_rules
from verbale.flows.line import pipeline
from verbale.flows.observe import Observer

TEXTS = (Path("raw_text"), Path("tests/annotated"))
"""The project's own texts, below its root: what rules are held against where no others are named."""


def lint(
    texts: Sequence[Path], families: Collection[str], own_rules: Path | None, model: str, observer: Observer, *, faults_only: bool
) -> tuple[list[Finding], list[str]]:
    """Findings on the rules, and a line a rule on what it gave. ``texts``: folders of texts, annotated or not, that rules are
    held against; the project's own where none are named; ``faults_only``: read no text, leave out what is only to be weighed."""
    resources = load_resources(own_rules=own_rules, finder="off")
    chosen = select_rules(resources.rules.rules, families)
    names = {f"{family}.toml" for family in families}
    faults = [fault for fault in repeated_lists(own_rules) if not names or Path(fault.file).name in names]
    if faults_only:
        return faults, []
    folders = [folder for path in texts or TEXTS for folder in _text_folders(path)]
    if texts and not folders:
        raise InputError(f"{', '.join(map(str, texts))}: no texts (*.txt) there")
    observer.stage("texts", len(folders))
    evidence = joined([_evidence(folder, resources, model, observer) for folder in folders])
    return faults + list(lint_rules(chosen, evidence)), list(evidence_lines(chosen, evidence))


def _text_folders(path: Path) -> list[Path]:
    """The folder and those below it, where they hold texts."""
    return sorted({text.parent for text in path.rglob("*.txt")})


def _evidence(folder: Path, resources: Resources, model: str, observer: Observer) -> dict[str, Evidence]:
    """What every rule gave in the texts of a folder, and how much of it annotations there find right."""
    # What the rules give is asked, without a finder beside them.
    found = extract(read_documents(f"{folder}/*.txt"), pipeline(model, "off"), resources)
    events = [event for extraction in found for event in extraction.events]
    documents: dict[str, set[str]] = defaultdict(set)
    for event in events:
        documents[event.rule_id].add(event.doc_id)
    observer.advance(1)
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    if any(folder.glob("*.events.jsonl")):
        for record in report_rules(score(load_gold(folder), rows_of_events(events)), {}).records:
            rows[record.rule_id], right[record.rule_id] = record.tally.rows, record.tally.in_family
    return {rule: Evidence(frozenset(where), rows[rule], right[rule]) for rule, where in documents.items()}
