"""The workbook: nothing is interpreted, decisions come back, and what is doubtful is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks import synthetic
from tests.work import calls
from verbale.extractors import tables
from verbale.review.files.workbook import workbook
from verbale.review.files.workbook_decisions import read_workbook
from verbale.review.log.carry_over import carry_over
from verbale.review.log.decisions import DecisionError
from verbale.review.log.evidence import Evidence
from verbale.review.log.verdicts import Verdict

TEXTS = {
    "=1+1": "In 1066, Peru praised Chile over 0012 and =HYPERLINK(1).\n\n"
    "On 7 March 1823, Laos accused Japan over \u202eeurt\u202c <script>.",
    "-5e67": "In June 1899, Kenya recognised Ghana over a \x07 bell\x1b and a \t tab _x0041_.\n\n"
    "+Sweden lent money to Norway over @SUM(A1).",
}


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return synthetic.run(TEXTS)


def book(run: Mapping[str, Any], folder: Path, found: Mapping[str, Verdict] | None = None) -> Path:
    path = folder / "review.xlsx"
    path.write_bytes(workbook(run, found or {}, sorted(synthetic.TYPES)))
    return path


def edit(path: Path, edits: Mapping[str, Mapping[str, str]], drop: str = "") -> Path:
    """The workbook as a person leaves it: cells of the sheet events changed by event id, one row deleted."""
    opened = openpyxl.load_workbook(path)
    sheet = opened["events"]
    header = {cell.value: cell.column for cell in sheet[1]}
    for row in range(sheet.max_row, 1, -1):
        event_id = sheet.cell(row, header["event_id"]).value
        if event_id == drop:
            sheet.delete_rows(row)
            continue
        for column, value in edits.get(event_id, {}).items():
            sheet.cell(row, header[column]).value = value
    opened.save(path)
    return path


def in_text_order(run: Mapping[str, Any]) -> list[str]:
    """The ids of the events in the order of the sheet: by document, and place in its text."""
    ordered: list[str] = run["events"].sort_values(["doc_id", "trigger_start"])["event_id"].tolist()
    return ordered


def sheet_rows(path: Path, name: str) -> list[dict[str, str]]:
    lines = [["" if c is None else str(c) for c in row] for row in openpyxl.load_workbook(path)[name].iter_rows(values_only=True)]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_every_table_is_there_with_frozen_headers_and_filters(run: dict[str, Any], tmp_path: Path) -> None:
    path = book(run, tmp_path)
    opened = openpyxl.load_workbook(path)
    visible = [sheet.title for sheet in opened if sheet.sheet_state == "visible"]
    assert visible == [
        "events", "candidates", "Add", "documents", "sentences", "actors", "mentions", "dates", "event_links", "happenings",
        "relations",
    ]  # fmt: skip
    for name in set(visible) - {"candidates", "event_links", "happenings", "relations"}:
        assert opened[name].freeze_panes == "B2" and opened[name].auto_filter.ref
    choices = {str(v.sqref): v.formula1 for v in opened["events"].data_validations.dataValidation}
    assert len(choices) == 5 and all("_lists" in formula for formula in choices.values())
    links = {cell.value: cell.hyperlink for cell in opened["events"]["A"][1:]}
    assert all(f"{link.target or ''}#{link.location}" == f"review.html#{event_id}" for event_id, link in links.items())


def test_numbers_are_numbers_and_nothing_else_is(run: dict[str, Any], tmp_path: Path) -> None:
    path = book(run, tmp_path)
    numbers: dict[str, set[str]] = {}
    for sheet in openpyxl.load_workbook(path):
        header, *body = sheet.iter_rows()
        for row in body:
            assert {cell.data_type for cell in row} <= {"s", "n"}
            found = {str(head.value) for head, cell in zip(header, row, strict=False) if isinstance(cell.value, (int, float))}
            numbers.setdefault(sheet.title, set()).update(found)
    assert numbers["events"] == {"confidence"}
    assert numbers["sentences"] == {"ordinal", "char_start", "char_end"} and numbers["actors"] == {"n_mentions"}
    assert numbers["_judged"] == numbers["_lists"] == set()
    sentences = sheet_rows(path, "sentences")
    assert sentences == sorted(sentences, key=lambda row: (row["doc_id"], int(row["char_start"])))
    assert len({row["sentence_id"] for row in sentences}) == len(run["sentences"])
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
    documents = {row["doc_id"] for row in sheet_rows(path, "documents")}
    assert documents == set(TEXTS)


def test_decisions_come_back_with_what_was_judged(run: dict[str, Any], tmp_path: Path) -> None:
    a, b, c, d = run["events"]["event_id"].tolist()
    path = edit(
        book(run, tmp_path),
        {
            a: {"decision": "accept", "comment": "sure"},
            b: {"decision": "reject", "reason": "wrong_date"},
            c: {"decision": "Correct", "date_edtf": "1897", "relation_type": "aid.grant", "place": "Lima"},
        },
        drop=d,
    )
    found = read_workbook(path, "ann", synthetic.TYPES)
    assert found.problems == ()
    said = {
        decision.event_id: (decision.action, decision.reason, dict(decision.values), decision.comment)
        for decision in found.decisions
    }
    assert said == {
        a: ("accept", "", {}, "sure"),
        b: ("reject", "wrong_date", {}, ""),
        c: ("correct", "", {"date_edtf": "1897", "relation_type": "aid.grant", "place": "Lima"}, ""),
    }
    evidence = Evidence.of(run["events"], run["sentences"])
    assert {c.status for c in carry_over(found.decisions, evidence)} == {"current"}
    again = read_workbook(path, "ann", synthetic.TYPES)
    assert [decision.id for decision in again.decisions] == [decision.id for decision in found.decisions]


def test_a_workbook_nobody_filled_in_decides_nothing(run: dict[str, Any], tmp_path: Path) -> None:
    verdict = {in_text_order(run)[0]: Verdict("", "accepted", {}, ())}
    path = book(run, tmp_path, verdict)
    assert read_workbook(path, "ann") == type(read_workbook(path, "ann"))((), ())
    assert [row["decided"] for row in sheet_rows(path, "events")] == ["accepted", "", "", ""]


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ({"place": "Lima"}, "place was edited, but there is no decision"),
        ({"decision": "accept", "place": "Lima"}, "place was edited, but the decision is accept"),
        ({"decision": "maybe"}, "none of accept"),
        ({"decision": "correct"}, "without a corrected value"),
        ({"decision": "correct", "date_edtf": "31 May"}, "is no date"),
        ({"decision": "correct", "relation_type": "made.up"}, "no type"),
        ({"decision": "reject", "reason": "because"}, "none of no_event"),
        ({"decision": "accept", "row_hash": "h0"}, "do not belong together"),
        ({"decision": "accept", "event_id": "e0"}, "is no event of this workbook"),
    ],
)
def test_what_is_doubtful_is_said_and_not_taken(run: dict[str, Any], tmp_path: Path, edits: dict[str, str], why: str) -> None:
    event_id = in_text_order(run)[1]
    found = read_workbook(edit(book(run, tmp_path), {event_id: edits}), "ann", synthetic.TYPES)
    assert found.decisions == () and len(found.problems) == 1
    assert found.problems[0].startswith("row 3: ") and why in found.problems[0]


def test_columns_sorted_apart_are_noticed(run: dict[str, Any], tmp_path: Path) -> None:
    ids = run["events"]["event_id"].tolist()
    swapped = {ids[0]: {"event_id": ids[1], "decision": "accept"}, ids[1]: {"event_id": ids[0], "decision": "accept"}}
    found = read_workbook(edit(book(run, tmp_path), swapped), "ann")
    assert found.decisions == () and len(found.problems) == 2


def test_another_file_is_no_workbook_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(DecisionError, match="not a workbook that can be read"):
        read_workbook(tmp_path / "a.xlsx", "ann")
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    with pytest.raises(DecisionError, match="not a workbook of verbale"):
        read_workbook(tmp_path / "b.xlsx", "ann")


def test_decisions_outlive_a_rerun_between_export_and_import(run: dict[str, Any], tmp_path: Path) -> None:
    event_id = run["events"]["event_id"][0]
    found = read_workbook(edit(book(run, tmp_path), {event_id: {"decision": "accept"}}), "ann")
    later = synthetic.run({name: "Something new on top.\n\n" + text.replace("1066", "1067") for name, text in TEXTS.items()})
    fates = [c.status for c in carry_over(found.decisions, Evidence.of(later["events"], later["sentences"]))]
    assert fates in (["current"], ["re_anchored"])


def test_work_and_size_grow_with_the_rows(tmp_path: Path) -> None:
    sizes, work = [], []
    for documents in (2, 4):
        tables = synthetic.run(synthetic.library(documents, 250))
        shown = {name: table for name, table in tables.items() if name in ("events", "sentences")}
        folder = tmp_path / str(documents)
        folder.mkdir()
        work.append(calls(lambda shown=shown, folder=folder: book(shown, folder)))
        sizes.append(next(folder.glob("*.xlsx")).stat().st_size)
    assert work[1] <= 2.1 * work[0]
    assert sizes[1] <= 2.1 * sizes[0]


def test_libreoffice_round_trip(run: dict[str, Any], tmp_path: Path) -> None:
    """Opened and saved by a spreadsheet program, ids, quotes and early dates are what they were, and decisions come back."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        assert not os.environ.get("CI"), "no LibreOffice: apt-get install libreoffice-calc"
        pytest.skip("no LibreOffice on this machine (apt-get install libreoffice-calc)")
    event_id = run["events"]["event_id"][0]
    path = edit(book(run, tmp_path), {event_id: {"decision": "accept", "comment": "-1e5"}})
    out = tmp_path / "out"
    command = [office, "--headless", "--norestore", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    back = out / "review.xlsx"
    events = tables.as_text(run["events"])
    rows = {row["event_id"]: row for row in sheet_rows(back, "events")}
    assert set(rows) == set(events["event_id"])
    for cells in tables.records(events):
        for column in ("date_edtf", "relation_type", "source_ids", "doc_id"):
            assert rows[cells["event_id"]][column] == cells[column]
    sent = {row["date_id"]: row["date_start"] for row in sheet_rows(back, "dates")}
    assert sent == dict(zip(run["dates"]["date_id"], run["dates"]["date_start"], strict=True)) and "1066-01-01" in sent.values()
    found = read_workbook(back, "ann", synthetic.TYPES)
    assert found.problems == ()
    assert [(d.event_id, d.action, d.comment) for d in found.decisions] == [(event_id, "accept", "-1e5")]


def set_cells(path: Path, sheet: str, row: int, cells: Mapping[str, Any]) -> None:
    opened = openpyxl.load_workbook(path)
    header = {cell.value: cell.column for cell in opened[sheet][1]}
    for column, value in cells.items():
        opened[sheet].cell(row, header[column]).value = value
    opened.save(path)


@pytest.mark.parametrize(
    ("cell", "said"),
    [(datetime(1997, 5, 4), "1997-05-04"), (date(2011, 12, 1), "2011-12-01"), (1897, "1897"), (1897.0, "1897"),
     ("4 May 1897", "1897-05-04")],
)  # fmt: skip
def test_a_date_cell_is_its_day(run: dict[str, Any], tmp_path: Path, cell: Any, said: str) -> None:
    path = book(run, tmp_path)
    opened = openpyxl.load_workbook(path)
    opened["events"].cell(2, 1 + [c.value for c in opened["events"][1]].index("date_edtf")).number_format = "General"
    opened.save(path)
    set_cells(path, "events", 2, {"decision": "correct", "date_edtf": cell})
    found = read_workbook(path, "ann", synthetic.TYPES)
    assert found.problems == () and found.decisions[0].values == {"date_edtf": said}


@pytest.mark.parametrize("column", ["decision", "reason", "comment", "place", "row_hash"])
def test_a_formula_is_one_clear_line(run: dict[str, Any], tmp_path: Path, column: str) -> None:
    path = book(run, tmp_path)
    set_cells(path, "events", 3, {"decision": "accept"} | {column: '=IF(1=1,"accept","reject")'})
    set_cells(path, "events", 4, {"decision": "accept", "quote": "=A1"})
    found = read_workbook(path, "ann", synthetic.TYPES)
    assert found.problems == (f"row 3: {column} holds a formula: write what it says into the cell",)
    assert [decision.action for decision in found.decisions] == ["accept"]


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"place": 3}', "[" * 20_000, "=A1", None])
def test_a_spoilt_hidden_sheet_is_one_clear_line(run: dict[str, Any], tmp_path: Path, text: str | None) -> None:
    path = book(run, tmp_path)
    ids = [row["event_id"] for row in sheet_rows(path, "_judged")]
    for row in (2, 3):
        set_cells(path, "_judged", row, {"snapshot": text})
    shown = [row["event_id"] for row in sheet_rows(path, "events")]
    for row, _ in enumerate(shown, 2):
        set_cells(path, "events", row, {"decision": "accept"})
    found = read_workbook(path, "ann", synthetic.TYPES)
    assert len(found.problems) == 1 and " and 1 more: what the hidden sheet _judged keeps of it is spoilt" in found.problems[0]
    assert {decision.event_id for decision in found.decisions} == set(shown) - set(ids[:2])


def test_a_row_with_long_cells_is_decided_and_its_edits_are_seen(run: dict[str, Any], tmp_path: Path) -> None:
    long = " ".join(f"word{n}" for n in range(3000))
    path = book({**run, "events": run["events"].assign(place=long, instrument=long * 3)}, tmp_path)
    set_cells(path, "events", 2, {"decision": "accept"})
    set_cells(path, "events", 3, {"decision": "correct", "place": "Lima"})
    found = read_workbook(path, "ann", synthetic.TYPES)
    assert found.problems == () and [dict(d.values) for d in found.decisions] == [{}, {"place": "Lima"}]
