"""Runs the examples and non-examples of rules: the same check serves the tests and ``verbale rules check``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from verbale.extractors.data_files import nearest
from verbale.extractors.rules.examples import Example, parse_example
from verbale.extractors.rules.files import RuleError
from verbale.extractors.rules.ruleset import LoadedRule
from verbale.extractors.rules.schema import ExampleText
from verbale.extractors.schema import Document, Event, Extraction
from verbale.extractors.text import make_document

Extract = Callable[[Iterable[Document]], Iterable[Extraction]]
"""The line: documents -> what is found in each, in their order. It is handed in, since it stands above the rules."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One sentence of one rule, with what is wrong (empty: nothing), what was expected of it and what was found."""

    rule_id: str
    text: str
    positive: bool
    problem: str = ""
    expected: str = ""
    found: str = ""

    def __str__(self) -> str:
        """The problem as lines for those who mend it."""
        head = f"{self.rule_id}: {'example' if self.positive else 'non-example'} {self.problem}"
        return f"{head}\n  {self.text}\n  expected: {self.expected}\n  found:    {self.found}"


class _Problem(NamedTuple):
    problem: str
    expected: str
    found: str


class _Difference(NamedTuple):
    """One thing of an event that is not as it is marked."""

    what: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class _Case:
    loaded: LoadedRule
    example: ExampleText
    positive: bool
    marked: Example

    def document(self, number: int) -> Document:
        heading = f"{self.example.heading}\n\n" if self.example.heading else ""
        return make_document(f"example-{number}", heading + self.marked.text, topic=self.example.topic)

    @property
    def told(self) -> str:
        """The event that is wanted, as far as its type and its parties go."""
        loaded, marked = self.loaded, self.marked
        parties = _arrow(marked.values("source"), marked.values("target"))
        return f"{loaded.relation_type} {parties} by rule {loaded.rule.id}"

    def problem(self, found: Extraction) -> _Problem | None:
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
        yield ExampleResult(case.loaded.rule.id, case.marked.text, case.positive, *(case.problem(found) or ()))


def _unwanted(family: str, events: Iterable[Event]) -> _Problem | None:
    """A non-example must give no event of the rule's family; it may be an example of another."""
    found = next((event for event in events if event.relation_type.partition(".")[0] == family), None)
    return _Problem("gives an event", f"none of the family {family}", _told(found)) if found is not None else None


def _difference(case: _Case, offset: int, events: Sequence[Event]) -> _Problem | None:
    """What is wrong with the events of an example, whose sentence starts at ``offset`` of its document."""
    if not events:
        return _Problem("gives no event", case.told, "none")
    if len(events) > 1:
        return _Problem("gives more than its event", f"only {case.told}", "; ".join(map(_told, events)))
    event = events[0]
    if event.rule_id != case.loaded.rule.id:
        return _Problem(f"now gives {event.relation_type} by rule {event.rule_id}", case.told, _told(event))
    wrong = [*_trigger_differences(case.marked, offset, event), *_role_differences(case.marked, event)]
    expected, found = f"{case.example.polarity} {case.example.modality}", f"{event.polarity} {event.modality}"
    if expected != found:
        wrong.append(_Difference("assertion", expected, found))
    if not wrong:
        return None
    return _Problem(
        f"gives another {' and another '.join(one.what for one in wrong)}",
        ", ".join(f"{one.what} {one.expected}" for one in wrong),
        ", ".join(f"{one.what} {one.found}" for one in wrong),
    )


def _trigger_differences(marked: Example, offset: int, event: Event) -> Iterator[_Difference]:
    trigger = marked.trigger
    if trigger is not None and (event.trigger_start >= offset + trigger.end or event.trigger_end <= offset + trigger.start):
        yield _Difference("trigger", repr(marked.text[trigger.start : trigger.end]), repr(event.trigger))


def _role_differences(marked: Example, event: Event) -> Iterator[_Difference]:
    """Parties must be all that are marked and no other; date and circumstances count where they are marked."""
    for role, parties in (("source", event.source_parties), ("target", event.target_parties)):
        if set(parties) != marked.values(role):
            yield _Difference(role, _listed(marked.values(role)), _listed(parties))
    dates = marked.values("date")
    if dates and {event.date_edtf} != dates:
        yield _Difference("date", _listed(dates), event.date_edtf or "none")
    for role, text in (("instrument", event.instrument), ("place", event.place), ("quantity", event.quantity)):
        wanted = marked.values(role)
        if wanted and not any(value in text for value in wanted):
            yield _Difference(role, " or ".join(map(repr, sorted(wanted))), repr(text) if text else "none")


def _listed(values: Iterable[str]) -> str:
    return ";".join(sorted(values)) or "none"


def _told(event: Event) -> str:
    parties = _arrow(event.source_parties, event.target_parties)
    return f"{event.relation_type} {parties} at {event.trigger!r} by rule {event.rule_id}"


def _arrow(sources: Iterable[str], targets: Iterable[str]) -> str:
    """``NOR -> SWE``."""
    source, target = _listed(sources), ";".join(sorted(targets))
    return f"{source} -> {target}" if target else source
