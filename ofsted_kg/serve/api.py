"""The stored queries as an API, and its description in OpenAPI 3.1.

In: the headers of queries/ and a request with parameters. Out: JSON, CSV and the other
formats of SPARQL results; errors as RFC 9457 problems.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ofsted_kg import __version__
from ofsted_kg.query import MEDIA_TYPES, Parameter, StoredQuery, choices, load_queries
from ofsted_kg.serve.evaluate import STORED_FORMATS
from ofsted_kg.serve.headers import reply, takes_gzip
from ofsted_kg.serve.job import Job
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.service import Service

_ENDINGS = {
    ".json": "application/json",
    **{f".{form}": media for form, media in MEDIA_TYPES.items() if form != "json"},
}
# An error message names this many parameters at most.
_MOST_NAMED = 5
SERVICE_DESCRIPTION = {"Link": '</api/openapi.json>; rel="service-desc"; type="application/json"'}
_TYPES: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "iri": {"type": "string", "format": "iri"},
    "council": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    "source": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
}
# A filter on a time takes a day, a month or a year.
_TIME = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


async def listing(request: Request) -> Response:
    """Answer ``/api/queries``: what can be asked."""
    body = {"queries": [_about(query) for query in load_queries()]}
    return _json(request, body, SERVICE_DESCRIPTION)


async def ask(request: Request) -> Response:
    """Answer ``/api/queries/NAME?param=...``; ``NAME.csv`` and so on choose a format too."""
    service: Service = request.app.state.service
    name, accept = request.path_params["name"], ", ".join(request.headers.getlist("accept"))
    for ending, media in _ENDINGS.items():
        if name.endswith(ending):
            name, accept = name.removesuffix(ending), media
    given = request.query_params.multi_items()
    twice = [key for key, count in Counter(key for key, _ in given).items() if count > 1]
    if twice:
        raise Problem(
            400, f"{', '.join(sorted(twice)[:_MOST_NAMED])}: one value is expected, and here are several"
        )
    job = Job(
        kind="stored",
        text=name,
        parameters=tuple(given),
        accept=accept,
        gzip=takes_gzip(request.headers),
        result_bytes=service.limits.result_bytes,
    )
    answer = await service.do(job, request)
    path = f"/api/queries/{name}"
    links = ", ".join(
        f'<{path}{ending}>; rel="alternate"; type="{media}"' for ending, media in _ENDINGS.items()
    )
    return reply(
        request,
        answer.body,
        answer.media_type,
        etag=answer.etag,
        encoding=answer.encoding,
        headers={
            "Last-Modified": service.last_modified,
            "Link": f"{SERVICE_DESCRIPTION['Link']}, {links}",
            **(
                {"Content-Disposition": f'inline; filename="{name}.csv"'}
                if answer.media_type == "text/csv"
                else {}
            ),
        },
    )


async def openapi(request: Request) -> Response:
    """Answer ``/api/openapi.json``."""
    return _json(request, document(str(request.base_url).rstrip("/")), {})


def document(server: str) -> dict[str, Any]:
    """Return the description of the API, made from the headers of the stored queries.

    Args:
        server: where the API is.
    """
    paths: dict[str, Any] = {
        "/api/queries": {
            "get": {
                "operationId": "listQueries",
                "summary": "What can be asked",
                "responses": {
                    "200": {
                        "description": "The stored queries and their parameters",
                        "content": {"application/json": {"schema": {"type": "object"}}},
                    }
                },
            }
        }
    }
    for query in load_queries():
        paths[f"/api/queries/{query.name}"] = {"get": _operation(query)}
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Ofsted's letters and reports as linked open data",
            "version": __version__,
            "description": "Stored queries over the graph. Free queries: SPARQL 1.1 Protocol at /sparql.",
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": {
                "Problem": {
                    "type": "object",
                    "description": "RFC 9457 problem details",
                    "required": ["title", "status", "detail"],
                    "properties": {
                        "type": {"type": "string", "format": "uri-reference"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string"},
                    },
                }
            },
            "responses": {
                "Problem": {
                    "description": "What is wrong, in a sentence",
                    "content": {
                        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                    },
                }
            },
        },
    }


def _operation(query: StoredQuery) -> dict[str, Any]:
    columns: dict[str, Any] = {
        name: {"type": ["string", "number", "boolean", "null"]} for name in query.columns
    }
    row = {"type": "object", "properties": columns, "required": list(columns)}
    table = {
        "type": "object",
        "required": ["query", "columns", "rows"],
        "properties": {
            "query": {"const": query.name},
            "columns": {"type": "array", "items": {"type": "string"}},
            "rows": {"type": "array", "items": row},
        },
    }
    content: dict[str, Any] = {"application/json": {"schema": table}}
    content |= {media: {"schema": {"type": "string"}} for media in STORED_FORMATS[1:]}
    problem = {"$ref": "#/components/responses/Problem"}
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description,
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "responses": {
            "200": {"description": "A row each", "content": content},
            **dict.fromkeys(("400", "406", "503", "504"), problem),
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.description,
    }
    schema = dict(_TIME if parameter.slot == "letter" else _TYPES.get(parameter.kind, {"type": "string"}))
    allowed = choices(parameter)
    if parameter.kind == "concept":
        schema = {"type": "array", "items": {"type": "string", "enum": list(allowed)}, "minItems": 1}
    elif allowed and parameter.kind != "boolean":
        schema["enum"] = list(allowed)
    if parameter.default is not None:
        schema["default"] = _typed(parameter.default, str(schema["type"]))
    if schema["type"] == "array":
        # `council=Bury,Kent`
        found |= {"style": "form", "explode": False}
    return {**found, "schema": schema}


def _typed(text: str, kind: str) -> str | int | bool | list[str]:
    """Return a default as JSON has it.

    >>> _typed("true", "boolean"), _typed("2009", "integer"), _typed("good,poor", "array")
    (True, 2009, ['good', 'poor'])
    """
    if kind == "boolean":
        return text == "true"
    if kind == "integer":
        return int(text)
    return text.split(",") if kind == "array" else text


def _about(query: StoredQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "href": f"/api/queries/{query.name}",
        "parameters": [
            {
                "name": parameter.name,
                "kind": parameter.kind,
                "description": parameter.description,
                "required": parameter.required,
                "default": parameter.default,
                "choices": list(choices(parameter)),
            }
            for parameter in query.parameters
        ],
        "columns": list(query.columns),
        "text": query.text,
    }


def _json(request: Request, data: dict[str, Any], headers: dict[str, str]) -> Response:
    body = json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
    return reply(request, body, "application/json", headers=headers, vary="Accept-Encoding")
