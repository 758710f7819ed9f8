"""The example of the rule files' README is a good file."""

from __future__ import annotations

from pathlib import Path

from verbale.extractors.rules import RELATIONS, load_rules


def test_the_example_of_the_readme_loads(tmp_path: Path) -> None:
    example = (RELATIONS / "README.md").read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "envoy.toml").write_text(example, encoding="utf-8")
    rules = load_rules(tmp_path, parties={"KAZ", "GBR", "CHL", "PER"})
    assert [r.rule.id for r in rules.rules] == ["envoy.expel.verb", "envoy.expel.noun"]
