"""Commands that change a graph: killed at random moments, on a full disk, two at once.

    python benchmarks/killed.py [--times 100] [--seed 1] [--only build,add,remove,undo,full,two]

For each command and each moment: a graph, the command in a process of its own, SIGKILL after a random
part of the time that it takes. Then the graph must be what it was before or what the command makes, every
byte of it; no process of the command may be left; the same command must then succeed, and nothing but
whole builds may lie in the folder. Full disk and read-only use a small tmpfs, where one may be mounted.
Prints a line a command with the counts; ends with 1 if anything was not so.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline import builds
from ofsted_kg.store import KnowledgeGraph, current_build
from ofsted_kg.store.folder import build_facts, faults

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LETTERS = sorted((SAMPLES / "letters").iterdir())
REGISTER = ("--register", str(SAMPLES / "register.csv"))
# Processes of a killed command get so many seconds to end.
PATIENCE = 20.0
DISK = ("tmpfs", "-t", "tmpfs")

Command = Callable[[Path], list[str]]


@dataclass(frozen=True)
class Case:
    """A command, and how the graph it is to change is made."""

    prepare: tuple[Command, ...]
    command: Command


def _build(*letters: Path, more: tuple[str, ...] = ()) -> Command:
    names = [str(letter) for letter in letters]
    return lambda kg: ["build", *names, *REGISTER, "--kg", str(kg), "--jobs", "2", *more]


CASES = {
    "build": Case((_build(*LETTERS[:5]),), _build(*LETTERS)),
    "build --replace": Case((_build(*LETTERS),), _build(*LETTERS[3:8], more=("--replace", "--fresh"))),
    "add": Case((_build(*LETTERS[:7]),), lambda kg: ["add", *map(str, LETTERS[7:]), "--kg", str(kg)]),
    "remove": Case((_build(*LETTERS),), lambda kg: ["remove", LETTERS[2].stem, "--kg", str(kg)]),
    "undo": Case((_build(*LETTERS[:5]), _build(*LETTERS)), lambda kg: ["undo", "--kg", str(kg)]),
}


class WrongError(Exception):
    """Something is not as it should be."""


def check(right: bool, what: str) -> None:
    """Raise a WrongError unless something is right."""
    if not right:
        raise WrongError(what)


def run(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [sys.executable, "-m", "ofsted_kg", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def whole(kg: Path) -> str:
    """Return the digest of the graph in force; every byte and every letter of it is read.

    Raises:
        WrongError: something is not as it was written.
    """
    folder = current_build(kg)
    found = list(faults(folder, build_facts(folder), thorough=True))
    check(not found, str(found))
    graph = KnowledgeGraph.open(kg)
    statements = sum(nquads.count(b"\n") for _, nquads in graph.letters())
    check(len(graph) == statements + graph.reference().count("\n"), "the store holds something else")
    return graph.facts.digest


def leftovers(kg: Path) -> list[str]:
    """Return what lies in the folder beside whole builds."""
    kept = {build.name for build in builds(kg)}
    inside = [path.name for path in (kg / "builds").iterdir() if path.name not in kept]
    own = (".lock", ".checked", "CURRENT", "builds")
    beside = [path.name for path in kg.iterdir() if path.name not in own]
    return inside + beside + (["more than two builds"] if len(kept) > 2 else [])


def family(session: int) -> list[int]:
    """Return the processes of a session that are still there."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(path.name))
    return found


