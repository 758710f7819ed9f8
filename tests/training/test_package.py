"""A finder goes into a packaged pipeline, and nothing else of it changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from spacy.util import load_config

from tests.conftest import ROOT
from training.package import FINDER_FILES, add_finder

BUNDLED = ROOT / "extractors" / "en_verbale_sm"
OTHERS = ["ner", "tok2vec", "tagger", "morphologizer", "boundaries", "parser", "lemmatizer", "repairs"]


@pytest.fixture
def finder(tmp_path: Path) -> Path:
    (tmp_path / "finder").mkdir()
    for name in FINDER_FILES:
        (tmp_path / "finder" / name).write_bytes(f"content of {name}".encode())
    return tmp_path / "finder"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The bundled pipeline's description without its weights."""
    shutil.copytree(BUNDLED, tmp_path / "package", ignore=lambda folder, names: {n for n in names if (BUNDLED / n).is_dir()})
    return tmp_path / "package"


def content(package: Path) -> dict[str, bytes]:
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in package.rglob("*") if path.is_file()}


def test_a_finder_comes_last_into_a_pipeline(finder: Path, package: Path) -> None:
    add_finder(finder, package, "7.8.9")
    config = load_config(package / "config.cfg")
    assert config["nlp"]["pipeline"] == [*OTHERS, "finder"]
    assert config["components"]["finder"] == {"factory": "verbale_finder"}
    meta = json.loads((package / "meta.json").read_text(encoding="utf-8"))
    assert (meta["version"], meta["pipeline"], meta["components"]) == ("7.8.9", [*OTHERS, "finder"], [*OTHERS, "finder"])
    assert {path.name: path.read_text() for path in (package / "finder").iterdir()} == {
        name: f"content of {name}" for name in FINDER_FILES
    }


def test_it_brings_its_sources_and_licences(finder: Path, package: Path) -> None:
    add_finder(finder, package, "1.1.0")
    sources = json.loads((package / "meta.json").read_text(encoding="utf-8"))["sources"]
    names = [source["name"] for source in sources]
    assert len(names) == len(set(names))
    wanted = json.loads((ROOT / "training" / "finder" / "sources.json").read_text(encoding="utf-8"))
    assert [source for source in wanted if source not in sources] == []
    assert {source["name"] for source in json.loads((ROOT / "training" / "sources.json").read_text())} <= set(names)
    assert (package / "LICENSE").read_bytes() == (ROOT / "training" / "MODEL_LICENSE").read_bytes()
    assert "Version 2.0, January 2004" in (package / "LICENSE.Apache-2.0").read_text(encoding="utf-8")


def test_done_again_it_is_the_same(finder: Path, package: Path) -> None:
    add_finder(finder, package, "1.1.0")
    once = content(package)
    add_finder(finder, package, "1.1.0")
    assert content(package) == once
