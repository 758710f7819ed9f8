"""What changed between two runs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.records import event
from tests.work import calls
from verbale.extractors import tables
from verbale.extractors.tables.changes import IGNORED, count_changes, diff_tables
from verbale.flows.output.changes import csv_rows, differing_rows, place_of_line, unshared


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


def test_candidates_come_and_go_and_their_cells_are_no_news() -> None:
    before, after = events(ROW, ROW | {"event_id": "e2"}), events(ROW | {"date_edtf": "1901"}, ROW | {"event_id": "e3"})
    summary = "envoy.recall | PER |  |  | recalled its envoy"
    assert diff_tables({"candidates": before}, {"candidates": after}).values.tolist() == [
        ["candidates", "e2", "removed", "", summary, ""],
        ["candidates", "e3", "added", "", "", summary],
    ]


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


def renamed_place(rows: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """So many rows, and the same with one cell changed."""
    before = events(ROW).loc[[0] * rows].reset_index(drop=True)
    before["event_id"] = [f"e{i}" for i in range(rows)]
    after = before.copy()
    after.loc[123, "place"] = "Lima"
    return before, after


def test_one_change_among_many_rows_is_found_in_linear_work() -> None:
    assert changes(*renamed_place(20_000)) == [["events", "e123", "changed", "place", "", "Lima"]]
    small, large = renamed_place(2_000), renamed_place(4_000)
    assert calls(lambda: changes(*large)) <= 2.1 * calls(lambda: changes(*small))


ROWS = st.dictionaries(st.text('ab,"é', min_size=1, max_size=3), st.sampled_from(["x", "y\nz", 'q"', "\r", ""]), max_size=8)


@given(ROWS, ROWS)
def test_files_side_by_side_give_the_rows_that_differ(before: dict[str, str], after: dict[str, str]) -> None:
    frames = [tables.frame("changes", [(key, "", "", "", "", text) for key, text in side.items()]) for side in (before, after)]
    old, new = (csv_rows(tables.to_csv(frame).splitlines(keepends=True)[1:]) for frame in frames)
    place = place_of_line("changes", ",".join(tables.TABLES["changes"]).encode())
    only = [tables.parse_csv(b"k,2,3,4,5,v\n" + b"".join(lines)) for lines in unshared(old, new, place, place)]
    found = [dict(zip(frame["k"], frame["v"], strict=True)) if len(frame) else {} for frame in only]
    sides = ((before, after), (after, before))
    assert found == [{key: text for key, text in one.items() if other.get(key) != text} for one, other in sides]


def test_a_damaged_set_is_nothing_to_compare_with(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
        for name, table in tables.to_tables([]).items():
            (folder / f"{name}.csv").write_bytes(tables.to_csv(table))
    found = differing_rows(after, before)
    assert found is not None and not any(len(table) for side in found for table in side.values())
    for content in (b"", b"a,b\n1\n"):
        (before / "events.csv").write_bytes(content)
        assert differing_rows(after, before) is None
    (before / "events.csv").unlink()
    assert differing_rows(after, before) is None
