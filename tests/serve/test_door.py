"""Strangers at the door: half-open connections, long headers, greedy clients, a server that stops."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from loops import run_apart
from openapi_spec_validator import validate

from ofsted_kg.serve.api import document
from ofsted_kg.serve.guard import check
from ofsted_kg.serve.headers import SECURITY
from ofsted_kg.serve.negotiation import choose, ranges
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.queue import FairPlaces
from serve.running import Server, running, sample, write_build

pytestmark = pytest.mark.server

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(?x + ?y = ?z) }"
LIGHT = "ASK { ?s ?p ?o }"


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("door")
    write_build(folder, "one", sample(5000))
    return folder


@pytest.fixture(scope="module")
def narrow(kg: Path) -> Iterator[Server]:
    """A server with few places and short deadlines."""
    with running(kg, connections=40, connections_each=30, head_seconds=1.0, body_seconds=1.0) as started:
        yield started


def place(server: Server) -> tuple[str, int]:
    parts = urlsplit(server.url)
    return str(parts.hostname), int(parts.port or 0)


def raw(server: Server, request: bytes, seconds: float = 20.0) -> bytes:
    with socket.create_connection(place(server), timeout=seconds) as connection:
        connection.sendall(request)
        got = b""
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65536):
                got += part
        return got


def ask(url: str, query: str, timeout: float = 30.0) -> httpx.Response:
    return httpx.get(f"{url}/sparql", params={"query": query}, timeout=timeout)


def test_half_open_connections_keep_nobody_out(narrow: Server) -> None:
    idle = [socket.create_connection(place(narrow), timeout=5) for _ in range(120)]
    try:
        for connection in idle:
            with contextlib.suppress(OSError):
                connection.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        assert ask(narrow.url, LIGHT).status_code == 200
    finally:
        for connection in idle:
            connection.close()


def test_a_head_that_does_not_come_is_given_up(narrow: Server) -> None:
    began = time.monotonic()
    assert raw(narrow, b"GET / HTTP/1.1\r\nHost: a\r\n") == b""
    assert 0.5 < time.monotonic() - began < 15


def test_a_body_that_does_not_come_is_given_up(narrow: Server) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
    assert raw(narrow, head + b"Content-Length: 99\r\n\r\nA").startswith(b"HTTP/1.1 408 ")


def test_a_connection_that_asks_again_and_again_stays(narrow: Server) -> None:
    with httpx.Client(timeout=30) as client:
        for _ in range(4):
            assert client.get(f"{narrow.url}/api/queries").status_code == 200
            time.sleep(0.5)


def test_a_long_head_is_refused(narrow: Server) -> None:
    answer = raw(narrow, b"GET / HTTP/1.1\r\nHost: a\r\nAccept: " + b"a/b," * 15_000 + b"\r\n\r\n")
    assert answer[9:12] in (b"400", b"431")


def test_only_so_many_ranges_are_read() -> None:
    accept = "a/b;q=0.1," * 5000 + "text/csv"
    assert len(ranges(accept)) == 64
    assert choose(accept, ["text/csv"]) is None


def test_both_lengths_are_refused(narrow: Server) -> None:
    lengths = b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    answer = raw(narrow, b"POST /sparql HTTP/1.1\r\nHost: a\r\n" + lengths)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"access-control-allow-origin" in answer.lower()


@pytest.mark.parametrize("path", ["/nosuch", "/sparql?query=NO", "/api/queries/latest?x=1", "/api/queries"])
def test_every_answer_has_the_headers(path: str, narrow: Server) -> None:
    answer = httpx.get(narrow.url + path, timeout=30)
    for name, value in SECURITY.items():
        assert answer.headers[name] == value


def test_a_failure_of_ours_has_the_headers_too() -> None:
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.routing import Route
    from starlette.testclient import TestClient

    from ofsted_kg.serve.headers import SecurityHeaders

    def fail(request: Request) -> None:
        raise KeyError("ours")

    app = Starlette(routes=[Route("/", fail)], middleware=[Middleware(SecurityHeaders)])
    answer = TestClient(app).get("/")
    assert answer.status_code == 500
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ours" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 5000 + "}" * 5000,
        "SELECT * { ?s ?p ?o FILTER(" + "(" * 300 + "1" + ")" * 300 + ") }",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 3000) + " }",
        "SELECT * { ?s " + "|".join(["<http://a.example/p>"] * 3000) + " ?o }",
    ],
    ids=["braces", "brackets", "unions", "paths"],
)
def test_deep_and_wide_queries_are_400(query: str, narrow: Server) -> None:
    answer = httpx.post(
        f"{narrow.url}/sparql",
        content=query,
        headers={"Content-Type": "application/sparql-query"},
        timeout=30,
    )
    assert answer.status_code == 400
    assert "nested too deeply" in answer.text or "too many alternatives" in answer.text


@pytest.mark.parametrize("text", ['"' + "{" * 500 + '"', "'''" + "\n{" * 500 + "'''", "<http://a/{" + ">"])
def test_brackets_in_strings_are_no_nesting(text: str) -> None:
    with contextlib.suppress(Problem):
        check(f"SELECT * {{ ?s ?p {text} }} # " + "{" * 500)
    if text[0] != "<":
        assert check(f"SELECT * {{ ?s ?p {text} }} # " + "{" * 500) is False


@pytest.mark.parametrize("piece", ["'", '"', '"""', "<", "\\", "#", "{", "'''\\", '"" '])
def test_measuring_a_query_is_linear(piece: str) -> None:
    def cost(times: int) -> float:
        began = time.process_time()
        with contextlib.suppress(Problem):
            check(piece * times)
        return time.process_time() - began

    small = min(cost(20_000) for _ in range(3))
    assert min(cost(80_000) for _ in range(3)) < 16 * small + 0.05


