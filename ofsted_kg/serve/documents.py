"""Things and the documents about them: ``/id/`` answers 303, ``/doc/`` says what is known.

In: the path of a thing, document, term or list, and what the client accepts. Out: the
file of the release in the form it likes best or, where the release has none, the triples
of the store. Practice: "Cool URIs for the Semantic Web" (W3C), section 4.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from ofsted_kg.namespaces import DEF
from ofsted_kg.serve import files, negotiation, pages
from ofsted_kg.serve.evaluate import ROWS
from ofsted_kg.serve.headers import reply, takes_gzip
from ofsted_kg.serve.job import Job
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.service import Service

# What a document comes as; the first for a client that takes anything.
_FORMS = {
    "text/html": ".html",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    "application/rdf+xml": ".rdf",
}
_ENDINGS = {ending: media for media, ending in _FORMS.items()}


async def thing(request: Request) -> Response:
    """Answer ``/id/...``: a thing cannot be sent, a document about it can."""
    path = request.path_params["path"]
    for ending in _ENDINGS:
        path = path.removesuffix(ending)
    return Response(status_code=303, headers={"Location": f"/doc/{quote(path)}", "Cache-Control": "no-cache"})


async def document(request: Request) -> Response:
    """Answer ``/doc/...``, ``/def/...`` and ``/set/...``, with or without an ending."""
    service: Service = request.app.state.service
    whole = request.url.path.strip("/")
    path, media = _asked(request, whole)
    found = _file(service, path, media)
    headers = {"Link": _links(path), "Content-Location": f"/{quote(path)}{_FORMS[media]}"}
    if found is not None:
        return await files.send(request, found, headers=headers, vary="Accept, Accept-Encoding")
    if service.release is not None and Path(whole).suffix in files.MEDIA_TYPES:
        # A picture beside the pages, say.
        file = files.find(service.release, whole)
        if file is not None:
            return await files.send(request, file)
    return await _from_store(request, service, path, media, headers)


def _asked(request: Request, whole: str) -> tuple[str, str]:
    """The path without its ending, and the media type: by the ending or else by `Accept`."""
    for ending, media in _ENDINGS.items():
        if whole.endswith(ending):
            return whole.removesuffix(ending), media
    accept = ", ".join(request.headers.getlist("accept"))
    media = negotiation.choose(accept, list(_FORMS)) or ""
    if not media:
        raise Problem(406, f"this document can be had as {', '.join(_FORMS)}")
    return whole, media


def _file(service: Service, path: str, media: str) -> Path | None:
    if service.release is None:
        return None
    found = files.find(service.release, path + _FORMS[media])
    if found is None and media == "text/html":
        found = files.find(service.release, path)
    # A folder's index is a page; what else is found without an ending is no form of this document.
    return found if found is None or files.media_type(found) == media else None


def _links(path: str) -> str:
    return ", ".join(
        f'</{quote(path)}{ending}>; rel="alternate"; type="{media}"' for media, ending in _FORMS.items()
    )


async def _from_store(
    request: Request, service: Service, path: str, media: str, headers: dict[str, str]
) -> Response:
    kind, _, name = path.partition("/")
    if kind == "def":
        iri, subject = DEF + name, ""
    elif kind == "set":
        iri, subject = service.base.listing(name), ""
    else:
        iri, subject = service.base.document(name), service.base.thing(name)
    try:
        NamedNode(iri)
    except ValueError:  # "…/doc/%zz", "…/doc/<x>"
        raise Problem(404, "there is no such page here") from None
    html = media == "text/html"
    job = Job(
        kind="document",
        text=iri,
        subject=subject,
        accept=ROWS if html else media,
        gzip=not html and takes_gzip(request.headers),
        result_bytes=service.limits.result_bytes,
    )
    answer = await service.do(job, request)
    headers = {**headers, "Last-Modified": service.last_modified}
    if html:
        rows = json.loads(answer.body)
        page = pages.render(
            "document.html", title=subject or iri, rows=rows, base=service.base.iri, path=path
        )
        return reply(request, page, "text/html", headers=headers)
    return reply(
        request, answer.body, answer.media_type, etag=answer.etag, encoding=answer.encoding, headers=headers
    )


async def anything(request: Request) -> Response:
    """Answer every other path with a file of the release."""
    service: Service = request.app.state.service
    path = request.url.path
    if service.release is not None:
        found = files.find(service.release, request.path_params["path"])
        if found is not None:
            return await files.send(request, found)
    if path == "/":
        return Response(status_code=302, headers={"Location": "/console"})
    raise Problem(404, "there is no such page here")
