"""Strangers at the door: half-open connections, long headers, two lengths, slow bodies, early leavers."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
import uvicorn
from servers import nginx_of
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ofsted_kg.serve import LOCAL, configured, connection, protocol
from ofsted_kg.serve.limits import Limits
from ofsted_kg.serve.middleware import Middleware
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.round_robin import BusyError, RoundRobin
from serve.running import ROOT, Server, running, sample, write_build
from serve.test_limits import LIGHT, LONGER, PLAIN, RUNAWAY, TRIPLES, ask, descendants

pytestmark = pytest.mark.server
T = TypeVar("T")


async def _who(request: Request) -> Response:
    return PlainTextResponse(request.client.host if request.client else "")


async def _fail(request: Request) -> Response:
    raise RuntimeError("on purpose")


async def _body(request: Request) -> Response:
    try:
        operation = await protocol.read_operation(request, 10_000)
    except Problem as problem:
        return Response(str(problem), problem.status, problem.headers)
    return PlainTextResponse(operation.query or "")


async def _long(request: Request) -> Response:
    return PlainTextResponse("x" * 50_000_000)


@contextlib.contextmanager
def started(proxies: tuple[str, ...] = LOCAL) -> Iterator[str]:
    """A server in a thread, with our connections and our middleware, and an application that says little."""
    routes = [Route(f"/{f.__name__[1:]}", f, methods=["GET", "POST"]) for f in (_who, _fail, _body, _long)]
    config = configured(Middleware(Starlette(routes=routes)), proxies=proxies)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        thread = threading.Thread(target=lambda: apart(server.serve([listener])))
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with started() as found:
        yield found


def apart(todo: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: a browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, todo).result()


def connected(place: str) -> socket.socket:
    host, _, port = place.partition(":")
    return socket.create_connection((host, int(port)), timeout=60)


def exchange(place: str, sent: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send bytes, and read until the server closes."""
    with connected(place) as link:
        link.sendall(sent)
        received = b""
        while part := link.recv(65536):
            received += part
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(first.split()[1]), headers, body


def get(path: str, *headers: str, method: str = "GET") -> bytes:
    return "\r\n".join(
        [f"{method} {path} HTTP/1.1", "Host: a", "Connection: close", *headers, "", ""]
    ).encode()


BAD = {
    "no HTTP": (b"this is no HTTP\r\n\r\n", 400),
    "two lengths": (
        get("/body", "Content-Length: 4", "Transfer-Encoding: chunked", method="POST") + b"0\r\n\r\n",
        400,
    ),
    "long accept": (get("/who", "Accept: " + "a/b, " * 12_000), 431),
    "many ranges": (get("/who", "Accept: " + "a/b," * 100), 431),
    "many headers": (get("/who", *(f"X-{n}: y" for n in range(200))), 431),
    "endless head": (b"GET /who HTTP/1.1\r\nX: " + b"y" * 100_000, 431),
    "it fails": (get("/fail"), 500),
    "nothing there": (get("/nothing"), 404),
    "other method": (get("/who", method="DELETE"), 405),
}


@pytest.mark.parametrize("name", BAD)
def test_every_answer_has_the_headers(name: str, place: str) -> None:
    """Also those that the application never sees, and those of a failure."""
    sent, expected = BAD[name]
    status, headers, body = exchange(place, sent)
    assert status == expected
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    if status in (400, 431):
        assert json.loads(body)["status"] == status
    assert exchange(place, get("/who"))[0] == 200


def test_half_open_connections_keep_nobody_out(place: str) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(connection.MOST_CONNECTIONS + 8):
            link = stack.enter_context(connected(place))
            link.sendall(b"GET /who HTTP/1.1\r\nHost: a\r\n")
        for _ in range(5):
            assert exchange(place, get("/who"))[0] == 200


def test_one_address_has_no_more_than_its_share_of_connections() -> None:
    with started(proxies=()) as place, contextlib.ExitStack() as stack:
        links = [stack.enter_context(connected(place)) for _ in range(connection.MOST_OF_ONE + 10)]
        assert exchange(place, get("/who"))[0] == 200
        # Those that waited longest made room.
        links[0].settimeout(5)
        with contextlib.suppress(ConnectionResetError):
            assert links[0].recv(100) == b""
        links[-1].sendall(get("/who"))
        assert links[-1].recv(100).startswith(b"HTTP/1.1 200")


