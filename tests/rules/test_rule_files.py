"""Every rule file is collected by itself: its examples must come out exactly, its non-examples not at all."""

from __future__ import annotations

from collections import defaultdict

import pytest
from spacy.language import Language

from tests.loaded import bundled
from training.finder.examples import former_sentences
from verbale.extractors import extract
from verbale.extractors.rules import RELATIONS, load_rules
from verbale.extractors.rules.check import check_examples
from verbale.extractors.rules.examples import parse_example

FAMILIES = sorted(path.stem for path in RELATIONS.glob("*.toml"))


@pytest.fixture(scope="module")
def problems(nlp: Language) -> dict[str, list[str]]:
    resources = bundled()
    found: dict[str, list[str]] = defaultdict(list)
    family = {loaded.rule.id: loaded.family for loaded in resources.rules.rules}
    for result in check_examples(resources.rules.rules, lambda documents: extract(documents, nlp, resources)):
        if result.problem:
            found[family[result.rule_id]].append(f"{result.rule_id}: {result.problem} | {result.text}")
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_examples(family: str, problems: dict[str, list[str]]) -> None:
    assert problems.get(family, []) == []


def test_sentences_of_former_rules_teach_types_that_there_are() -> None:
    types = load_rules().types
    families = {name.partition(".")[0] for name in types}
    found = list(former_sentences())
    assert all(one.kind in types if one.kind else one.barred in families for one in found)
    assert all(parse_example(one.example.text).trigger is not None for one in found if one.kind)
    assert len({one.name for one in found}) == len(found) > 2000
