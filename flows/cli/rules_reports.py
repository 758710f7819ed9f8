"""What the commands on rules show, as lines of text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from verbale.extractors import Document, Extraction, Resources, extract, load_resources
from verbale.extractors.rules import RELATIONS, LoadedRule, RuleError
from verbale.extractors.rules.check import check_examples, select_rules
from verbale.flows.line import pipeline


def check_rules(path: Path | None, families: Collection[str], rule_ids: Collection[str], model: str) -> tuple[int, list[str]]:
    """How many rules were checked, and each problem of their examples in a line. Raises RuleError for unusable files."""
    resources, chosen = rules_at(path)
    chosen = select_rules(chosen, families, rule_ids)

    def found(documents: Iterable[Document]) -> Iterator[Extraction]:
        return extract(documents, pipeline(model), resources)

    problems = [f"{r.rule_id}: {r.problem}: {r.text}" for r in check_examples(chosen, found) if r.problem]
    return len(chosen), problems


def rules_at(path: Path | None) -> tuple[Resources, list[LoadedRule]]:
    """The rules in force with a file or folder, and those of them that stand there. Raises RuleError where none does."""
    path = path or RELATIONS
    folder = path.parent if path.is_file() else path
    resources = load_resources(rules=folder)
    chosen = [loaded for loaded in resources.rules.rules if folder == path or loaded.family == path.stem]
    if not chosen:
        raise RuleError(f"{path}: no rule there; name a rule file (*.toml) or a folder of them")
    return resources, chosen
