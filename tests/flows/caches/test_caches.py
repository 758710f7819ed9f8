"""A rerun costs what changed, and says so; the caches are bounded, checked, and never trusted blindly."""

from __future__ import annotations

import csv
import os
import pickle
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from verbale.extractors import Document
from verbale.extractors.packing import packed, unpacked
from verbale.extractors.text import make_document, read_documents
from verbale.flows.caches import entries as caching
from verbale.flows.caches import versions
from verbale.flows.caches.entries import Cache, clear, prune, sizes, verify
from verbale.flows.cli.app import app
from verbale.flows.line import run as line
from verbale.flows.line.batch import extractions
from verbale.flows.line.run import run_line
from verbale.flows.line.run_record import Report
from verbale.flows.output.document_rows import contribution
from verbale.flows.output.document_rows import pack_rows as pack_contribution
from verbale.flows.output.document_rows import unpack_rows as unpack_contribution
from verbale.flows.settings import Settings

TEXTS = {
    "a": "Norway recalled its ambassador from Chile in March 2003.\n",
    "b": "In 1999 Peru signed a treaty with Japan.\n\nIt was renewed in 2004.\n",
    "c": "Ghana expelled two Danish diplomats on 4 May 2011.\n",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path, texts: Path) -> Settings:
    return Settings(input=str(texts), output=tmp_path / "out", cache=tmp_path / "cache")


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv") if path.name != "changes.csv"}


def worked(report: Report) -> tuple[int, int]:
    return report.work["extracted"], report.work["parsed"]


def test_only_what_changed_is_worked_on(settings: Settings, texts: Path) -> None:
    assert worked(run_line(settings)) == (3, 3)
    again = run_line(settings)
    assert worked(again) == (0, 0) and again.reasons == () and not again.changed_anything
    (texts / "b.txt").write_text("In 1999 Peru broke off relations with Japan.\n", encoding="utf-8")
    changed = run_line(settings)
    assert worked(changed) == (1, 1) and changed.reasons == ("1 document changed",)
    (texts / "c.txt").unlink()
    gone = run_line(settings)
    assert worked(gone) == (0, 0) and gone.reasons == ("1 document gone",) and gone.documents == {"ok": 2}


def test_pairs_on_demand_are_made_of_what_is_known(settings: Settings, texts: Path) -> None:
    (texts / "d.txt").write_text("In 1999 Peru, Chile, Ghana and Kenya signed a treaty.\n", encoding="utf-8")

    def signed(pairs: bool) -> int:
        report = run_line(settings.model_copy(update={"pairs": pairs}))
        assert report.work["parsed"] == (0 if pairs else 4)
        with (settings.output / "relations.csv").open(encoding="utf-8", newline="") as file:
            return sum(
                row["relation_type"] == "treaty.sign" and row["date_first"] == "1999-01-01" for row in csv.DictReader(file)
            )

    assert (signed(False), signed(True)) == (2, 7)


def test_a_renamed_document_keeps_its_parse(settings: Settings, texts: Path, tmp_path: Path) -> None:
    run_line(settings)
    (texts / "b.txt").rename(texts / "renamed.txt")
    report = run_line(settings)
    assert worked(report) == (1, 0)
    run_line(settings.model_copy(update={"output": tmp_path / "fresh", "use_cache": False}))
    assert tables(settings.output) == tables(tmp_path / "fresh")


def test_a_changed_rule_extracts_without_parsing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    run_line(settings)
    before = tables(settings.output)
    now = versions.current_versions(settings.model)
    changed = versions.Versions(**{**now.as_dict(), "rules": "another"})
    monkeypatch.setattr("verbale.flows.line.plan.current_versions", lambda *_: changed)
    report = run_line(settings)
    assert worked(report) == (3, 0) and report.reasons == ("the rules changed",)
    assert tables(settings.output) == before
    changed = versions.Versions(**{**now.as_dict(), "model": "another"})
    monkeypatch.setattr("verbale.flows.line.plan.current_versions", lambda *_: changed)
    report = run_line(settings)
    assert worked(report) == (3, 3) and set(report.reasons) == {"the rules changed", "the model changed"}


def test_cached_and_fresh_tables_are_the_same(settings: Settings, tmp_path: Path) -> None:
    run_line(settings.model_copy(update={"output": tmp_path / "first"}))
    assert worked(run_line(settings)) == (0, 0)
    run_line(settings.model_copy(update={"output": tmp_path / "fresh", "use_cache": False}))
    assert tables(settings.output) == tables(tmp_path / "fresh") == tables(tmp_path / "first")
    assert worked(run_line(settings.model_copy(update={"force": True}))) == (3, 3)


def _entries(folder: Path) -> list[Path]:
    return [entry.path for entry in caching.entries(folder)]


