"""One template, two pages: a self-contained file, and the same page served with its decisions saved as they are made."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.payload import Review, payload

_PAGE = Path(__file__).parent / "page"


@dataclass(frozen=True, slots=True)
class Page:
    """``html`` and the Content-Security-Policy that it needs: its own script and style by their hashes, and nothing else."""

    html: bytes
    policy: str


def static_page(review: Review) -> Page:
    """The page as one file: no server, no network; decisions stay in the browser until they are downloaded."""
    return render(payload(review), {"mode": "static"})


def served_page(review: Review, token: str, reviewer: str, known: int) -> Page:
    """The page as the local server gives it out. ``known``: how many lines of the log it holds."""
    return render(payload(review), {"mode": "served", "token": token, "reviewer": reviewer, "known": known})


def render(shown: dict[str, Any], how: dict[str, Any]) -> Page:
    """Template, style, script and data -> one page. The data cannot close its element: every ``<`` in it is escaped."""
    style = (_PAGE / "page.css").read_text(encoding="utf-8")
    script = "".join((_PAGE / name).read_text(encoding="utf-8") for name in ("model.js", "view.js", "page.js"))
    connect = "'self'" if how["mode"] == "served" else "'none'"
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; connect-src {connect}; "
        "base-uri 'none'; form-action 'none'"
    )
    data = json.dumps({**shown, **how}, ensure_ascii=False, separators=(",", ":"))
    for char, escape in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        data = data.replace(char, escape)
    html = (_PAGE / "template.html").read_text(encoding="utf-8")
    for name, content in (("POLICY", policy), ("STYLE", style), ("SCRIPT", script), ("DATA", data)):
        before, _, after = html.partition(f"@@{name}@@")
        html = before + content + after
    return Page(html.encode("utf-8", "replace"), policy)


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
