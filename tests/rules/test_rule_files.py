"""Every rule file is collected by itself: its examples must come out exactly, its non-examples not at all."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from spacy.language import Language

from verbale.extractors import extract, load_resources
from verbale.extractors.rules.check import check_examples
from verbale.extractors.rules.loader import RELATIONS, RuleError, load_rules

FAMILIES = sorted(path.stem for path in RELATIONS.glob("*.toml"))


@pytest.fixture(scope="module")
def problems(nlp: Language) -> dict[str, list[str]]:
    resources = load_resources()
    found: dict[str, list[str]] = defaultdict(list)
    family = {loaded.rule.id: loaded.family for loaded in resources.rules.rules}
    for result in check_examples(resources.rules.rules, lambda documents: extract(documents, nlp, resources)):
        if result.problem:
            found[family[result.rule_id]].append(f"{result.rule_id}: {result.problem} | {result.text}")
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_examples(family: str, problems: dict[str, list[str]]) -> None:
    assert problems.get(family, []) == []


GOOD = """
family = "test"
definition = "A family."
[types.expel]
definition = "A type."
[types.invite]
definition = "Another."
[[rules]]
id = "test.expel"
type = "expel"
trigger = { lemma = ["expel"], pos = "VERB" }
source = ["subject"]
target = ["object"]
examples = ["{source=BLR:Belarus} {trigger:expelled} {target=SWE:Sweden}."]
non_examples = ["It rained."]
"""
SECOND = GOOD[GOOD.index("[[rules]]") :]


def test_a_good_file_loads(tmp_path: Path) -> None:
    (tmp_path / "test.toml").write_text(GOOD)
    rules = load_rules(tmp_path)
    assert [r.rule.id for r in rules.candidates("expel", "VERB")] == ["test.expel"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace('source = ["subject"]', 'source = ["subject"]\nsorce = ["object"]'), "rule test.expel: sorce"),
        (GOOD.replace('["subject"]', '["subjekt"]'), "rule test.expel: source.from"),
        (GOOD + SECOND, "id: also used"),
        (GOOD + SECOND.replace("test.expel", "test.other").replace('"expel"\n', '"invite"\n'), "already test.expel"),
        (GOOD.replace("{trigger:expelled}", "{trigger:expelled"), "examples: unbalanced"),
        (GOOD.replace("{target=SWE:", "{victim=SWE:"), "unknown role 'victim'"),
        (GOOD.replace("{trigger:expelled}", "expelled"), "no {trigger:...}"),
        (GOOD.replace('examples = ["{', 'examples = []\nold = ["{'), "rule test.expel: "),
        (GOOD.replace('non_examples = ["It rained."]', "non_examples = []"), "rule test.expel: non_examples"),
        (GOOD.replace('type = "expel"', 'type = "expell"'), "type: 'expell' is not among"),
        (GOOD.replace('definition = "A family."', ""), "definition: Field required"),
        (GOOD + "x = = 1", "test.toml: "),
    ],
)
def test_refusals_name_file_rule_and_key(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "test.toml").write_text(text)
    with pytest.raises(RuleError) as error:
        load_rules(tmp_path)
    message = str(error.value)
    assert message.startswith("test.toml: ") and says in message and "\n" not in message
