"""A result is made anew when something behind it changed, and at no other time: seen on a copy of the package that is changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pytest

import verbale
from verbale.flows.caches import versions
from verbale.flows.caches.dependencies import ROOMS, Package, data_files, read_module
from verbale.flows.line.run import run_line
from verbale.flows.line.run_record import Report
from verbale.flows.settings import BUNDLED_MODEL, Settings

PACKAGE = Path(verbale.__path__[0])
STATEMENT = "\nADDED = 1\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in a folder where it may be changed, and is set right again; its model is left out."""
    folder = tmp_path_factory.mktemp("package") / "verbale"
    folder.mkdir()
    for file in PACKAGE.glob("*.py"):
        shutil.copy(file, folder)
    for room in ROOMS:
        shutil.copytree(PACKAGE / room, folder / room, ignore=shutil.ignore_patterns(BUNDLED_MODEL, "__pycache__", "*.png"))
    return folder


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def changed(copy: Path, change: Callable[[], None]) -> set[str]:
    """The versions that differ after a change, which is undone."""
    kept = {file: file.read_bytes() for file in copy.rglob("*") if file.is_file()}
    before = asdict(versions.current_versions(BUNDLED_MODEL, package=copy))
    change()
    after = asdict(versions.current_versions(BUNDLED_MODEL, package=copy))
    for file, content in kept.items():
        if file.read_bytes() != content:
            file.write_bytes(content)
    return {name for name in after if after[name] != before[name]}


def test_words_about_the_code_change_nothing(copy: Path) -> None:
    def comment() -> None:
        for file in copy.rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            opening, closing, rest = text.partition('"""\n') if text.startswith('"""') else ("", "", text)
            changed_docstring = f"{opening}{closing and ' Changed.'}{closing}"
            file.write_text(f"# A comment above.\n{changed_docstring}{rest}\n\n\n# A comment below.\n", encoding="utf-8")

    assert changed(copy, comment) == set()


def made_in(copy: Path, room: str, name: str) -> Path:
    """The module that makes a name which a room shows."""
    (module,) = Package(copy).behind_name(f"verbale.{room}", name)
    return copy.joinpath(*module.split(".")[1:]).with_suffix(".py")


@pytest.mark.parametrize(
    ("room", "name", "stages"),
    [
        ("extractors.parse", "parse", {"parsing", "extraction"}),
        ("extractors.parse", "Parsed", {"parsing", "extraction"}),
        ("extractors.text", "read_documents", {"extraction"}),
        ("extractors.events", "find_events", {"extraction"}),
        ("extractors.actors", "find_mentions", {"extraction"}),
        ("extractors.rules", "load_rules", {"extraction"}),
        ("extractors.tables", "text_rows", {"rows", "tables"}),
        ("extractors.tables", "datapackage", {"tables"}),
        ("extractors.evaluation", "score", set()),
        ("flows.output", "Spool", {"tables"}),
        ("flows.line", "run_line", set()),
        ("review.commands", "status_text", set()),
    ],
)
def test_a_changed_module_is_seen_where_it_matters(copy: Path, room: str, name: str, stages: set[str]) -> None:
    found = changed(copy, partial(add, made_in(copy, room, name), STATEMENT))
    assert stages <= found <= (stages | {"review"} if "tables" in stages else stages), "the review reads the tables"


@pytest.mark.parametrize(
    ("module", "stages"),
    [
        ("component", {"parsing"}),
        ("pieces", {"parsing"}),
        ("asked", {"parsing", "extraction"}),
        ("carriers", {"extraction"}),
        ("trees", {"extraction"}),
    ],
)
def test_the_finder_finds_events_with_the_parse(copy: Path, module: str, stages: set[str]) -> None:
    assert changed(copy, partial(add, copy / "extractors" / "finder" / f"{module}.py", STATEMENT)) == stages


def test_names_and_dates_are_not_behind_a_parse() -> None:
    parsing = Package(PACKAGE).behind(versions._ENTRIES["parsing"])
    assert "verbale.extractors.finder.component" in parsing
    assert {name for name in parsing if name.startswith(("verbale.extractors.actors", "verbale.extractors.timex"))} == set()


