"""When one rule makes another superfluous."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.rules.knitting import RIGHT, RULE
from verbale.extractors.rules import Rule, load_rules
from verbale.extractors.rules.lint.coverage import covering_rules, covers

WIDE = """
id = "knitting.knit.wide"
type = "knit"
trigger = { lemma = ["knit", "crochet"], pos = "VERB" }
source = ["subject", "oblique:by"]
target = ["oblique:for", "indirect"]
with = { object = ["scarf", "sock", "hat"] }
without = { object = ["brow"] }
examples = ["{source=NOR:Norway} {trigger:knitted} a scarf for {target=SWE:Sweden}."]
non_examples = ["Peru knitted its brows."]
"""


def rule(text: str, **changes: object) -> Rule:
    return Rule.model_validate(tomllib.loads(text) | changes)


@pytest.mark.parametrize(
    ("changes", "covered"),
    [
        ({}, True),
        ({"trigger": {"lemma": "knit", "pos": "VERB"}}, True),
        ({"trigger": {"lemma": ["knit", "sew"], "pos": "VERB"}}, False),
        ({"trigger": {"lemma": "knit", "pos": "VERB", "particle": "up"}}, True),
        ({"with": {"object": ["scarf"]}}, True),
        ({"with": {"object": ["scarf", "glove"]}}, False),
        ({"with": {"object": ["scarf"], "oblique:in": ["wool"]}}, True),
        ({"with": {}}, False),
        ({"without": {"object": ["brow", "seam"]}}, True),
        ({"without": {"object": "*"}}, True),
        ({"without": {}}, False),
        ({"source": ["subject"]}, True),
        ({"source": ["oblique:by", "subject"]}, False),
        ({"source": ["subject", "oblique:from"]}, False),
        ({"source": {"from": ["subject"], "kind": ["state"]}}, True),
        ({"source": {"from": ["subject"], "optional": True}}, False),
        ({"source": {"from": ["subject"], "implied": "counterpart"}}, False),
        ({"target": None}, False),
        ({"dated": True}, True),
    ],
)
def test_what_a_wide_rule_covers(changes: dict[str, object], covered: bool) -> None:
    assert covers(rule(WIDE), rule(WIDE, **changes)) is covered


def test_limits_of_the_wide_rule_count() -> None:
    limited = rule(WIDE, source={"from": ["subject", "oblique:by"], "head": ["envoy"], "not_head": ["poet"]})
    assert not covers(limited, rule(WIDE))
    assert covers(limited, rule(WIDE, source={"from": ["subject"], "head": ["envoy"], "not_head": ["poet", "band"]}))
    assert not covers(rule(WIDE, dated=True), rule(WIDE))
    assert not covers(rule(WIDE), rule(WIDE, keeps=["object"]))


def test_of_two_that_cover_each_other_the_later_goes(tmp_path: Path) -> None:
    second = RULE[RULE.index("[[rules]]") :].replace("knit.verb", "knit.again")
    (tmp_path / "knitting.toml").write_text(RULE + RIGHT + second + RIGHT, encoding="utf-8")
    assert covering_rules(load_rules(tmp_path).rules) == {"knitting.knit.again": "knitting.knit.verb"}
