"""``verbale panel``: from the database of a run to a file."""

from __future__ import annotations

import csv
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from tests.flows.output.test_database import EVENTS, told, write
from verbale.flows.cli.app import app
from verbale.flows.output.database import mark


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    denied = told(4, "aid.grant", ("CHL",), ("PER",), "1902-01-01")
    write(tmp_path / "out", (*EVENTS[:4], denied))
    return tmp_path / "out"


def panel(folder: Path, name: str, *options: str) -> Path:
    file = folder.parent / name
    result = CliRunner().invoke(app, ["panel", str(file), "--output", str(folder), *options])
    assert result.exit_code == 0, result.output
    rows = pd.read_csv(file) if name.endswith(".csv") else None
    number, told = (2, 2) if rows is None else (len(rows), int((rows["n"] != 0).sum()))
    assert result.stdout == f"{file}: {number} row{'s' if number != 1 else ''}, {told} with events\n"
    assert "left out: 1 event (no date)" in result.stderr and "left out: 1 event (no two states of the list)" in result.stderr
    return file


def test_csv(folder: Path) -> None:
    assert panel(folder, "p.csv", "--counts", "family").read_text(encoding="utf-8").splitlines() == [
        "year,state_a,state_b,n,goldstein,n_aid,n_treaty",
        "1901,CHL,PER,2,7,1,1",
        "1902,CHL,PER,1,3.5,1,0",
    ]
    directed = panel(folder, "d.csv", "--directed", "--codes", "cow", "--fill", "none").read_text(encoding="utf-8")
    assert directed.splitlines() == [
        "year,source,target,n,goldstein", "1901,135,155,2,7", "1901,155,135,1,3.5", "1902,155,135,1,3.5",
    ]  # fmt: skip


def test_a_happening_told_twice_counts_once_with_its_narrowest_date(tmp_path: Path) -> None:
    in_may = told(3, "aid.grant", ("PER",), ("CHL",), "", date_start="1901-05-01", date_end="1901-05-31", date_edtf="1901-05")
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", (told(4, "aid.grant", ("PER",), ("CHL",), "1901-05-09"), in_may))
    options = ["--by", "month", "--fill", "none"]
    for more, counted in (([], "1901,5,CHL,PER,1,3.5"), (["--tellings"], "1901,5,CHL,PER,2,7")):
        file = tmp_path / "p.csv"
        result = CliRunner().invoke(app, ["panel", str(file), "--output", str(tmp_path / "out"), *options, *more])
        assert (result.exit_code, file.read_text(encoding="utf-8").splitlines()[1:]) == (0, [counted]), result.output


def test_stata(folder: Path) -> None:
    found = pd.read_stata(panel(folder, "p.dta", "--codes", "gw"))
    assert found.to_dict("records") == [
        {"year": 1901, "state_a": 135, "state_b": 155, "n": 2.0, "goldstein": 7.0},
        {"year": 1902, "state_a": 135, "state_b": 155, "n": 1.0, "goldstein": 3.5},
    ]


def test_reviewed_events_alone(folder: Path) -> None:
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        (accepted,) = (row for row in csv.DictReader(file) if row["event_id"] == "e3")
    mark(folder, {}, {"reviewed_events": [(*accepted.values(), "ann", "2026-01-01", "", "")]})
    file = folder.parent / "r.csv"
    result = CliRunner().invoke(app, ["panel", str(file), "--output", str(folder), "--reviewed", "--directed", "--fill", "none"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert file.read_text(encoding="utf-8").splitlines()[1:] == ["1901,PER,CHL,1,3.5"]


def test_the_readme_way_in_pandas(folder: Path) -> None:
    """The panel of directed pairs that pandas makes of the tables."""
    with closing(sqlite3.connect(folder / "verbale.sqlite")) as db:
        dyads = pd.read_sql("SELECT * FROM dyads WHERE directed = 1 AND year IS NOT NULL", db)
    states = dyads[dyads["target_party"] != "UN"]
    assert states.groupby(["year", "source_party", "target_party"])["n_events"].sum().to_dict() == {
        (1901, "PER", "CHL"): 1,
        (1902, "CHL", "PER"): 1,
    }


@pytest.mark.parametrize("page", ["README.md", "docs/how-to/panel.md"])
def test_the_panel_of_ten_lines_is_that_of_the_command(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n((?:(?!```).)*groupby.+?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert code.count("\n") <= 10
    folder.rename(folder.parent / "outputs")
    monkeypatch.chdir(folder.parent)
    made: dict[str, pd.DataFrame] = {}
    exec(code, made)
    rows = made["panel"][["year", "state_a", "state_b", "n_happenings"]].to_numpy().tolist()
    assert rows == [[1901, "CHL", "PER", 2], [1902, "CHL", "PER", 1]]


def test_mistakes_are_one_line(folder: Path, tmp_path: Path) -> None:
    for options, message in (
        (["p.xyz", "-o", str(folder)], "name a file that ends in .csv, .dta (Stata) or .parquet"),
        (["p.csv", "-o", str(tmp_path / "nothing")], "no such file; run verbale extract first"),
        (["p.csv", "-o", str(folder), "--codes", "cow", "--system", "gw"], "has a list of its own"),
        ([str(tmp_path / "none" / "p.csv"), "-o", str(folder)], "cannot be written"),
    ):
        result = CliRunner().invoke(app, ["panel", *options])
        assert result.exit_code and message in result.stderr and result.stderr.count("\n") == 1
