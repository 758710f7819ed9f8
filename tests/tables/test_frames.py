"""Tables as DataFrames: cells that are never missing, the dtypes of the contract, and folders that read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.records import event, extraction, relation
from verbale.errors import UserError
from verbale.extractors import tables


def test_rows_merge_over_documents_and_are_sorted() -> None:
    result = tables.to_tables([extraction("b", "Paris talks."), extraction("a", "Bonn talks.")])
    assert result["documents"]["doc_id"].tolist() == ["a", "b"]
    assert result["documents"]["n_chars"].tolist() == [11, 12]
    assert result["actors"][["actor_id", "n_mentions", "in_gazetteer"]].values.tolist() == [["DEU", 2, False], ["FRA", 2, True]]
    assert result["mentions"]["actor_id"].tolist() == ["FRA;DEU"] * 2
    assert {name: tuple(table.columns) for name, table in result.items()} == {
        name: columns for name, columns in tables.TABLES.items() if name != "changes"
    }
    assert not any(table.isna().any().any() for table in result.values())


def test_candidates_are_a_table_of_their_own_and_counted_nowhere() -> None:
    told = {"doc_id": "a", "relation_type": "aid.grant", "source_parties": ("FRA",), "modality": "asserted", "confidence": 0.3}
    event_, candidate = event(event_id="e1", **told), event(event_id="e2", method="finder", **told)
    result = tables.to_tables([replace(extraction("a", "Bonn talks."), events=(event_,), candidates=(candidate,))])
    assert result["events"]["event_id"].tolist() == ["e1"] and result["documents"]["n_events"].tolist() == [1]
    assert result["candidates"][["event_id", "method", "rule_id"]].values.tolist() == [["e2", "finder", ""]]
    assert result["candidates"].dtypes.equals(result["events"].dtypes)


def test_empty_input_gives_empty_tables_with_columns() -> None:
    result = tables.to_tables([])
    assert all(len(table) == 0 and tuple(table.columns) == tables.TABLES[name] for name, table in result.items())
    assert tables.to_csv(result["events"]).decode() == ",".join(tables.TABLES["events"]) + "\n"


def test_types_come_back() -> None:
    before = tables.to_tables([extraction("a", "Bonn talks.")], [relation(confidence=0.25)])
    for name, table in before.items():
        after = tables.typed(name, tables.parse_csv(tables.to_csv(table)))
        assert after.equals(table) and after.dtypes.equals(table.dtypes), name


def test_a_folder_of_tables_comes_back(tmp_path: Path) -> None:
    written = tables.to_tables([extraction("b", "Paris talks."), extraction("a", "Bonn talks.")])
    for name, table in written.items():
        (tmp_path / f"{name}.csv").write_bytes(tables.to_csv(table.iloc[::-1]))
    found = tables.read_tables(tmp_path)
    assert list(found) == list(written)
    for name, table in written.items():
        assert found[name].iloc[::-1].reset_index(drop=True).equals(table) and found[name].dtypes.equals(table.dtypes), name


def test_a_folder_without_tables_or_with_a_damaged_one_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no tables there; run verbale extract first"):
        tables.read_tables(tmp_path / "absent")
    for content, problem in (("a,b\n1\n", "row 2 has 1 cells"), ("a\n1\n", "there is no column 'doc_id'")):
        (tmp_path / "documents.csv").write_text(content, encoding="utf-8")
        with pytest.raises(UserError, match=rf"documents\.csv: {problem}"):
            tables.read_tables(tmp_path)
