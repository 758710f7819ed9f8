"""Make the picture of the tables in datasette anew: ``python docs/pictures/datasette.py TABLES``.

It needs Chromium, datasette and the extra ``dev``. TABLES is a folder that a run has written.
"""

import socket
import subprocess
import sys
import time
from pathlib import Path
from shutil import which

import httpx
from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parent / "datasette.png"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_COLUMNS = ("relation_type", "date_edtf", "source_parties", "target_parties", "polarity", "quote")
_PAGE = "verbale/events?_search=agreement&_size=4&" + "&".join(f"_col={column}" for column in _COLUMNS)


def main(folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program, browser = which("datasette"), next(filter(None, map(which, _BROWSERS)), None)
    if program is None or browser is None:
        raise SystemExit("datasette or Chromium is missing: pip install datasette; apt-get install chromium")
    command = [program, "serve", "verbale.sqlite", "--metadata", "datasette.yaml", "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/-/versions.json")
        with sync_playwright() as started:
            page = started.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
            page.set_viewport_size({"width": 1200, "height": 1000})
            page.goto(f"http://127.0.0.1:{port}/{_PAGE}")
            page.screenshot(path=PICTURE)
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address}: nobody answers")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
