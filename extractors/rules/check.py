"""Runs the examples and non-examples of the rules: the same check serves the tests and ``verbale rules check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from verbale.extractors.parse import parse_documents
from verbale.extractors.pipeline import Resources, extract_parsed
from verbale.extractors.rules.examples import Example, parse_example
from verbale.extractors.rules.loader import ExampleText, LoadedRule
from verbale.extractors.schema import Document, Event
from verbale.extractors.text import make_document


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One sentence of one rule, with what is wrong (empty: nothing)."""

    rule_id: str
    text: str
    positive: bool
    problem: str


def check_examples(nlp: Language, resources: Resources, rules: Iterable[LoadedRule]) -> Iterator[ExampleResult]:
    """Extract every example and non-example by itself and compare exactly."""
    cases: list[tuple[LoadedRule, ExampleText, Example, bool]] = []
    documents: list[Document] = []
    for loaded in rules:
        for positive, texts in ((True, loaded.rule.examples), (False, loaded.rule.non_examples)):
            for example in texts:
                marked = parse_example(example.text)
                cases.append((loaded, example, marked, positive))
                documents.append(_document(example, marked, len(documents)))
    for (loaded, example, marked, positive), parsed in zip(cases, parse_documents(nlp, documents), strict=True):
        offset = parsed.document.text.index(marked.text)
        events = extract_parsed(parsed, resources).events
        problem = _compare(loaded, example, marked, offset, events) if positive else _unwanted(loaded, events)
        yield ExampleResult(loaded.rule.id, marked.text, positive, problem)


def _document(example: ExampleText, marked: Example, number: int) -> Document:
    text = f"{example.heading}\n\n{marked.text}" if example.heading else marked.text
    return make_document(f"example-{number}", text, topic=example.topic)


def _unwanted(loaded: LoadedRule, events: Iterable[Event]) -> str:
    """A non-example must give no event of the rule's family; it may be an example of another."""
    found = [event for event in events if event.relation_type.split(".")[0] == loaded.family]
    return f"unexpected {_show(found[0])}" if found else ""


def _compare(loaded: LoadedRule, example: ExampleText, marked: Example, offset: int, events: tuple[Event, ...]) -> str:
    if not events:
        return "no event"
    if len(events) > 1:
        return "extra events: " + "; ".join(_show(event) for event in events)
    event = events[0]
    trigger = marked.trigger
    assert trigger is not None
    wrong = []
    if event.rule_id != loaded.rule.id:
        wrong.append(f"rule {event.rule_id}")
    if event.trigger_start >= offset + trigger.end or event.trigger_end <= offset + trigger.start:
        wrong.append(f"trigger {event.trigger!r}")
    for role, parties in (("source", event.source_parties), ("target", event.target_parties)):
        if set(parties) != marked.values(role):
            wrong.append(f"{role} {sorted(parties)} not {sorted(marked.values(role))}")
    if marked.values("date") and {event.date_edtf} != marked.values("date"):
        wrong.append(f"date {event.date_edtf!r} not {sorted(marked.values('date'))}")
    for role, text in (("instrument", event.instrument), ("place", event.place), ("quantity", event.quantity)):
        if marked.values(role) and not any(value in text for value in marked.values(role)):
            wrong.append(f"{role} {text!r}")
    if (event.polarity, event.modality) != (example.polarity, example.modality):
        wrong.append(f"{event.polarity} {event.modality} not {example.polarity} {example.modality}")
    return ", ".join(wrong)


def _show(event: Event) -> str:
    sources, targets = ";".join(event.source_parties), ";".join(event.target_parties)
    return f"{event.relation_type} ({event.rule_id}) {sources} -> {targets} at {event.trigger!r}"
