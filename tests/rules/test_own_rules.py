"""Rules of one's own on top of the bundled: what is added, what is replaced, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.knitting import RIGHT
from tests.rules.knitting import RULE as KNITTING
from tests.rules.test_loader import GOOD, INVITE, RULE
from verbale.extractors.rules import RuleError, RuleSet, load_rules

EXPEL = """
family = "envoy"

[[rules]]
id = "envoy.expel.%s"
type = "expel"
trigger = { lemma = ["%s"], pos = "VERB" }
source = "subject"
target = { from = "object", head = "%s" }
examples = ["{source=PER:Peru} {trigger:sacked} {target=CHL:the Chilean envoy}."]
non_examples = ["Peru sacked the town."]
"""


def own(folder: Path, name: str, text: str) -> RuleSet:
    (folder / name).write_text(text, encoding="utf-8")
    return load_rules(own=folder)


def test_a_new_family(tmp_path: Path) -> None:
    rules = own(tmp_path, "knitting.toml", KNITTING + RIGHT)
    assert [r.relation_type for r in rules.candidates("knit", "VERB")] == ["knitting.knit"]
    assert "envoy.expel" in rules.types and rules.types["knitting.knit"].source.who == "who knits"
    assert rules.notes == ()


def test_a_rule_for_a_bundled_family(tmp_path: Path) -> None:
    rules = own(tmp_path, "envoy.toml", EXPEL % ("sack", "sack", "@diplomats"))
    rule = next(r for r in rules.candidates("sack", "VERB") if r.family == "envoy")
    assert rule.rule.target is not None and "nuncio" in rule.rule.target.head
    assert rule.rule.target.party == "affiliation"  # as the bundled type says
    assert len(rules.rules) == len(load_rules().rules) + 1 and rules.notes == ()


def test_the_same_id_replaces(tmp_path: Path) -> None:
    bundled = next(r for r in load_rules().rules if r.rule.id == "envoy.expel.verb")
    rules = own(tmp_path, "envoy.toml", EXPEL % ("verb", "sack", "envoy"))
    (found,) = (r for r in rules.rules if r.rule.id == "envoy.expel.verb")
    assert found.rule.trigger.lemma == ("sack",) and found.order == bundled.order
    assert rules.notes == (f"{tmp_path.name}/envoy.toml: rule envoy.expel.verb replaces the bundled one",)


def test_names_and_types_are_replaced_or_extended(tmp_path: Path) -> None:
    words = '[words]\ndiplomats = ["@diplomats", "nuncius"]\n'
    kind = '[types.summon]\ndefinition = "Ours."\nsource = { who = "host" }\ntarget = { who = "guest" }\n'
    rules = own(tmp_path, "envoy.toml", (EXPEL % ("sack", "sack", "@diplomats")).replace("[[rules]]", words + kind + "[[rules]]"))
    recall = next(r for r in rules.rules if r.rule.id == "envoy.recall.verb")
    assert {"nuncio", "nuncius"} <= set(recall.rule.with_["object"])
    assert rules.types["envoy.summon"].definition == "Ours."
    assert rules.notes == (
        f"{tmp_path.name}/envoy.toml: types.summon replaces the bundled one",
        f"{tmp_path.name}/envoy.toml: words.diplomats replaces the bundled one",
    )


def test_shared_names_are_extended(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('[words]\ntreaties = ["@treaties", "tractate"]\n', encoding="utf-8")
    rules = own(tmp_path, "envoy.toml", EXPEL % ("sack", "sack", "envoy"))
    sign = next(r for r in rules.rules if r.rule.id == "treaty.sign.verb")
    assert {"treaty", "tractate"} <= set(sign.rule.with_["object"])


def test_an_own_rule_goes_before_a_bundled_one_of_another_type(tmp_path: Path) -> None:
    for name in ("bundled", "own"):
        (tmp_path / name).mkdir()
    (tmp_path / "bundled" / "test.toml").write_text(GOOD, encoding="utf-8")
    claim = RULE.replace("test.expel.verb", "test.invite.verb").replace('type = "expel"', 'type = "invite"')
    (tmp_path / "own" / "test.toml").write_text(f'family = "test"\n{INVITE}{claim}', encoding="utf-8")
    rules = load_rules(tmp_path / "bundled", own=tmp_path / "own")
    assert [r.rule.id for r in rules.candidates("expel", "VERB")] == ["test.invite.verb", "test.expel.verb"]
    assert rules.notes == (
        "own/test.toml: rule test.invite.verb goes before test.expel.verb (test.expel) at 'expel' with these arguments",
    )


def test_problems_name_the_folder(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as error:
        own(tmp_path, "envoy.toml", (EXPEL % ("sack", "sack", "@diplomat")))
    assert str(error.value) == (
        f"{tmp_path.name}/envoy.toml: rule envoy.expel.sack: target.head: unknown name '@diplomat'; did you mean '@diplomats'?"
    )


@pytest.mark.parametrize("text", ["", 'family = "envoy"\n[words]\nmen = ["man"]\n'])
def test_a_file_without_rules(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleError, match=r"envoy\.toml: rules: is missing"):
        own(tmp_path, "envoy.toml", text)


def test_a_folder_without_rules(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rule there"):
        load_rules(own=tmp_path)
