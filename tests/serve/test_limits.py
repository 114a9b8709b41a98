"""Strangers' queries: stopped at their limits, walled in, and out of each other's way."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from serve.running import Server, running, sample, write_build

pytestmark = pytest.mark.server

LIGHT = "SELECT ?o { <http://a.example/s7> ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(?x + ?y = ?z) }"
# Too long for the light lane, and soon done in the next.
LONGER = """SELECT (COUNT(*) AS ?n) {
  { SELECT ?x { ?a <http://a.example/p1> ?x } LIMIT 400 }
  { SELECT ?y { ?b <http://a.example/p2> ?y } LIMIT 5000 }
  FILTER(?x != ?y)
}"""
# Sorting needs every row at once.
HUNGRY = "SELECT * { ?a <http://a.example/p1> ?x . ?b <http://a.example/p2> ?y } ORDER BY ?y ?x"
LONG_ANSWER = "SELECT * { ?a ?p ?x . ?b <http://a.example/p2> ?y }"
LARGE = "SELECT * { ?a ?p ?x . <http://a.example/s2> ?q ?y }"
TRIPLES = 20000
# Made once: reading the system's certificates takes longer than a light query.
PLAIN = ssl.create_default_context()


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limits")
    write_build(folder, "one", sample(TRIPLES))
    return folder


@pytest.fixture(scope="module")
def hurried(kg: Path) -> Iterator[Server]:
    """A server that gives no query long, and has one worker for long ones."""
    with running(kg, timeout=0.8, workers=1, queue=2) as started:
        yield started


@pytest.fixture(scope="module")
def small(kg: Path) -> Iterator[Server]:
    """A server with time, but little memory and short answers."""
    with running(kg, timeout=30.0, memory_mb=64, result_bytes=1_000_000) as started:
        yield started


def ask(server: Server, query: str, accept: str = "text/csv", timeout: float = 60) -> httpx.Response:
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    with httpx.Client(verify=PLAIN, timeout=timeout) as client:
        return client.post(f"{server.url}/sparql", content=query, headers=headers)


def test_a_runaway_is_stopped(hurried: Server) -> None:
    answer = ask(hurried, RUNAWAY)
    assert answer.status_code == 504
    assert answer.headers["content-type"] == "application/problem+json"
    assert "stopped after 0.8 seconds" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        pytest.param(HUNGRY, 503, "64 MB of memory", id="hungry"),
        pytest.param(LARGE, 503, "larger than", id="large"),
        pytest.param("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400, "SERVICE", id="service"),
        pytest.param("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400, "not a file", id="file"),
    ],
)
def test_stopped_with_a_reason(small: Server, query: str, status: int, says: str) -> None:
    answer = ask(small, query)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]
    light = ask(small, LIGHT)
    assert (light.status_code, light.text.split()) == (200, ["o", "7"])


def test_never_a_part_of_an_answer(small: Server) -> None:
    answer = ask(small, LONG_ANSWER)
    assert answer.status_code in (503, 504)
    assert "answer" in answer.json()["detail"] or "result" in answer.json()["detail"]


def test_light_queries_pass_the_heavy_ones(hurried: Server) -> None:
    ask(hurried, RUNAWAY)  # now known to be long
    with ThreadPoolExecutor(4) as pool:
        heavy = [pool.submit(ask, hurried, RUNAWAY) for _ in range(4)]
        time.sleep(0.2)
        for _ in range(20):
            assert ask(hurried, LIGHT).status_code == 200
        statuses = [future.result().status_code for future in heavy]
    # One ran, two waited their turn or too long, and one found the queue full.
    assert set(statuses) <= {503, 504}
    assert 504 in statuses


def test_busy_says_when_to_come_back(hurried: Server) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = [f.result() for f in [pool.submit(ask, hurried, RUNAWAY) for _ in range(6)]]
    busy = [answer for answer in answers if answer.status_code == 503]
    assert busy
    assert all(answer.headers["retry-after"] == "5" for answer in busy)


def test_a_query_ends_with_its_client(kg: Path) -> None:
    # A light query has next to no time here, so that the second one needs the one slot of the first.
    with running(kg, timeout=60.0, workers=1, queue_seconds=3.0, light_seconds=0.01) as started:
        with pytest.raises(httpx.ReadTimeout):
            ask(started, RUNAWAY, timeout=1.0)
        answer = ask(started, LONGER)
        assert (answer.status_code, answer.text.split()) == (200, ["n", "2000000"])


def test_a_new_build_takes_the_place_of_the_old(tmp_path: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s <http://a.example/p0> ?o }"
    write_build(tmp_path, "one", sample(0))
    with running(tmp_path, timeout=1.0) as started:
        assert ask(started, count).text.split() == ["n", "0"]
        write_build(tmp_path, "two", sample(3))
        deadline = time.monotonic() + 30
        while ask(started, count).text.split() != ["n", "1"]:
            assert time.monotonic() < deadline, "the new build was not taken up"
            time.sleep(0.1)


def test_the_process_that_holds_the_dataset_may_die(tmp_path: Path) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system has no /proc to see processes in")
    write_build(tmp_path, "one", sample(10))
    with running(tmp_path, timeout=1.0) as started:
        for pid in descendants(started.pid):
            os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while (answer := ask(started, LIGHT)).status_code != 200:
            assert answer.status_code == 503
            assert time.monotonic() < deadline, "the server did not recover"
            time.sleep(0.1)


def test_a_large_answer_arrives_whole(tmp_path: Path) -> None:
    write_build(tmp_path, "one", sample(TRIPLES))
    with running(tmp_path) as started:
        lines = ask(
            started, "SELECT ?s ?o { ?s ?p ?o FILTER(STRSTARTS(STR(?s), STR(<http://a.example/>))) }"
        ).text.splitlines()
    assert lines[0] == "s,o"
    assert sorted(lines[1:]) == sorted(f"http://a.example/s{n},{n}" for n in range(TRIPLES))


def test_no_process_is_left(tmp_path: Path) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system has no /proc to see processes in")
    write_build(tmp_path, "one", sample(10))
    with running(tmp_path) as started:
        assert ask(started, LIGHT).status_code == 200
        family = descendants(started.pid)
        assert len(family) >= 2
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in family):
        assert time.monotonic() < deadline, "a process was left"
        time.sleep(0.05)


def descendants(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if (
                entry.name.isdigit()
                and int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == pid
            ):
                found += [int(entry.name), *descendants(int(entry.name))]
    return found


# As a worker, as if the guard had let the query through.
_PAST_THE_DOOR = """
import os, sys
from ofsted_kg.serve import worker
from ofsted_kg.serve.evaluate import evaluate
from ofsted_kg.serve.job import Job
from ofsted_kg.store import KnowledgeGraph
graph = KnowledgeGraph.from_nquads("")
if sys.argv[1] == "confined":
    worker.confine(512, 0)
try:
    evaluate(graph, Job(kind="query", text=sys.argv[2], own_dataset=False))
except Exception:
    pass
try:
    os.open("/etc/hostname", os.O_RDONLY)
    os._exit(1)
except OSError:
    os._exit(0)
"""


@pytest.mark.parametrize(("state", "calls"), [("confined", False), ("free", True)])
def test_a_worker_cannot_open_a_connection_or_a_file(state: str, calls: bool) -> None:
    """Confinement behind admission; without it the same query does call, so the test can fail."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        process = subprocess.Popen([sys.executable, "-c", _PAST_THE_DOOR, state, query])
        try:
            listener.settimeout(20 if calls else 0.2)
            if calls:
                listener.accept()[0].close()
            assert process.wait(20) == (1 if calls else 0)
            if not calls:
                with pytest.raises(TimeoutError):
                    listener.accept()
        finally:
            process.kill()
            process.wait(10)
