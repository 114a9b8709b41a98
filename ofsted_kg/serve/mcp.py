"""The stored queries as tools of the Model Context Protocol, over stdio.

In: the folder of a graph, and requests of a client (an assistant, say) on standard input. Out:
answers with their quotations and addresses. Each stored query is a read-only tool with typed
parameters; queries run in worker processes under the same limits as those of `serve`.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from ofsted_kg import __version__
from ofsted_kg.query import Parameter, StoredQuery, choices, load_queries
from ofsted_kg.query.columns import describe
from ofsted_kg.serve.job import Job
from ofsted_kg.serve.limits import Limits
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.workers import Pool
from ofsted_kg.store import current_build

_INSTRUCTIONS = (
    "Grades, judgements, comparisons and findings from Ofsted's letters and reports on English councils' "
    "children's services. Each row says where it stands: cite `quote`, `source` and `page`, and `url` where "
    "there is one. An empty answer means that no such document is held, not that there is no such grade."
)
_JSON = "application/json"
# Beyond this an answer is cut, and says so: what an assistant reads costs its user.
_ROWS = 500
_LIMIT = "limit"
_TYPES = {"integer": "integer", "boolean": "boolean"}


def serve(kg: Path, limits: Limits | None = None) -> None:
    """Answer a client on standard input and output until it goes.

    Raises:
        StoreError: there is no graph in the folder.
    """
    current_build(kg)  # said before anything is started
    asyncio.run(_serve(kg, limits or Limits()))


async def _serve(kg: Path, limits: Limits) -> None:
    pool = Pool(kg, limits)
    await pool.start()
    try:
        server = create_server(pool)
        async with stdio_server() as (received, sent):
            await server.run(received, sent, server.create_initialization_options())
    finally:
        await pool.stop()


def create_server(pool: Pool) -> Server[dict[str, Any]]:
    """Return a server whose tools are the stored queries, answered by a pool of workers."""
    queries = {query.name: query for query in load_queries()}

    async def list_tools(
        _: ServerRequestContext[dict[str, Any]], __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[tool(query) for query in queries.values()])

    async def call_tool(
        _: ServerRequestContext[dict[str, Any]], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        query = queries.get(params.name)
        if query is None:
            return _failed(f"There is no tool {params.name!r}.")
        return await _answer(pool, query, dict(params.arguments or {}))

    return Server(
        "ofsted-kg",
        version=__version__,
        title="Ofsted on councils' children's services",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def tool(query: StoredQuery) -> types.Tool:
    """Return a stored query as a tool: its parameters as JSON Schema, its columns in words."""
    columns = " ".join(f"{column}: {describe(column)}" for column in query.columns)
    properties = {parameter.name: _schema(parameter) for parameter in query.parameters}
    properties[_LIMIT] = {
        "type": "integer",
        "minimum": 1,
        "maximum": _ROWS,
        "default": _ROWS,
        "description": "Rows at the most.",
    }
    return types.Tool(
        name=query.name,
        title=query.summary,
        description=f"{query.summary}. {query.description}\n\nColumns: {columns}",
        input_schema={
            "type": "object",
            "properties": properties,
            "required": [parameter.name for parameter in query.parameters if parameter.required],
            "additionalProperties": False,
        },
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _schema(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": _TYPES.get(parameter.kind, "string"),
        "description": parameter.description,
    }
    allowed = choices(parameter)
    if allowed and parameter.kind != "boolean":
        schema["enum"] = list(allowed)
    if parameter.kind == "date":
        schema["format"] = "date"
    if parameter.default is not None:
        truth = parameter.kind == "boolean"
        schema["default"] = parameter.default == "true" if truth else parameter.default
    return schema


async def _answer(pool: Pool, query: StoredQuery, given: dict[str, Any]) -> types.CallToolResult:
    limit = given.pop(_LIMIT, _ROWS)
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= _ROWS:
        return _failed(f"limit: a whole number from 1 to {_ROWS} is expected.")
    values = tuple((name, _text(value)) for name, value in given.items() if value is not None)
    try:
        answer = await pool.do(Job(kind="stored", text=query.name, parameters=values, accept=_JSON))
    except Problem as problem:
        return _failed(str(problem))
    data = json.loads(answer.body)
    rows = data["rows"]
    found: dict[str, Any] = {"query": query.name, "total": len(rows), "rows": rows[:limit]}
    if "note" in data:
        found["note"] = data["note"]
    if len(rows) > limit:
        cut = f"{limit} of {len(rows)} rows. Narrow the question by its parameters."
        found["note"] = " ".join(filter(None, (cut, data.get("note", ""))))
    text = json.dumps(found, ensure_ascii=False)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=found, is_error=False
    )


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=message)], is_error=True)
