"""Annotated events at their triggers: what the rules make of them, what they may be linked to, and which answers are right.

What ``layers.py`` learns from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.finder.examples import head_of, is_held, tokens_in
from verbale.extractors import load_pipeline, parse_documents, read_documents
from verbale.extractors.evaluation.agreement import Found, date_right
from verbale.extractors.evaluation.codes import fold
from verbale.extractors.evaluation.gold import GoldEvent, load_gold
from verbale.extractors.evaluation.scoring import rows_of_events, score
from verbale.extractors.events.decide import Decided, told_by_rules
from verbale.extractors.events.find import events_of
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.dates import DateLinks
from verbale.extractors.events.learned.models import Profile
from verbale.extractors.events.learned.parties import Asked, Candidates, Linked
from verbale.extractors.events.learned.units import Unit
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.events.records import Weight
from verbale.extractors.finder import EventFinder
from verbale.extractors.parse import Parsed, findings_in
from verbale.extractors.pipeline import Resources, findings_of
from verbale.extractors.schema import EventDate, Timex

OPTIONAL_WEIGHT = 0.5
UNKNOWN = -1
"""An answer that nobody can give."""


@dataclass(frozen=True, slots=True)
class Told:
    """An annotated event at its trigger, with what the rules make of it, and what it may be linked to.

    ``date_slots``: of every date near by, and of the answer that none is the event's; ``date_answers``: of the dates alone.
    """

    document: str
    event: GoldEvent
    rule: tuple[frozenset[str], frozenset[str]] | None
    linked: Linked
    link_answers: list[tuple[int, int]]
    dates: list[Timex]
    date_slots: list[list[int]]
    date_answers: list[int]
    known: EventDate
    candidates: Candidates

    @property
    def weight(self) -> float:
        return OPTIONAL_WEIGHT if self.event.optional else 1.0


def finders_in(folders: Iterable[Path]) -> list[EventFinder]:
    """Finders that tell of every word, however unlikely it is."""
    found = [EventFinder().from_disk(folder) for folder in folders]
    for finder in found:
        finder.floor = finder.pairs_floor = 0.0
    return found


def collect(
    folders: Sequence[Path],
    resources: Resources,
    profiles: Mapping[str, Profile],
    finders: Sequence[EventFinder] = (),
    parts: int = 0,
) -> tuple[list[Told], list[tuple[str, str, bool]]]:
    """Every annotated event whose trigger the parse has; every row of the rules: (document, rule, right in its family).

    ``finders``: of n ``parts`` (0: as many as finders) the k-th has seen nothing of the documents that are held by ``k/n``;
    documents of parts without a finder are left out.
    """
    nlp, found, rows = load_pipeline(finder="off"), [], []
    for folder in folders:
        gold = load_gold(folder)
        told_by = {name: _finder_of(name, finders, parts or len(finders)) for name in gold} if finders else {}
        gold = {name: own for name, own in gold.items() if not finders or told_by[name] is not None}
        documents = [d for d in read_documents(folder) if Path(d.doc_id).name in gold]
        events = []
        for parsed in parse_documents(nlp, documents):
            name = Path(parsed.document.doc_id).name
            if (finder := told_by.get(name)) is not None:
                parsed = replace(parsed, findings=findings_in(finder(parsed.doc)))
            findings = findings_of(parsed, resources)
            matcher = Matcher(findings)
            told = told_by_rules(findings, matcher, resources.rules, resources.cues)
            events += events_of(findings, ((one, Weight(0.0, "rule", (), ())) for one in told))
            found += _of_document(name, findings, matcher, told, gold[name].events, profiles)
        outcomes = score(gold, rows_of_events(events)).outcomes
        rows += [(o.document, o.found.rule_id, o.in_family) for o in outcomes if o.found is not None]
    return found, rows


def _finder_of(name: str, finders: Sequence[EventFinder], parts: int) -> EventFinder | None:
    """The finder that has not seen a document."""
    return next((one for k, one in enumerate(finders, 1) if is_held(name, f"{k}/{parts}")), None)


def records_of(rows: Iterable[tuple[str, str, bool]]) -> dict[str, tuple[int, int]]:
    """(rows right in their family, rows) of every rule, and of all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for _, rule, right in rows:
        for key in ("all", rule):
            counts[key][0] += right
            counts[key][1] += 1
    return {key: (right, number) for key, (right, number) in counts.items()}


