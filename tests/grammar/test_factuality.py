"""Two hundred sentences and what each claims: that something happened, will, might, is said to have, did not; or nothing."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest
from spacy.language import Language

from tests.conftest import ROOT
from tests.loaded import bundled
from verbale.extractors.grammar import assess
from verbale.extractors.parse import parse_documents
from verbale.extractors.pipeline import findings_of
from verbale.extractors.text import make_document

LINES = [line for line in (ROOT / "tests/data/factuality.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
KINDS = ("asserted", "planned", "hypothetical", "reported", "denied", "question", "title", "sport")
SHARE = 0.95


class Read(NamedTuple):
    """A sentence, what it claims, and how it was read."""

    sentence: str
    kind: str
    found: str


@pytest.fixture(scope="module")
def read(nlp: Language) -> list[Read]:
    """All sentences, parsed in one batch."""
    resources = bundled("off")
    marked = [line.split("\t") for line in LINES]
    documents = [make_document(f"line-{n}", text.replace("[", "").replace("]", "")) for n, (_, text) in enumerate(marked)]
    found = []
    for (kind, text), parsed in zip(marked, parse_documents(nlp, documents), strict=True):
        findings = findings_of(parsed, resources)
        start = text.index("[")
        word = next(word for word in parsed.words if word.idx == start)
        assertion, _ = assess(findings.syntax, word.i, resources.cues)
        claim = "denied" if assertion.polarity == "neg" else assertion.modality
        found.append(Read(text, kind, "nothing" if word.i in findings.unclaimed else claim))
    return found


def _is_right(one: Read) -> bool:
    return one.found == {"title": "nothing", "sport": "nothing", "question": "hypothetical"}.get(one.kind, one.kind)


@pytest.mark.parametrize("kind", KINDS)
def test_claims_are_read(read: list[Read], kind: str) -> None:
    own = [one for one in read if one.kind == kind]
    wrong = [f"{one.found}: {one.sentence}" for one in own if not _is_right(one)]
    assert len(own) >= 20 and len(wrong) <= 2, "\n".join(wrong)


def test_nearly_all_are_read(read: list[Read]) -> None:
    right = Counter(map(_is_right, read))
    assert len(read) >= 200 and right[True] / len(read) >= SHARE
