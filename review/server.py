"""The page on 127.0.0.1, its decisions saved as they are made (Starlette).

Who may speak to it: only requests to this host and port (others 400, so that no web site reaches it by a name of its own), below
the secret path that the printed address carries (others 403). There is no cookie: every server on 127.0.0.1 would be sent it,
whatever its port. Whatever writes must send the secret in a header besides, which no other site can do.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
from socket import create_server, socket
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from verbale.errors import UserError
from verbale.review.file_names import REVIEW_PAGE
from verbale.review.log import DecisionError, EdtfError, normalised
from verbale.review.reviewing import Reviewing, checked

MAX_BODY = 4_000_000
_PORTS = range(8765, 8805)
_NUMBER = re.compile(r"[0-9]{1,9}")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Host first, then the secret: nothing behind it sees a request that fails either."""

    def __init__(self, app: ASGIApp, reviewing: Reviewing) -> None:
        self.app = app
        self.hosts = {f"{name}:{reviewing.port}" for name in ("127.0.0.1", "localhost")}
        self.token = reviewing.token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        answer = self.refusal(Request(scope))
        if answer is None and scope["path"] == f"/{self.token}":
            answer = RedirectResponse(f"/{self.token}/", 308, _HEADERS)
        if answer is not None:
            return await answer(scope, receive, send)
        return await self.app({**scope, "root_path": f"/{self.token}"}, receive, send)

    def refusal(self, request: Request) -> Response | None:
        if request.headers.get("host", "") not in self.hosts:
            return PlainTextResponse("This address is not the one that verbale review serves.\n", 400, _HEADERS)
        known = self.is_secret([*request.scope["path"].split("/", 2), ""][1])
        if request.method not in ("GET", "HEAD"):
            origin = request.headers.get("origin", "")
            known = known and self.is_secret(request.headers.get("x-verbale-token", ""))
            known = known and (not origin or origin.removeprefix("http://") in self.hosts)
        if not known:
            return PlainTextResponse("Open the address that verbale review printed: it carries the secret.\n", 403, _HEADERS)
        return None

    def is_secret(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def app(reviewing: Reviewing) -> Guard:
    """The ASGI application, behind its guard."""
    routes = [
        Route("/", _home),
        Route(f"/{REVIEW_PAGE}", _home),  # where the timeline leads to
        Route("/api/decisions", _new_decisions),
        Route("/api/decisions", _take_decisions, methods=["POST"]),
        Route("/api/date", _date),
        Route("/api/explain/{event_id}", _explain),
        Route("/{name}", _file),
    ]
    starlette = Starlette(routes=routes)
    starlette.state.reviewing = reviewing
    return Guard(starlette, reviewing)


def _reviewing(request: Request) -> Reviewing:
    found: Reviewing = request.app.state.reviewing
    return found


async def _home(request: Request) -> Response:
    html, policy = _reviewing(request).page()
    return Response(html, 200, _HEADERS | {"Content-Security-Policy": policy + "; frame-ancestors 'none'"}, "text/html")


async def _new_decisions(request: Request) -> Response:
    reviewing = _reviewing(request)
    after = request.query_params.get("after", "0")
    if not _NUMBER.fullmatch(after):
        return PlainTextResponse("after is how many decisions the page knows.\n", 422, _HEADERS)
    new, known = reviewing.news(int(after))
    news = {"decisions": new, "known": known, "run": reviewing.stamp()}
    return JSONResponse(news, headers=_HEADERS)


async def _take_decisions(request: Request) -> Response:
    body = await _body(request)
    if body is None:
        return PlainTextResponse("Too much at once.\n", 413, _HEADERS)
    entries = _entries(body)
    if entries is None:
        return PlainTextResponse("Not a list of decisions.\n", 400, _HEADERS)
    reviewing = _reviewing(request)
    accepted, refused = [], []
    for entry in entries:
        try:
            accepted.append(checked(entry, reviewing))
        except (DecisionError, EdtfError) as error:
            named = entry.get("id", "") if isinstance(entry, dict) else ""
            refused.append({"id": named if isinstance(named, str) and len(named) < 100 else "", "why": str(error)})
    try:
        reviewing.keep(accepted)
    except DecisionError as error:  # the page keeps them, says so and tries again
        return PlainTextResponse(f"{error}\n", 507, _HEADERS)
    status = 422 if refused and not accepted else 200
    return JSONResponse({"saved": [decision.id for decision in accepted], "refused": refused}, status, _HEADERS)


async def _date(request: Request) -> Response:
    """A date as somebody typed it, in the EDTF that the log would keep, or what is wrong with it."""
    try:
        return JSONResponse({"edtf": normalised(request.query_params.get("text", "")[:200])}, headers=_HEADERS)
    except EdtfError as error:
        return JSONResponse({"problem": str(error)}, headers=_HEADERS)


async def _explain(request: Request) -> Response:
    explain = _reviewing(request).explain
    event_id = request.path_params["event_id"]
    if explain is None or len(event_id) > 100:
        return PlainTextResponse("Nothing here explains such a row.\n", 404, _HEADERS)
    try:
        text = await run_in_threadpool(explain, event_id)
    except Exception as error:  # whatever the reader of texts and models meets: the page shows it in place of the explanation
        return PlainTextResponse(f"Not explained: {' '.join(map(str, error.args))}\n", 200, _HEADERS)
    return PlainTextResponse(text, 200, _HEADERS)


async def _file(request: Request) -> Response:
    path = _reviewing(request).files.get(request.path_params["name"])
    if path and path.is_file():
        return FileResponse(path, headers=_HEADERS)
    return PlainTextResponse("No such file.\n", 404, _HEADERS)


def _entries(body: bytes) -> list[Any] | None:
    """The decisions of a request, None where it holds no list of them."""
    try:
        entries = json.loads(body)["decisions"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return entries if isinstance(entries, list) else None


async def _body(request: Request) -> bytes | None:
    received = b""
    async for part in request.stream():
        received += part
        if len(received) > MAX_BODY:
            return None
    return received


class PortError(UserError):
    """There is no port to serve at; the message says which was asked for."""


def open_port(wanted: int = 0) -> socket:
    """The port on 127.0.0.1 that was asked for, or the first free one, taken at once: of two servers that start together neither
    gets what the other was told. Raises PortError."""
    for port in [wanted] if wanted else _PORTS:
        try:
            return create_server(("127.0.0.1", port))
        except OSError:
            continue
    raise PortError(
        f"port {wanted} is in use" if wanted else f"no free port from {_PORTS.start} to {_PORTS.stop - 1} on 127.0.0.1"
    )


def serve(reviewing: Reviewing, listening: socket) -> None:
    """Serve at an open port until interrupted."""
    import uvicorn  # heavy, and needed here only

    config = uvicorn.Config(
        app(reviewing), log_level="warning", server_header=False, date_header=False, ws="none", lifespan="off"
    )
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        uvicorn.Server(config).run(sockets=[listening])
