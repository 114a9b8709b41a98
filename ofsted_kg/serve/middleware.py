"""Middleware (ASGI): what every request must be, and every answer has.

In: an ASGI request. Out: the application's answer, with security and CORS headers whatever its status, and a
line in the log; or a refusal: more headers than are read (431), a body of two lengths (400). A client that
stops reading is cut off, and one that has left is no error.
"""

from __future__ import annotations

import asyncio
import logging
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ofsted_kg.serve import protocol
from ofsted_kg.serve.headers import FRAMED, SECURITY, embeds
from ofsted_kg.serve.problems import Problem, closing, problem_response

MOST_HEADERS = 100
MOST_HEADER_BYTES = 16 * 1024
MOST_RANGES = 64
# Of these each element costs work.
_LISTS = (
    *("accept", "accept-encoding", "accept-language", "if-none-match", "range"),
    *("connection", "forwarded", "x-forwarded-for"),
)
_LIST_BYTES = 4096
_STALL_SECONDS = 60.0
# What nginx writes of a client that has left.
_LEFT = 499
# A line of the log holds no more of an address than this.
_SHOWN = 300
_LOG = logging.getLogger("ofsted_kg.serve")
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


class Middleware:
    """Stands between server and application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, told, sent = time.monotonic(), 0, 0
        framed = embeds(scope)
        abort = scope.get("state", {}).get("abort")

        async def answer(message: Message) -> None:
            nonlocal told, sent
            if message["type"] == "http.response.start":
                told = message["status"]
                add_security(MutableHeaders(scope=message), framed=framed)
            sent += len(message.get("body", b""))
            try:
                await asyncio.wait_for(send(message), _STALL_SECONDS)
            except TimeoutError:
                if abort is not None:
                    abort()

        try:
            mistake = _mistake(scope)
            refusal = problem_response(mistake) if mistake is not None else _preflight(scope)
            await (refusal or self._app)(scope, receive, answer)
        except ClientDisconnect:
            told = _LEFT
        finally:
            took = (time.monotonic() - began) * 1000
            _LOG.info('%s "%s %s" %d %d %.0fms', *_asked(scope), told, sent, took)


def add_security(headers: MutableHeaders, *, framed: bool) -> None:
    """Put the security headers on an answer."""
    for name, value in SECURITY.items():
        headers.setdefault(name, value)
    if framed:
        headers["Content-Security-Policy"] = FRAMED
        del headers["X-Frame-Options"]


def _mistake(scope: Scope) -> Problem | None:
    """Return why a request is not let in."""
    headers = Headers(scope=scope)
    raw = headers.raw
    if len(raw) > MOST_HEADERS or sum(len(name) + len(value) for name, value in raw) > MOST_HEADER_BYTES:
        return closing(
            431, f"a request has at most {MOST_HEADERS} headers and {MOST_HEADER_BYTES // 1024} KiB of them"
        )
    for name in _LISTS:
        value = ",".join(headers.getlist(name))
        if len(value) > _LIST_BYTES or value.count(",") >= MOST_RANGES:
            return closing(431, f"{name} has at most {MOST_RANGES} elements and {_LIST_BYTES // 1024} KiB")
    if "content-length" in headers and "transfer-encoding" in headers:
        # RFC 9112, section 6.1: whoever reads the one and forwards the other lets a second request through.
        return closing(
            400, "a request says its length by Content-Length or by Transfer-Encoding, not by both"
        )
    return None


def _preflight(scope: Scope) -> Response | None:
    """Return the answer to a browser that asks first what a page may ask."""
    if scope["method"] != "OPTIONS" or "access-control-request-method" not in Headers(scope=scope):
        return None
    path = str(scope["path"]).rstrip("/")
    methods = protocol.METHODS if path == "/sparql" else "GET, HEAD, OPTIONS"
    allowed = {"Allow": methods, "Access-Control-Allow-Methods": methods}
    return Response(status_code=204, headers={**_PREFLIGHT, **allowed})


def _asked(scope: Scope) -> tuple[str, str, str]:
    """Return who asked, how and for what, as a line may hold it."""
    query = bytes(scope.get("query_string", b""))
    target = bytes(scope.get("raw_path") or b"") + (b"?" + query if query else b"")
    client = scope.get("client")
    shown = target[:_SHOWN].decode("ascii", "backslashreplace") + ("…" if len(target) > _SHOWN else "")
    return ascii(client[0])[1:-1] if client else "-", scope["method"], shown
