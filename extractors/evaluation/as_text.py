"""A report as text for one screen; with the details, every miss, extra and partly right row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from verbale.extractors.evaluation.by_rule import format_records, records_of
from verbale.extractors.evaluation.intervals import Interval
from verbale.extractors.evaluation.reliability import Bin, Reliability
from verbale.extractors.evaluation.report import Report
from verbale.extractors.evaluation.scoring import LEVELS, Outcome, Scores, Tally

PARTS = ("dated", "parties", "flags")


def format_report(report: Report, *, detail: bool = False) -> str:
    """Totals with their intervals, families, groups, methods, candidates, reliability; with ``detail`` also every document,
    every miss, extra and partly right row, and what each rule gave."""
    sections = [_totals(report), _table("family", report.scores.families)]
    if len(report.groups) > 1:
        sections.append(_table("group", report.groups))
    sections += [list(_beside(report)), _reliability(report.reliability), _parties(report.parties)]
    if detail:
        sections += [_table("document", report.scores.documents), *_details(report.scores)]
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def _totals(report: Report) -> list[str]:
    total, intervals = report.scores.total, report.intervals
    lines = [f"{len(report.scores.documents)} documents, {total.gold} core events, {total.rows} rows"]
    if intervals:
        lines[0] += "; [95 % interval over documents]"
    for level in LEVELS:
        ends = intervals.levels[level] if intervals else (None, None, None)
        figures = zip(("P", "R", "F1"), total.prf(level), ends, strict=True)
        lines.append(f"{level:7s} " + "  ".join(f"{name} {value:.3f}{_ends(end)}" for name, value, end in figures))
    right = f"rows right: {total.rows_right:.3f}{_ends(intervals.rows_right if intervals else None)} of {total.rows}"
    lines.append(f"{right}; right in family: {total.rows_in_family:.3f}")
    lines.append(f"of the {total.hit} detected: " + ", ".join(f"{part} {total.share(part):.3f}" for part in PARTS) + " right")
    if report.incomplete:
        lines.append(
            f"recall (R, F1) cannot be known: in {report.incomplete} of {len(report.scores.documents)} documents nobody looked "
            "for every event; mark passages complete in the review and export them anew"
        )
    return lines


def _ends(interval: Interval | None) -> str:
    return f" [{interval[0]:.3f} {interval[1]:.3f}]" if interval else ""


def _table(title: str, tallies: Mapping[str, Tally]) -> list[str]:
    width = max(map(len, [title, *tallies]), default=0)
    lines = [f"{title:{width}s}   gold found   hit  detect P     R    F1  typed F1  full F1   rows right"]
    for name, tally in tallies.items():
        counts = f"{tally.gold:6d} {tally.found:5d} {tally.hit:5d}"
        detected = " ".join(f"{value:.3f}" for value in tally.prf("detect"))
        lines.append(
            f"{name:{width}s} {counts}     {detected}     {tally.prf('typed')[2]:.3f}    {tally.prf('full')[2]:.3f}"
            f"  {tally.rows:5d} {tally.rows_right:.3f}"
        )
    return lines


def _beside(report: Report) -> Iterator[str]:
    """A line for each method, for each way of telling parties, for the candidates and for the passages that hold few events,
    where there are any."""
    for name, tally in report.methods.items():
        in_family = f"right in family {tally.rows_in_family:.3f}"
        yield f"by {name:6s}  {tally.rows:5d} rows, {in_family}, rows right {tally.rows_right:.3f}"
    for how, (right, n) in report.sides.items():
        yield f"parties {how:9s} {n:5d} sides, just right {right / n:.3f}"
    if found := report.candidates:
        recall = f"recall of events and candidates {found.recall:.3f}"
        yield f"candidates {found.rows:4d} rows, right in family {found.share:.3f}; {recall}"
    if other := report.other:
        yield f"group other: {other.rows} rows in {other.words} words, {other.per_thousand:.2f} per 1,000 words"


def _reliability(found: Reliability | None) -> list[str]:
    if found is None:
        return ["reliability: no row has a confidence"]
    title = f"reliability of confidence: {found.n} rows, mean {found.mean:.3f}, right in family {found.right:.3f}"
    return [title, *_figures(found, "confidence")]


def _parties(found: Reliability | None) -> list[str]:
    if found is None:
        return []
    rows = f"{found.n} rows on core events, mean {found.mean:.3f}, parties just right {found.right:.3f}"
    return [f"reliability of parties_confidence: {rows}", *_figures(found, "parties")]


def _figures(found: Reliability, title: str) -> list[str]:
    auc = "-" if found.auc is None else f"{found.auc:.3f}"
    return [
        f"Brier {found.brier:.3f}, AUC {auc}, calibration error {found.calibration_error:.3f};"
        f" above .9: {found.sure} rows, {found.sure_right:.3f} right",
        _bins(title, (f"{b.low:.1f}-{b.high:.1f}".replace("0.", ".") for b in found.bins)),
        _bins("rows", (str(b.n) for b in found.bins)),
        _bins("mean", (_of(b, b.mean) for b in found.bins)),
        _bins("right", (_of(b, b.right) for b in found.bins)),
    ]


def _bins(title: str, cells: Iterable[str]) -> str:
    return f"{title:10s}" + "".join(f"{cell:>8s}" for cell in cells)


def _of(found: Bin, share: float) -> str:
    return f"{share:.3f}" if found.n else "-"


def _details(scores: Scores) -> list[list[str]]:
    wrong = [outcome for outcome in scores.outcomes if outcome.kind in ("part", "miss", "extra")]
    return [sorted(map(_line, wrong)), format_records(records_of(scores), examples=0)]


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
