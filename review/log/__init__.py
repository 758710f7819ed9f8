"""What did reviewers decide, and what does it mean for this run? Decisions in files, carried over, joined with the tables."""

from verbale.review.log.anachronisms import anachronisms
from verbale.review.log.carry_over import STATUSES, Carried, carry_over, outcomes
from verbale.review.log.corrections import MODALITIES, POLARITIES, RelationType, check_values, normalised_values
from verbale.review.log.decision_files import Log, Logs, append, read, read_download, readable_logs
from verbale.review.log.decisions import EDITABLE, LISTS, REASONS, VERDICTS, Decision, DecisionError, make, now, standing
from verbale.review.log.edtf import EdtfError
from verbale.review.log.evidence import LONGEST_CELL, SNAPSHOT, Evidence, reviewable
from verbale.review.log.gold_export import export_gold
from verbale.review.log.reviewed_tables import reviewed_events, reviewed_relations, with_status
from verbale.review.log.rule_precision import format_rule_reports, rule_reports
from verbale.review.log.run import ComparedRun, NoOutputsError, apart, compare, corpus_named, corpus_of, is_elsewhere, read_tables
from verbale.review.log.verdicts import Agreement, Verdict, agreement, verdicts

__all__ = [
    "EDITABLE",
    "LISTS",
    "LONGEST_CELL",
    "MODALITIES",
    "POLARITIES",
    "REASONS",
    "SNAPSHOT",
    "STATUSES",
    "VERDICTS",
    "Agreement",
    "Carried",
    "ComparedRun",
    "Decision",
    "DecisionError",
    "EdtfError",
    "Evidence",
    "Log",
    "Logs",
    "NoOutputsError",
    "RelationType",
    "Verdict",
    "agreement",
    "anachronisms",
    "apart",
    "append",
    "carry_over",
    "check_values",
    "compare",
    "corpus_named",
    "corpus_of",
    "export_gold",
    "format_rule_reports",
    "is_elsewhere",
    "make",
    "normalised_values",
    "now",
    "outcomes",
    "read",
    "read_download",
    "read_tables",
    "readable_logs",
    "reviewable",
    "reviewed_events",
    "reviewed_relations",
    "rule_reports",
    "standing",
    "verdicts",
    "with_status",
]
