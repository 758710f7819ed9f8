"""One template, two pages: a self-contained file, and the same page served with its decisions saved as they are made."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.review.page.payload import Judged, Review, judged_payload, run_payload

ASSETS = Path(__file__).parent / "assets"
# The parts of the page's script, joined in this order to one: a part may use what stands in those before it when it is read, and
# everything when it is called.
_SCRIPT = (
    "run_data", "decisions", "added", "edtf", "elements", "event_list", "selection", "why", "event_card", "sentence_card",
    "document_view", "picking", "browser_store", "filters", "choosing", "deciding", "passages", "dialogs", "actor_field", "form",
    "adding", "guide", "saving", "start",
)  # fmt: skip
NOTHING = Judged()


@dataclass(frozen=True, slots=True)
class Page:
    """``html`` and the Content-Security-Policy that it needs: its own script and style by their hashes, and nothing else."""

    html: bytes
    policy: str


def static_page(review: Review, judged: Judged = NOTHING) -> Page:
    """The page as one file: no server, no network; decisions stay in the browser until they are downloaded."""
    return render(dump(run_payload(review)), dump({**judged_payload(judged), "mode": "static"}))


def served_page(run: str, judged: Judged, how: Mapping[str, Any]) -> Page:
    """The page as the local server gives it out. ``run``: ``dump(run_payload(...))``; ``how``: token, reviewer, known."""
    return render(run, dump({**judged_payload(judged), **how, "mode": "served"}))


def dump(data: Any) -> str:
    """JSON that cannot close the element it stands in: every ``<`` is escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escape in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(char, escape)
    return text


def render(run: str, rest: str) -> Page:
    """Template, style, script and data (two JSON objects, the second joined to the first) -> one page."""
    style = (ASSETS / "page.css").read_text(encoding="utf-8")
    script = "".join((ASSETS / "script" / f"{part}.js").read_text(encoding="utf-8") for part in _SCRIPT)
    connect = "'self'" if rest.endswith('"mode":"served"}') else "'none'"
    policy = (
        f"default-src 'none'; script-src '{hash_of(script)}'; style-src '{hash_of(style)}'; img-src data:; "
        f"connect-src {connect}; base-uri 'none'; form-action 'none'"
    )
    html = (ASSETS / "template.html").read_text(encoding="utf-8")
    data = run[:-1] + "," + rest[1:]
    return Page(fill(html, {"POLICY": policy, "STYLE": style, "SCRIPT": script, "DATA": data}), policy)


def fill(html: str, contents: Mapping[str, str]) -> bytes:
    """A template with each ``@@NAME@@`` filled in, in the order given: data comes last, so that nothing in it is filled."""
    for name, content in contents.items():
        before, _, after = html.partition(f"@@{name}@@")
        html = before + content + after
    return html.encode("utf-8", "replace")


def hash_of(content: str) -> str:
    """What a Content-Security-Policy calls a script or style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
