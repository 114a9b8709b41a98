"""The server: routes, and the life of the worker processes.

In: the dataset as `Service` has it. Out: an ASGI application (Starlette behind `Middleware`), read-only;
`run` serves it with uvicorn.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ofsted_kg.serve import api, console, documents, endpoint, negotiation, pages
from ofsted_kg.serve.middleware import Middleware
from ofsted_kg.serve.problems import Problem, problem_response
from ofsted_kg.serve.service import Service


def create_app(service: Service) -> Middleware:
    """Return the application over a dataset.

    Raises:
        StoreError: when it starts, if there is no graph in the folder.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.service = service
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    app = Starlette(
        routes=[
            Route("/sparql", endpoint.sparql, methods=endpoint.ALL_METHODS),
            Route("/sparql/", endpoint.sparql, methods=endpoint.ALL_METHODS),
            Route("/console", console.console),
            Route("/static/{path:path}", console.static),
            Route("/api/queries", api.listing),
            Route("/api/queries/{name}", api.ask),
            Route("/api/openapi.json", api.openapi),
            Route("/id/{path:path}", documents.thing),
            *(
                Route(f"/{kind}/{{path:path}}", documents.document)
                for kind in ("doc", "def", "set", "queries")
            ),
            Route("/{path:path}", documents.anything),
        ],
        exception_handlers={Problem: _on_problem, HTTPException: _on_http, Exception: _on_failure},
        lifespan=lifespan,
    )
    return Middleware(app)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 - registered for nothing else
    return _say(request, error)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    detail = error.detail
    if error.status_code == 405:
        detail = f"{request.method} is not allowed here: this server is read-only"
    return _say(request, Problem(error.status_code, detail, headers=dict(error.headers or {})))


async def _on_failure(request: Request, error: Exception) -> Response:
    return _say(request, Problem(500, "the server failed; what went wrong is in its log"))


def _say(request: Request, problem: Problem) -> Response:
    """A problem as a page for people, as RFC 9457 for programs."""
    accept = ", ".join(request.headers.getlist("accept"))
    forms = ["application/problem+json", "application/json", "text/html"]
    data = request.url.path.startswith(("/sparql", "/api/"))
    if data or negotiation.choose(accept, forms) != "text/html":
        return problem_response(problem)
    phrase = HTTPStatus(problem.status).phrase
    page = pages.render("problem.html", phrase=phrase, detail=str(problem))
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
    return Response(page, problem.status, headers, "text/html; charset=utf-8")