@pytest.mark.parametrize(
    ("file", "stages"),
    [
        ("extractors/data/relations/envoy.toml", {"rules"}),
        ("extractors/data/actors/states.csv", {"gazetteer"}),
        ("extractors/data/cues.toml", {"extraction"}),
        ("extractors/data/tables.toml", {"tables"}),
        ("review/page/assets/page.css", {"review"}),
    ],
)
def test_changed_data_is_seen_where_it_matters(copy: Path, file: str, stages: set[str]) -> None:
    found = changed(copy, partial(add, copy / file, STATEMENT))
    assert stages <= found <= (stages | {"review"} if "tables" in stages else stages)


def test_every_data_file_is_behind_a_stage() -> None:
    """Modules name their data as whole strings: a name that is put together at run time would not be seen."""
    package, data = Package(PACKAGE), data_files(PACKAGE)
    entries = (*versions._ENTRIES.values(), ("verbale.extractors.evaluation.*", "verbale.extractors.panel.*"))
    named = {path for begins in entries for path in package.stage(begins, data).data}
    assert {path for path in data if path.startswith("extractors/data/")} - named == set()
    assert {path for path in data if "/assets/" in path} - named == set()


def test_modules_are_told_apart_by_what_they_say() -> None:
    same = ['"""One."""\nx = 1\n', '"""Two."""\n\n# why\nx = (\n    1\n)\n"""What x is."""\n']
    assert len({read_module(source).statements for source in same}) == 1
    assert read_module("x = 2\n").statements != read_module("x = 1\n").statements
    apart = ["x = [y]\n", "y = [x]\n", "[x] = y\n", "x = y,\n", "x = 'y'\n", "def x(): y\n", "def x(): return y\n"]
    assert len({read_module(source).statements for source in apart}) == len(apart)


def test_a_module_names_data_outside_its_docstrings() -> None:
    found = read_module('"""old.toml"""\nimport os\nfrom here import it as one\nx = one / "words", "new.toml"\n')
    assert (found.files, found.folders) == ({"new.toml"}, {"words"})
    assert found.imports == (("os", ""), ("here", "it")) and found.shown == {"one": ("here", "it")}


@pytest.fixture
def run(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Report]:
    """A run of the line that takes the copy for the code it runs."""
    (tmp_path / "a.txt").write_text("Norway recalled its ambassador from Chile in March 2003.\n", encoding="utf-8")
    settings = Settings(input=str(tmp_path / "a.txt"), output=tmp_path / "out", cache=tmp_path / "cache")
    monkeypatch.setattr(versions, "_package", lambda: copy)
    monkeypatch.setattr(versions, "model_folder", lambda model, package: PACKAGE / "extractors" / model)
    return lambda: run_line(settings)


@pytest.mark.with_review
def test_a_run_does_what_a_change_asks_for_and_no_more(run: Callable[[], Report], copy: Path, tmp_path: Path) -> None:
    def after(file: Path, text: str = STATEMENT) -> tuple[int, int, tuple[str, ...]]:
        add(file, text)
        report = run()
        assert not run().changed_anything
        return report.work["extracted"], report.work["parsed"], report.reasons

    def written(name: str) -> tuple[int, int]:
        """Which writing of a file this is: a number that a removed file leaves may be given to the next one, a time may not."""
        seen = (tmp_path / "out" / name).stat()
        return seen.st_ino, seen.st_mtime_ns

    run()
    first = written("review.html"), written("events.csv")
    assert after(made_in(copy, "extractors.events", "find_events"), "\n# why\n") == (0, 0, ())
    assert (written("review.html"), written("events.csv")) == first
    assert after(made_in(copy, "extractors.tables", "text_rows"))[:2] == (0, 0)
    assert written("events.csv") != first[1]
    assert after(made_in(copy, "extractors.events", "find_events")) == (1, 0, ("the code that extracts changed",))
    assert after(made_in(copy, "extractors.parse", "parse"))[:2] == (1, 1)
    before = written("review.html")
    assert after(copy / "review/page/assets/page.css", "\n") == (0, 0, ("page or workbook of the review changed",))
    assert written("review.html") != before
