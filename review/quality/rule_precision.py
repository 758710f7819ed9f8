"""What the decisions say about the rules: how precise each one is, and why its rows were rejected or corrected."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verbale.review.log import VERDICTS, Decision
from verbale.review.quality.shares import Share


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What reviewers said of the rows of one rule. ``low``: lower end of the precision's 95 % interval (Wilson 1927)."""

    rule_id: str
    n: int
    accepted: int
    corrected: int
    rejected: int
    reasons: Mapping[str, int]
    fields: Mapping[str, int]
    low: float

    @property
    def precision(self) -> float:
        """The share of rows that were right as they stood."""
        return self.accepted / self.n


def rule_reports(decisions: Iterable[Decision]) -> tuple[RuleReport, ...]:
    """Per rule, from standing decisions (``decisions.standing``): those with the most wrong rows first.

    Every decision counts as it was made, whatever has become of its row since: it judged what the rule did then.
    """
    by_rule: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.action in VERDICTS:
            by_rule[_told_by(decision)].append(decision)
    reports = []
    for rule_id, found in by_rule.items():
        actions = Counter(decision.action for decision in found)
        reasons = Counter(decision.reason for decision in found if decision.action == "reject")
        fields = Counter(column for decision in found for column in decision.values)
        n, right = len(found), actions["accept"]
        low = round(Share(right, n).low, 3)
        reports.append(RuleReport(rule_id, n, right, actions["correct"], actions["reject"], dict(reasons), dict(fields), low))
    return tuple(sorted(reports, key=lambda r: (r.accepted - r.n, r.precision, r.rule_id)))


def _told_by(decision: Decision) -> str:
    """The rule whose row was judged, or the finder where it alone told it."""
    judged = decision.snapshot
    return judged.get("rule_id") or ("the finder alone" if judged.get("method") == "finder" else "unknown")


def format_rule_reports(reports: Iterable[RuleReport]) -> str:
    """The reports as a table of text."""
    lines = list(reports)
    if not lines:
        return "No decisions yet: nothing to report.\n"
    width = max(len("rule"), *(len(report.rule_id) for report in lines))
    text = [f"{'rule':{width}s}     n  accepted corrected rejected  precision (at least)  why"]
    for r in lines:
        why = [f"{reason} {n}" for reason, n in sorted(r.reasons.items(), key=lambda item: -item[1])]
        why += [
            f"corrected {column} {n}"
            for column, n in sorted(r.fields.items(), key=lambda item: -item[1])
            if not column.endswith("_ids")
        ]
        counts = f"{r.n:5d}  {r.accepted:8d} {r.corrected:9d} {r.rejected:8d}"
        text.append(f"{r.rule_id:{width}s} {counts}      {r.precision:.2f} ({r.low:.2f})       {', '.join(why)}".rstrip())
    return "\n".join(text) + "\n"
