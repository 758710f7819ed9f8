"""The rules that the documentation shows load, and their examples come out."""

from __future__ import annotations

import re
from pathlib import Path

from spacy.language import Language

from tests.conftest import ROOT
from verbale.extractors import extract, load_resources
from verbale.extractors.rules.check import check_examples


def test_the_family_of_the_ten_minute_path(nlp: Language, tmp_path: Path) -> None:
    shown = re.findall(r"```toml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(shown) == 1
    (tmp_path / "culture.toml").write_text(shown[0], encoding="utf-8")
    resources = load_resources(own_rules=tmp_path)
    rules = [loaded for loaded in resources.rules.rules if loaded.family == "culture"]
    results = list(check_examples(rules, lambda documents: extract(documents, nlp, resources)))
    assert len(rules) == 2 and len(results) == 6
    assert [f"{result.problem}: {result.text}" for result in results if result.problem] == []
