"""The first rows come before all that only pages need; what goes wrong in pages costs no table."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale.extractors.actors import load_gazetteer, pack_gazetteer, unpack_gazetteer
from verbale.flows.caches import known_actors
from verbale.flows.caches.dependencies import Package, stages
from verbale.flows.caches.entries import Cache
from verbale.flows.cli.app import app
from verbale.flows.output import FILES
from verbale.flows.output.folder import replace_file
from verbale.review import REVIEW_FILES

TEXT = "In 1999 Peru signed a treaty with Japan.\n"
ONLY_FOR_PAGES = (
    "pandas", "altair", "vl_convert", "xlsxwriter", "openpyxl", "starlette", "uvicorn", "prefect", "sqlalchemy", "httpx",
    "requests", "jinja2", "dask", "distributed", "spacy.cli", "dateparser", "docx", "pypdf", "pyarrow", "verbale.review.files",
    "verbale.extractors.evaluation", "verbale.extractors.explain",
)  # fmt: skip
"""What need not be loaded before the first rows are shown."""
TOLD = f"""
import json, sys
from verbale.flows.cli import app, first_rows
show = first_rows.Shown.tables
def tables(self, *given):
    show(self, *given)
    print(json.dumps([name for name in {ONLY_FOR_PAGES!r} if name in sys.modules]))
first_rows.Shown.tables = tables
sys.argv = ["verbale", "extract", *sys.argv[1:], "--quiet"]
app.main()
"""


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VERBALE_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_is_loaded_before_the_first_rows_and_that_little_address_space_is_enough(tmp_path: Path, text: Path) -> None:
    """Nothing reserves more than it needs, as a JavaScript engine would."""
    out = tmp_path / "out"
    few = 8_000_000 * 1024
    run = subprocess.run(
        [sys.executable, "-c", TOLD, str(text), str(out)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (few, few)),
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == []
    assert {path.name for path in out.iterdir()} == FILES | REVIEW_FILES, "pages follow"
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["notes"] == [], "nothing is left out"


@pytest.mark.with_review
def test_pages_that_cannot_be_written_are_a_note_and_made_later(
    tmp_path: Path, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["extract", str(text), str(tmp_path / "out")]

    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".html":
            raise OSError(28, "No space left on device")
        replace_file(path, content)

    with monkeypatch.context() as broken:
        broken.setattr("verbale.flows.output.review_files.replace_file", full)
        result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0 and "1 event" in result.stdout
    assert "note: page and workbook are left out ([Errno 28] No space left on device)" in result.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} >= FILES
    again = CliRunner().invoke(app, arguments)
    assert again.exit_code == 0 and (tmp_path / "out" / "review.html").is_file()
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert told["reasons"] == ["page and workbook are missing"] and told["notes"] == []
    assert "nothing changed" in CliRunner().invoke(app, arguments).stdout


def test_a_gazetteer_comes_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load_gazetteer()
    back = unpack_gazetteer(pack_gazetteer(read))
    assert (back.actors, back.surnames, back.version) == (read.actors, read.surnames, read.version)
    assert list(back.names.entries()) == list(read.names.entries()) and back.names.firsts == read.names.firsts
    monkeypatch.setattr(known_actors, "_loaded", {})
    cache = Cache(tmp_path / "cache")
    known_actors.kept_gazetteer(cache, None)
    monkeypatch.setattr(known_actors, "_loaded", {})
    monkeypatch.setattr(known_actors, "load_gazetteer", lambda _: pytest.fail("it is in the cache"))
    assert known_actors.kept_gazetteer(cache, None).version == read.version
    own = tmp_path / "own.csv"
    own.write_text("actor_id,name\nNCHL,Nordic Chess League\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception):
        known_actors.kept_gazetteer(cache, own)


def test_the_key_of_a_kept_gazetteer_names_all_that_it_is_made_with() -> None:
    root = Path(known_actors.__file__).parents[2]
    begins = [f"verbale.extractors.actors.gazetteer.{name}" for name in ("loader", "packed")]
    modules = Package(root).behind(begins)
    others = {name for name in modules if not name.startswith("verbale.extractors.actors.gazetteer")}
    assert others == {f"verbale.extractors.{name.removesuffix('.py').replace('/', '.')}" for name in known_actors.CODE} | {
        "verbale.errors"
    }
    data = stages(root, {"actors": tuple(begins)})["actors"].data
    assert {name for name in data if not name.startswith("extractors/data/actors/")} == {
        f"extractors/{name}" for name in known_actors.WORDS
    }
