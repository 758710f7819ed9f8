"""What did reviewers decide, and what does it mean for this run? Decisions in files, carried over, joined with the tables."""

from verbale.review.log.additions import ADDED, new_event_id, span_in
from verbale.review.log.carry_over import carry_over
from verbale.review.log.corrections import MODALITIES, POLARITIES, RelationType, check_values, normalised_values
from verbale.review.log.decision_files import Log, Logs, append, read, read_download, readable_logs
from verbale.review.log.decisions import (
    EDITABLE,
    JUDGEMENTS,
    LISTS,
    PLACED,
    REASONS,
    VERDICTS,
    Decision,
    DecisionError,
    make,
    now,
    standing,
)
from verbale.review.log.edtf import EdtfError, normalised
from verbale.review.log.evidence import AROUND, LONGEST_CELL, SNAPSHOT, Evidence, Row, reviewable
from verbale.review.log.fates import STATUSES, Carried, outcomes
from verbale.review.log.passages import audited, complete_sentences, draw, is_heading
from verbale.review.log.reviewed_tables import as_corrected, reviewed_events, reviewed_relations, with_status
from verbale.review.log.run import ComparedRun, NoOutputsError, apart, compare, corpus_named, corpus_of, is_elsewhere, read_tables
from verbale.review.log.verdicts import SETTLED, Agreement, Verdict, agreement, last_words, verdicts

__all__ = [
    "ADDED",
    "AROUND",
    "EDITABLE",
    "JUDGEMENTS",
    "LISTS",
    "LONGEST_CELL",
    "MODALITIES",
    "PLACED",
    "POLARITIES",
    "REASONS",
    "SETTLED",
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
    "Row",
    "Verdict",
    "agreement",
    "apart",
    "append",
    "as_corrected",
    "audited",
    "carry_over",
    "check_values",
    "compare",
    "complete_sentences",
    "corpus_named",
    "corpus_of",
    "draw",
    "is_elsewhere",
    "is_heading",
    "last_words",
    "make",
    "new_event_id",
    "normalised",
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
    "span_in",
    "standing",
    "verdicts",
    "with_status",
]
