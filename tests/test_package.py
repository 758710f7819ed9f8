"""One package: a wheel beside a user's own ``flows`` folder, and ``spacy.load`` of the bundled model."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

SENTENCE = "Kenya recalled its ambassador from Ghana on 3 May 2019."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked: what an installation puts into site-packages."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    (source / "src").mkdir(parents=True)
    for part in ("pyproject.toml", "README.md", "LICENSE", "extractors", "src/verbale"):
        (source / part).symlink_to(ROOT / part)
    build = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=source, check=True, capture_output=True, text=True)
    (built,) = folder.glob("*.whl")
    installed = folder / "site"
    with zipfile.ZipFile(built) as archive:
        archive.extractall(installed)
    return installed


@pytest.fixture
def users_project(tmp_path: Path) -> Path:
    """A project with a ``flows`` package of its own, as users of Prefect have."""
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "__init__.py").write_text("raise RuntimeError('this is not verbale')\n")
    (tmp_path / "kenya.txt").write_text(SENTENCE + "\n", encoding="utf-8")
    return tmp_path


def run(wheel: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done


def test_a_wheel_holds_one_package_and_works_beside_a_users_flows(wheel: Path, users_project: Path) -> None:
    assert [path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")] == ["verbale"]
    for file in ("exchange/annotators/TypeSystem.xml", "page/assets/timeline.css"):
        assert (wheel / "verbale" / "review" / file).is_file()
    script = f"import verbale; print(verbale.__file__); print(verbale.extract({SENTENCE!r}).events['relation_type'].tolist())"
    where, found = run(wheel, users_project, "-c", script).stdout.splitlines()
    assert Path(where).is_relative_to(wheel)
    assert found == "['envoy.recall']"


def test_the_command_of_a_wheel_works_beside_a_users_flows_and_without_prefect(wheel: Path, users_project: Path) -> None:
    command = ("-m", "verbale.flows", "extract", "kenya.txt", "tables", "--no-cache")
    done = run(wheel, users_project, "-X", "importtime", *command)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert {"spacy", "verbale"} <= loaded and "prefect" not in loaded
    assert "envoy.recall" in (users_project / "tables" / "events.csv").read_text(encoding="utf-8")


def test_the_wheel_brings_its_data(wheel: Path) -> None:
    folders = ("extractors/data", "extractors/en_verbale_sm", "review/page/assets")
    wanted = {path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()}
    installed = wheel / "verbale"
    assert {path for path in wanted if not (installed / path).is_file()} == set()
    assert (installed / "py.typed").is_file()
