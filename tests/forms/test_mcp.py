"""The Model Context Protocol server, asked by the protocol's own client: one session for all questions."""

from __future__ import annotations

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from ofsted_kg.query import load_queries, run
from ofsted_kg.store import KnowledgeGraph

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("latest", {"council": "Quayhavn"}, "Did you mean Quayhaven"),
    ("latest", {"cuoncil": "x"}, "council"),
    ("judgements", {"limit": 0}, "limit"),
    ("nosuch", {}, "no tool"),
]


@dataclass
class Session:
    """What the server said, in the order of the questions."""

    tools: Any
    judgements: Any
    wrong: list[Any]
    after_each: list[Any]


@pytest.fixture(scope="module")
def session(folder: Path) -> Session:
    async def ask() -> Session:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "ofsted_kg", "mcp", "--kg", str(folder)]
        )
        async with Client(server, read_timeout_seconds=60) as client:
            found = Session(
                await client.list_tools(),
                await client.call_tool("judgements", {"council": "Quayhaven"}),
                [],
                [],
            )
            for name, given, _ in WRONG:
                found.wrong.append(await client.call_tool(name, given))
                found.after_each.append(await client.call_tool("latest", {"limit": 1}))
            return found

    # In a thread of its own: a browser that other tests drive may hold this one's event loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()


def test_each_stored_query_is_a_read_only_tool(session: Session) -> None:
    tools = {tool.name: tool for tool in session.tools.tools}
    assert set(tools) == {query.name for query in load_queries()}
    for query in load_queries():
        tool = tools[query.name]
        assert set(tool.input_schema["properties"]) == {p.name for p in query.parameters} | {"limit"}
        assert tool.annotations.read_only_hint is True
        assert query.summary in tool.description


@pytest.mark.parametrize(
    ("tool", "name", "schema"),
    [
        ("as-at", "on", {"type": "string", "format": "date"}),
        ("as-at", "past", {"type": "boolean", "default": False}),
        ("below-national", "year", {"type": "integer"}),
        ("standing", "area", {"type": "string", "default": "overall"}),
        ("league", "council", {"type": "string"}),
    ],
)
def test_a_parameter_says_what_it_takes(
    tool: str, name: str, schema: dict[str, Any], session: Session
) -> None:
    found = next(found for found in session.tools.tools if found.name == tool).input_schema
    said = dict(found["properties"][name])
    assert said.pop("description")
    said.pop("enum", None)
    assert said == schema


def test_a_parameter_with_few_values_lists_them(session: Session) -> None:
    ratings = next(found for found in session.tools.tools if found.name == "ratings").input_schema
    assert {"outstanding", "good", "inadequate"} <= set(ratings["properties"]["grade"]["enum"])


def test_a_tool_answers_as_the_query_does(session: Session, graph: KnowledgeGraph) -> None:
    found = session.judgements
    assert found.is_error is not True
    data = json.loads(found.content[0].text)
    expected = run("judgements", {"council": "Quayhaven"}, graph)
    assert data["total"] == len(expected.rows) > 0
    assert [row["quote"] for row in data["rows"]] == list(expected.column("quote"))
    assert found.structured_content == data


@pytest.mark.parametrize("place", range(len(WRONG)), ids=[said for _, _, said in WRONG])
def test_what_is_wrong_is_said_and_the_server_goes_on(place: int, session: Session) -> None:
    wrong, right = session.wrong[place], session.after_each[place]
    assert wrong.is_error is True
    assert WRONG[place][2] in wrong.content[0].text
    assert right.is_error is not True
    data = json.loads(right.content[0].text)
    assert len(data["rows"]) == 1
    assert "1 of" in data["note"]