def test_the_api_keeps_its_word_whatever_is_asked(kg: Path) -> None:
    """Schemathesis reads the description and asks; bounded, with a fixed seed."""
    with running(kg, timeout=5.0) as server:
        command = [str(Path(sys.executable).parent / "schemathesis"), "run", f"{server.url}/api/openapi.json"]
        command += ["--max-examples", "3", "--seed", "1", "--phases", "examples,fuzzing", "--workers", "1"]
        command += ["--checks", "not_a_server_error,status_code_conformance,response_schema_conformance"]
        done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


# -- turns


def test_each_client_has_its_turn() -> None:
    async def play() -> list[str]:
        places, order = FairPlaces(1), []

        async def want(client: str) -> None:
            await places.acquire(client)
            order.append(client)
            await asyncio.sleep(0)
            places.release(client)

        await places.acquire("greedy")
        tasks = [asyncio.create_task(want("greedy")) for _ in range(5)]
        await asyncio.sleep(0)
        tasks += [asyncio.create_task(want(client)) for client in ("a", "b")]
        await asyncio.sleep(0)
        places.release("greedy")
        await asyncio.gather(*tasks)
        return order

    order = run_apart(play)
    assert order.index("a") <= 2
    assert order.index("b") <= 3
    assert len(order) == 7


def test_no_client_holds_all_places() -> None:
    async def play() -> None:
        places = FairPlaces(3)
        await places.acquire("greedy")
        await places.acquire("greedy")
        assert not places.free("greedy")
        assert places.free("other")

    run_apart(play)


def test_who_leaves_the_queue_takes_no_place_along() -> None:
    async def play() -> None:
        places = FairPlaces(1)
        await places.acquire("a")
        waiting = [asyncio.create_task(places.acquire(c)) for c in ("b", "c")]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.sleep(0)
        places.release("a")
        await asyncio.wait_for(waiting[1], 1)
        places.release("c")
        assert places.free("d")
        assert places.waiting() == 0
        # Given a place and cancelled in the same turn of the loop.
        await places.acquire("a")
        late = asyncio.create_task(places.acquire("b"))
        await asyncio.sleep(0)
        places.release("a")
        late.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await late
        assert places.free("c")

    run_apart(play)


def test_a_greedy_client_does_not_starve_another(kg: Path) -> None:
    """Forwarded addresses of a trusted proxy are the clients."""
    with running(kg, timeout=3.0, workers=2, queue_seconds=20.0, trusted_proxies=("127.0.0.1",)) as server:

        def runaway(number: int) -> int:
            return httpx.get(
                f"{server.url}/sparql",
                params={"query": RUNAWAY + f" # {number}"},
                headers={"X-Forwarded-For": "10.0.0.1"},
                timeout=60,
            ).status_code

        with ThreadPoolExecutor(10) as pool:
            running_away = [pool.submit(runaway, number) for number in range(10)]
            time.sleep(1)
            began = time.monotonic()
            answer = httpx.get(
                f"{server.url}/sparql",
                params={"query": LIGHT},
                headers={"X-Forwarded-For": "10.0.0.2"},
                timeout=60,
            )
            assert answer.status_code == 200
            assert time.monotonic() - began < 10
            assert {task.result() for task in running_away} <= {503, 504}


# -- stopping


def test_a_server_that_stops_answers_what_runs(kg: Path) -> None:
    with running(kg, timeout=30.0) as server:
        answers: list[httpx.Response] = []
        thread = threading.Thread(target=lambda: answers.append(ask(server.url, RUNAWAY, 60)))
        thread.start()
        time.sleep(1.5)
        os.kill(server.pid, signal.SIGTERM)
        thread.join(20)
        assert answers, "no answer came"
        assert answers[0].status_code == 503
        assert answers[0].headers["retry-after"]


def test_workers_come_back_to_their_number_and_leave_no_zombie(kg: Path) -> None:
    def family(pid: int) -> list[tuple[int, str]]:
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = re.sub(r"\(.*\)", "x", stat.read_text()).split()
                found.append((int(fields[0]), int(fields[3]), fields[2]))
        kin, grown = {pid}, True
        while grown:
            more = {p for p, parent, _ in found if parent in kin} - kin
            kin, grown = kin | more, bool(more)
        return [(p, state) for p, _, state in found if p in kin]

    with running(kg, timeout=1.0) as server:
        ask(server.url, LIGHT)
        with ThreadPoolExecutor(12) as pool:
            list(pool.map(lambda n: ask(server.url, f"{RUNAWAY} # {n}").status_code, range(12)))
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            now = family(server.pid)
            if len(now) <= 2 + 4 + 2 and all(state != "Z" for _, state in now):
                break
            time.sleep(0.5)
        assert len(now) <= 2 + 4 + 2
        assert all(state != "Z" for _, state in now)


# -- the description of the API


def test_the_api_is_described_as_openapi_has_it() -> None:
    validate(document("http://127.0.0.1:8000"))


def test_parameters_are_typed_as_they_are_checked() -> None:
    for path, item in document("http://a.example")["paths"].items():
        for parameter in item["get"].get("parameters", ()):
            schema = parameter["schema"]
            kind = {"integer": int, "boolean": bool}.get(schema["type"], str)
            if "default" in schema:
                assert isinstance(schema["default"], kind), (path, parameter["name"])
