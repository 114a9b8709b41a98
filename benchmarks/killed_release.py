"""`publish` and `push`, killed at random moments.

    python benchmarks/killed_release.py [--times 100] [--seed 1] [--only publish,push]

Two graphs, one with some documents more. `publish` writes the release of one over that of the other, and
`push` puts one in the place of the other into an Oxigraph server; the next time the other way round. Each
is a process of its own that gets SIGKILL after a random part of the time that it takes. Then a release
must be whole, every file as its list says, and be the one or the other; on the server each graph must be
the one or the other, or there not yet or no longer where only one of the two has it. The same command must
then succeed, give what it is to give, and leave nothing behind. Prints a line a command with the counts;
ends with 1 if anything was not so.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from killed import LETTERS, REGISTER, WrongError, check, run, stopped, told

from ofsted_kg.checksums import SUMS, digest_of_file, read_sums
from ofsted_kg.store import KnowledgeGraph

Outcome = tuple[Counter[str], list[str]]


def graphs(folder: Path) -> list[Path]:
    """Build the two graphs."""
    found = []
    for name, letters in (("less", LETTERS[:5]), ("more", LETTERS)):
        made = run(["build", *map(str, letters), *REGISTER, "--kg", str(folder / name), "--jobs", "1"])
        check(made.returncode == 0, made.stderr)
        found.append(folder / name)
    return found


def release(out: Path) -> str:
    """Return the digest of a release; every file of it is read.

    Raises:
        WrongError: it is not whole.
    """
    check(out.is_dir(), "there is no release")
    sums = read_sums((out / SUMS).read_text(encoding="utf-8"))
    files = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()} - {SUMS}
    check(files == set(sums), f"files and their list differ: {sorted(files ^ set(sums))[:5]}")
    for path, digest in sums.items():
        check(digest_of_file(out / path) == digest, f"{path} is not what the list says")
    return digest_of_file(out / SUMS)


def published(folder: Path, times: int, chance: random.Random) -> Outcome:
    """Kill `publish`."""
    kgs = graphs(folder)
    out = folder / "out" / "site"
    commands = [["publish", "--kg", str(kg), "--out", str(out), "--date", "2026-01-31"] for kg in kgs]
    lasts = 0.0
    # What comes out follows from the releases before, too: it is known once both have been told of.
    known: dict[int, str] = {}
    for turn in (0, 1, 0, 1):
        start = time.monotonic()
        check(run(commands[turn]).returncode == 0, "a command failed")
        lasts = time.monotonic() - start
        known[turn] = release(out)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(times):
        turn = number % 2
        delay = chance.uniform(0.02, lasts * 1.1)
        try:
            before = release(out)
            counts["killed" if stopped(commands[turn], delay) else "ended before"] += 1
            now = release(out)
            aside = [path.name for path in out.parent.iterdir() if path != out]
            counts["with leftovers"] += bool(aside)
            counts["as before" if now == before else "as after"] += 1
            done = run(commands[turn])
            check(done.returncode == 0, f"the next run ends with {done.returncode}: {done.stderr}")
            after = release(out)
            check(now in (before, after), "neither the release before nor the one after")
            check(after == known.setdefault(turn, after), "the next run makes something else")
            left = [path.name for path in out.parent.iterdir() if path != out]
            check(not left, f"left behind: {left}")
        except (WrongError, OSError) as error:
            wrong.append(f"number {number}, after {delay:.2f} s: {error}")
    return counts, wrong


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Start Oxigraph's server; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    program = Path(sys.executable).with_name("oxigraph")
    url = f"http://127.0.0.1:{port}/"
    words = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(url, timeout=2).close()
                    break
                except urllib.error.HTTPError as error:
                    error.close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield url
        finally:
            server.terminate()


Held = dict[str, frozenset[str]]


def held(data: bytes) -> Held:
    """Return what N-Quads hold, as Oxigraph writes it: statements by graph."""
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.N_QUADS)
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store:
        found[str(quad.graph_name)].add(str(quad.triple))
    return {graph: frozenset(lines) for graph, lines in found.items()}


def held_there(url: str) -> Held:
    """Return what a server holds."""
    asked = urllib.request.Request(f"{url}store", headers={"Accept": "application/n-quads"})  # noqa: S310 - our own
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        return held(answer.read())


def held_here(kg: Path) -> Held:
    """Return what a graph holds."""
    opened = KnowledgeGraph.open(kg)
    reference = opened.reference()
    return held(b"".join([reference.encode(), *(nquads for _, nquads in opened.letters())]))


def pushed(folder: Path, times: int, chance: random.Random) -> Outcome:
    """Kill `push`."""
    kgs = graphs(folder)
    wanted = [held_here(kg) for kg in kgs]
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with oxigraph(folder / "server") as url:
        commands = [["push", "--kg", str(kg), "--endpoint", f"{url}store"] for kg in kgs]
        lasts = 0.0
        for turn in (0, 1):
            start = time.monotonic()
            done = run(commands[turn])
            check(done.returncode == 0, done.stderr)
            lasts = time.monotonic() - start
        # A graph of its own says what was pushed.
        own = held_there(url).keys() - wanted[1].keys()
        for number in range(times):
            turn = number % 2
            delay = chance.uniform(0.02, lasts * 1.1)
            try:
                counts["killed" if stopped(commands[turn], delay) else "ended before"] += 1
                between = held_there(url)
                for graph, lines in between.items():
                    either = [one[graph] for one in wanted if graph in one]
                    check(graph in own or lines in either, f"{graph} is neither as before nor as after")
                missing = wanted[0].keys() & wanted[1].keys() - between.keys()
                check(not missing, f"gone meanwhile: {sorted(missing)}")
                rest = {graph: lines for graph, lines in between.items() if graph not in own}
                states = {"as after": wanted[turn], "as before": wanted[1 - turn]}
                counts[next((name for name, held in states.items() if held == rest), "between")] += 1
                done = run(commands[turn])
                check(done.returncode == 0, f"the next run ends with {done.returncode}: {done.stderr}")
                now = {graph: lines for graph, lines in held_there(url).items() if graph not in own}
                check(now == wanted[turn], "the next run makes something else")
            except (WrongError, OSError) as error:
                wrong.append(f"number {number}, after {delay:.2f} s: {error}")
    return counts, wrong


COMMANDS: dict[str, Callable[[Path, int, random.Random], Outcome]] = {"publish": published, "push": pushed}


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(COMMANDS))
    options = parser.parse_args()
    failed = False
    for name in options.only.split(","):
        with tempfile.TemporaryDirectory(prefix="killed-") as place:
            counts, wrong = COMMANDS[name](Path(place), options.times, random.Random(options.seed))
        failed |= told(name, counts, wrong)
    return int(failed)


if __name__ == "__main__":
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.exit(main())
