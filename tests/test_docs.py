"""The pages: links lead somewhere, the reference is that of the code, the containers are what the files say."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from tests.conftest import ROOT
from verbale.flows.cli.app import app

_LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
DEPLOY = ROOT / "deploy"
# Of the compose specification, what services here may say.
_SERVICE = {
    "build", "command", "depends_on", "environment", "healthcheck", "image", "ports", "restart", "stop_grace_period", "volumes",
}  # fmt: skip
_HEALTH = {"test", "interval", "timeout", "retries", "start_period"}


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_that_of_the_code() -> None:
    for name, page in reference().PAGES.items():
        kept = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
        assert kept == page(), f"{name}: say make docs"


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_links_of_a_page_outside_the_site_lead_somewhere(name: str) -> None:
    wanted = _LINK.findall((ROOT / name).read_text(encoding="utf-8"))
    assert wanted and [link for link in wanted if not (ROOT / link).exists()] == []


def test_the_site_builds_without_a_dead_link(tmp_path: Path) -> None:
    if find_spec("mkdocs") is None and "CI" not in os.environ:
        pytest.skip("mkdocs is not installed")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert built.returncode == 0, built.stderr
    assert "verbale extract" in (tmp_path / "reference" / "commands" / "index.html").read_text(encoding="utf-8")
    pages = [page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html")]
    asked = re.compile(r'<(?:script|link|img)[^>]+(?:src|href)="https?://(?!127)')
    assert not any(asked.search(page) for page in pages), "another host is asked"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return read


def test_the_services_are_sound(compose: dict[str, Any]) -> None:
    """What ``docker compose config`` would refuse, as far as text tells it."""
    assert set(compose) == {"name", "services", "volumes"}
    services = compose["services"]
    for name, service in services.items():
        assert set(service) <= _SERVICE and ("image" in service) != ("build" in service), name
        assert set(service.get("healthcheck", {})) <= _HEALTH
        for other, how in service.get("depends_on", {}).items():
            assert "healthcheck" in services[other] and how == {"condition": "service_healthy"}, name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (DEPLOY / source).is_dir() if source.startswith(".") else source in compose["volumes"], volume
        if "build" in service:
            assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
        assert all(isinstance(value, str) for value in service.get("environment", {}).values()), f"{name}: quote booleans"
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), "served to this machine only"


def test_the_worker_says_what_the_command_line_knows(compose: dict[str, Any]) -> None:
    program, command, *arguments = compose["services"]["worker"]["command"]
    help_text = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).stdout
    assert program == "verbale"
    assert [option for option in arguments if option.startswith("--") and option not in help_text] == []


def test_the_image_is_made_of_what_is_there() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [part for line in copied for part in line.split() if not (ROOT / part).exists()] == []
