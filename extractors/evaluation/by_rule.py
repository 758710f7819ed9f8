"""The rules on annotated documents: what each gave and how much of it was right, which rest on one document, what was missed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from verbale.extractors.evaluation.codes import family
from verbale.extractors.evaluation.gold import GoldEvent
from verbale.extractors.evaluation.scoring import Outcome, Scores, Tally, tally_of

Item = TypeVar("Item")
_SHOWN = 100
"""Characters of a quote that are shown."""


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """One rule: ``tally`` of its rows, ``documents`` that hold them; ``wrong``: those too much or half right, a line each."""

    rule_id: str
    tally: Tally
    documents: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def wrongs(self) -> int:
        return self.tally.found - self.tally.full

    @property
    def only_document(self) -> str:
        """The one document in which the rule gave rows; empty where it gave them in several."""
        return self.documents[0] if len(self.documents) == 1 else ""


@dataclass(frozen=True, slots=True)
class RulesReport:
    """What all rules gave.

    ``records``: rules that gave rows, those with most wrong rows first; ``silent``: per family the rules that gave none;
    ``missed``: per family the annotations that no row met, each with its document; ``alone``: per document the hits of rules
    that fire nowhere else.
    """

    records: tuple[RuleRecord, ...]
    silent: dict[str, tuple[str, ...]]
    missed: dict[str, tuple[tuple[str, GoldEvent], ...]]
    alone: dict[str, int]
    scores: Scores


def report_rules(scores: Scores, rules: Mapping[str, str]) -> RulesReport:
    """The report from scored rows; ``rules``: every rule's id -> its family."""
    records = records_of(scores)
    fired = {record.rule_id for record in records}
    missed = ((o.document, o.gold) for o in scores.outcomes if o.found is None and o.gold is not None)
    alone: Counter[str] = Counter()
    for record in records:
        alone[record.only_document] += record.tally.hit
    return RulesReport(
        records,
        _by_name((name, rule_id) for rule_id, name in rules.items() if rule_id not in fired),
        _by_name((family(event.types[0]), (document, event)) for document, event in missed),
        {name: alone[name] for name in scores.documents},
        scores,
    )


def _by_name(named: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    """(name, item) pairs -> name -> its items, names in order."""
    found: dict[str, list[Item]] = defaultdict(list)
    for name, item in named:
        found[name].append(item)
    return {name: tuple(items) for name, items in sorted(found.items())}


def records_of(scores: Scores) -> tuple[RuleRecord, ...]:
    """What each rule gave, those with most wrong rows first."""
    by_rule: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in scores.outcomes:
        if outcome.found is not None:
            by_rule[outcome.found.rule_id].append(outcome)
    return tuple(sorted((_record(*item) for item in by_rule.items()), key=lambda r: (-r.wrongs, -r.tally.rows, r.rule_id)))


def _record(rule_id: str, outcomes: Sequence[Outcome]) -> RuleRecord:
    documents = tuple(sorted({outcome.document for outcome in outcomes}))
    wrong = tuple(_example(outcome) for outcome in outcomes if outcome.kind in ("extra", "part"))
    return RuleRecord(rule_id, sum(map(tally_of, outcomes), Tally()), documents, wrong)


def _example(outcome: Outcome) -> str:
    what = "too much" if outcome.gold is None else "wrong " + ", ".join(outcome.wrong)
    quote = outcome.context if outcome.gold is None else outcome.gold.quote
    return f"{outcome.document}: {what}: {_shown(quote)}"


def _shown(quote: str) -> str:
    return " ".join(quote.split())[:_SHOWN]


def format_rules_report(report: RulesReport, rules: Mapping[str, str], examples: int = 3) -> str:
    """The report as text; ``examples``: at most so many of each kind."""
    single = [record for record in report.records if record.only_document]
    silent = sum(map(len, report.silent.values()))
    lines = [
        f"{len(rules)} rules: {len(report.records)} gave rows, {len(single)} of them in one document only; {silent} gave none",
        "rows: all; count: those that fell on no optional annotation; hit: right family; typed: right type; full: date, parties,"
        " flags too",
    ]
    lines += ["", *format_records(report.records, examples), "", *_families(report, rules), "", *_documents(report)]
    lines += ["", *_misses(report, examples)]
    return "\n".join(lines) + "\n"


def format_records(records: Sequence[RuleRecord], examples: int) -> list[str]:
    """A line for each rule, and at most so many ``examples`` of its wrong rows below it."""
    width = max([len("rule"), *(len(record.rule_id) for record in records)])
    lines = [f"{'rule':{width}s}  rows count  hit typed full  precision  documents"]
    for record in records:
        t = record.tally
        precision = f"{t.typed / t.found:.2f}" if t.found else "-"
        where = record.only_document or str(len(record.documents))
        counts = f"{t.rows:5d} {t.found:5d} {t.hit:4d} {t.typed:5d} {t.full:4d}"
        lines.append(f"{record.rule_id:{width}s} {counts}  {precision:>9s}  {where}")
        lines += [f"    {example}" for example in record.wrong[:examples]]
    return lines


def _families(report: RulesReport, rules: Mapping[str, str]) -> list[str]:
    """Per family: how many rules gave rows, gave them in one document only, gave none; precision and recall of detection."""
    number = Counter(rules.values())
    single = Counter(rules.get(record.rule_id, "") for record in report.records if record.only_document)
    names = sorted(number.keys() | report.scores.families.keys())
    width = max([len("family"), *map(len, names)])
    lines = [f"{'family':{width}s}  rules fired  one document  never  gold found  hit  missed      P     R"]
    for name in names:
        t = report.scores.families.get(name, Tally())
        never, missed = len(report.silent.get(name, ())), len(report.missed.get(name, ()))
        precision, recall, _ = t.prf("detect")
        fired = f"{number[name]:6d} {number[name] - never:5d}  {single[name]:12d}  {never:5d}"
        lines.append(f"{name:{width}s} {fired}  {t.gold:4d} {t.found:5d} {t.hit:4d}  {missed:6d}  {precision:.3f} {recall:.3f}")
    return lines


def _documents(report: RulesReport) -> list[str]:
    """Per document: its hits, and how many hang on rules that fire in no other document."""
    width = max([len("document"), *map(len, report.alone)])
    lines = [f"{'document':{width}s}  gold  hit  by rules that fire only here"]
    for name, hits in report.alone.items():
        t = report.scores.documents[name]
        lines.append(f"{name:{width}s}  {t.gold:4d} {t.hit:4d}  {hits:4d}")
    return lines


def _misses(report: RulesReport, examples: int) -> list[str]:
    lines = [f"missed: at most {examples} of each family"]
    for name, missed in report.missed.items():
        lines.append(f"{name} ({len(missed)})")
        lines += [f"    {document}: {'|'.join(event.types)}: {_shown(event.quote)}" for document, event in missed[:examples]]
    return lines
