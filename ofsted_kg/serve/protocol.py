"""The SPARQL 1.1 Protocol (W3C Recommendation, section 2), for queries.

In: an HTTP request to the endpoint. Out: the query and the dataset it asks for, or the
problem with the request: 400, 403 for an update, 405, 413, 415.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from ofsted_kg.serve import guard
from ofsted_kg.serve.problems import Problem, closing

METHODS = "GET, HEAD, POST, OPTIONS"
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000
BODY_SECONDS = 20.0
_READ_ONLY = "this endpoint is read-only: it takes queries, not updates"


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for.

    Attributes:
        query: the text of the query, or None for a request without one.
        default_graphs: the graphs that make up the default graph.
        named_graphs: the graphs that GRAPH can name.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def read_operation(request: Request, most_bytes: int) -> Operation:
    """Read a request by GET, HEAD or POST.

    Raises:
        Problem: the request is not one of the protocol's three query operations.
    """
    pairs = _pairs(request.url.query.encode("ascii", "replace"))
    if request.method != "POST":
        return _operation(pairs, None, request, most_bytes)
    media = _media_type(request)
    if media == _UPDATE:
        raise Problem(403, _READ_ONLY)
    if media not in (_FORM, _QUERY):
        raise Problem(
            415,
            "a POST carries a query",
            remedy=f"Send it as {_QUERY}, or as a form ({_FORM}) with a field `query`",
            headers={"Accept-Post": f"{_QUERY}, {_FORM}"},
        )
    body = await _body(request, most_bytes)
    if media == _FORM:
        return _operation(pairs + _pairs(body), None, request, most_bytes)
    return _operation(pairs, _decoded(body), request, most_bytes)


def _operation(
    pairs: list[tuple[str, str]], direct: str | None, request: Request, most_bytes: int
) -> Operation:
    names = {name for name, _ in pairs}
    if names & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise Problem(403 if request.method == "POST" else 400, _READ_ONLY)
    queries = [value for name, value in pairs if name == "query"]
    if direct is not None:
        queries.append(direct)
    if len(queries) > 1:
        raise Problem(400, "one query is expected, and here are several")
    if not queries and (request.method == "POST" or names & {"default-graph-uri", "named-graph-uri"}):
        raise Problem(400, "the query is missing", remedy="Give it as the parameter `query`")
    if queries and len(queries[0].encode()) > most_bytes:
        raise Problem(413, f"the query is longer than {most_bytes // 1024} KiB")
    return Operation(
        queries[0] if queries else None,
        _graphs(pairs, "default-graph-uri"),
        _graphs(pairs, "named-graph-uri"),
    )


def _graphs(pairs: list[tuple[str, str]], parameter: str) -> tuple[str, ...]:
    graphs = tuple(value for name, value in pairs if name == parameter)
    for iri in graphs:
        guard.refuse_file(iri)
        if not urlsplit(iri).scheme or any(mark in iri for mark in ' <>"{}|\\^`'):
            raise Problem(400, f"{parameter} is no absolute IRI: {iri}")
    return graphs


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("utf-8"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise Problem(400, "the parameters are not UTF-8") from error
    except ValueError as error:
        raise Problem(400, "too many parameters") from error


def _media_type(request: Request) -> str:
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "application/octet-stream")
    charset = header.get_content_charset("utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"the body is expected in UTF-8, not {charset}")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "the body is expected without a content encoding")
    # An unreadable header is text/plain to the standard library: refused all the same.
    return header.get_content_type()


async def _body(request: Request, most_bytes: int) -> bytes:
    # A form's escapes take up to three bytes for one.
    most = 3 * most_bytes + 4096
    parts = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                parts += chunk
                if len(parts) > most:
                    raise closing(413, f"the request is longer than {most // 1024} KiB")
    except TimeoutError:
        raise closing(408, f"the query did not come within {BODY_SECONDS:g} seconds") from None
    return bytes(parts)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "the query is not UTF-8") from error