def test_a_head_that_does_not_come_is_told(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.3)
    for sent in (b"", b"GET /who HTTP/1.1\r\n", get("/who")[:-2]):
        status, headers, _ = exchange(place, sent)
        assert (status, headers["connection"]) == (408, "close")


def test_a_body_that_does_not_come_is_told(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setattr(protocol, "BODY_SECONDS", 0.3)
    form = ("Content-Type: application/sparql-query", "Content-Length: 100")
    status, headers, _ = exchange(place, get("/body", *form, method="POST") + b"ASK {")
    assert (status, headers["connection"]) == (408, "close")


def test_a_body_that_nobody_reads_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setattr(connection, "REQUEST_SECONDS", 0.3)
    begun = get("/who", "Content-Length: 100").replace(b"Connection: close\r\n", b"")
    with connected(place) as link:
        link.sendall(begun + b"x")
        assert link.recv(100).startswith(b"HTTP/1.1 200")
        with contextlib.suppress(ConnectionResetError):
            while link.recv(65536):
                pass


@pytest.mark.parametrize(("proxies", "told"), [(LOCAL, "192.0.2.7"), ((), "127.0.0.1")])
def test_the_forwarded_address_is_believed_of_proxies_alone(proxies: tuple[str, ...], told: str) -> None:
    with started(proxies) as place:
        # What a client invents stands to the left of what the proxy adds.
        sent = get("/who", "X-Forwarded-For: 198.51.100.1, 192.0.2.7")
        assert exchange(place, sent)[2].decode() == told


def test_who_leaves_or_stops_reading_is_no_error(
    place: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ofsted_kg.serve.middleware._STALL_SECONDS", 0.3)
    with caplog.at_level("INFO"):
        with connected(place) as link:
            link.sendall(
                get("/body", "Content-Type: application/sparql-query", "Content-Length: 9", method="POST")
            )
        with connected(place) as link:
            link.sendall(get("/long"))
            time.sleep(1.0)  # it does not read
        time.sleep(0.3)
    assert "Traceback" not in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("path", ["/who", "/sparql"])
def test_a_browser_may_ask_first(path: str, place: str) -> None:
    status, headers, _ = exchange(place, get(path, "Access-Control-Request-Method: GET", method="OPTIONS"))
    assert status == 204
    assert "get" in headers["access-control-allow-methods"]
    assert ("post" in headers["access-control-allow-methods"]) == (path == "/sparql")


async def _scheduler(size: int, most_of_one: int, queue: int, wanted: list[str]) -> list[str]:
    """Who got a turn, in what order, where all ask at once and each turn is soon over."""
    turns, limits, order = RoundRobin(size, most_of_one), Limits(queue=queue, queue_seconds=20), []

    async def one(who: str) -> None:
        try:
            await turns.take(who, limits)
        except BusyError:
            order.append(who.upper())
            return
        order.append(who)
        await asyncio.sleep(0.01)
        turns.give(who)

    await asyncio.gather(*(one(who) for who in wanted))
    assert (turns.taken, turns.waiting) == (0, 0)
    return order


def test_turns_go_round() -> None:
    assert apart(_scheduler(1, 1, 64, ["a", "a", "a", "b", "c"])) == ["a", "a", "b", "c", "a"]


def test_one_address_fills_half_the_queue_at_most() -> None:
    found = apart(_scheduler(1, 1, 4, ["a"] * 6 + ["b", "b"]))
    assert found[:4] == ["a", "A", "A", "A"]
    assert sorted(found[4:]) == ["a", "a", "b", "b"]


def test_one_address_never_has_all_workers() -> None:
    async def held() -> None:
        turns, limits = RoundRobin(2, 1), Limits(queue_seconds=0.1)
        await turns.take("a", limits)
        with pytest.raises(BusyError, match=r"no turn came within 0\.1 seconds"):
            await turns.take("a", limits)
        await turns.take("b", limits)
        assert turns.taken == 2

    apart(held())


def test_who_waited_too_long_is_passed_over() -> None:
    async def late() -> None:
        turns = RoundRobin(1, 1)
        await turns.take("a", Limits())
        waiting = asyncio.create_task(turns.take("b", Limits(queue_seconds=0.05)))
        await asyncio.sleep(0.01)
        # The loop is busy meanwhile, so that its time is over before it is told.
        time.sleep(0.1)
        asyncio.get_running_loop().call_soon(turns.give, "a")
        await asyncio.sleep(0.01)
        with contextlib.suppress(BusyError):
            await waiting
            turns.give("b")
        assert (turns.taken, turns.waiting) == (0, 0)

    apart(late())


def test_who_leaves_the_queue_takes_no_turn() -> None:
    async def left() -> None:
        turns, limits = RoundRobin(1, 1), Limits()
        await turns.take("a", limits)
        waiting = asyncio.create_task(turns.take("b", limits))
        await asyncio.sleep(0)
        turns.give("a")
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert (turns.taken, turns.waiting) == (0, 0)

    apart(left())


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strangers")
    write_build(folder, "one", sample(TRIPLES))
    return folder


def test_slow_queries_of_one_starve_no_other(kg: Path) -> None:
    def asked(query: str, who: str) -> httpx.Response:
        headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv", "X-Forwarded-For": who}
        with httpx.Client(verify=PLAIN, timeout=60) as client:
            return client.post(f"{server.url}/sparql", content=query, headers=headers)

    # The other's query is a long one, too, so it waits for the same workers.
    with (
        running(kg, timeout=60.0, workers=2, light_seconds=0.01, queue=8) as server,
        ThreadPoolExecutor(8) as pool,
    ):
        slow = [pool.submit(asked, RUNAWAY, "192.0.2.1") for _ in range(8)]
        time.sleep(1.0)
        answer = asked(LONGER.replace("5000", "100"), "192.0.2.2")
        assert (answer.status_code, answer.text.split()) == (200, ["n", "40000"])
        os.kill(server.pid, signal.SIGTERM)
        stopped = [future.result() for future in slow]
    # Also told: the server goes, and when to come back.
    assert {found.status_code for found in stopped} == {503}
    assert all(found.headers["retry-after"] for found in stopped)
    assert any("stopping" in found.json()["detail"] for found in stopped)


def states(server: Server) -> list[str]:
    """The states of the processes that a server started: Z is a zombie."""
    found = []
    for pid in descendants(server.pid):
        with contextlib.suppress(OSError):
            found.append(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0])
    return found


def test_workers_come_back_to_their_number_and_the_log_tells(kg: Path, tmp_path: Path) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system has no /proc to see processes in")
    log = tmp_path / "log"
    with running(kg, log=log, timeout=0.5, workers=2, light_workers=2, queue=64) as server:
        with ThreadPoolExecutor(16) as pool:
            for future in [pool.submit(ask, server, query) for query in [LIGHT, RUNAWAY] * 12]:
                assert future.result().status_code in (200, 503, 504)
            with contextlib.suppress(httpx.ReadTimeout):
                ask(server, RUNAWAY, timeout=0.1)
        deadline = time.monotonic() + 20
        # The process that holds the dataset, and the light workers.
        while len(now := states(server)) > 3 or "Z" in now:
            assert time.monotonic() < deadline, now
            time.sleep(0.2)
    said = log.read_text(encoding="utf-8")
    assert re.search(r'127\.0\.0\.1 "POST /sparql" 200 \d+ \d+ms', said)
    assert "stopped, for 127.0.0.1: the query was stopped after 0.5 seconds" in said
    assert "COUNT(*)" in said
    assert "Traceback" not in said
    assert "1536 MB at most" not in said
    assert "queries take 4608 MB at most, all together" in said


def test_behind_nginx_as_the_documentation_has_it(site: Server, tmp_path: Path) -> None:
    """The configuration of the how-to, but for TLS and the ports: answers come through, errors too."""
    page = (ROOT / "docs" / "howto" / "serve.md").read_text(encoding="utf-8")
    text = page.partition("```nginx\n")[2].partition("```")[0]
    text = text.replace("http://127.0.0.1:8000", site.url)
    with (
        nginx_of(tmp_path, text, "listen 443 ssl;") as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        assert client.get("/").text.startswith("<!doctype html>")
        answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": "data.example.org"})
        assert answer.json()["boolean"] is True
        assert client.get("/nothing").headers["access-control-allow-origin"] == "*"
        described = client.get("/api/openapi.json", headers={"Host": "data.example.org"}).json()
        assert described["servers"] == [{"url": "http://data.example.org"}]
