"""The server: routes, and the life of the worker processes.

In: a built graph, perhaps a release folder, and limits. Out: an ASGI application
(Starlette), read-only; `run` serves it with uvicorn.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ofsted_kg.serve import endpoint
from ofsted_kg.serve.headers import SecurityHeaders
from ofsted_kg.serve.limits import Limits
from ofsted_kg.serve.problems import Problem, problem_response
from ofsted_kg.serve.service import Service


def create_app(kg: Path, release: Path | None = None, limits: Limits | None = None) -> Starlette:
    """Return the application.

    Args:
        kg: the folder of a built graph.
        release: the folder of a release, whose pages and files are served too.
        limits: what queries may use.

    Raises:
        StoreError: when it starts, if there is no graph in the folder.
    """
    service = Service(kg, release, limits or Limits())

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.service = service
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    return Starlette(
        routes=[
            Route("/sparql", endpoint.sparql, methods=endpoint.ALL_METHODS),
            Route("/sparql/", endpoint.sparql, methods=endpoint.ALL_METHODS),
        ],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={Problem: _on_problem, HTTPException: _on_http, Exception: _on_failure},
        lifespan=lifespan,
    )


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 - registered for nothing else
    return problem_response(error)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    detail = "there is no such page here" if error.status_code == 404 else error.detail
    return problem_response(Problem(error.status_code, detail, headers=dict(error.headers or {})))


async def _on_failure(request: Request, error: Exception) -> Response:
    return problem_response(Problem(500, "the server failed; what went wrong is in its log"))
