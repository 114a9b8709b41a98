"""Requests a second: our server beside Oxigraph's own, in one run, on three queries.

Both serve the same graph of invented letters and stand ready all the time; for each query they take turns, a
second each, asked by four clients that wait for nothing. Prints for each query how many right answers came a
second, and the processor's time that one took. Ours checks, counts, confines and logs; it keeps no answers.

    python benchmarks/serve_speed.py --rounds 5
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from pyoxigraph import RdfFormat, Store
from serve_load import (
    LIGHT,
    OK,
    YEARS,
    Server,
    family,
    free_port,
    names,
    nquads,
    right_answers,
    rows,
    serving,
)

from ofsted_kg.pipeline.direct import write_folder

CLIENTS = 4
TICKS = os.sysconf("SC_CLK_TCK")
QUERIES = {
    "a letter's grades": LIGHT[0],
    "all of a letter": LIGHT[1],
    "a letter's count": LIGHT[2],
}


def processor(pid: int) -> float:
    """Return the seconds of processor that a server has taken, its dead children's too."""
    total = 0.0
    for one in family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15])) / TICKS
    return total


def ask(server: Server, query: str, right: object, seconds: float) -> int:
    """Ask for a while with some clients; return how many right answers came.

    Raises:
        SystemExit: an answer is wrong.
    """
    counts = [0] * CLIENTS
    wrong: list[bytes] = []

    def work(number: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        headers = {
            "Content-Type": "application/sparql-query",
            "Accept": "application/sparql-results+json",
            "X-Forwarded-For": f"192.0.2.{number + 1}",
        }
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            link.request("POST", server.path, query.encode(), headers)
            answer = link.getresponse()
            body = answer.read()
            if answer.status != 200 or (counts[number] == 0 and rows(body) != right):
                wrong.append(body)
                break
            counts[number] += 1
        link.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise SystemExit(f"{server.name}: a wrong answer: {wrong[0][:300]!r}")
    return sum(counts)


def measure(servers: list[Server], right: dict[str, object], rounds: int, seconds: float) -> None:
    """Print a line a query."""
    print(f"{'query':20}{'server':26}{'a second':>10}{'ms of CPU':>12}{'times':>8}")
    for label, template in QUERIES.items():
        query = OK + template.format(letter=names(17)[0], year=YEARS[0])
        done = dict.fromkeys((server.name for server in servers), (0, 0.0, 0.0))
        for server in servers:
            ask(server, query, right[query], 0.3)  # warm
        for _ in range(rounds):
            for server in servers:
                spent, began = processor(server.pid), time.monotonic()
                count = ask(server, query, right[query], seconds)
                took = time.monotonic() - began
                before = done[server.name]
                spent = processor(server.pid) - spent
                done[server.name] = (before[0] + count, before[1] + took, before[2] + spent)
        first = None
        for name, (count, took, spent) in done.items():
            first = first or count / took
            print(
                f"{label:20}{name:26}{count / took:10.0f}{1000 * spent / max(count, 1):12.2f}"
                f"{count / took / first:8.2f}",
                flush=True,
            )


def main() -> None:
    """Make the graph, start both, measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--letters", type=int, default=1001)
    options = parser.parse_args()
    oxigraph = Path(sys.executable).with_name("oxigraph")
    if not oxigraph.exists():
        raise SystemExit("Oxigraph's server is not installed: `pip install oxigraph`")
    folder = Path(tempfile.mkdtemp(prefix="serve-speed-"))
    try:
        text = nquads(options.letters)
        write_folder(folder / "kg", "", {"all": (text, "")})
        store = Store(str(folder / "store"))
        store.bulk_load(text.encode(), RdfFormat.N_QUADS)
        wanted = [OK + t.format(letter=names(17)[0], year=YEARS[0]) for t in QUERIES.values()]
        right: dict[str, object] = dict(right_answers(store, wanted))
        del store
        ports = free_port(), free_port()
        run = [sys.executable, "-c", "from ofsted_kg.cli import main; main()", "serve"]
        ours = [*run, "--kg", str(folder / "kg"), "--port", str(ports[0])]
        theirs = [str(oxigraph), "serve-read-only", "--location", str(folder / "store")]
        theirs += ["--bind", f"127.0.0.1:{ports[1]}", "--union-default-graph"]
        with (
            serving("ofsted-kg serve", ours, ports[0], "/sparql") as one,
            serving("oxigraph serve-read-only", theirs, ports[1], "/query") as other,
        ):
            measure([one, other], right, options.rounds, options.seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
