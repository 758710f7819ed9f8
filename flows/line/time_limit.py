"""A time limit on work in this thread, be it the main one, one of Dask's, or that of a process that works for another.

Signals reach main threads only; a process of its own for every document would cost more than most documents do. So a watching
thread raises ``TooSlow`` in the one that works, which feels it at its next step in Python: a single call of a library is not cut
short.
"""

from __future__ import annotations

import ctypes
import threading
import time


class TooSlow(BaseException):
    """The limit is over. No Exception: what catches those on its way would take it for its own."""


class TimeLimit:
    """Raises ``TooSlow`` inside its ``with`` block once ``seconds`` went by since it began or was last renewed; 0: never."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._thread = threading.get_ident()
        self._over = threading.Event()
        self._raising = threading.Lock()
        self._deadline = 0.0
        self._raised = False

    def __enter__(self) -> TimeLimit:
        self.renew()
        if self._seconds:
            threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # One that was raised too late to be felt inside is felt here, and not behind. It is not taken back: Python would go on
        # to look for it at every step, for as long as the process lives.
        try:
            with self._raising:
                self._over.set()
            while self._raised and kind is not TooSlow:
                time.sleep(0)
        except TooSlow:
            pass

    def renew(self) -> None:
        """From here on all of the time is left."""
        self._deadline = time.monotonic() + self._seconds

    def _watch(self) -> None:
        while not self._over.wait(max(0.0, self._deadline - time.monotonic())):
            with self._raising:
                if time.monotonic() >= self._deadline and not self._over.is_set():
                    self._raised = True
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(TooSlow))
                    return
