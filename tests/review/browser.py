"""A browser and a running server for the tests of the page."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from verbale.review.reviewing import Reviewing
from verbale.review.server import app

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str:
    """Where Chromium is. Where it is missing the tests of the pages fail: skipped, they would say that nobody looked."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium: apt-get install chromium"
    return found


@contextmanager
def browser() -> Iterator[Any]:
    with sync_playwright() as started:
        launched = started.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield launched
        launched.close()


@contextmanager
def serving(reviewing: Reviewing) -> Iterator[Reviewing]:
    """The server in a thread of this process, on a port that nobody else can take: tests may run beside each other."""
    listening = socket.create_server(("127.0.0.1", 0))
    reviewing = replace(reviewing, port=listening.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(app(reviewing), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield reviewing
    server.should_exit = True
    thread.join(10)
    listening.close()


@contextmanager
def page_of(launched: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page that fails the test where its script fails, and that notes every request that leaves this machine."""
    context = launched.new_context(**{"viewport": {"width": 1440, "height": 900}} | options)
    page = context.new_page()
    page.abroad, page.failures = [], []
    page.on("pageerror", lambda error: page.failures.append(str(error)))
    page.on("console", lambda message: page.failures.append(message.text) if message.type == "error" else None)
    context.on("request", lambda request: page.abroad.append(request.url) if not is_local(request.url) else None)
    page.goto(address)
    yield page
    assert page.abroad == [], page.abroad
    assert page.failures == [], page.failures
    context.close()


def is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))
