"""A row that the learned finder tells, told exactly: what was learned is made up, so that every number is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from tests.loaded import bundled
from verbale.extractors import Resources, extract_parsed, parse
from verbale.extractors.events import Learned
from verbale.extractors.events.calibration import Limits
from verbale.extractors.events.learned.dates import NONE
from verbale.extractors.events.learned.models import Cuts, Profile, Usual
from verbale.extractors.explain import explain_event
from verbale.extractors.explain.nearest import example_lines
from verbale.extractors.finder import Carried, Carrier, EventFinder, Hashed, Trees, slot
from verbale.extractors.finder.hashed import SLOTS
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Finding
from verbale.extractors.text import make_document

TRADE, SWEDEN, FELL = 2, 4, 5
CARRIED = Carried(0.83, (Carrier(TRADE, 0.2, 0.63), Carrier(SWEDEN, 0.75, 0.08), Carrier(0, 0.8, 0.03)))


def trees(answer: Callable[[Sequence[float]], float]) -> Trees:
    """What answers like boosted trees."""

    def told(rows: Sequence[Sequence[float]]) -> NDArray[np.float32]:
        return np.array([answer(row) for row in rows], dtype=np.float32)

    return cast(Trees, told)


def hashed(columns: int) -> Hashed:
    return Hashed(np.zeros((SLOTS, columns), dtype=np.float32), np.zeros(columns, dtype=np.float32))


@pytest.fixture(scope="module")
def resources() -> Resources:
    """Everybody is a source at .8 and a target at .3, the most sources and no target are right at .6."""
    loaded = bundled()
    kinds = sorted(loaded.rules.types)
    profiles = {
        name: Profile(number=n, family=0, symmetric=loaded.rules.types[name].symmetric, sources=1, targets=1)
        for n, name in enumerate(kinds)
    }
    limits = Limits(events=0.5, candidates=0.1)
    usual = Usual(cuts=Cuts(none=0.5), limits=limits, types=profiles, records={"all": (8, 10), "envoy.recall.verb": (7, 9)})
    sets = trees(lambda row: 0.3 * row[1] - 0.1 * row[2])
    learned = Learned(hashed(2), trees(lambda row: 0.8), trees(lambda row: 0.3), sets, hashed(1), trees(lambda row: 0.77), usual)
    learned.dates.weights[slot(NONE)] = -2.0
    return replace(loaded, learned=learned, thresholds=None)


@pytest.fixture
def blank(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A pipeline whose finder tells what carries an event without an encoder."""

    def carried(finder: EventFinder, doc: Doc, word: int, family: str) -> Carried:
        assert (doc[word].text, family) in {("fell", "trade"), ("recalled", "envoy")}
        return CARRIED

    monkeypatch.setattr(EventFinder, "carried", carried)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("verbale_finder", name="finder")
    return pipeline


def with_finding(parsed: Parsed, word: int, *types: tuple[str, float]) -> Parsed:
    return replace(parsed, findings={word: Finding(word, types, 0.9, 0.7, 0.0, 0.0, 0.0)})


def blocks(parsed: Parsed, resources: Resources, nlp: Language) -> list[str]:
    extraction = extract_parsed(parsed, resources)
    (event,) = (*extraction.events, *extraction.candidates)
    return explain_event(parsed, extraction, event.event_id, resources, nlp).split("\n\n")