def _of_document(
    name: str,
    findings: Findings,
    matcher: Matcher,
    told: Iterable[Decided],
    events: Iterable[GoldEvent],
    profiles: Mapping[str, Profile],
) -> Iterator[Told]:
    parsed = findings.parsed
    by_trigger: dict[int, list[Decided]] = defaultdict(list)
    for one in told:
        by_trigger[one.match.trigger].append(one)
    candidates = Candidates(findings, matcher.fillers.participants, matcher.fillers.context, profiles)
    dates = DateLinks(findings)
    for event in events:
        tokens = tokens_in(parsed, *event.triggers[0]) if event.triggers else []
        if not tokens or parsed.sentence_at(tokens[0]).heading:
            continue
        trigger = head_of(parsed, tokens)
        match = next((one.match for one in by_trigger[trigger] if one.match.loaded.family in event.families), None)
        kind = event.types[0]
        asked = Asked(trigger, kind, match.sources, match.targets) if match else Asked(trigger, kind)
        linked = candidates.linked(asked)
        known = findings.dates.date_of(trigger, match.heads if match else ())
        near = dates.candidates(trigger)
        yield Told(
            name, event, (_parties(match.sources), _parties(match.targets)) if match else None, linked,
            _link_answers(parsed, event, linked), near, dates.answers(trigger, near, known, kind),
            _date_answers(parsed, event, near, trigger), known, candidates,
        )  # fmt: skip


def _parties(participants: Iterable[object]) -> frozenset[str]:
    return frozenset(party for p in participants for party in p.party_ids)  # type: ignore[attr-defined]


def located(parsed: Parsed, words: str, near: int) -> list[int]:
    """The tokens of the occurrence of some words that is nearest to a character of the text."""
    text = parsed.document.text
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] or [
        m.span() for m in re.finditer(re.escape(words), text)
    ]
    if not places:
        return []
    return tokens_in(parsed, *min(places, key=lambda span: min(abs(span[0] - near), abs(span[1] - near))))


def _link_answers(parsed: Parsed, event: GoldEvent, linked: Linked) -> list[tuple[int, int]]:
    sides = ((event.sources, event.source_words), (event.targets, event.target_words))
    trigger = linked.asked.trigger
    answers = [side_answers(parsed, event, linked.units, trigger, codes, words) for codes, words in sides]
    return list(zip(*answers, strict=True))


def side_answers(
    parsed: Parsed,
    event: GoldEvent,
    units: Sequence[Unit],
    trigger: int,
    codes: Sequence[frozenset[str]],
    words: Sequence[str] | None,
) -> list[int]:
    """Per unit: 1 it tells this side, 0 it does not, -1 nobody can say (another mention of the same party)."""
    right = frozenset().union(*codes) - {""} if codes else frozenset()
    fits = [bool({fold(p) for p in unit.parties} & right) for unit in units]
    answers = [UNKNOWN if ok else 0 for ok in fits]
    if words is None:
        for code in codes:
            own = [n for n, unit in enumerate(units) if {fold(p) for p in unit.parties} & code]
            if own:
                answers[min(own, key=lambda n: abs(units[n].head - trigger))] = 1
        return answers
    for phrase in words:
        tokens = located(parsed, phrase, event.triggers[0][0])
        if tokens:
            _answer_phrase(answers, fits, units, set(tokens), head_of(parsed, tokens))
    return answers


def _answer_phrase(answers: list[int], fits: Sequence[bool], units: Sequence[Unit], tokens: set[int], head: int) -> None:
    inside = [n for n, unit in enumerate(units) if unit.head in tokens]
    top = next((n for n in inside if units[n].head == head), None)
    if top is None:
        top = next((n for n, unit in enumerate(units) if unit.start <= head < unit.end), None)
    better = any(fits[n] for n in inside)
    if top is not None and not (better and units[top].participants and not fits[top]):
        answers[top] = 1
    for n in inside:
        if fits[n] and answers[n] != 1:
            answers[n] = UNKNOWN if top is not None and fits[top] else 1


def _date_answers(parsed: Parsed, event: GoldEvent, near: Sequence[Timex], trigger: int) -> list[int]:
    ok = [n for n, timex in enumerate(near) if date_right(event, as_row(date=as_date(timex)))]
    if event.date_words is not None or not any(event.dates):
        words = event.date_words
        tokens = set(located(parsed, words, event.triggers[0][0])) if words else set()
        meant = [not tokens.isdisjoint(range(timex.start, timex.end)) for timex in near]
        return [1 if own else UNKNOWN if n in ok else 0 for n, own in enumerate(meant)]
    ok.sort(key=lambda n: (parsed.sentence_of[near[n].start] != parsed.sentence_of[trigger], abs(near[n].start - trigger)))
    return [1 if ok and n == ok[0] else UNKNOWN if n in ok else 0 for n in range(len(near))]


def as_date(timex: Timex) -> EventDate:
    return EventDate(timex.text, timex.edtf, timex.date_start, timex.date_end, timex.granularity, "clause", timex.date_id)


def as_row(sources: Iterable[str] = (), targets: Iterable[str] = (), date: EventDate | None = None) -> Found:
    """A row as the scorer compares it, of parties or of a date."""
    date = date or EventDate()
    sides = (frozenset(map(fold, sources)), frozenset(map(fold, targets)))
    return Found("", "", (0, 0), *sides, date.edtf, date.start, date.end, False, False, 0.0, "")
