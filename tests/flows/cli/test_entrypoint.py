"""The flow is found by its path, as ``prefect deploy`` and workers look for it, and no folder of the user's own is in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

import verbale
from tests.conftest import ROOT

_LOADED = """
import os, runpy
runpy.run_path(os.path.join({root!r}, "flows", "extract.py"), run_name="loaded")
os.chdir({root!r})
from verbale.flows.on_prefect.start import prepare
prepare()
from prefect.flows import load_flow_from_entrypoint
from prefect.utilities.callables import parameter_schema
flow = load_flow_from_entrypoint({entrypoint!r}, use_placeholder_flow=False)
shown = parameter_schema(flow).model_dump()["properties"]
assert flow.name == "extract events" and flow.version
print(",".join(shown))
"""


def python(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Python as users start it: nothing but the installed package is on its path."""
    environment = os.environ | {"PYTHONPATH": str(Path(verbale.__path__[0]).parent)}
    return subprocess.run([sys.executable, *map(str, arguments)], cwd=cwd, env=environment, capture_output=True, text=True)


def deployment() -> dict[str, object]:
    (found,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    return dict(found)


def test_the_package_is_the_command_line(tmp_path: Path) -> None:
    done = python("-m", "verbale", "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"verbale {verbale.__version__}\n")


def test_the_flow_is_loaded_by_its_path(tmp_path: Path) -> None:
    """By Python from another folder, and by Prefect: both look beside the file first, where nothing may have a library's name."""
    entrypoint = str(deployment()["entrypoint"])
    done = python("-c", _LOADED.format(entrypoint=entrypoint, root=str(ROOT)), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"input", "families", "force"} <= set(done.stdout.strip().split(","))
    beside = {path.stem for path in (ROOT / "flows").iterdir()} - {"__pycache__", "__init__", "__main__"}
    assert not beside & (set(sys.stdlib_module_names) | {"prefect", "typer", "pydantic", "pandas", "spacy", "rich", "httpx"})


def test_the_deployment_has_parameters_of_the_flow() -> None:
    from verbale.flows.settings import Settings

    parameters = deployment()["parameters"]
    assert isinstance(parameters, dict) and Settings(**parameters) == Settings()


def test_folders_of_the_users_own_are_not_in_the_way(tmp_path: Path) -> None:
    for taken in ("flows", "extractors", "review"):
        (tmp_path / taken).mkdir()
        (tmp_path / taken / "__init__.py").write_text("raise ImportError('the folder of the user')\n", encoding="utf-8")
    done = python("-m", "verbale.flows", "cache", "info", "--cache", tmp_path / "cache", cwd=tmp_path)
    assert done.returncode == 0 and "parses" in done.stdout, done.stderr
