"""How good are the tables, and how far can that be known? Precision, recall, rules, gold to test with."""

from verbale.review.quality.audits import audit
from verbale.review.quality.double_coding import double_coding, format_double_coding
from verbale.review.quality.gold_export import Gold, export_gold, flags_of, gold_date
from verbale.review.quality.precision_and_recall import family_of, format_quality, quality, true_family
from verbale.review.quality.rule_precision import format_rule_reports, rule_reports
from verbale.review.quality.whole import is_decided, judged

__all__ = [
    "Gold",
    "audit",
    "double_coding",
    "export_gold",
    "family_of",
    "flags_of",
    "format_double_coding",
    "format_quality",
    "format_rule_reports",
    "gold_date",
    "is_decided",
    "judged",
    "quality",
    "rule_reports",
    "true_family",
]
