"""Make the pictures of Prefect's pages anew: ``python docs/pictures/prefect.py`` (needs Chromium and the extra ``dev``).

A schedule is served on a fresh Prefect home in a temporary folder. The first run reads three quarters of each text of raw_text/,
the second the whole texts, and a file among them that is no text; then a browser visits the pages. No picture shows a path of
this machine, and a request to another host is refused and told.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_WIDTH = 1200
_HEIGHTS = {"deployment": 760, "form": 1240, "run": 900, "report": 1500}


def main() -> None:
    port = _free_port()
    with TemporaryDirectory(prefix="verbale-") as name:
        folder = Path(name)
        texts = folder / "raw_text"
        texts.mkdir()
        whole = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "raw_text").glob("*.txt")}
        for meta in (PROJECT / "raw_text").glob("*.meta.json"):
            shutil.copy(meta, texts)
        for file, text in whole.items():
            (texts / file).write_text(text[: text.rindex("\n", 0, len(text) * 3 // 4)], encoding="utf-8")
        with _scheduled(folder, port):
            _wait_for_runs(port, 1)
            for file, text in whole.items():
                (texts / file).write_text(text, encoding="utf-8")
            (texts / "scan.txt").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
            _shoot(port, _wait_for_runs(port, 2))


@contextmanager
def _scheduled(folder: Path, port: int) -> Iterator[None]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | {
        "PREFECT_HOME": str(folder / ".prefect"), "VERBALE_CACHE": str(folder / ".cache"), "PYTHONPATH": str(PROJECT / "src"),
    }  # fmt: skip
    command = [sys.executable, "-m", "verbale.flows", "schedule", "--cron", "0 6 * * *", "--timezone", "Europe/Warsaw", "--watch",
               "--port", str(port)]  # fmt: skip
    child = subprocess.Popen(command, cwd=folder, env=environment)
    try:
        yield
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(60)


def _wait_for_runs(port: int, number: int) -> dict[str, Any]:
    """The run that completed last, once so many have."""
    body = {"sort": "EXPECTED_START_TIME_DESC", "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
    for _ in range(600):
        time.sleep(0.5)
        try:
            found = httpx.post(f"http://127.0.0.1:{port}/api/flow_runs/filter", json=body, timeout=10).json()
        except (httpx.TransportError, ValueError):
            continue
        if len(found) >= number:
            time.sleep(5)  # the last log lines and events are written a little later
            return dict(found[0])
    raise SystemExit("no run completed within five minutes")


def _shoot(port: int, run: dict[str, Any]) -> None:
    home = f"http://127.0.0.1:{port}"
    body = {"artifacts": {"key": {"any_": ["run-report"]}, "flow_run_id": {"any_": [run["id"]]}}}
    (report,) = httpx.post(f"{home}/api/artifacts/filter", json=body, timeout=10).json()
    deployment = f"/deployments/deployment/{run['deployment_id']}"
    pages = {
        "deployment": deployment,
        "form": f"{deployment}/run",
        "run": f"/runs/flow-run/{run['id']}",
        "report": f"/artifacts/artifact/{report['id']}",
    }
    with sync_playwright() as started:
        path = next(filter(None, map(shutil.which, _BROWSERS)), None)
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": _WIDTH, "height": 800})
        page = context.new_page()
        context.route(lambda address: not address.startswith(home), _refuse)
        for name, address in pages.items():
            page.set_viewport_size({"width": _WIDTH, "height": _HEIGHTS[name]})
            page.goto(home + address)
            _settle(page)
            page.screenshot(path=HERE / f"prefect_{name}.png")
        browser.close()


def _refuse(route: Any) -> None:
    sys.stderr.write(f"outside request refused: {route.request.url}\n")
    route.abort()


def _settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500)


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


if __name__ == "__main__":
    main()
