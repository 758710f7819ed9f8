"""The component, with an encoder that looks every piece up in a table (``tests/data/finder``) instead of reading it.

Pieces that tell something there (types in the order of ``labels.json``; then core, negative, unreal, reported):
``recall`` 0.1 none, 0.6 0.1 0.2; 0.9 0.05 0.1 0.2 - ``close`` 0.25, 0.125 0.125 0.5; 0.75 0.5 0 0 - ``embassy`` 0.9375,
0 0 0.0625; 0.5 0 0 0 - ``envoy`` 0.985: less than the floor leaves.
Who takes part: ``norway`` tells and is the source, ``its`` may tell it, ``embassy`` tells the target, ``peru`` is it.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tests.conftest import ROOT
from tests.docs import build
from verbale.extractors.finder import component
from verbale.extractors.finder.component import GROUP, EventFinder
from verbale.extractors.finder.floors import NOTED

FILES = ROOT / "tests" / "data" / "finder"
RECALLED = """
    Norway NNP 2 nsubj
    recalled=recall VBD 0 ROOT
    its PRP$ 4 poss
    envoy NN 2 dobj
    . . 2 punct"""
CLOSED = """
    Peru NNP 2 nsubj
    closed=close VBD 0 ROOT
    its PRP$ 4 poss
    embassy NN 2 dobj
    close RB 2 advmod
    . . 2 punct"""
RECALL = [[("envoy.recall", 0.6), ("mission.close", 0.2), ("meeting.visit", 0.1)], 0.9, 0.9, 0.05, 0.1, 0.2]
CLOSE = [[("mission.close", 0.5), ("envoy.recall", 0.125), ("meeting.visit", 0.125)], 0.75, 0.75, 0.5, 0.0, 0.0]
EMBASSY = [[("mission.close", 0.0625), ("envoy.recall", 0.0), ("meeting.visit", 0.0)], 0.0625, 0.5, 0.0, 0.0, 0.0]


@pytest.fixture
def finder() -> EventFinder:
    return EventFinder().from_disk(FILES)


def spans(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[GROUP]]


def findings(doc: Doc) -> list[Any]:
    return [row[:-1] for row in doc.spans[GROUP].attrs["findings"]]


def links(doc: Doc) -> list[list[tuple[str, list[float]]]]:
    """By span, the words that may take part with their probabilities."""
    return [[(doc[word].text, told) for word, told in row[-1]] for row in doc.spans[GROUP].attrs["findings"]]


def test_a_word_that_tells_something_becomes_a_span(finder: EventFinder) -> None:
    doc = finder(build(RECALLED))
    assert spans(doc) == [("recalled", "envoy.recall")]
    assert findings(doc) == [RECALL]


def test_words_below_the_floor_and_of_other_kinds_are_passed_over(finder: EventFinder) -> None:
    """``envoy`` is too unlikely (0.015), ``close`` an adverb here."""
    assert NOTED == 0.02
    assert spans(finder(build(CLOSED))) == [("closed", "mission.close"), ("embassy", "mission.close")]
    assert findings(finder(build(CLOSED))) == [CLOSE, EMBASSY]


def test_who_takes_part_is_told_with_the_event(finder: EventFinder) -> None:
    """Of ``envoy`` every answer is 0.007: too little to be told."""
    assert links(finder(build(RECALLED))) == [[("Norway", [0.993, 0.007, 0.993, 0.007]), ("its", [0.5, 0.007, 0.007, 0.007])]]


def test_those_of_other_sentences_may_take_part(finder: EventFinder) -> None:
    doc = Doc.from_docs([build(CLOSED), build(RECALLED)])
    assert doc is not None
    told = links(finder(doc))
    everybody = ["Peru", "its", "embassy", "Norway", "its"]
    # Of *embassy*, which hardly tells of an event, nothing is asked.
    assert [[word for word, _ in row] for row in told] == [everybody, [], everybody]


def test_five_types_are_kept_of_a_word(finder: EventFinder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "_KEPT", 2)
    assert findings(finder(build(RECALLED)))[0][0] == RECALL[0][:2]


def test_a_document_without_words_or_events_has_an_empty_group(finder: EventFinder) -> None:
    nothing = Doc(build(RECALLED).vocab)
    for doc in (finder(nothing), finder(build("Norway NNP 0 ROOT\n. . 1 punct"))):
        assert (spans(doc), findings(doc)) == ([], [])


def test_docs_come_back_in_order_however_they_are_put_together(finder: EventFinder) -> None:
    texts = [RECALLED, CLOSED, "Norway NNP 0 ROOT", CLOSED, RECALLED, RECALLED] * 4
    docs = [build(text) for text in texts]
    back = list(finder.pipe(iter(docs)))
    assert [id(doc) for doc in back] == [id(doc) for doc in docs]
    wanted = {RECALLED: [RECALL], CLOSED: [CLOSE, EMBASSY]}
    assert [findings(doc) for doc in back] == [wanted.get(text, []) for text in texts]


def test_docs_are_not_waited_for(finder: EventFinder) -> None:
    read = []
    stream = finder.pipe(read.append(n) or build(RECALLED) for n in range(6))  # type: ignore[func-returns-value]
    next(stream)
    assert read == [0]


def test_a_long_document_is_read_in_windows(finder: EventFinder) -> None:
    doc = Doc.from_docs([build(RECALLED) for _ in range(60)])
    assert doc is not None
    assert [span.start for span in finder(doc).spans[GROUP]] == [5 * n + 1 for n in range(60)]
    assert findings(doc) == [RECALL] * 60


def test_a_finder_is_kept_as_bytes(finder: EventFinder) -> None:
    back = EventFinder().from_bytes(finder.to_bytes())
    assert findings(back(build(RECALLED))) == [RECALL]
    assert EventFinder().from_bytes(EventFinder().to_bytes()).types == []


def test_a_finder_goes_to_other_processes(finder: EventFinder) -> None:
    back = pickle.loads(pickle.dumps(finder))
    assert (back.name, back.types, back.flags) == ("finder", finder.types, finder.flags)
    assert findings(back(build(CLOSED))) == [CLOSE, EMBASSY]
    assert pickle.loads(pickle.dumps(EventFinder("empty"))).types == []


def test_a_finder_is_written_as_it_was_read(finder: EventFinder, tmp_path: Path) -> None:
    finder.to_disk(tmp_path / "finder")
    files = {name: (FILES / name).read_bytes() for name in ("model.onnx", "vocabulary.txt", "labels.json", "pairs.onnx")}
    assert {path.name: path.read_bytes() for path in (tmp_path / "finder").iterdir()} == files
    assert findings(EventFinder().from_disk(tmp_path / "finder")(build(RECALLED))) == [RECALL]


def test_spacy_knows_it_by_its_name() -> None:
    assert Language.has_factory("verbale_finder")
    meta = Language.get_factory_meta("verbale_finder")
    assert (meta.assigns, meta.requires) == (
        ["doc.spans"],
        ["token.pos", "token.tag", "token.dep", "token.head", "token.is_sent_start"],
    )
