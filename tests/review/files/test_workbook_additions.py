"""Events written into the sheet *Add* of a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks import synthetic
from tests.review.additions import sentence_with
from verbale.review.files.workbook import ADD_COLUMNS, ADD_SHEET, workbook
from verbale.review.files.workbook_decisions import read_workbook
from verbale.review.log import Evidence, append, compare
from verbale.review.log.carry_over import carry_over

TEXTS = {"d": "In 1901, Kenya accused Ghana over cotton.\n\nAn envoy of Lima called on Santiago in 1931.\n"}
ROW = {"sentence": "called on Santiago", "trigger": "called", "relation_type": "meeting.visit", "sources": "peru; Hansa",
       "targets": "CHL", "date": "8 December 1931"}  # fmt: skip


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return synthetic.run({**TEXTS, "e": "In 1902, Peru praised Chile over tin.\n"})


def filled(run: dict[str, Any], path: Path, *rows: dict[str, Any]) -> Path:
    path.write_bytes(workbook(run, {}, sorted(synthetic.TYPES), corpus="c"))
    book = openpyxl.load_workbook(path)
    for number, row in enumerate(rows, 2):
        for column, cell in row.items():
            book[ADD_SHEET].cell(number, list(ADD_COLUMNS).index(column) + 1).value = cell
    book.save(path)
    return path


def test_an_empty_sheet_adds_nothing_and_offers_the_types(run: dict[str, Any], tmp_path: Path) -> None:
    path = filled(run, tmp_path / "a.xlsx")
    assert read_workbook(path, "ann", synthetic.TYPES).decisions == ()
    sheet = openpyxl.load_workbook(path)[ADD_SHEET]
    assert [cell.value for cell in sheet[1]] == list(ADD_COLUMNS)
    kinds = {v.type for v in sheet.data_validations.dataValidation}
    assert kinds == {"list", None} or "list" in kinds


def test_a_row_becomes_an_event(run: dict[str, Any], tmp_path: Path) -> None:
    found = read_workbook(filled(run, tmp_path / "a.xlsx", ROW), "ann", synthetic.TYPES)
    assert found.problems == ()
    (decision,) = found.decisions
    assert (decision.action, decision.corpus) == ("add", "c")
    assert decision.snapshot["sentence_id"] == sentence_with(run, "envoy of Lima")
    values = decision.values
    assert (values["source_ids"], values["sources"], values["source_parties"]) == ("PER;Hansa", "Peru;Hansa", "PER;Hansa")
    assert (values["target_ids"], values["date_edtf"], values["trigger_at"]) == ("CHL", "1931-12-08", "17-23")
    (carried,) = carry_over([decision], Evidence.of_run(run))
    assert carried.status == "current" and carried.row is not None
    append(tmp_path / "log", [decision])
    assert [verdict.status for verdict in compare(run, tmp_path / "log").verdicts.values()] == ["accepted"]


def test_the_same_row_is_one_decision_and_an_edited_one_a_later_word(run: dict[str, Any], tmp_path: Path) -> None:
    first, again, edited = (
        read_workbook(filled(run, tmp_path / f"{n}.xlsx", {**ROW, **more}), "ann", synthetic.TYPES).decisions[0]
        for n, more in enumerate(({}, {}, {"date": "1932"}))
    )
    assert first.id == again.id != edited.id and first.event_id == edited.event_id


@pytest.mark.parametrize(
    ("more", "said"),
    [({"sentence": "In 190"}, "2 sentences have"), ({"sentence": "no such words"}, "no sentence has"),
     ({"trigger": "phoned"}, "does not stand in the sentence"), ({"relation_type": "meeting.tea"}, "no type 'meeting.tea'"),
     ({"relation_type": ""}, "without relation_type"), ({"date": "31/31/1931"}, "is no date"),
     ({"trigger": "=A1"}, "holds a formula")],
)  # fmt: skip
def test_what_cannot_be_taken_is_one_line(run: dict[str, Any], tmp_path: Path, more: dict[str, str], said: str) -> None:
    found = read_workbook(filled(run, tmp_path / "a.xlsx", {**ROW, **more}), "ann", synthetic.TYPES)
    assert found.decisions == () and len(found.problems) == 1
    assert found.problems[0].startswith("Add, row 2: ") and said in found.problems[0]
