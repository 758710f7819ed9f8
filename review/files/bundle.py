"""The scripts that draw the pictures, as one text that works without a network. It depends on the release of the library alone.

The library runs a JavaScript engine, which reserves gigabytes of address space and ends its process where it gets none. So it
runs in a process of its own, which cannot take the tables along.
"""

from __future__ import annotations

import subprocess
import sys

from verbale.errors import UserError

_CODE = "import sys, vl_convert; sys.stdout.buffer.write(vl_convert.javascript_bundle().encode())"
_SECONDS = 120


class NotDrawnError(UserError):
    """What draws the pictures is installed, and does not work here; the message says why."""


def javascript_bundle() -> str:
    """The scripts. Raises NotDrawnError where the library cannot make them."""
    try:
        made = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotDrawnError(f"pictures are left out: {error}") from error
    if made.returncode or not made.stdout:
        raise NotDrawnError(f"pictures are left out: what draws them ended with code {made.returncode} (too little memory?)")
    return made.stdout.decode()
