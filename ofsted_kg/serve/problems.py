"""Errors as a client sees them: RFC 9457 problem details.

In: what is wrong with a request, or what a query ran into. Out: an
``application/problem+json`` response whose detail is a sentence a person can act on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from ofsted_kg.errors import OfstedKGError


class Problem(OfstedKGError):  # noqa: N818 - RFC 9457's own word
    """A request that is answered with an error status.

    Attributes:
        status: the HTTP status.
        headers: further response headers (``Allow``, ``Retry-After``).
    """

    def __init__(
        self, status: int, message: str, *, remedy: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.status = status
        self.headers = dict(headers or {})

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.status, self.message, self.remedy, self.headers)


def _rebuild(status: int, message: str, remedy: str, headers: dict[str, str]) -> Problem:
    return Problem(status, message, remedy=remedy, headers=headers)


def closing(status: int, message: str, headers: Mapping[str, str] | None = None) -> Problem:
    """Return a problem behind which the connection ends: what else was sent on it is not read."""
    return Problem(status, message, headers={**(headers or {}), "Connection": "close"})


def problem_response(problem: Problem) -> Response:
    """Return the response that says what is wrong."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": str(problem),
    }
    return Response(
        json.dumps(body, ensure_ascii=False, indent=2) + "\n",
        status_code=problem.status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store", **problem.headers},
    )
