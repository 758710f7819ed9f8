"""Scores as text and as JSON: totals, per document and family, what was missed, what was too much, what was half right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verbale.extractors.evaluation.by_rule import format_records, records_of
from verbale.extractors.evaluation.reliability import format_reliability
from verbale.extractors.evaluation.scoring import Outcome, Scores, Tally
from verbale.extractors.events import HeldOut

LEVELS = ("detect", "typed", "full")
PARTS = ("typed", "dated", "parties", "flags")


def as_json(scores: Scores) -> dict[str, Any]:
    """Totals rounded to three digits: detect, typed, full (p, r, f1), of_detected, counts, rows (share right, number)."""
    total = scores.total
    result: dict[str, Any] = {
        level: dict(zip(("p", "r", "f1"), (round(v, 3) for v in total.prf(level)), strict=True)) for level in LEVELS
    }
    result["of_detected"] = {part: round(total.share(part), 3) for part in PARTS}
    result["counts"] = {"gold": total.gold, "sys": total.found, "hit": total.hit}
    result["rows"] = {"right": round(total.rows_right, 3), "n": total.rows}
    return result


def format_scores(scores: Scores, *, detail: bool = False, held_out: HeldOut | None = None) -> str:
    """The scores as text: totals, per document, per family, reliability of confidence by tenths of the rows; with ``detail``
    every miss, extra and partly right row, and what each rule gave. ``held_out``: figures of the calibration, shown beside."""
    total = scores.total
    lines = []
    for level in LEVELS:
        precision, recall, f1 = total.prf(level)
        lines.append(f"{level:7s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    lines.append("of detected: " + " ".join(f"{part} {total.share(part):.3f}" for part in PARTS))
    lines.append(f"counts: gold {total.gold} found {total.found} hit {total.hit}")
    lines.append(f"rows right: {total.rows_right:.3f} of {total.rows}")
    lines += ["", *_table("document", scores.documents), "", *_table("family", scores.families)]
    lines += ["", format_reliability(scores, held_out).rstrip()]
    if detail:
        lines += ["", *_details(scores)]
    return "\n".join(lines) + "\n"


def _table(title: str, tallies: Mapping[str, Tally]) -> list[str]:
    width = max(map(len, [title, *tallies]), default=0)
    lines = [f"{title:{width}s}  gold found  hit  detect   P     R    F1   full F1   rows right"]
    for name, tally in tallies.items():
        precision, recall, f1 = tally.prf("detect")
        counts = f"{tally.gold:4d} {tally.found:5d} {tally.hit:4d}"
        detected, full = f"{precision:.3f} {recall:.3f} {f1:.3f}", f"{tally.prf('full')[2]:.3f}"
        lines.append(f"{name:{width}s}  {counts}        {detected}   {full}   {tally.rows:4d} {tally.rows_right:.3f}")
    return lines


def _details(scores: Scores) -> list[str]:
    wrong = [outcome for outcome in scores.outcomes if outcome.kind in ("part", "miss", "extra")]
    return [*sorted(map(_line, wrong)), "", *format_records(records_of(scores), examples=0)]


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
