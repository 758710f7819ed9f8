"""A local Prefect server: the one that runs already, or one that is started here, kept up, and ended with the schedule."""

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from verbale.errors import UsageError
from verbale.flows.on_prefect.start import prepare

_START_LIMIT = 120.0
_AGAIN_AFTER = 5.0


class ScheduleError(UsageError):
    """The schedule cannot be served; one line with the mend."""


def api_address(port: int) -> str:
    """``PREFECT_API_URL``, or where a server on ``port`` of this machine has its API. Must come before Prefect is imported."""
    prepare()
    return os.environ.setdefault("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")


@contextmanager
def running_server(address: str, port: int, say: Callable[[str], None]) -> Iterator[None]:
    """A Prefect server at an address of its API: the one that answers there, or one started on ``port`` of this machine.

    A server started here is started again when it dies, and ends with this block. Raises ScheduleError.
    """
    page = address.removesuffix("/api")
    if answers(address):
        say(f"using the Prefect server at {page}")
        yield
        return
    if address != f"http://127.0.0.1:{port}/api":
        raise _unanswered(address)
    say(f"starting a Prefect server on port {port} (up to a minute) ...")
    own = OwnServer(port, say)
    try:
        own.wait_for(address)
        say(f"Prefect server: {page}")
        threading.Thread(target=own.keep_up, daemon=True, name="server").start()
        yield
    finally:
        own.end()


def check_server() -> None:
    """Raises ScheduleError where ``PREFECT_API_URL`` names a server that does not answer; without it Prefect starts its own."""
    address = os.environ.get("PREFECT_API_URL", "")
    if address and not answers(address):
        raise _unanswered(address)


def _unanswered(address: str) -> ScheduleError:
    return ScheduleError(f"{address}: no Prefect server answers there; start it or unset PREFECT_API_URL")


def answers(address: str) -> bool:
    """Whether a Prefect API is alive at an address."""
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as response:
            return bool(response.status == 200)
    except (OSError, ValueError, urllib.error.URLError):
        return False


class OwnServer:
    """A Prefect server as a child of this process, in a session of its own: Ctrl-C reaches it last, after the runs."""

    def __init__(self, port: int, say: Callable[[str], None]) -> None:
        self.command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
        self.say = say
        self.stop, self._changing = threading.Event(), threading.Lock()
        self.child = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def wait_for(self, address: str) -> None:
        """Until it answers. Raises ScheduleError when it ends at once or takes too long."""
        end = time.monotonic() + _START_LIMIT
        while time.monotonic() < end:
            if answers(address):
                return
            if self.child.poll() is not None:
                raise ScheduleError(f"the Prefect server ended at once; is the port of {address} taken? say --port")
            time.sleep(0.5)
        raise ScheduleError(f"no Prefect server at {address} within {_START_LIMIT:.0f} s; start one with: prefect server start")

    def keep_up(self) -> None:
        """Start it again whenever it ended, until ``end``: a schedule that goes on without its server would do nothing."""
        while not self.stop.wait(1.0):
            code = self.child.poll()
            if code is None:
                continue
            self.say(f"the Prefect server ended (exit code {code}); starting it again ...")
            with self._changing:
                if not self.stop.is_set():
                    self.child = self._start()
            self.stop.wait(_AGAIN_AFTER)

    def end(self) -> None:
        self.stop.set()
        with self._changing:
            self.child.terminate()
            try:
                self.child.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.child.kill()
