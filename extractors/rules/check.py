"""Runs the examples and non-examples of rules: the same check serves the tests and ``verbale rules check``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.extractors.data_files import nearest
from verbale.extractors.rules.examples import Example, Mark, parse_example
from verbale.extractors.rules.files import RuleError
from verbale.extractors.rules.ruleset import LoadedRule
from verbale.extractors.rules.schema import ExampleText
from verbale.extractors.schema import Document, Event, Extraction
from verbale.extractors.text import make_document

Extract = Callable[[Iterable[Document]], Iterable[Extraction]]
"""The line: documents -> what is found in each, in their order. It is handed in, since it stands above the rules."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One sentence of one rule, with what is wrong (empty: nothing)."""

    rule_id: str
    text: str
    positive: bool
    problem: str


@dataclass(frozen=True, slots=True)
class _Case:
    loaded: LoadedRule
    example: ExampleText
    positive: bool
    marked: Example

    def document(self, number: int) -> Document:
        heading = f"{self.example.heading}\n\n" if self.example.heading else ""
        return make_document(f"example-{number}", heading + self.marked.text, topic=self.example.topic)

    def problem(self, found: Extraction) -> str:
        if not self.positive:
            return _unwanted(self.loaded.family, found.events)
        return _difference(self, found.document.text.index(self.marked.text), found.events)


def select_rules(rules: Sequence[LoadedRule], families: Collection[str] = (), rule_ids: Collection[str] = ()) -> list[LoadedRule]:
    """The rules of these families and with these ids (empty: of all). Raises RuleError for what no rule has."""
    _refuse_unknown("family", families, {loaded.family for loaded in rules})
    _refuse_unknown("rule", rule_ids, {loaded.rule.id for loaded in rules})
    chosen = [loaded for loaded in rules if not families or loaded.family in families]
    return [loaded for loaded in chosen if not rule_ids or loaded.rule.id in rule_ids]


def _refuse_unknown(what: str, wanted: Iterable[str], known: Collection[str]) -> None:
    for name in wanted:
        if name not in known:
            raise RuleError(f"no {what} {name!r}{nearest(name, known)}")


def check_examples(rules: Iterable[LoadedRule], extract: Extract) -> Iterator[ExampleResult]:
    """Extract every example and non-example of these rules by itself and compare exactly.

    ``extract`` decides which rules are in force: with all of them, an example must still give its own event and no other.
    """
    cases = [
        _Case(loaded, example, positive, parse_example(example.text))
        for loaded in rules
        for positive, examples in ((True, loaded.rule.examples), (False, loaded.rule.non_examples))
        for example in examples
    ]
    documents = [case.document(number) for number, case in enumerate(cases)]
    for case, found in zip(cases, extract(documents), strict=True):
        yield ExampleResult(case.loaded.rule.id, case.marked.text, case.positive, case.problem(found))


def _unwanted(family: str, events: Iterable[Event]) -> str:
    """A non-example must give no event of the rule's family; it may be an example of another."""
    found = next((event for event in events if event.relation_type.partition(".")[0] == family), None)
    return f"unexpected {_told(found)}" if found is not None else ""


def _difference(case: _Case, offset: int, events: Sequence[Event]) -> str:
    """What is wrong with the events of an example, whose sentence starts at ``offset`` of its document."""
    if not events:
        return "no event"
    if len(events) > 1:
        return "extra events: " + "; ".join(map(_told, events))
    event = events[0]
    wrong = [] if event.rule_id == case.loaded.rule.id else [f"rule {event.rule_id}"]
    if case.marked.trigger is not None:
        wrong += _trigger_problems(case.marked.trigger, offset, event)
    wrong += _role_problems(case.marked, event)
    if (event.polarity, event.modality) != (case.example.polarity, case.example.modality):
        wrong.append(f"{event.polarity} {event.modality} not {case.example.polarity} {case.example.modality}")
    return ", ".join(wrong)


def _trigger_problems(trigger: Mark, offset: int, event: Event) -> Iterator[str]:
    if event.trigger_start >= offset + trigger.end or event.trigger_end <= offset + trigger.start:
        yield f"trigger {event.trigger!r}"


def _role_problems(marked: Example, event: Event) -> Iterator[str]:
    """Parties must be all that are marked and no other; date and circumstances count where they are marked."""
    for role, parties in (("source", event.source_parties), ("target", event.target_parties)):
        if set(parties) != marked.values(role):
            yield f"{role} {sorted(parties)} not {sorted(marked.values(role))}"
    if marked.values("date") and {event.date_edtf} != marked.values("date"):
        yield f"date {event.date_edtf!r} not {sorted(marked.values('date'))}"
    for role, text in (("instrument", event.instrument), ("place", event.place), ("quantity", event.quantity)):
        if marked.values(role) and not any(value in text for value in marked.values(role)):
            yield f"{role} {text!r}"


def _told(event: Event) -> str:
    sources, targets = ";".join(event.source_parties), ";".join(event.target_parties)
    return f"{event.relation_type} ({event.rule_id}) {sources} -> {targets} at {event.trigger!r}"
