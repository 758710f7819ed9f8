"""What changed between two runs."""

from __future__ import annotations

import time

import pandas as pd

from extractors import tables
from extractors.changes import IGNORED, count_changes, diff_tables
from tests.records import event


def events(*rows: dict[str, object]) -> pd.DataFrame:
    return tables.frame("events", [tables.row("events", event(**row)) for row in rows])


def changes(before: pd.DataFrame, after: pd.DataFrame) -> list[list[str]]:
    return diff_tables({"events": before}, {"events": after}).values.tolist()


ROW: dict[str, object] = {
    "event_id": "e1",
    "relation_type": "envoy.recall",
    "source_parties": ("PER",),
    "quote": "recalled\nits envoy",
}


def test_added_removed_and_changed() -> None:
    before = events(ROW, {"event_id": "e2", "relation_type": "aid.grant", "quote": "lent money"})
    after = events(ROW | {"date_edtf": "1901-05", "source_parties": ("PER", "CHL")}, {"event_id": "e3", "quote": "met"})
    assert changes(before, after) == [
        ["events", "e1", "changed", "date_edtf", "", "1901-05"],
        ["events", "e1", "changed", "source_parties", "PER", "PER;CHL"],
        ["events", "e2", "removed", "", "aid.grant |  |  |  | lent money", ""],
        ["events", "e3", "added", "", "", " |  |  |  | met"],
    ]


def test_an_edit_above_moves_offsets_and_is_no_news() -> None:
    moved = {c: 7 for c in IGNORED if tables.KINDS["events"].get(c) is int}
    assert "trigger_start" in moved
    assert (
        changes(events(ROW), events(ROW | moved | {"extractor_version": "2", "prefix": "x", "review_status": "accepted"})) == []
    )


def test_typed_tables_and_tables_read_back_compare_equal() -> None:
    table = events(ROW | {"confidence": 2 / 3})
    assert changes(table, tables.parse_csv(tables.to_csv(table))) == []


def test_missing_tables_count_as_empty_and_missing_columns_are_not_compared() -> None:
    assert diff_tables({}, {"events": events(ROW)})["change"].tolist() == ["added"]
    assert diff_tables({"events": events(ROW)}, {})["change"].tolist() == ["removed"]
    assert changes(events(ROW).drop(columns=["date_edtf"]), events(ROW | {"date_edtf": "1901"})) == []
    assert diff_tables({}, {}).columns.tolist() == list(tables.CHANGE_COLUMNS)


def test_a_repeated_id_does_not_hide_a_row() -> None:
    assert [c[1:3] for c in changes(events(ROW), events(ROW, ROW))] == [["e1#2", "added"]]


def test_rows_are_counted_once_however_many_cells_changed() -> None:
    before, after = events(ROW), events(ROW | {"date_edtf": "1901", "place": "Lima"}, {"event_id": "e9"})
    assert count_changes(diff_tables({"events": before}, {"events": after})) == {
        "events": {"added": 1, "removed": 0, "changed": 1}
    }


def test_fifty_thousand_rows_compare_in_seconds() -> None:
    before = events(ROW).loc[[0] * 50_000].reset_index(drop=True)
    before["event_id"] = [f"e{i}" for i in range(50_000)]
    after = before.copy()
    after.loc[123, "place"] = "Lima"
    began = time.perf_counter()
    assert changes(before, after) == [["events", "e123", "changed", "place", "", "Lima"]]
    assert time.perf_counter() - began < 20
