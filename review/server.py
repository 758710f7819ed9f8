"""The page on 127.0.0.1, its decisions saved as they are made (Starlette).

Who may speak to it: only requests to this host and port (others 400, so that no web site reaches it by a name of its own), with
the token that the printed address carries (others 403). The token turns into a cookie, so that addresses of events can be passed
on without it; whatever writes must send it in a header besides, which no other site can do.
"""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from verbale.review.log import DecisionError, EdtfError
from verbale.review.reviewing import Reviewing, checked

MAX_BODY = 4_000_000
_COOKIE = "verbale"
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
    """Host first, then the token: nothing behind it sees a request that fails either."""

    def __init__(self, app: ASGIApp, reviewing: Reviewing) -> None:
        self.app = app
        self.hosts = {f"{name}:{reviewing.port}" for name in ("127.0.0.1", "localhost")}
        self.token = reviewing.token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request = Request(scope)
        refusal = self.refusal(request)
        return await (refusal or self.app)(scope, receive, send)

    def refusal(self, request: Request) -> Response | None:
        if request.headers.get("host", "") not in self.hosts:
            return PlainTextResponse("This address is not the one that verbale review serves.\n", 400, _HEADERS)
        if request.method in ("GET", "HEAD"):
            given = (
                request.query_params.get("token") or request.cookies.get(_COOKIE) or request.headers.get("x-verbale-token", "")
            )
        else:
            given = request.headers.get("x-verbale-token", "")
            origin = request.headers.get("origin", "")
            if origin and origin.removeprefix("http://") not in self.hosts:
                given = ""
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return PlainTextResponse("Open the address that verbale review printed: it carries the token.\n", 403, _HEADERS)
        return None


def app(reviewing: Reviewing) -> Guard:
    """The ASGI application, behind its guard."""
    routes = [
        Route("/", _home),
        Route("/api/decisions", _new_decisions),
        Route("/api/decisions", _take_decisions, methods=["POST"]),
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
    if "token" in request.query_params:
        response: Response = RedirectResponse("/", 303, _HEADERS)
        response.set_cookie(_COOKIE, _reviewing(request).token, httponly=True, samesite="strict")
        return response
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
        return PlainTextResponse("Not a list of decisions.\n", 422, _HEADERS)
    reviewing = _reviewing(request)
    accepted, refused = [], []
    for entry in entries:
        try:
            accepted.append(checked(entry, reviewing))
        except (DecisionError, EdtfError) as error:
            refused.append({"id": entry.get("id", "") if isinstance(entry, dict) else "", "why": str(error)})
    try:
        reviewing.keep(accepted)
    except DecisionError as error:  # the page keeps them, says so and tries again
        return PlainTextResponse(f"{error}\n", 507, _HEADERS)
    return JSONResponse({"saved": [decision.id for decision in accepted], "refused": refused}, headers=_HEADERS)


async def _explain(request: Request) -> Response:
    explain = _reviewing(request).explain
    if explain is None:
        return PlainTextResponse("Nothing here explains rows.\n", 404, _HEADERS)
    try:
        text = await run_in_threadpool(explain, request.path_params["event_id"])
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
    except (ValueError, KeyError, TypeError):
        return None
    return entries if isinstance(entries, list) else None


async def _body(request: Request) -> bytes | None:
    received = b""
    async for part in request.stream():
        received += part
        if len(received) > MAX_BODY:
            return None
    return received


def serve(reviewing: Reviewing) -> None:
    """Serve until interrupted. The port must be free (``free_port``)."""
    import uvicorn  # heavy, and needed here only

    uvicorn.run(
        app(reviewing), host="127.0.0.1", port=reviewing.port, log_level="warning", server_header=False, date_header=False
    )


def free_port(wanted: int = 8765, tries: int = 40) -> int:
    """The first free port on 127.0.0.1 from ``wanted`` on. Raises OSError where none is free."""
    import socket

    for port in range(wanted, wanted + tries):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port from {wanted} to {wanted + tries - 1} on 127.0.0.1")
