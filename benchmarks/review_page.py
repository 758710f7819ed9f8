"""How fast the review page is: ``python -m benchmarks.review_page [EVENTS] [DOCUMENTS]`` (10,000 in 200 if not said).

Prints the size of the file, the time until the first row is shown (from a file and from the server), and the time that each
filter takes until its rows are drawn. The events are made up (``synthetic.py``). Needs Chromium and playwright.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from socket import socket
from typing import Any

from benchmarks import synthetic
from verbale.review.page.payload import Review
from verbale.review.page.render import static_page
from verbale.review.reviewing import Reviewing
from verbale.review.server import app, open_port

# From the input until the frame after the one in which the rows were put into the page.
_TIMED = """
([name, value]) => new Promise((done) => {
  const box = document.getElementById(name), began = performance.now();
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
})
"""
_FILTERS = [
    ("f-type", "envoy.recall"), ("f-type", ""), ("f-search", "lighthouse"), ("f-search", "lighthouse survey peru"),
    ("f-search", ""), ("f-party", "Peru"), ("f-party", ""), ("f-from", "1950"), ("f-from", ""), ("f-low", "0.8"), ("f-low", ""),
    ("f-document", "7"), ("f-document", ""), ("f-status", "accepted"), ("f-status", ""),
]  # fmt: skip


def main() -> None:
    given = [int(argument) for argument in sys.argv[1:3]]
    events, documents = [*given, *[10_000, 200][len(given) :]]
    began = time.perf_counter()
    run = synthetic.run(synthetic.library(documents, events // documents))
    review = Review(run, synthetic.TYPES, run={"id": "benchmark"})
    print(f"{len(run['events'])} events, {documents} documents, {len(run['mentions'])} mentions: made in {_since(began)}")
    began = time.perf_counter()
    page = static_page(review)
    print(f"page made in {_since(began)}, {len(page.html) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "review.html"
        file.write_bytes(page.html)
        _measure("file", file.as_uri())
        listening = open_port()
        port = listening.getsockname()[1]
        reviewing = Reviewing(lambda: review, lambda: "benchmark", Path(folder) / "decisions", "benchmark", port)
        began = time.perf_counter()
        reviewing.prepare()
        print(f"server prepared in {_since(began)}")
        _serve(reviewing, listening)
        _measure("server", reviewing.address)


def _serve(reviewing: Reviewing, listening: socket) -> None:
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app(reviewing), log_level="warning"))
    threading.Thread(target=server.run, args=[[listening]], daemon=True).start()
    while not server.started:
        time.sleep(0.02)


def _measure(name: str, address: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(".row.chosen")
        print(f"{name}: first row after {_since(began)}", end="")
        times: dict[str, list[float]] = {}
        for _ in range(3):
            for field, value in _FILTERS:
                times.setdefault(field, []).append(page.evaluate(_TIMED, [field, value]))
        shown: list[Any] = [
            f"{field.removeprefix('f-')} {statistics.median(t):.0f} (most {max(t):.0f})" for field, t in times.items()
        ]
        print("; ms per filter: " + ", ".join(shown))
        browser.close()


def _since(began: float) -> str:
    return f"{time.perf_counter() - began:.2f} s"


if __name__ == "__main__":
    main()
