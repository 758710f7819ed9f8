"""Every rule file is collected by itself: its examples must come out exactly, its non-examples not at all."""

from __future__ import annotations

from collections import defaultdict

import pytest
from spacy.language import Language

from verbale.extractors import extract, load_resources
from verbale.extractors.rules import RELATIONS
from verbale.extractors.rules.check import check_examples

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
