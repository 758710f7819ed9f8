"""What a check says of examples that do not come out, told event by event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.records import event
from tests.rules.knitting import RIGHT, RULE
from verbale.extractors.rules import LoadedRule, RuleError, load_rules
from verbale.extractors.rules.check import ExampleResult, check_examples, select_rules
from verbale.extractors.schema import Document, Event, Extraction
from verbale.extractors.text import make_document

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
    ("events", "problem", "expected", "found"),
    [
        ([], "gives no event", "knitting.knit NOR -> SWE by rule knitting.knit.verb", "none"),
        (
            [told(relation_type="knitting.sew", rule_id="knitting.sew.verb", target_parties=())],
            "now gives knitting.sew by rule knitting.sew.verb",
            "knitting.knit NOR -> SWE by rule knitting.knit.verb",
            "knitting.sew NOR at 'knitted' by rule knitting.sew.verb",
        ),
        (
            [told(trigger="scarf", trigger_start=25, trigger_end=30)],
            "gives another trigger",
            "trigger 'knitted'",
            "trigger 'scarf'",
        ),
        ([told(target_parties=("SWE", "FIN"))], "gives another target", "target SWE", "target FIN;SWE"),
        ([told(source_parties=())], "gives another source", "source NOR", "source none"),
        ([told(date_edtf="")], "gives another date", "date 1998", "date none"),
        (
            [told(modality="planned", date_edtf="1999")],
            "gives another date and another assertion",
            "date 1998, assertion pos asserted",
            "date 1999, assertion pos planned",
        ),
        (
            [told(), told(relation_type="aid.give", rule_id="aid.give.verb", trigger="scarf")],
            "gives more than its event",
            "only knitting.knit NOR -> SWE by rule knitting.knit.verb",
            "knitting.knit NOR -> SWE at 'knitted' by rule knitting.knit.verb; "
            "aid.give NOR -> SWE at 'scarf' by rule aid.give.verb",
        ),
    ],
)
def test_an_example_gives_exactly_its_event(
    rules: tuple[LoadedRule, ...], events: list[Event], problem: str, expected: str, found: str
) -> None:
    result = next(check_examples(rules, line(*events)))
    assert (result.problem, result.expected, result.found) == (problem, expected, found)


def test_circumstances_are_compared_where_they_are_marked(tmp_path: Path) -> None:
    place = RULE + 'place = "oblique:in"\n' + RIGHT.replace("{target=SWE:Sweden}", "{target=SWE:Sweden} in {place:Oslo}")
    (tmp_path / "knitting.toml").write_text(place, encoding="utf-8")
    text = SENTENCE.replace("Sweden", "Sweden in Oslo")
    found = (Extraction(d, events=(told(place="Bergen"),) if d.text == text else ()) for d in [make_document("a", text)] * 2)
    result = next(check_examples(load_rules(tmp_path).rules, lambda documents: found))
    assert (result.problem, result.expected, result.found) == ("gives another place", "place 'Oslo'", "place 'Bergen'")


def test_a_non_example_may_give_events_of_other_families(rules: tuple[LoadedRule, ...]) -> None:
    def of(*events: Event) -> ExampleResult:
        return list(check_examples(rules, lambda documents: (Extraction(d, events=events) for d in documents)))[1]

    assert of(told(relation_type="aid.give")).problem == ""
    assert str(of(told(relation_type="aid.give"), told())).splitlines() == [
        "knitting.knit.verb: non-example gives an event",
        "  Peru knitted its brows.",
        "  expected: none of the family knitting",
        "  found:    knitting.knit NOR -> SWE at 'knitted' by rule knitting.knit.verb",
    ]


def test_rules_are_chosen_by_family_and_id() -> None:
    rules = load_rules(families=["envoy", "trade"]).rules
    assert {r.family for r in select_rules(rules, families=["trade"])} == {"trade"}
    assert [r.rule.id for r in select_rules(rules, rule_ids=["envoy.expel.verb"])] == ["envoy.expel.verb"]
    assert select_rules(rules, families=["trade"], rule_ids=["envoy.expel.verb"]) == []
    assert select_rules(rules) == list(rules)
    with pytest.raises(RuleError, match="no family 'envoi'; did you mean 'envoy'"):
        select_rules(rules, families=["envoi"])
