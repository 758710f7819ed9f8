"""Which rules are not needed, or rest on nothing? Rules, and what they gave on texts -> findings."""

from verbale.extractors.rules.lint.evidence import Evidence, evidence_lines, joined
from verbale.extractors.rules.lint.findings import Finding, advice_counts, lint_rules, repeated_lists

__all__ = [
    "Evidence",
    "Finding",
    "advice_counts",
    "evidence_lines",
    "joined",
    "lint_rules",
    "repeated_lists",
]
