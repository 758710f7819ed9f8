"""The gazetteer: who is in it, what it refuses, what a user may add."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path

import pytest

from tests.actors.gazetteer.matched import matched
from tests.conftest import ROOT
from verbale.extractors.actors.gazetteer import ACTORS, GazetteerError, load_gazetteer, loader


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def few(folder: Path) -> Path:
    """A gazetteer of one actor: what is wrong with a row is the same beside thousands, which take half a second to read."""
    folder.mkdir()
    (folder / "states.csv").write_text("actor_id,name,kind\nPOL,Poland,state\n", encoding="utf-8")
    return folder


def test_every_iso_state_is_there_and_every_party_is_an_actor() -> None:
    actors = load_gazetteer().actors
    with (ACTORS / "states.csv").open(encoding="utf-8") as file:
        codes = {row["actor_id"] for row in csv.DictReader(file)}
    assert len(codes) == 249
    assert codes <= set(actors)
    assert {a.actor_id for a in actors.values() if a.party_id and a.party_id not in actors} == set()
    assert all(a.in_gazetteer for a in actors.values())


@pytest.mark.parametrize(
    ("actor_id", "party"),
    [
        ("European Commission", "EU"), ("OSCE Advisory and Monitoring Group", "OSCE"), ("UN Security Council", "UN"),
        ("US Congress", "USA"), ("BYS", "BYS"), ("SUN", "SUN"), ("XKX", "XKX"), ("TWN", "TWN"), ("Dmitry Medvedev", "RUS"),
        ("Amazon", "none"), ("Europe", ""),
    ],
)  # fmt: skip
def test_parties(actor_id: str, party: str) -> None:
    actors = load_gazetteer().actors
    assert (actors[actor_id].party_id if actor_id in actors else "none") == party


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("actor_id,name,colour\nA,A,red\n", "mine.csv, row 1, column colour"),
        ("name\nA\n", "mine.csv, row 1, column actor_id"),
        ("actor_id,name,kind\nA,A,planet\n", "mine.csv, row 2, column kind"),
        ("actor_id,name\nPOL,Poland\n", "mine.csv, row 2, column actor_id"),
        ("actor_id,name,aliases\nNOBODY,,Nobody\n", "mine.csv, row 2, column actor_id"),
        ("actor_id,name,aliases\nA,A Land,Poland\n", "mine.csv, row 2, column aliases"),
        ("actor_id,name,valid_from\nA,A Land,1 May 1990\n", "mine.csv, row 2, column valid_from"),
        ("actor_id,name,aliases\nA,A Land,Aland@1990\n", "mine.csv, row 2, column aliases"),
        ("actor_id,name,aliases\nA,A Land,Aland@1990/1980\n", "mine.csv, row 2, column aliases"),
        ("actor_id,name,party_id\nA,A Land,B\n", "mine.csv, row 2, column party_id"),
        ("actor_id,name\nA,A Land,surplus\n", "mine.csv, row 2, column name"),
        ("actor_id,name,name\nA,A Land,A Land\n", "mine.csv, row 1, column name: stands twice"),
        ("actor_id,name,iso3\nA,A Land,Ald\n", "mine.csv, row 2, column iso3"),
        ("actor_id,name,valid_from\nA,A Land,1990-13\n", "mine.csv, row 2, column valid_from"),
        ("actor_id,name,valid_from,valid_to\nA,A Land,1990,1980\n", "mine.csv, row 2, column valid_to"),
    ],
)
def test_refused_rows_are_named(tmp_path: Path, rows: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "ACTORS", few(tmp_path / "shipped"))
    with pytest.raises(GazetteerError) as error:
        load_gazetteer(write(tmp_path, rows))
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_every_problem_is_told_with_the_nearest_right_word(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError) as error:
        load_gazetteer(write(tmp_path, "actor_id,name,kind,valid_to\nA,A Land,stat,\nB,B Land,,1 May\n,C Land,,\n"))
    kind, date, empty = str(error.value).splitlines()
    assert kind.startswith("mine.csv, row 2, column kind") and kind.endswith("did you mean 'state'?")
    assert date.startswith("mine.csv, row 3, column valid_to")
    assert empty.startswith("mine.csv, row 4, column actor_id")


def test_problems_of_every_sort_are_told_at_once(tmp_path: Path) -> None:
    rows = "B,B Land,stat,,Poland;Aland@1990\nPOL,Poland,,,\nC,C Land,,POLL,\n,D Land,,,Poland\nUNESC,,,,Unesco in Paris\n"
    with pytest.raises(GazetteerError) as error:
        load_gazetteer(write(tmp_path, "actor_id,name,kind,party_id,aliases\n" + rows))
    assert [line.partition(": ")[0].removeprefix("mine.csv, ") for line in str(error.value).splitlines()] == [
        "row 2, column kind",
        "row 2, column aliases",
        "row 5, column actor_id",
        "row 3, column actor_id",
        "row 4, column party_id",
        "row 6, column actor_id",
        "row 2, column aliases",
        "row 5, column aliases",
    ]


def test_who_may_stand_in_an_unread_row_is_no_stranger(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("actor_id,nam\nA,A Land\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("actor_id,name,aliases\nA,,Aster\n", encoding="utf-8")
    with pytest.raises(GazetteerError) as error:
        load_gazetteer(tmp_path)
    assert str(error.value).splitlines() == [
        "a.csv, row 1, column name: missing; the header needs actor_id, name",
        "a.csv, row 1, column nam: unknown; did you mean 'name'?",
    ]


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        ("actor_id,name,alises\nA,A Land,B\n", "aliases"),
        ("actor_id,name,party_id\nA,A Land,POLL\n", "POL"),
        ("actor_id,name,aliases\nUNESC,,Unesco in Paris\n", "UNESCO"),
    ],
)
def test_unknown_words_come_with_the_nearest_known_one(tmp_path: Path, rows: str, right: str) -> None:
    with pytest.raises(GazetteerError, match=f"did you mean '{right}'"):
        load_gazetteer(write(tmp_path, rows))


def test_a_table_in_another_encoding_is_a_problem_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("actor_id,name\nA,\xc5land\n".encode("latin-1"))
    with pytest.raises(GazetteerError, match=r"^mine\.csv: .*UTF-8$"):
        load_gazetteer(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"none\.csv"):
        load_gazetteer(tmp_path / "none.csv")


def test_a_user_adds_actors_and_names(tmp_path: Path) -> None:
    extra = write(tmp_path, "actor_id,name,kind,aliases\nPOL,,,Polonia\nAcme Steel,Acme Steel,company,Acme\n")
    assert matched("Polonia sued Acme", extra=extra) == [("POL",), ("Acme Steel",)]
    assert matched("Polonia sued Acme") == []
    assert load_gazetteer(extra).actor("Acme Steel").kind == "company"
    assert load_gazetteer(extra).version != load_gazetteer().version


def test_names_that_dates_part_may_be_shared(tmp_path: Path) -> None:
    extra = write(tmp_path, "actor_id,name,aliases\nA,A Land,Aster@1900/1950\nB,B Land,Aster@1951/\n")
    assert matched("Aster", extra=extra) == [("A", "B")]
    overlapping = write(tmp_path, "actor_id,name,aliases\nA,A Land,Aster@1900/1950\nB,B Land,Aster@1950/\n")
    with pytest.raises(GazetteerError, match="column aliases"):
        load_gazetteer(overlapping)


def test_states_csv_is_what_the_build_script_writes() -> None:
    pytest.importorskip("pycountry", reason="build-time source")
    pytest.importorskip("babel", reason="build-time source")
    spec = importlib.util.spec_from_file_location("build_gazetteer", ROOT / "training" / "build_gazetteer.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.TARGET.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == module.rows()
