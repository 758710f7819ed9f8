"""Parts of the page's script, run without a browser: what they reckon is compared with what the log reckons."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from typing import Any

from playwright._impl._driver import compute_driver_executable

from verbale.review.page import ASSETS

_AROUND = """
const page = { getElementById: () => ({ textContent: PAYLOAD }) };
globalThis.document = page;
globalThis.location = { pathname: "/" };
globalThis.localStorage = { setItem() {}, removeItem() {}, getItem: () => null };
"""


def evaluate(payload: Mapping[str, Any], parts: tuple[str, ...], expression: str, around: str = "") -> Any:
    """The value of an expression behind these parts of the script, with a page that holds ``payload``.

    ``around``: what stands for the parts that are not there.
    """
    code = _AROUND.replace("PAYLOAD", json.dumps(json.dumps(payload))) + around
    code += "".join((ASSETS / "script" / f"{part}.js").read_text(encoding="utf-8") for part in parts)
    code += f"\nprocess.stdout.write(JSON.stringify({expression}));\n"
    node, _ = compute_driver_executable()
    done = subprocess.run([node, "-"], input=code.encode(), capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
