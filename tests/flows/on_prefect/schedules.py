"""``verbale schedule`` as a process of its own on a fresh Prefect home, for the tests that need a real server."""

from __future__ import annotations

import csv
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.conftest import ROOT

TEXT = "Norway recalled its ambassador from Chile in March 2003.\n"
OTHER = "In 1999 Peru signed a treaty with Japan.\n"


def wait_for(condition: Callable[[], Any], seconds: float) -> bool:
    """Whether something came true; the limit is only for a run that hangs."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@dataclass
class Scheduled:
    """A schedule on a folder with one text; ``start`` may be called again after ``kill``."""

    folder: Path
    options: tuple[str, ...]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def texts(self) -> Path:
        return self.folder / "texts"

    @property
    def output(self) -> Path:
        return self.folder / "out"

    def start(self) -> None:
        self.texts.mkdir(exist_ok=True)
        self.write("a", TEXT)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        command = [sys.executable, "-m", "verbale.flows", "schedule", str(self.texts), str(self.output), *self.options,
                   "--port", str(self.port)]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            environment = kept | {"PREFECT_HOME": str(self.folder / "home")}
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT, env=environment)

    def write(self, name: str, text: str) -> None:
        path = self.texts / f"{name}.txt"
        if not path.exists():
            path.write_text(text, encoding="utf-8")

    def stop(self) -> None:
        """End it as a service manager does; then nothing of it may be left."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def kill(self) -> None:
        """Kill the process that serves with the run it has under way; the server lives."""
        assert self.process
        doomed = [p for p in psutil.Process(self.process.pid).children(recursive=True) if p.pid not in self.server_family()]
        self.process.kill()
        self.process.wait()
        for process in doomed:
            if process.is_running():
                process.kill()

    def server(self) -> psutil.Process | None:
        """The process that listens on the port."""
        for process in psutil.process_iter(["cmdline"]):
            words = process.info["cmdline"] or []
            if words[-2:] == ["--port", str(self.port)] and "prefect" in words:
                return process
        return None

    def server_family(self) -> set[int]:
        server = self.server()
        return {server.pid, *(child.pid for child in server.children(recursive=True))} if server else set()

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def documents(self) -> list[str]:
        try:
            with (self.output / "documents.csv").open(encoding="utf-8", newline="") as f:
                return [row["doc_id"] for row in csv.DictReader(f)]
        except FileNotFoundError:
            return []

    def ask(self, what: str, **body: Any) -> list[dict[str, Any]]:
        """Rows of the server's API; none while it is away."""
        try:
            answer = httpx.post(f"http://127.0.0.1:{self.port}/api/{what}/filter", json=body, timeout=20)
        except httpx.TransportError:
            return []
        return list(answer.json()) if answer.status_code == 200 else []

    def runs(self, *states: str) -> list[dict[str, Any]]:
        """Flow runs in some states, such as RUNNING; later ones first."""
        return self.ask("flow_runs", sort="EXPECTED_START_TIME_DESC", flow_runs={"state": {"type": {"any_": list(states)}}})
