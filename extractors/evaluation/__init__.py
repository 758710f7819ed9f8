"""How right is it? Tables against annotated documents: precision, recall, reliability of confidence."""

from verbale.extractors.evaluation.by_rule import format_rules_report, report_rules
from verbale.extractors.evaluation.gold import load_gold
from verbale.extractors.evaluation.report import as_json, format_scores
from verbale.extractors.evaluation.scoring import Scores, rows_of_events, rows_of_table, score

__all__ = [
    "Scores",
    "as_json",
    "format_rules_report",
    "format_scores",
    "load_gold",
    "report_rules",
    "rows_of_events",
    "rows_of_table",
    "score",
]
