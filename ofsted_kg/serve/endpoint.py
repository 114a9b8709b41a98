"""`/sparql`: the SPARQL 1.1 Protocol over HTTP.

In: a request. Out: the answer of a worker, whole, with its validators; the service
description or the console on a bare GET; a problem otherwise.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ofsted_kg.serve import description, negotiation, protocol
from ofsted_kg.serve.headers import reply, takes_gzip
from ofsted_kg.serve.job import Job
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.service import Service
from ofsted_kg.web.media import MEDIA_TYPES

# All of them, so that a wrong one is answered by us, with `Allow` and a reason.
ALL_METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
_TURTLE, _HTML = MEDIA_TYPES[".ttl"], MEDIA_TYPES[".html"]
_LINK = f'</sparql>; rel="service-meta"; type="{_TURTLE}", </console>; rel="service-doc"; type="{_HTML}"'


async def sparql(request: Request) -> Response:
    """Answer a request to the endpoint."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": protocol.METHODS})
    if request.method not in ("GET", "HEAD", "POST"):
        raise Problem(
            405, f"{request.method} is no operation of this endpoint", headers={"Allow": protocol.METHODS}
        )
    service: Service = request.app.state.service
    operation = await protocol.read_operation(request, service.limits.query_bytes)
    if operation.query is None:
        return _bare(request, service)
    job = Job(
        kind="query",
        text=operation.query,
        base=_address(request),
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
        accept=_accept(request),
        gzip=takes_gzip(request.headers),
        result_bytes=service.limits.result_bytes,
    )
    answer = await service.do(job, request)
    return reply(
        request,
        answer.body,
        answer.media_type,
        etag=answer.etag,
        encoding=answer.encoding,
        headers={"Last-Modified": service.last_modified, "Link": _LINK},
    )


def _bare(request: Request, service: Service) -> Response:
    media = negotiation.choose(_accept(request), [_TURTLE, _HTML, *negotiation.GRAPH_FORMATS])
    if media is None:
        raise Problem(
            406, f"the description of this service can be had as {', '.join(negotiation.GRAPH_FORMATS)}"
        )
    if media == _HTML:
        return Response(status_code=303, headers={"Location": "/console", "Vary": "Accept"})
    triples = description.describe(_address(request), 0)
    body = description.write(triples, negotiation.GRAPH_FORMATS[media])
    return reply(request, body, media, headers={"Last-Modified": service.last_modified, "Link": _LINK})


def _accept(request: Request) -> str:
    return ", ".join(request.headers.getlist("accept"))


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment="")).rstrip("/")
