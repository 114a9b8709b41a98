"""The console page and the files it needs.

In: a request. Out: a page with a query editor (YASGUI, shipped with this package), the
stored queries as examples, and nothing fetched from outside.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ofsted_kg.query import load_queries
from ofsted_kg.serve import files, pages
from ofsted_kg.serve.headers import reply
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.service import Service
from ofsted_kg.web.media import MEDIA_TYPES

_DESCRIBED = MEDIA_TYPES[".ttl"]


async def console(request: Request) -> Response:
    """Answer ``/console``."""
    service: Service = request.app.state.service
    page = pages.render("console.html", queries=load_queries(), seconds=f"{service.limits.timeout:g}")
    links = {"Link": f'</sparql>; rel="describedby"; type="{_DESCRIBED}"'}
    return reply(request, page, "text/html", headers=links, vary="Accept-Encoding")


async def static(request: Request) -> Response:
    """Answer ``/static/...`` with a file of the package."""
    path = request.path_params["path"]
    found = next(filter(None, (files.find(folder, path) for folder in pages.STATIC)), None)
    if found is None:
        service: Service = request.app.state.service
        release = service.release
        # A release may have a folder of that name too.
        found = None if release is None else files.find(release, request.url.path)
    if found is None:
        raise Problem(404, "there is no such file here")
    return await files.send(request, found)
