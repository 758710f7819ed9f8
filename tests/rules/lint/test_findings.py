"""What lint says of rules, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.knitting import RIGHT, RULE
from verbale.extractors.rules import LoadedRule, load_rules
from verbale.extractors.rules.lint import Evidence, evidence_lines, joined, lint_rules

AGAIN = RULE[RULE.index("[[rules]]") :].replace("knit.verb", "knit.sock").replace('["scarf", "sock"]', '"sock"') + RIGHT


@pytest.fixture
def rules(tmp_path: Path) -> tuple[LoadedRule, ...]:
    (tmp_path / "knitting.toml").write_text(RULE + RIGHT + AGAIN, encoding="utf-8")
    return load_rules(tmp_path).rules


def test_without_texts_only_the_rules_speak(rules: tuple[LoadedRule, ...]) -> None:
    assert list(map(str, lint_rules(rules))) == [
        "knitting.toml: rule knitting.knit.sock: trigger: knitting.knit.verb asks for less and gives the same events"
    ]


def test_rules_that_few_texts_fire_or_nobody_judged(rules: tuple[LoadedRule, ...]) -> None:
    two = frozenset({"a", "b"})
    found = [str(f) for f in lint_rules(rules, {"knitting.knit.verb": Evidence(two)}) if f.place.endswith("examples")]
    assert found == [
        "knitting.toml: rule knitting.knit.verb: examples: texts fire it, but no annotation says whether rightly",
        "knitting.toml: rule knitting.knit.sock: examples: no text fires it; only its own examples do",
    ]
    every = {"knitting.knit.verb": Evidence(two, 3, 2), "knitting.knit.sock": Evidence(frozenset({"a"}), 3, 1)}
    assert [f.what for f in lint_rules(rules, every) if f.place.endswith("examples")] == [
        "one document fires it, no other",
        "less than two thirds of its rows are right in their family",
    ]
    assert not any(finding.fault for finding in lint_rules(rules, {}))


def test_counts_of_folders_are_joined_and_told_rule_by_rule(rules: tuple[LoadedRule, ...]) -> None:
    evidence = joined([{"knitting.knit.verb": Evidence(frozenset({n}), 2, 1)} for n in "ab"])
    assert list(evidence_lines(rules, evidence)) == [
        "documents  rows right  rule",
        "        0     0     0  knitting.knit.sock",
        "        2     4     2  knitting.knit.verb",
    ]
