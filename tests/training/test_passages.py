"""The composed passages become annotated documents; what is wrong in one is told by file and line."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path

import pytest

from tests.conftest import ROOT
from training.finder.passages import PassageError, read_passages, write_passages
from verbale.extractors.evaluation.gold import load_gold
from verbale.extractors.rules import load_rules

HEAD = "### harbour ~ A harbour ~ 2011-05-17 ~ news\n"
PROSE = "Chile recalled its consul from Lima in May, and on the 3rd Peru expelled the vice-consul.\n---\n"
EXPELLED = (
    "Peru expelled the vice-consul ~ expelled ~ envoy.expel ~ PER=Peru ~ CHL=the vice-consul; ARG ~ 2011-05-03=on the 3rd ~ rep\n"
)
RECALLED = "recalled its consul from Lima ~ recalled ~ envoy.recall ~ CHL=its ~ PER=Lima ~ 2011-05|2011=May ~ neg opt\n"
EDTF = "an EDTF date, with since: or before: in front where that is meant,"
TYPES = ("envoy.expel", "envoy.recall")


@pytest.fixture(scope="module")
def types() -> Collection[str]:
    return load_rules().types


def test_all_passages_of_the_project_become_documents(tmp_path: Path, types: Collection[str]) -> None:
    passages = read_passages(sorted((ROOT / "training" / "annotated").glob("*.passages")), types)
    write_passages(passages, tmp_path)
    documents = load_gold(tmp_path)
    events = [event for document in documents.values() for event in document.events]
    assert (len(documents), len(events), sum(not event.optional for event in events)) == (1222, 20169, 14392)
    assert set(documents) == {passage.name for passage in passages}
    for passage in passages:
        text, rows = documents[passage.name].text, documents[passage.name].events
        assert text == passage.text and len(rows) == len(passage.events)
        for row, event in zip(rows, passage.events, strict=True):
            assert text[slice(*row.quote_span)] == event.quote and text.count(event.quote) == 1
            assert [text[slice(*span)] for span in row.triggers] == list(event.triggers)
            assert row.triggers[0] == event.span
            assert row.source_words is not None and row.target_words is not None and row.date_words is not None
            for words in filter(None, (*row.source_words, *row.target_words, row.date_words)):
                assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text), words


def test_the_readme_counts_the_passages(types: Collection[str]) -> None:
    table = (ROOT / "training" / "annotated" / "README.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "training" / "annotated").glob("*.passages")):
        passages = read_passages([path], types)
        events = [event for passage in passages for event in passage.events]
        core, words = sum(not event.optional for event in events), sum(len(passage.text.split()) for passage in passages)
        (row,) = (line for line in table.splitlines() if line.startswith(f"| `{path.stem}` "))
        assert row.endswith(f"| {len(passages)} | {words:,} | {core} | {len(events) - core} |")


def test_a_passage_becomes_three_files(tmp_path: Path) -> None:
    file = tmp_path / "one.passages"
    file.write_text(HEAD + PROSE + EXPELLED + RECALLED, encoding="utf-8")
    write_passages(read_passages([file], TYPES), tmp_path / "out")
    assert (tmp_path / "out" / "harbour.txt").read_text() == PROSE.removesuffix("---\n")
    assert json.loads((tmp_path / "out" / "harbour.meta.json").read_text()) == {
        "source": "composed for annotation, no source of facts",
        "title": "A harbour",
        "document_date": "2011-05-17",
        "topic": [],
        "kind": "news",
    }
    recalled, expelled = map(json.loads, (tmp_path / "out" / "harbour.events.jsonl").read_text().splitlines())
    assert expelled == {
        "id": "harbour-002", "doc": "harbour", "quote": "Peru expelled the vice-consul", "trigger": ["expelled"],
        "type": "envoy.expel", "source": ["PER"], "source_words": ["Peru"], "target": ["CHL", "ARG"],
        "target_words": ["the vice-consul"], "date": "2011-05-03", "date_words": "on the 3rd", "flags": ["rep"],
        "optional": False, "trigger_start": 64, "trigger_end": 72,
    }  # fmt: skip
    assert (recalled["flags"], recalled["optional"], recalled["date"]) == (["neg"], True, "2011-05|2011")


@pytest.mark.parametrize(
    ("good", "bad", "line", "fault"),
    [
        ("2011-05-17", "May 2011", 1, "date 'May 2011': YYYY-MM-DD or -"),
        ("harbour ~ A", "Harbour! ~ A", 1, "name 'Harbour!': only a-z, 0-9 and _"),
        (" ~ news", "", 1, "### name ~ title ~ YYYY-MM-DD or - ~ kind is wanted"),
        ("---\n", "", 1, "no line --- between text and events"),
        ("Peru expelled the vice-consul ~", "It expelled him ~", 4, "the quote stands 0 times in the text: 'It expelled him'"),
        ("~ expelled", "~ expelled/expel", 4, "trigger 'expel' is no word of the quote"),
        ("~ expelled", "~", 4, "no trigger"),
        ("envoy.expel", "envoy.expell", 4, "no type is called 'envoy.expell'"),
        ("PER=Peru", "PER=Peruvians", 4, "words 'Peruvians' do not stand in the text"),
        ("2011-05-03", "3 May 2011", 4, f"date '3 May 2011': {EDTF} is wanted"),
        ("~ rep", "~ reported", 4, "flag 'reported': one of neg, planned, cond, rep, opt"),
        (" ~ rep", "", 4, "quote ~ triggers ~ types ~ sources ~ targets ~ date ~ flags is wanted, seven cells; there are 6"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_file_and_line(tmp_path: Path, good: str, bad: str, line: int, fault: str) -> None:
    file = tmp_path / "one.passages"
    file.write_text((HEAD + PROSE + EXPELLED).replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(PassageError) as caught:
        read_passages([file], TYPES)
    assert str(caught.value) == f"{file}:{line}: {fault}"


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    one, other = tmp_path / "one.passages", tmp_path / "other.passages"
    one.write_text("A stray line.\n" + HEAD + PROSE + EXPELLED, encoding="utf-8")
    other.write_text(HEAD + PROSE + EXPELLED.replace("envoy", "emissary"), encoding="utf-8")
    with pytest.raises(PassageError) as caught:
        read_passages([one, other], ("envoy.expel",))
    assert str(caught.value).splitlines() == [
        f"{one}:1: a passage begins with ### name ~ title ~ YYYY-MM-DD or - ~ kind",
        f"{other}:4: no type is called 'emissary.expel'",
    ]
    other.write_text(HEAD + PROSE + EXPELLED, encoding="utf-8")
    one.write_text(HEAD + PROSE + EXPELLED, encoding="utf-8")
    with pytest.raises(PassageError, match=re.escape(f"{other}:1: a passage harbour stands in these files before")):
        read_passages([one, other], ("envoy.expel",))
