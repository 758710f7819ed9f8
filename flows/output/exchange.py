"""Two folders change names in one system call, where the system has one."""

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2


def exchange_works() -> bool:
    """Whether this system has a call that exchanges two folders."""
    return _exchange_call() is not None


def _exchange_call() -> Callable[..., int] | None:
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        call: Callable[..., int] | None = getattr(libc, "renamex_np", None)
    else:
        call = getattr(libc, "renameat2", None)
    return call


def exchange(a: Path, b: Path) -> bool:
    """Let two folders change names at one stroke; False where the file system cannot."""
    call = _exchange_call()
    if call is None:
        return False
    first, second = os.fsencode(a), os.fsencode(b)
    arguments = (first, second, _EXCHANGE) if sys.platform == "darwin" else (_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE)
    return call(*arguments) == 0
