"""Things and what tells of them: ``/id/`` answers 303, ``/doc/`` says what is known.

In: the path of a thing, document, term or list, and what the client accepts. Out: the page
of the release, or its data in the syntax that the client likes best; where the release has
none, the triples of the store. Practice: "Cool URIs for the Semantic Web" (W3C), section 4.
"""

from __future__ import annotations

import asyncio
import functools
import gzip
import json
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from starlette.requests import Request
from starlette.responses import Response

from ofsted_kg.rows import CONTEXT, read_context
from ofsted_kg.serve import api, files, negotiation, pages
from ofsted_kg.serve.evaluate import NOT_XML, ROWS, write_document
from ofsted_kg.serve.headers import reply, takes_gzip
from ofsted_kg.serve.job import Capped, Job
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.service import Service
from ofsted_kg.vocabulary.namespaces import DEF
from ofsted_kg.web.addresses import PACKED_TURTLE, TURTLE, Place, place
from ofsted_kg.web.media import MEDIA_TYPES

# What a document comes as; the first for a client that takes anything.
_FORMS = {MEDIA_TYPES[ending]: ending for ending in (".html", ".ttl", ".jsonld", ".nt", ".rdf")}
_ENDINGS = {ending: media for media, ending in _FORMS.items()}
# An id or address is cut at what a path segment may hold beside letters and digits.
_SAFE = "/!$&'()*+,;=:@-._~"


async def thing(request: Request) -> Response:
    """Answer ``/id/...``: a thing cannot be sent, the place that tells of it can."""
    path = request.path_params["path"]
    for ending in _ENDINGS:
        path = path.removesuffix(ending)
    told = place(f"id/{path}")
    # What our IRIs are not made of leads to what is found there: nothing.
    address = told.address if told is not None else f"doc/{path}"
    return _see_other(address)


def _see_other(address: str) -> Response:
    page, hash_sign, anchor = address.partition("#")
    location = f"/{quote(page, _SAFE)}{hash_sign}{quote(anchor, _SAFE)}"
    return Response(
        status_code=303, headers={"Location": location, "Cache-Control": "no-cache", "Vary": "Accept"}
    )


async def document(request: Request) -> Response:
    """Answer ``/doc/...``, ``/def/...``, ``/set/...`` and ``/queries/...``, with or without an ending."""
    service: Service = request.app.state.service
    whole = request.url.path.lstrip("/")
    if whole == CONTEXT:
        return reply(request, read_context(service.base.iri), MEDIA_TYPES[".jsonld"])
    release = service.release
    if release is not None and Path(whole).suffix not in _ENDINGS and Path(whole).suffix in MEDIA_TYPES:
        # A query's text, a picture beside the pages.
        file = files.find(release, whole)
        if file is not None:
            return await files.send(request, file)
    path, media = _asked(request, whole)
    told = place(path)
    if media == "text/html":
        if (
            told is not None
            and told.address != whole
            and (told.anchor or told.page != path)
            and whole == path
        ):
            return _see_other(told.address)
        found = _page(service, path)
        if found is not None:
            # By this a page knows that its questions can be asked here.
            links = f"{_links(path)}, {api.SERVICE_DESCRIPTION['Link']}"
            headers = {"Link": links, "Content-Location": f"/{quote(path)}.html"}
            return await files.send(request, found, headers=headers, vary="Accept, Accept-Encoding")
    headers = {"Link": _links(path), "Content-Location": f"/{quote(path)}{_FORMS[media]}"}
    if media != "text/html":
        data = _data(service, path, told)
        if data is not None:
            return await _from_release(request, service, data, path, media, headers)
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


def _page(service: Service, path: str) -> Path | None:
    if service.release is None:
        return None
    found = files.find(service.release, f"{path}.html") or files.find(service.release, path)
    # A folder's index is a page; what else is found without an ending is none.
    return found if found is not None and files.media_type(found) == "text/html" else None


def _data(service: Service, path: str, told: Place | None) -> Path | None:
    """Return the file of the release that holds what is asked for."""
    if service.release is None:
        return None
    # A letter of this name first, then what several letters share.
    for candidate in dict.fromkeys((path, told.data if told is not None else path)):
        for ending in (TURTLE, PACKED_TURTLE):
            found = files.find(service.release, candidate + ending)
            if found is not None:
                return found
    if path.startswith("queries/"):
        return files.find(service.release, "queries/queries.ttl")
    return None


def _links(path: str) -> str:
    return ", ".join(
        f'</{quote(path)}{ending}>; rel="alternate"; type="{media}"' for media, ending in _FORMS.items()
    )


async def _from_release(
    request: Request, service: Service, data: Path, path: str, media: str, headers: dict[str, str]
) -> Response:
    """Send the data of the release in the syntax asked for; of a file of several letters only the one."""
    within = (
        (service.base.document(path.removeprefix("doc/")), service.base.thing(path.removeprefix("doc/")))
        if path.startswith("doc/letter/")
        else ()
    )
    changed = data.stat().st_mtime_ns
    body = await asyncio.to_thread(_written, data, changed, within, media)
    if not body:
        raise Problem(404, "nothing is known under this name")
    return reply(request, body, media, headers=headers)


@functools.lru_cache(maxsize=64)
def _written(path: Path, changed: int, within: tuple[str, ...], media: str) -> bytes:
    """Return the file's triples in a syntax; `changed` makes a changed file another entry of the cache."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.name.endswith(PACKED_TURTLE) else data
    triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
    if within:
        below = tuple(f"{iri}/" for iri in within)
        triples = [t for t in triples if _iri(t) in within or _iri(t).startswith(below)]
    if not triples:
        return b""
    out = Capped(1 << 30)
    write_document(sorted(triples, key=str), media, out)
    return NOT_XML.sub("\ufffd".encode(), out.value()) if media.endswith("xml") else out.value()


def _iri(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else ""


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
        page = pages.document(subject or iri, json.loads(answer.body), service.base.iri, path)
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
