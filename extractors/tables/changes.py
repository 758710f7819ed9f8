"""Tables of the run before + tables now -> what changed, row by row and cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from verbale.extractors.tables.columns import TABLES
from verbale.extractors.tables.frames import frame
from verbale.extractors.tables.rows import Row, cell_text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# An edit at the top of a text moves every offset and position below it, a new version stamps every row, reviewers have a log of
# their own, and what a happening gains is told of the happening: none of that is news about a row.
_OFFSETS = {"char_start", "char_end", "trigger_start", "trigger_end", "quote_start", "quote_end", "ordinal", "prefix", "suffix"}
IGNORED = frozenset(_OFFSETS | {"extractor_version", "model", "review_status", "happening_id"})
# Candidates that come and go are listed, since somebody may want to look at them; their cells are not compared: a new model moves
# every confidence a little, and nothing is counted from a candidate.
_COMPARED_BY_ID = frozenset({"candidates"})
_SUMMARY = {
    "documents": ("title", "document_date", "status"),
    "sentences": ("doc_id", "text"),
    "actors": ("name", "kind", "party_id"),
    "mentions": ("doc_id", "text", "actor_id"),
    "dates": ("doc_id", "text", "edtf"),
    "events": ("relation_type", "source_parties", "target_parties", "date_edtf", "quote"),
    "candidates": ("relation_type", "source_parties", "target_parties", "date_edtf", "quote"),
    "event_links": ("from_event", "relation", "to_event", "words"),
    "happenings": ("relation_type", "source_parties", "target_parties", "date_edtf"),
    "relations": ("subject_id", "relation_type", "object_id", "date_first", "date_last"),
}


def diff_tables(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The table ``changes``. A table that only one side has counts as empty on the other; ``changes`` itself is left out.

    Added and removed rows have an empty column and a one-line summary of the row in ``after`` / ``before``. Columns that are
    listed in ``IGNORED``, or that one side lacks, are not compared, and of candidates none. Both sides may be typed or text
    (``read_table``).
    """
    import pandas as pd

    changes: list[Row] = []
    for table in TABLES:
        if table != "changes" and (table in before or table in after):
            empty = pd.DataFrame(columns=list(TABLES[table]), dtype="str")
            changes += _diff(table, before.get(table, empty), after.get(table, empty))
    return frame("changes", changes)


def _diff(table: str, before: pd.DataFrame, after: pd.DataFrame) -> list[Row]:
    import numpy as np
    import pandas as pd

    old_ids, new_ids = _row_ids(before), _row_ids(after)
    old_at, new_at = pd.Index(old_ids), pd.Index(new_ids)
    place = new_at.get_indexer(old_at)
    removed = np.flatnonzero(place < 0)
    added = np.flatnonzero(old_at.get_indexer(new_at) < 0)
    kept = np.flatnonzero(place >= 0)
    changes: list[Row] = [
        (table, old_ids[i], "removed", "", summary, "")
        for i, summary in zip(removed.tolist(), _summaries(table, before, removed), strict=True)
    ]
    changes += [
        (table, new_ids[i], "added", "", "", summary)
        for i, summary in zip(added.tolist(), _summaries(table, after, added), strict=True)
    ]
    for column in () if table in _COMPARED_BY_ID else TABLES[table][1:]:
        if column in IGNORED or column not in before or column not in after:
            continue
        old, new = _texts(before, column)[kept], _texts(after, column)[place[kept]]
        for i in np.flatnonzero(old != new).tolist():
            changes.append((table, old_ids[kept[i]], "changed", column, str(old[i]), str(new[i])))
    return changes


def _texts(table: pd.DataFrame, column: str) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    import numpy as np

    return np.array([cell_text(value) for value in table[column].tolist()] or [""], dtype=object)[: len(table)]


def _row_ids(table: pd.DataFrame) -> list[str]:
    """The first column; a repeated id (which no run should write) gets ``#2``, ``#3``, so that rows still pair off."""
    seen: Counter[str] = Counter()
    ids = []
    for value in table.iloc[:, 0].tolist():
        row_id = cell_text(value)
        seen[row_id] += 1
        ids.append(row_id if seen[row_id] == 1 else f"{row_id}#{seen[row_id]}")
    return ids


def _summaries(table: str, rows: pd.DataFrame, at: np.ndarray[tuple[int], np.dtype[np.intp]]) -> list[str]:
    chosen = rows.iloc[at]
    columns = [[cell_text(v) for v in chosen[c].tolist()] for c in _SUMMARY[table] if c in chosen]
    return [" | ".join(" ".join(cell.split())[:120] for cell in cells) for cells in zip(*columns, strict=True)]


def count_changes(changes: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Table -> added, removed, changed: numbers of rows (a row with three changed cells counts once)."""
    rows = changes[["table", "row_id", "change"]].drop_duplicates()
    result: dict[str, dict[str, int]] = {}
    for table, change in zip(rows["table"].tolist(), rows["change"].tolist(), strict=True):
        result.setdefault(table, {"added": 0, "removed": 0, "changed": 0})[change] += 1
    return result
