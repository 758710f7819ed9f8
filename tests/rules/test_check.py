"""What a check says of examples that do not come out, told event by event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.records import event
from tests.rules.knitting import RIGHT, RULE
from verbale.extractors.rules import LoadedRule, RuleError, load_rules
from verbale.extractors.rules.check import check_examples, select_rules
from verbale.extractors.schema import Document, Event, Extraction

SENTENCE = "In 1998 Norway knitted a scarf for Sweden."


def told(**changes: object) -> Event:
    """The event that the example of the family is marked to give."""
    start = SENTENCE.index("knitted")
    values: dict[str, object] = {
        "relation_type": "knitting.knit", "rule_id": "knitting.knit.verb", "trigger": "knitted", "trigger_start": start,
        "trigger_end": start + 7, "source_parties": ("NOR",), "target_parties": ("SWE",), "date_edtf": "1998", "polarity": "pos",
        "modality": "asserted",
    }  # fmt: skip
    return event(**(values | changes))


def line(*events: Event) -> Callable[[Iterable[Document]], Iterator[Extraction]]:
    """A line that finds these events in the marked sentence, and none elsewhere."""
    return lambda documents: (Extraction(d, events=events if d.text == SENTENCE else ()) for d in documents)


@pytest.fixture
def rules(tmp_path: Path) -> tuple[LoadedRule, ...]:
    (tmp_path / "knitting.toml").write_text(RULE + RIGHT, encoding="utf-8")
    return load_rules(tmp_path).rules


def test_every_sentence_has_a_result(rules: tuple[LoadedRule, ...]) -> None:
    found = list(check_examples(rules, line(told())))
    assert [(r.rule_id, r.text, r.positive, r.problem) for r in found] == [
        ("knitting.knit.verb", SENTENCE, True, ""),
        ("knitting.knit.verb", "Peru knitted its brows.", False, ""),
    ]


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ([], "no event"),
        ([told(rule_id="knitting.knit.noun")], "rule knitting.knit.noun"),
        ([told(trigger="scarf", trigger_start=25, trigger_end=30)], "trigger 'scarf'"),
        ([told(target_parties=("SWE", "FIN"))], "target ['FIN', 'SWE'] not ['SWE']"),
        ([told(source_parties=())], "source [] not ['NOR']"),
        ([told(date_edtf="")], "date '' not ['1998']"),
        ([told(modality="planned", date_edtf="1999")], "date '1999' not ['1998'], pos planned not pos asserted"),
        (
            [told(), told(relation_type="aid.give", rule_id="aid.give.verb", trigger="scarf")],
            "extra events: knitting.knit (knitting.knit.verb) NOR -> SWE at 'knitted'; "
            "aid.give (aid.give.verb) NOR -> SWE at 'scarf'",
        ),
    ],
)
def test_an_example_gives_exactly_its_event(rules: tuple[LoadedRule, ...], events: list[Event], problem: str) -> None:
    assert next(check_examples(rules, line(*events))).problem == problem


def test_a_non_example_may_give_events_of_other_families(rules: tuple[LoadedRule, ...]) -> None:
    def of(*events: Event) -> str:
        return list(check_examples(rules, lambda documents: (Extraction(d, events=events) for d in documents)))[1].problem

    assert of(told(relation_type="aid.give")) == ""
    assert of(told(relation_type="aid.give"), told()) == "unexpected knitting.knit (knitting.knit.verb) NOR -> SWE at 'knitted'"


def test_rules_are_chosen_by_family_and_id() -> None:
    rules = load_rules(families=["envoy", "trade"]).rules
    assert {r.family for r in select_rules(rules, families=["trade"])} == {"trade"}
    assert [r.rule.id for r in select_rules(rules, rule_ids=["envoy.expel.verb"])] == ["envoy.expel.verb"]
    assert select_rules(rules, families=["trade"], rule_ids=["envoy.expel.verb"]) == []
    assert select_rules(rules) == list(rules)
    with pytest.raises(RuleError, match="no family 'envoi'; did you mean 'envoy'"):
        select_rules(rules, families=["envoi"])
