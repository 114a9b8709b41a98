"""The server under load, beside Oxigraph's own: are short queries still quick and answers right?

Makes a graph of invented letters (a fixed seed), computes the right answers in this
process, serves it, and asks from a second process: light queries alone (the idle server),
then light, heavy and runaway ones together. Every answer with status 200 is compared with
the right one. Prints a table; ends with 1 if ours gave a wrong answer, passed its bound of
memory, or let the light queries' 95th percentile grow beyond 1.5 times that of the idle server.

    python benchmarks/serve_load.py --seconds 60
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

from ofsted_kg.pipeline.direct import write_folder
from ofsted_kg.vocabulary.namespaces import DEF, RDF, Base

TIMEOUT = 10.0
MEMORY_MB = 512
WORKERS = 2
LIGHT_CLIENTS, HEAVY_CLIENTS, RUNAWAY_CLIENTS = 4, 2, 2
# A reader thinks between two questions; without a pause the clients' own work is measured.
PAUSE = 0.03
FACTOR = 1.5
YEARS = range(2005, 2012)

OK = f"PREFIX ok: <{DEF}>\n"
LIGHT = (
    "SELECT ?area ?grade {{ ?r ok:inLetter <{letter}> ; ok:area ?area ; ok:grade ?grade }}",
    "SELECT ?p ?o {{ <{letter}> ?p ?o }}",
    "SELECT (COUNT(*) AS ?n) {{ ?j ok:inLetter <{letter}> ; a ok:Judgement }}",
    "ASK {{ <{letter}> ok:year {year} }}",
)
HEAVY = (
    "SELECT ?subject (COUNT(DISTINCT ?c) AS ?n) (MIN(?y) AS ?first) {"
    " ?j a ok:Judgement ; ok:subject ?subject ; ok:inLetter ?l . ?l ok:council ?c ; ok:year ?y ."
    " ?k ok:inLetter ?l ; ok:subject ?other FILTER(?other != ?subject) } GROUP BY ?subject",
    "SELECT ?subject ?other (COUNT(*) AS ?n) {"
    " ?l ok:year ?y FILTER(?y IN (2008, 2009)) ?j ok:inLetter ?l ; ok:subject ?subject ."
    " ?k ok:inLetter ?l ; ok:subject ?other FILTER(STR(?subject) < STR(?other)) } GROUP BY ?subject ?other",
)
RUNAWAY = (
    "SELECT (COUNT(*) AS ?n) { ?a ok:subject ?x . ?b ok:subject ?y . ?c ok:subject ?z"
    " FILTER(?x != ?y && ?y != ?z) }",
    "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z",
    "SELECT DISTINCT ?a ?b { ?a ok:grade/^ok:grade/ok:inLetter/^ok:inLetter/ok:subject/^ok:subject ?b }",
)

Rows = frozenset[str]


@dataclass
class Asked:
    """What became of the queries of one kind.

    Attributes:
        right: seconds of each right answer.
        wrong: answers with status 200 that were wrong, cut off or hid an error.
        refused: answers that said no (503, 504).
        broken: connections that failed.
    """

    right: list[float] = field(default_factory=list)
    wrong: int = 0
    refused: int = 0
    broken: int = 0


@dataclass(frozen=True)
class Server:
    """A server under test."""

    name: str
    port: int
    path: str
    pid: int
    process: subprocess.Popen[bytes]


def nquads(letters: int) -> str:
    """Return the graph of that many invented letters, about 220 triples each."""
    pick = random.Random(20091209)
    lines = []
    for number in range(letters):
        letter, graph = names(number)
        year = YEARS[number % len(YEARS)]

        def say(subject: str, predicate: str, value: str, graph: str = graph) -> None:
            lines.append(f"<{subject}> <{predicate}> {value} <{graph}> .\n")

        say(letter, RDF + "type", f"<{DEF}Letter>")
        say(letter, DEF + "year", f'"{year}"^^<http://www.w3.org/2001/XMLSchema#integer>')
        say(letter, DEF + "council", f"<{Base().thing(f'council/invented-{number // len(YEARS)}')}>")
        for area in range(12):
            rating = f"{letter}/rating/{area}"
            say(rating, RDF + "type", f"<{DEF}Rating>")
            say(rating, DEF + "inLetter", f"<{letter}>")
            say(rating, DEF + "area", f"<{DEF}area/{area}>")
            say(rating, DEF + "grade", f"<{DEF}grade/{pick.randint(1, 4)}>")
        for judgement in range(34):
            name = f"{letter}/judgement/{judgement}"
            say(name, RDF + "type", f"<{DEF}Judgement>")
            say(name, DEF + "inLetter", f"<{letter}>")
            say(name, DEF + "subject", f"<{DEF}setting/{pick.randint(1, 40)}>")
            say(name, DEF + "grade", f"<{DEF}grade/{pick.randint(1, 4)}>")
            say(name, DEF + "text", f'"An invented sentence, number {judgement} of letter {number}"')
    return "".join(lines)


def names(number: int) -> tuple[str, str]:
    """Return the IRIs of a letter and of its graph."""
    year = YEARS[number % len(YEARS)]
    path = f"letter/invented-{number // len(YEARS)}/apa/{year}-11-17"
    return Base().thing(path), Base().document(path)


def light_queries(letters: int) -> list[str]:
    """Return every light query."""
    return [
        OK + template.format(letter=names(number)[0], year=YEARS[number % len(YEARS)])
        for number in range(letters)
        for template in LIGHT
    ]


def rows(answer: bytes) -> Rows:
    """Return an answer's rows, whatever their order.

    Raises:
        ValueError: it is not whole, or says that something went wrong.
    """
    data = json.loads(answer)
    if "boolean" in data:
        return frozenset({str(data["boolean"])})
    return frozenset(json.dumps(row, sort_keys=True) for row in data["results"]["bindings"])


def right_answers(store: Store, queries: list[str]) -> dict[str, Rows]:
    """Answer queries in this process, without a server."""
    answers = {}
    for query in queries:
        result = store.query(query, use_default_graph_as_union=True)
        if isinstance(result, QueryTriples):
            raise TypeError("only SELECT and ASK have rows to compare")
        answers[query] = rows(result.serialize(format=QueryResultsFormat.JSON) or b"")
    return answers


# -- the second process: asks, checks, reports


def ask_for(
    seconds: float, port: int, path: str, queries: list[str], right: dict[str, Rows], seed: int, pause: float
) -> Asked:
    """Ask random queries one after the other for a while."""
    pick, asked = random.Random(seed), Asked()
    end = time.monotonic() + seconds
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT * 4)
    headers = {
        "Content-Type": "application/sparql-query",
        "Accept": "application/sparql-results+json",
        # Each asks from an address of its own, as it would through a proxy.
        "X-Forwarded-For": f"192.0.2.{seed + 1}",
    }
    count = 0
    while time.monotonic() < end:
        query = pick.choice(queries)
        # A comment makes every runaway another text, as a hostile client would.
        text = query if query in right else f"# {seed}.{count}\n{query}"
        count += 1
        began = time.monotonic()
        try:
            connection.request("POST", path, text.encode(), headers)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            asked.broken += 1
            connection.close()
            time.sleep(0.2)
            continue
        took = time.monotonic() - began
        if response.status != 200:
            asked.refused += 1
        else:
            try:
                good = query in right and rows(body) == right[query]
            except (ValueError, KeyError):
                good = False
            if good:
                asked.right.append(took)
            else:
                asked.wrong += 1
        time.sleep(pause)
    connection.close()
    return asked


def client(folder: Path, port: int, path: str, seconds: float, mixed: bool) -> None:
    """Run the clients and print what became of their queries, as JSON."""
    known = json.loads((folder / "right.json").read_text("utf-8"))
    right = {query: frozenset(found) for query, found in known.items()}
    heavy = [OK + query for query in HEAVY]
    light = [query for query in right if query not in heavy]
    runaway = [OK + query for query in RUNAWAY]
    plan = [("light", light, PAUSE)] * LIGHT_CLIENTS
    if mixed:
        plan += [("heavy", heavy, 0.5)] * HEAVY_CLIENTS + [("runaway", runaway, 0.1)] * RUNAWAY_CLIENTS
    results: list[tuple[str, Asked]] = []

    def work(seed: int, kind: str, queries: list[str], pause: float) -> None:
        results.append((kind, ask_for(seconds, port, path, queries, right, seed, pause)))

    threads = [threading.Thread(target=work, args=(seed, *entry)) for seed, entry in enumerate(plan)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kinds: dict[str, Asked] = {}
    for kind, asked in results:
        total = kinds.setdefault(kind, Asked())
        total.right += asked.right
        total.wrong += asked.wrong
        total.refused += asked.refused
        total.broken += asked.broken
    print(json.dumps({kind: vars(asked) for kind, asked in kinds.items()}))


# -- the first process: serves, watches, judges


def load(folder: Path, server: Server, seconds: float, *, mixed: bool) -> tuple[dict[str, Asked], float]:
    """Ask a server from a second process; return what became of it and the most memory in MB."""
    command = [
        sys.executable,
        __file__,
        "--client",
        str(folder),
        str(server.port),
        server.path,
        str(seconds),
        str(int(mixed)),
    ]
    most = 0.0
    answers = folder / "answers.json"
    with answers.open("wb") as output, subprocess.Popen(command, stdout=output) as process:
        while process.poll() is None:
            most = max(most, memory(server.pid))
            time.sleep(0.25)
    found = json.loads(answers.read_bytes())
    return {kind: Asked(**counts) for kind, counts in found.items()}, most


def memory(pid: int) -> float:
    """Return the memory of a process and its descendants in MB, shared pages counted once."""
    total = 0.0
    for one in family(pid):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) / 1024
    return total


def family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


@contextlib.contextmanager
def serving(name: str, command: list[str], port: int, path: str) -> Iterator[Server]:
    """Start a server and stop it."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while True:
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{name} did not start")
            try:
                probe = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                probe.request("GET", f"{path}?{urllib.parse.urlencode({'query': 'ASK {}'})}")
                probe.getresponse().read()
                probe.close()
                break
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
        yield Server(name, port, path, process.pid, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def p95(times: list[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return statistics.quantiles(times, n=20)[-1] * 1000 if len(times) > 1 else float("nan")


def measure(folder: Path, server: Server, idle_seconds: float, seconds: float) -> bool:
    """Measure a server, print the figures, and say whether it kept the promises."""
    load(folder, server, 2, mixed=False)  # warm
    alone, idle_memory = load(folder, server, idle_seconds / 2, mixed=False)
    mixed, most = load(folder, server, seconds, mixed=True)
    # Before and after: other work on the machine comes and goes.
    after, _ = load(folder, server, idle_seconds / 2, mixed=False)
    alone["light"].right += after["light"].right
    alone["light"].wrong += after["light"].wrong
    alone["light"].broken += after["light"].broken
    idle, busy = p95(alone["light"].right), p95(mixed["light"].right)
    ended = server.process.poll() is not None
    print(f"\n{server.name}" + (" (the server ended under load)" if ended else ""))
    print(f"  {'':9}{'right':>8}{'wrong':>8}{'refused':>9}{'broken':>8}{'p50 ms':>9}{'p95 ms':>9}")
    for label, asked in (("idle", alone["light"]), *mixed.items()):
        half = statistics.median(asked.right) * 1000 if asked.right else float("nan")
        print(
            f"  {label:9}{len(asked.right):8}{asked.wrong:8}{asked.refused:9}{asked.broken:8}"
            f"{half:9.1f}{p95(asked.right):9.1f}"
        )
    print(f"  light p95 under load / idle: {busy / idle:.2f}")
    print(f"  memory: {idle_memory:.0f} MB idle, {most:.0f} MB at most", flush=True)
    wrong = sum(asked.wrong for asked in (*alone.values(), *mixed.values()))
    broken = sum(asked.broken for asked in mixed.values())
    bound = idle_memory + 2 * WORKERS * MEMORY_MB + 4 * 256
    return not ended and not wrong and not broken and busy <= FACTOR * idle and most <= bound


def main() -> int:
    """Make the graph, measure both servers, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--idle-seconds", type=float, default=15)
    parser.add_argument("--letters", type=int, default=1001)
    parser.add_argument("--ours-only", action="store_true", help="leave out Oxigraph's own server")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="serve-load-"))
    try:
        return compare(folder, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compare(folder: Path, options: argparse.Namespace) -> int:
    """Measure both servers on one graph."""
    text = nquads(options.letters)
    write_folder(folder / "kg", "", {"all": (text, "")})
    store = Store(str(folder / "store"))
    store.bulk_load(text.encode(), RdfFormat.N_QUADS)
    store.optimize()
    memory_store = Store()
    memory_store.bulk_load(text.encode(), RdfFormat.N_QUADS)
    print(f"{len(store):,} triples of {options.letters:,} letters; {os.cpu_count()} cores,")
    print(f"on which other work left a load of {os.getloadavg()[0]:.1f} in the minute before")
    began = time.monotonic()
    right = right_answers(memory_store, light_queries(options.letters) + [OK + query for query in HEAVY])
    heavy = right_answers_time(memory_store)
    print(f"right answers in {time.monotonic() - began:.0f} s; a heavy query alone: {heavy}")
    (folder / "right.json").write_text(json.dumps({q: sorted(found) for q, found in right.items()}), "utf-8")
    del store, memory_store  # the server opens the one, and the figures of memory want the other gone
    port = free_port()
    ours = [
        sys.executable,
        "-c",
        "from ofsted_kg.cli import main; main()",
        "serve",
        *("--kg", str(folder / "kg"), "--port", str(port), "--timeout", str(TIMEOUT)),
        *("--memory-mb", str(MEMORY_MB), "--workers", str(WORKERS)),
    ]
    with serving("ofsted-kg serve", ours, port, "/sparql") as server:
        kept = measure(folder, server, options.idle_seconds, options.seconds)
    oxigraph = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if oxigraph and not options.ours_only:
        port = free_port()
        theirs = [
            oxigraph,
            "serve-read-only",
            *("--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"),
            *("--union-default-graph", "--timeout-s", str(int(TIMEOUT))),
        ]
        with serving("oxigraph serve-read-only", theirs, port, "/query") as server:
            measure(folder, server, options.idle_seconds, options.seconds)
    print("\nkept" if kept else "\nNOT kept", "by ofsted-kg serve: right answers only, light p95, memory")
    return 0 if kept else 1


def right_answers_time(store: Store) -> str:
    """Return how long each heavy query takes when nothing else runs."""
    took = []
    for query in HEAVY:
        began = time.monotonic()
        right_answers(store, [OK + query])
        took.append(f"{time.monotonic() - began:.2f} s")
    return ", ".join(took)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--client"]:
        client(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], float(sys.argv[5]), sys.argv[6] == "1")
    else:
        sys.exit(main())
