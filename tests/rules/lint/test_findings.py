"""What lint says of rules, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.knitting import RIGHT, RULE
from verbale.extractors.rules import LoadedRule, load_rules
from verbale.extractors.rules.lint import lint_rules

AGAIN = RULE[RULE.index("[[rules]]") :].replace("knit.verb", "knit.sock").replace('["scarf", "sock"]', '"sock"') + RIGHT


@pytest.fixture
def rules(tmp_path: Path) -> tuple[LoadedRule, ...]:
    (tmp_path / "knitting.toml").write_text(RULE + RIGHT + AGAIN, encoding="utf-8")
    return load_rules(tmp_path).rules


def test_without_texts_only_the_rules_speak(rules: tuple[LoadedRule, ...]) -> None:
    assert list(map(str, lint_rules(rules))) == [
        "knitting.toml: rule knitting.knit.sock: trigger: knitting.knit.verb asks for less and gives the same events"
    ]


def test_rules_that_no_text_fires_or_nobody_judged(rules: tuple[LoadedRule, ...]) -> None:
    found = [str(f) for f in lint_rules(rules, fired={"knitting.knit.verb"}) if f.place.endswith("examples")]
    assert found == [
        "knitting.toml: rule knitting.knit.verb: examples: texts fire it, but no annotation says whether rightly",
        "knitting.toml: rule knitting.knit.sock: examples: no text fires it; only its own examples do",
    ]
    every = {loaded.rule.id for loaded in rules}
    assert [f.place for f in lint_rules(rules, fired=every, judged=every)] == ["rule knitting.knit.sock: trigger"]
    assert not any(finding.fault for finding in lint_rules(rules, fired=set()))
