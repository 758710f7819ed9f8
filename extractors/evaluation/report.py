"""Tables against annotated documents: precision, recall and F1, what was missed, what was too much, what was half right.

``load_gold`` and ``score`` do the work (``gold.py``, ``scoring.py``); here is the account: totals, per document and family,
how far confidence can be relied on, and which rules go wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.extractors.evaluation.gold import GoldError, load_gold
from verbale.extractors.evaluation.reliability import format_reliability
from verbale.extractors.evaluation.scoring import Outcome, Scores, Tally, rows_of_events, rows_of_table, score, tally_of
from verbale.extractors.events import HeldOut

__all__ = [
    "GoldError",
    "Outcome",
    "RuleScore",
    "Scores",
    "Tally",
    "as_json",
    "format_scores",
    "load_gold",
    "reliability",
    "rows_of_events",
    "rows_of_table",
    "rule_scores",
    "score",
]

LEVELS = ("detect", "typed", "full")
PARTS = ("typed", "dated", "parties", "flags")


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows whose confidence lies in [low, high): how many count, their mean confidence, and how many were right."""

    low: float
    high: float
    n: int
    confidence: float
    typed: float
    full: float


def _counting(scores: Scores) -> list[Outcome]:
    """The outcomes of rows that count: hits and extras."""
    return [outcome for outcome in scores.outcomes if outcome.found and outcome.kind != "optional"]


def reliability(scores: Scores, bins: int = 10) -> tuple[Bin, ...]:
    """Confidence against what was right, in equal steps of confidence (1.0 falls into the last); empty bins are left out."""
    binned: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in _counting(scores):
        assert outcome.found
        binned[min(bins - 1, int(outcome.found.confidence * bins))].append(outcome)
    result = []
    for number, outcomes in sorted(binned.items()):
        tally = sum(map(tally_of, outcomes), Tally())
        mean = sum(outcome.found.confidence for outcome in outcomes if outcome.found) / len(outcomes)
        n = len(outcomes)
        result.append(Bin(number / bins, (number + 1) / bins, n, mean, tally.typed / n, tally.full / n))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class RuleScore:
    """One rule: rows that count, how many hit, were typed and were all right, and examples of what went wrong."""

    rule_id: str
    n: int
    hit: int
    typed: int
    full: int
    examples: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.typed / self.n if self.n else 0.0


def rule_scores(scores: Scores, examples: int = 3) -> tuple[RuleScore, ...]:
    """Every rule that gave rows, those with the most wrong rows first."""
    by_rule: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in _counting(scores):
        assert outcome.found
        by_rule[outcome.found.rule_id].append(outcome)
    result = []
    for rule_id, outcomes in by_rule.items():
        tally = sum(map(tally_of, outcomes), Tally())
        wrong = [_line(outcome) for outcome in outcomes if outcome.kind in ("extra", "part")]
        result.append(RuleScore(rule_id, len(outcomes), tally.hit, tally.typed, tally.full, tuple(wrong[:examples])))
    return tuple(sorted(result, key=lambda r: (r.typed - r.n, r.full - r.n, r.rule_id)))


def _line(outcome: Outcome) -> str:
    """One outcome as one line, cells separated by tabs."""
    gold, found = outcome.gold, outcome.found
    cells = [outcome.kind, outcome.document]
    if gold:
        sides = [";".join("|".join(sorted(names)) for names in side) for side in (gold.sources, gold.targets)]
        cells += [" ".join(gold.quote.split())[:90], "|".join(gold.types), " -> ".join(sides), "|".join(gold.dates)]
        cells.append(";".join(sorted(gold.flags)))
    else:
        cells.append(outcome.context)
    if outcome.wrong:
        cells.append("wrong: " + ", ".join(outcome.wrong))
    if found:
        parties = f"{';'.join(sorted(found.sources))} -> {';'.join(sorted(found.targets))}"
        signs = [sign for sign, there in (("neg", found.negative), ("unreal", found.unreal)) if there]
        cells += [found.relation_type, parties, found.date_edtf or found.date_start, ";".join(signs), found.rule_id]
    return "\t".join(cells)


def as_json(scores: Scores) -> dict[str, Any]:
    """Totals rounded to three digits: detect, typed, full (p, r, f1), of_detected, counts."""
    total = scores.total
    result: dict[str, Any] = {
        level: dict(zip(("p", "r", "f1"), (round(v, 3) for v in total.prf(level)), strict=True)) for level in LEVELS
    }
    result["of_detected"] = {part: round(total.share(part), 3) for part in PARTS}
    result["counts"] = {"gold": total.gold, "sys": total.found, "hit": total.hit}
    return result


def _table(title: str, tallies: Mapping[str, Tally]) -> list[str]:
    width = max(map(len, [title, *tallies]), default=0)
    lines = [f"{title:{width}s}  gold found  hit  detect   P     R    F1   full F1"]
    for name, tally in tallies.items():
        precision, recall, f1 = tally.prf("detect")
        counts = f"{tally.gold:4d} {tally.found:5d} {tally.hit:4d}"
        lines.append(f"{name:{width}s}  {counts}        {precision:.3f} {recall:.3f} {f1:.3f}   {tally.prf('full')[2]:.3f}")
    return lines


def format_scores(scores: Scores, *, detail: bool = False, held_out: HeldOut | None = None) -> str:
    """The scores as text: totals, per document, per family, reliability of confidence by tenths of the rows; with ``detail``
    every miss, extra and partly right row, reliability by steps of confidence and the rules that went wrong most. ``held_out``:
    figures of the calibration, to be shown beside."""
    total = scores.total
    lines = []
    for level in LEVELS:
        precision, recall, f1 = total.prf(level)
        lines.append(f"{level:7s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    lines.append("of detected: " + " ".join(f"{part} {total.share(part):.3f}" for part in PARTS))
    lines.append(f"counts: gold {total.gold} found {total.found} hit {total.hit}")
    lines += ["", *_table("document", scores.documents), "", *_table("family", scores.families)]
    lines += ["", format_reliability(scores, held_out).rstrip()]
    if detail:
        lines += ["", *_details(scores)]
    return "\n".join(lines) + "\n"


def _details(scores: Scores) -> list[str]:
    wrong = [outcome for outcome in scores.outcomes if outcome.kind in ("part", "miss", "extra")]
    lines: list[str] = sorted(map(_line, wrong))
    lines += ["", "confidence     n  mean  typed  full"]
    for b in reliability(scores):
        lines.append(f"{b.low:.1f} - {b.high:.1f} {b.n:6d} {b.confidence:.3f}  {b.typed:.3f} {b.full:.3f}")
    rules: Sequence[RuleScore] = rule_scores(scores)
    width = max((len(rule.rule_id) for rule in rules), default=0)
    lines += ["", f"{'rule':{width}s}    n  hit typed full precision"]
    for rule in rules:
        lines.append(f"{rule.rule_id:{width}s} {rule.n:4d} {rule.hit:4d} {rule.typed:5d} {rule.full:4d}     {rule.precision:.3f}")
    return lines
