"""The Model Context Protocol server, asked by the protocol's own client."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from ofsted_kg.query import load_queries, run
from ofsted_kg.store import KnowledgeGraph


def ask(folder: Path, questions: Callable[[Client], Awaitable[Any]]) -> Any:  # noqa: ANN401
    async def session() -> Any:  # noqa: ANN401
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "ofsted_kg", "mcp", "--kg", str(folder)]
        )
        async with Client(server, read_timeout_seconds=60) as client:
            return await questions(client)

    return asyncio.run(session())


def test_each_stored_query_is_a_read_only_tool(folder: Path) -> None:
    tools = {tool.name: tool for tool in ask(folder, lambda client: client.list_tools()).tools}
    assert set(tools) == {query.name for query in load_queries()}
    for query in load_queries():
        tool = tools[query.name]
        assert set(tool.input_schema["properties"]) == {p.name for p in query.parameters} | {"limit"}
        assert tool.annotations.read_only_hint is True
        assert query.summary in tool.description


def test_a_tool_answers_as_the_query_does(folder: Path, graph: KnowledgeGraph) -> None:
    found = ask(folder, lambda client: client.call_tool("judgements", {"council": "Quayhaven"}))
    assert found.is_error is not True
    data = json.loads(found.content[0].text)
    expected = run("judgements", {"council": "Quayhaven"}, graph)
    assert data["total"] == len(expected.rows) > 0
    assert [row["quote"] for row in data["rows"]] == list(expected.column("quote"))
    assert found.structured_content == data


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("latest", {"council": "Quayhavn"}, "Did you mean Quayhaven"),
        ("latest", {"cuoncil": "x"}, "council"),
        ("judgements", {"limit": 0}, "limit"),
        ("nosuch", {}, "no tool"),
    ],
)
def test_what_is_wrong_is_said_and_the_server_goes_on(
    name: str, given: dict[str, Any], said: str, folder: Path
) -> None:
    async def questions(client: Client) -> tuple[Any, Any]:
        return await client.call_tool(name, given), await client.call_tool("latest", {"limit": 1})

    wrong, right = ask(folder, questions)
    assert wrong.is_error is True
    assert said in wrong.content[0].text
    assert right.is_error is not True
    data = json.loads(right.content[0].text)
    assert len(data["rows"]) == 1
    assert "1 of" in data["note"]
