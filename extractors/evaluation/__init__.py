"""How right is it? Tables against annotated documents: precision, recall, reliability of confidence."""

from verbale.extractors.evaluation.as_json import as_json
from verbale.extractors.evaluation.as_text import format_report
from verbale.extractors.evaluation.by_rule import format_rules_report, report_rules
from verbale.extractors.evaluation.gold import GoldDocument, load_gold
from verbale.extractors.evaluation.reliability import Reliability, reliability
from verbale.extractors.evaluation.report import Report, evaluate
from verbale.extractors.evaluation.scoring import Scores, rows_of_events, rows_of_table, score

__all__ = [
    "GoldDocument",
    "Reliability",
    "Report",
    "Scores",
    "as_json",
    "evaluate",
    "format_report",
    "format_rules_report",
    "load_gold",
    "reliability",
    "report_rules",
    "rows_of_events",
    "rows_of_table",
    "score",
]
