"""Real servers for the tests: a small graph in a folder, and uvicorn in a process of its own."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import graphs
from pyoxigraph import RdfFormat, parse, serialize

ROOT = Path(__file__).resolve().parents[2]
_START = """
import sys
from pathlib import Path
from ofsted_kg.serve import Limits, run
kg, release, port, limits = sys.argv[1:]
run(Path(kg), Path(release) if release else None, port=int(port), limits=Limits(**eval(limits)))
"""
_READY_SECONDS = 60.0


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    pid: int
    kg: Path


def sample(triples_more: int = 0) -> str:
    """The invented letters as N-Quads, and as many further triples as a test wants."""
    quads = parse(path=Path(__file__).with_name("sample.trig"), format=RdfFormat.TRIG)
    text = serialize(quads, format=RdfFormat.N_QUADS) or b""
    more = (
        f'<http://a.example/s{n}> <http://a.example/p{n % 3}> "{n}" <http://a.example/g> .\n'
        for n in range(triples_more)
    )
    return text.decode() + "".join(more)


def write_build(kg: Path, name: str, nquads: str) -> None:
    """Write a built graph, as `ofsted-kg build` leaves one."""
    graphs.write_folder(kg, "", {name: (nquads, "")})


@contextlib.contextmanager
def running(
    kg: Path, release: Path | None = None, log: Path | None = None, **limits: float
) -> Iterator[Server]:
    """Start a server on this machine alone, and stop it; what it says goes to the log, where there is one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", _START, str(kg), str(release or ""), str(port), repr(limits)]
    with contextlib.ExitStack() as stack:
        said = stack.enter_context(log.open("wb")) if log else None
        process = subprocess.Popen(command, cwd=ROOT, stderr=said)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + _READY_SECONDS
        while True:
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server did not start"
            try:
                # It listens once the graph is loaded.
                socket.create_connection(("127.0.0.1", port), timeout=2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Server(url, process.pid, kg)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
