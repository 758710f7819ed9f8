"""What is to be said of rules that load and whose examples come out: faults, which are mended, and advice, which is weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from verbale.extractors.data_files import read_toml
from verbale.extractors.rules.files import RELATIONS, SHARED, read_rule_files
from verbale.extractors.rules.lint.coverage import covering_rules
from verbale.extractors.rules.lint.evidence import RIGHT_SHARE, Evidence
from verbale.extractors.rules.lint.repetition import near_duplicates, spelled_lists
from verbale.extractors.rules.ruleset import LoadedRule

ADVICE = {
    "unfired": "no text fires it; only its own examples do",
    "single": "one document fires it, no other",
    "wrong": "less than two thirds of its rows are right in their family",
    "unjudged": "texts fire it, but no annotation says whether rightly",
    "covered": "{} asks for less and gives the same events",
}
"""The kinds of advice, each as it is told of a rule, with the id of another one where that matters."""
REPEATED = "repeated"


class Finding(NamedTuple):
    """One thing to mend (a fault) or to weigh. ``place``: ``rule envoy.expel.verb: with.object``, ``words.diplomats``;
    ``kind``: ``REPEATED`` or one of ``ADVICE``."""

    file: str
    place: str
    what: str
    kind: str

    @property
    def fault(self) -> bool:
        return self.kind not in ADVICE

    def __str__(self) -> str:
        """``envoy.toml: rule envoy.expel.noun: trigger: ...``."""
        return f"{self.file}: {self.place}: {self.what}"


def advice_counts(findings: Iterable[Finding]) -> Iterator[str]:
    """``734 advice: no text fires it; only its own examples do``: a line a kind."""
    counts = Counter(finding.kind for finding in findings if not finding.fault)
    yield from (f"{counts[kind]} advice: {words.format('another rule')}" for kind, words in ADVICE.items() if counts[kind])


def lint_rules(rules: Sequence[LoadedRule], evidence: Mapping[str, Evidence] | None = None) -> Iterator[Finding]:
    """Advice on rules, one by one. ``evidence``: what rules gave in some texts, by id; None: no text was read."""
    covered = covering_rules(rules)
    for loaded in rules:
        if loaded.rule.id in covered:
            yield _advice(loaded, "trigger", "covered", covered[loaded.rule.id])
        if evidence is not None:
            yield from (_advice(loaded, "examples", kind) for kind in _doubts(evidence.get(loaded.rule.id, Evidence())))


def _doubts(found: Evidence) -> Iterator[str]:
    """The kinds of advice that follow from what a rule gave."""
    if not found.documents:
        yield "unfired"
        return
    if len(found.documents) == 1:
        yield "single"
    if not found.rows:
        yield "unjudged"
    elif found.share < RIGHT_SHARE:
        yield "wrong"


def _advice(loaded: LoadedRule, key: str, kind: str, other: str = "") -> Finding:
    return Finding(f"{loaded.family}.toml", f"rule {loaded.rule.id}: {key}", ADVICE[kind].format(other), kind)


def repeated_lists(own_rules: Path | None = None) -> Iterator[Finding]:
    """Lists of words that stand twice or nearly twice in the rule files, the bundled and a user's own."""
    folders: Iterable[Path] = (RELATIONS,) if own_rules is None else (RELATIONS, own_rules)
    files = [(file.name, file.data) for folder in folders for file in read_rule_files(folder)[0]]
    lists = [one for name, data in [(SHARED.name, read_toml(SHARED)), *files] for one in spelled_lists(name, data)]
    for first, second, share in near_duplicates(lists):
        what = f"shares {share:.0%} of its words with {first.file}: {first.place}; give both one name"
        yield Finding(second.file, second.place, what, REPEATED)