@pytest.mark.parametrize("harm", ["flip", "truncate", "empty", "foreign"])
def test_a_damaged_entry_is_made_anew(settings: Settings, tmp_path: Path, harm: str) -> None:
    run_line(settings)
    for path in _entries(settings.cache_folder):
        raw = bytearray(path.read_bytes())
        raw[-3] ^= 1
        path.write_bytes({"flip": bytes(raw), "truncate": raw[: len(raw) // 2], "empty": b"", "foreign": b"x" * 100}[harm])
    report = run_line(settings.model_copy(update={"output": tmp_path / "again"}))
    assert worked(report) == (3, 3) and report.work["damaged_cache_entries"] == 6, "rows and extractions; others read parses"
    assert tables(tmp_path / "again") == tables(settings.output)
    assert verify(settings.cache_folder) == (10, [])


def test_an_entry_that_cannot_be_unpacked_is_made_anew(settings: Settings, tmp_path: Path) -> None:
    run_line(settings)
    cache = Cache(settings.cache_folder)
    for path in _entries(settings.cache_folder):
        cache.put(path.parent.parent.name, path.name, b"sound, but nothing that is kept")
    assert worked(run_line(settings.model_copy(update={"output": tmp_path / "again"}))) == (3, 3)
    assert tables(tmp_path / "again") == tables(settings.output)


def test_a_cache_that_cannot_be_written_stops_nothing(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder", encoding="utf-8")
    notes: list[str] = []

    class Notes(line.Silent):
        def note(self, message: str) -> None:
            notes.append(message)

    report = run_line(settings, Notes())
    assert report.documents == {"ok": 3} and any("results are not kept" in note for note in report.notes)


def test_verify_removes_damaged_entries_and_drafts(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in ("aa1", "bb2", "cc3"):
        cache.put("parses", key, key.encode() * 100)
    (tmp_path / "parses" / "aa" / "aa1").write_bytes(b"damaged")
    (tmp_path / "parses" / "bb" / ".draft").write_bytes(b"left behind")
    sound, damaged = verify(tmp_path)
    assert sound == 2 and {path.name for path in damaged} == {"aa1", ".draft"}
    assert cache.get("parses", "aa1") is None and cache.get("parses", "bb2") == b"bb2" * 100


def test_prune_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for age, key in enumerate(("aa", "bb", "cc", "dd")):
        cache.put("extractions", key, os.urandom(1000))
        os.utime(tmp_path / "extractions" / key / key, (1e9 - age, 1e9 - age))
    size = sizes(tmp_path)["extractions"][1]
    assert prune(tmp_path, size // 2)[0] == 2
    assert [cache.get("extractions", key) is not None for key in ("aa", "bb", "cc", "dd")] == [True, True, False, False]
    clear(tmp_path)
    assert set(sizes(tmp_path).values()) == {(0, 0)}


def test_a_run_bounds_the_cache(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    pruned: list[int] = []
    monkeypatch.setattr("verbale.flows.line.collector.prune", lambda folder, limit: pruned.append(limit))
    monkeypatch.setattr("verbale.flows.line.collector.sizes", lambda _: {"parses": (3, 2_000_000)})
    run_line(settings.model_copy(update={"cache_limit_mb": 1}))
    assert pruned == [900_000]


def test_the_cache_commands(settings: Settings) -> None:
    run_line(settings)
    folder = str(settings.cache_folder)

    def say(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["cache", *arguments, "--cache", folder])
        assert result.exit_code == 0
        return result.stdout

    assert "3 entries" in say("info") and "10 sound entries, 0 damaged" in say("verify")
    assert "10 entries removed" in say("prune", "--max-mb", "0")
    say("clear")


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    odd = make_document("odd", "# Heading\n\nA café's ambas-\nsador left [12]  Oslo.\n\n\u200bHe didn't.\n")
    return [*read_documents(ROOT / "raw_text" / "belarus.txt"), odd, make_document("empty", "")]


def test_a_contribution_comes_back_exactly(documents: list[Document]) -> None:
    for extraction in extractions(documents, Settings()):
        found = contribution(extraction)
        if found.document.status == "ok":
            assert unpack_contribution(pack_contribution(found), found.document.doc_id, found.document.path) == found


class _Trap:
    """What runs a command when it is unpickled."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.sprung),)


def test_a_planted_entry_runs_nothing(settings: Settings, tmp_path: Path) -> None:
    run_line(settings)
    cache = Cache(settings.cache_folder)
    for path in _entries(settings.cache_folder):
        cache.put(path.parent.parent.name, path.name, pickle.dumps(_Trap(tmp_path / "sprung")))
    assert worked(run_line(settings.model_copy(update={"output": tmp_path / "again"}))) == (3, 3)
    assert not (tmp_path / "sprung").exists() and tables(tmp_path / "again") == tables(settings.output)


def test_an_entry_under_another_name_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    for key in ("aa1", "aa2"):
        cache.put("rows", key, key.encode())
    os.replace(tmp_path / "cache/rows/aa/aa1", tmp_path / "cache/rows/aa/aa2")  # noqa: PTH105
    assert cache.get("rows", "aa2") is None and cache.damaged == 1


def test_a_cache_that_others_can_write_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    run_line(settings)
    folder = settings.cache_folder
    assert folder.stat().st_mode & 0o777 == (folder / "rows").stat().st_mode & 0o777 == 0o700
    folder.chmod(0o770)
    report = run_line(settings.model_copy(update={"output": tmp_path / "again"}))
    told = f"{folder}: others can write this cache; it is left alone: say chmod go-w {folder}, or name another with --cache"
    assert worked(report) == (3, 3) and report.notes == (told,)
    folder.chmod(0o750)
    assert worked(run_line(settings.model_copy(update={"output": tmp_path / "third"}))) == (0, 0)


def test_what_is_no_plain_value_is_not_kept() -> None:
    assert unpacked(packed({"a": ["\ud800", 1, 2.5, None, True, b"\x00"]})) == {"a": ("\ud800", 1, 2.5, None, True, b"\x00")}
    with pytest.raises(TypeError):
        packed(Path())
