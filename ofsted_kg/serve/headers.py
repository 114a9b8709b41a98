"""What a response says beside its body: security, validators, compression.

In: a response in the making. Out: its headers, a 304 where the client has the same
already, and a gzip body where that is shorter and wanted.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ofsted_kg.serve.negotiation import content_type
from ofsted_kg.serve.problems import Problem
from ofsted_kg.web.media import MEDIA_TYPES
from ofsted_kg.web.policy import content_security_policy

# Nothing from outside, no script in a page; plots and the editor set styles in place.
_SOURCES = {
    "script_src": "'self'",
    "style_src": "'self' 'unsafe-inline'",
    "img_src": "'self' data:",
    "font_src": "'self' data:",
    "connect_src": "'self'",
    "manifest_src": "'self'",
}
POLICY = content_security_policy(**_SOURCES)
FRAMED = content_security_policy(**_SOURCES, frame_ancestors="*")
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # The data is open: any page may read it (and no cookie is ever set or read).
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Last-Modified, Retry-After, Content-Location",
}
_COMPRESS_FROM = 1024
_WITH_PLOTS = ("/doc/council/", "/def/", "/index.html")
_CHUNK = 256 * 1024
_MOST_WAITING = 256 * 1024 * 1024
_COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/javascript",
    MEDIA_TYPES[".jsonld"],
    "application/n-",
    "application/rdf+xml",
    "application/sparql-results",
    "application/atom+xml",
    "application/csvm+json",
    "image/svg+xml",
)


def embeds(scope: Scope) -> bool:
    """Say whether a plot of a page of the release is asked for, alone: that may stand in a frame anywhere."""
    asked = b"plot=" in bytes(scope.get("query_string", b""))
    path = str(scope.get("path", ""))
    return asked and (path == "/" or path.startswith(_WITH_PLOTS))


def takes_gzip(headers: Headers) -> bool:
    """Say whether the client takes gzip.

    >>> takes_gzip(Headers({"accept-encoding": "gzip;q=0, br"}))
    False
    """
    for element in headers.get("accept-encoding", "").split(","):
        coding, _, parameter = element.partition(";")
        if coding.strip().lower() in ("gzip", "*"):
            return parameter.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def compressible(media: str) -> bool:
    """Say whether gzip makes such a body shorter."""
    return media.startswith(_COMPRESSIBLE)


def reply(
    request: Request,
    body: bytes,
    media: str,
    *,
    etag: str = "",
    encoding: str = "",
    headers: Mapping[str, str] | None = None,
    vary: str = "Accept, Accept-Encoding",
) -> Response:
    """Return a 200 with validators, or a 304 when the client has these bytes.

    Args:
        request: what is answered.
        body: the bytes; compressed here unless `encoding` says that they are.
        media: the media type.
        etag: a strong validator of the bytes; made from them when empty.
        encoding: the content encoding the bytes already have.
        headers: further headers.
        vary: what the answer depends on.
    """
    if not etag:
        etag = hashlib.sha256(body).hexdigest()[:32]
        etag = f'"{etag}"'
        if len(body) >= _COMPRESS_FROM and compressible(media) and takes_gzip(request.headers):
            body, encoding, etag = gzip.compress(body, 6, mtime=0), "gzip", etag[:-1] + '-gzip"'
    fields = {"ETag": etag, "Vary": vary, "Cache-Control": "no-cache", **(headers or {})}
    if not_modified(request, etag, fields.get("Last-Modified", "")):
        return Response(status_code=304, headers=fields)
    if encoding:
        fields["Content-Encoding"] = encoding
    headers = {"Content-Type": content_type(media), **fields}
    return Response(body, headers=headers) if len(body) <= _CHUNK else LargeResponse(body, headers=headers)


class LargeResponse(Response):
    """A body sent piece by piece, as fast as the client takes it.

    Bodies that wait for slow clients are memory: all together they have a bound.
    """

    _waiting = 0

    def __init__(self, body: bytes, *, headers: Mapping[str, str]) -> None:
        if LargeResponse._waiting + len(body) > _MOST_WAITING:
            raise Problem(
                503,
                "the server is busy sending large answers",
                remedy="Try again in a minute",
                headers={"Retry-After": "60"},
            )
        super().__init__(body, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        LargeResponse._waiting += len(self.body)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            for start in range(0, len(self.body), _CHUNK):
                more = start + _CHUNK < len(self.body)
                piece = bytes(self.body[start : start + _CHUNK])
                message = {"type": "http.response.body", "body": piece, "more_body": more}
                await send(message)
        finally:
            LargeResponse._waiting -= len(self.body)


def not_modified(request: Request, etag: str, last_modified: str) -> bool:
    """Evaluate ``If-None-Match`` and, without it, ``If-Modified-Since`` (RFC 9110, section 13)."""
    if request.method not in ("GET", "HEAD"):
        return False
    wanted = request.headers.get("if-none-match")
    if wanted is not None:
        tags = [tag.strip().removeprefix("W/") for tag in wanted.split(",")]
        return "*" in tags or etag.removeprefix("W/") in tags
    since = request.headers.get("if-modified-since")
    if since and last_modified:
        try:
            return parsedate_to_datetime(last_modified) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
    return False