def test_a_row_of_the_finder_alone(nlp: Language, blank: Language, resources: Resources) -> None:
    parsed = parse(nlp, make_document("news", "Norway's trade with Sweden fell sharply in 1998."))
    parsed = with_finding(parsed, FELL, ("trade.flow", 0.8), ("relations.deteriorate", 0.05))
    silent = replace(resources, rules=replace(resources.rules, index={}))  # no rule tells it
    headline, _, told_by, finder, examples, reading, decisions = blocks(parsed, silent, blank)
    assert headline.endswith("trade.flow  NOR, SWE  1998  pos asserted  confidence 0.77  parties 0.60")
    assert told_by.startswith("The learned finder tells it, no rule: Exports, imports, ")
    assert finder.splitlines() == [
        "Finder: an event 0.90, a main one 0.70; trade.flow 0.80, relations.deteriorate 0.05",
        "  trade in all: 0.83",
        "  without 'trade': 0.20 (0.63 less)",
        "  without 'Sweden': 0.75 (0.08 less)",
    ]
    assert examples.splitlines()[0] == "Examples of the type's rules that are most like it" and len(examples.splitlines()) == 4
    assert all(line.startswith("  trade.flow.") for line in examples.splitlines()[1:])
    assert reading.splitlines()[0] == "Reading: fell (verb fall)"
    assert decisions.splitlines() == [
        "Decisions",
        "  the learned finder: trade.flow",
        "  source NOR from 'Norway' (gazetteer)",
        "  source SWE from 'Sweden' (gazetteer)",
        "  date 1998 (clause)",
        "  pos asserted (no cue)",
        "  NOR by 'Norway': as source 0.80, as target 0.30; taken as source",
        "  SWE by 'Sweden': as source 0.80, as target 0.30; taken as source",
        "  these parties and no others: 0.60",
        "  likeliest date near by: '1998' 0.88; taken",
        "  confidence 0.770: how often such rows are right in their family (told by finder)",
        "  it rests on: a main event 0.86, its family 0.80, parties 0.60, date 0.88",
    ]


def test_a_row_of_both_says_where_the_rule_differs(nlp: Language, blank: Language, resources: Resources) -> None:
    parsed = parse(nlp, make_document("news", "In May 2004 Peru recalled its ambassador from Chile."))
    recalled = next(word.i for word in parsed.words if word.text == "recalled")
    told = blocks(with_finding(parsed, recalled, ("envoy.recall", 0.9)), resources, blank)
    assert told[2].startswith("Rule envoy.recall.verb: ")
    assert told[3].startswith("Finder: an event 0.90, a main one 0.70; envoy.recall 0.90\n  envoy in all: 0.83\n")
    assert "  PER by 'Peru': as source 0.80, as target 0.30; taken as source, as by the rule" in told[-1].splitlines()
    assert "  CHL by 'Chile': as source 0.80, as target 0.30; taken as source (the rule: target)" in told[-1].splitlines()
    rests = "a main event 0.86, its family 0.90, the rule's record (7 of 9 annotated rows right), parties 0.60, date 0.88"
    assert told[-1].splitlines()[-1] == f"  it rests on: {rests}"


@pytest.mark.parametrize(
    ("types", "title"),
    [
        ((), "Finder: sees no event here"),
        ((("envoy.expel", 0.8),), "Finder: an event 0.90, a main one 0.70; envoy.expel 0.80"),
    ],
)
def test_of_a_row_of_a_rule_the_finder_has_its_view(
    nlp: Language, blank: Language, resources: Resources, types: tuple[Any, ...], title: str
) -> None:
    parsed = parse(nlp, make_document("news", "In May 2004 Peru recalled its ambassador from Chile."))
    recalled = next(word.i for word in parsed.words if word.text == "recalled")
    parsed = with_finding(parsed, recalled, *types) if types else replace(parsed, findings={})
    assert blocks(parsed, resources, blank)[3].splitlines()[0] == title


def test_a_view_of_another_word_names_it(nlp: Language, blank: Language, resources: Resources) -> None:
    parsed = parse(nlp, make_document("news", "Peru recalled its ambassador from Chile."))
    ambassador = next(word.i for word in parsed.words if word.text == "ambassador")
    told = blocks(with_finding(parsed, ambassador, ("statement.support", 0.9)), resources, spacy.blank("en"))
    assert told[3].startswith("Finder at 'ambassador': an event 0.90")


def test_examples_are_those_of_the_type_and_the_most_alike_first(nlp: Language, resources: Resources) -> None:
    lines = example_lines("withdrew its envoy for consultations", "envoy.recall", resources.rules, nlp.vocab)
    assert len(lines) == 3 and all(line.startswith("envoy.recall.") for line in lines)
    without_vectors = example_lines("recalled its envoy", "envoy.recall", resources.rules, spacy.blank("en").vocab)
    assert without_vectors and all("recalled" in line or "envoy" in line.partition(": ")[2] for line in without_vectors)
    assert example_lines("withdrew its envoy", "no.type", resources.rules, nlp.vocab) == []