def stopped(words: list[str], delay: float) -> bool:
    """Run a command and kill it after so many seconds; say whether it had to be. None of it may be left."""
    command = [sys.executable, "-m", "ofsted_kg", *words]
    process = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    had_to_be = False
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        had_to_be = True
    deadline = time.monotonic() + PATIENCE
    while (left := family(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    check(not left, f"{len(left)} processes were left")
    return had_to_be


def told(name: str, counts: Counter[str], wrong: list[str]) -> bool:
    """Print what came of a command; say whether anything was wrong."""
    print(f"{name:16} {dict(sorted(counts.items()))}  wrong: {len(wrong)}", flush=True)
    for line in wrong[:10]:
        print(f"  {line}")
    return bool(wrong)


def killed(case: Case, folder: Path, times: int, chance: random.Random) -> tuple[Counter[str], list[str]]:
    """Kill a command at random moments; return counts of what came of it, and what was not right."""
    ready, done = folder / "ready", folder / "done"
    for words in case.prepare:
        check(run(words(ready)).returncode == 0, "a command failed")
    before = whole(ready)
    shutil.copytree(ready, done, symlinks=True)
    start = time.monotonic()
    check(run(case.command(done)).returncode == 0, "a command failed")
    lasts = time.monotonic() - start
    after = whole(done)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(times):
        kg = folder / "kg"
        shutil.rmtree(kg, ignore_errors=True)
        shutil.copytree(ready, kg)
        delay = chance.uniform(0.02, lasts * 1.05)
        try:
            counts["killed" if stopped(case.command(kg), delay) else "ended before"] += 1
            now = whole(kg)
            check(now in (before, after), "neither the graph before nor the one after")
            counts["as before" if now == before else "as after"] += 1
            if leftovers(kg):
                counts["with leftovers"] += 1
            if not (now == after and case is CASES["undo"]) and not (
                now == after and case is CASES["remove"]
            ):
                again = run(case.command(kg))
                check(again.returncode == 0, f"the next run ends with {again.returncode}: {again.stderr}")
                check(whole(kg) == after, "the next run makes something else")
            else:
                run(["add", str(LETTERS[0]), "--fresh", "--kg", str(kg)])
            check(not leftovers(kg), f"left behind: {leftovers(kg)}")
        except (WrongError, OfstedKGError, OSError) as error:
            wrong.append(f"number {number}, after {delay:.2f} s: {error}")
    return counts, wrong


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a disk of that size.

    Raises:
        OSError: that may not be done here.
    """
    place.mkdir(exist_ok=True)
    options = f"size={kilobytes}k"
    if subprocess.run(
        ["mount", *DISK, "-o", options, str(place)], capture_output=True, check=False
    ).returncode:
        raise OSError("no disk may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def full(folder: Path, times: int, chance: random.Random) -> tuple[Counter[str], list[str]]:
    """Let the disk be full at random moments, and be for reading only."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    ready = folder / "ready"
    check(run(_build(*LETTERS[:5])(ready)).returncode == 0, "a command failed")
    before = whole(ready)
    size = sum(path.stat().st_size for path in ready.rglob("*") if path.is_file()) // 1024
    commands = (_build(*LETTERS), CASES["add"].command)
    for number in range(times):
        with small_disk(folder / "disk", size + 600 + chance.randrange(0, size)) as disk:
            kg = disk / "kg"
            shutil.copytree(ready, kg)
            done = run(chance.choice(commands)(kg))
            said = done.stderr.strip()
            try:
                if done.returncode == 0:
                    counts["room enough"] += 1
                    whole(kg)
                else:
                    counts["full"] += 1
                    check(done.returncode == 2, f"exit code {done.returncode}: {said}")
                    check("Traceback" not in said, said)
                    check(len(said.splitlines()) == 1, said)
                    check(whole(kg) == before, "the graph is not the one before")
                check(not leftovers(kg), f"left behind: {leftovers(kg)}")
            except (WrongError, OfstedKGError, OSError) as error:
                wrong.append(f"number {number}: {error}")
    with small_disk(folder / "disk", size * 4) as disk:
        shutil.copytree(ready, disk / "kg")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for words in (*(command(disk / "kg") for command in commands), ["undo", "--kg", str(disk / "kg")]):
            done = run(words)
            if done.returncode != 2 or "Traceback" in done.stderr or "cannot be written" not in done.stderr:
                wrong.append(f"read-only: {words[0]}: {done.returncode} {done.stderr}")
            counts["read-only, said so"] += 1
        if whole(disk / "kg") != before or run(["query", "letters", "--kg", str(disk / "kg")]).returncode:
            wrong.append("read-only: the graph cannot be asked")
    return counts, wrong


def two(folder: Path, times: int, chance: random.Random) -> tuple[Counter[str], list[str]]:
    """Start two commands that change one graph; the second says so, or comes after."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(times):
        kg = folder / f"kg{number}"
        words = _build(*LETTERS)(kg)
        started = []
        for _ in range(2):
            started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "ofsted_kg", *words],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            time.sleep(chance.uniform(0, 0.5))
        ended = [(process.communicate()[1], process.returncode) for process in started]
        refused = [said for said, code in ended if code == 2]
        counts["the second said so" if refused else "one after the other"] += 1
        if sorted(code for _, code in ended) not in ([0, 0], [0, 2]) or not all(
            "another command is changing this graph" in said for said in refused
        ):
            wrong.append(f"number {number}: {ended}")
        whole(kg)
        if leftovers(kg):
            wrong.append(f"number {number}: left behind: {leftovers(kg)}")
        shutil.rmtree(kg)
    return counts, wrong


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    names = [*CASES, "full", "two"]
    failed = False
    for name in options.only.split(",") if options.only else names:
        folder = Path(tempfile.mkdtemp(prefix="killed-"))
        try:
            if name == "full":
                counts, wrong = full(folder, options.times, chance)
            elif name == "two":
                counts, wrong = two(folder, options.times, chance)
            else:
                counts, wrong = killed(CASES[name], folder, options.times, chance)
        except OSError as error:
            print(f"{name:16} not tried: {error}")
            continue
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        failed |= told(name, counts, wrong)
    return int(failed)


if __name__ == "__main__":
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.exit(main())
