"""What a change costs: one letter more, and nothing more, in graphs of several sizes.

    python benchmarks/change_speed.py [--letters 1000,5000] [--adds 5] [--short] [--jobs 1]
        [--before COMMIT] [--keep FOLDER]

For each size, in one run: a build of one letter, a whole build, ``add`` of one letter (median and
largest of several), a ``build`` in which nothing changed, and where a commit is named the same two
by that commit, which knows no ``add``: a build of one letter more. Each is a process of its own; seconds
are of a processor's time, children included, and by the clock. Prints the ratios to a build of one
letter, the memory of the main process and of the largest of its children, and the disk that a letter
takes. With ``--keep`` the builds stay below a folder, and the next run takes the whole build from there.
With ``--short`` letters have three sentences of prose, and are of the same councils at every size: memory and
the cost of one more depend on how many there are, and 50,000 can be had.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from commits import unpack
from made_letters import LONG, SHORT, write_letters

# Of so many councils with 84 letters each there are 50,000.
COUNCILS = 600

# Runs a command and prints, last: its code, what it and its children took of a processor's time, and the
# most memory that it and the largest of its children had (KB), looked at ten times a second.
_MEASURE = """
import os, pathlib, resource, subprocess, sys, time
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
most = {}
def look(number):
    for line in pathlib.Path(f"/proc/{number}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            most[number] = int(line.split()[1])
    for thread in pathlib.Path(f"/proc/{number}/task").iterdir():
        for child in (thread / "children").read_text().split():
            look(int(child))
while process.poll() is None:
    try:
        look(process.pid)
    except OSError:
        pass
    time.sleep(0.1)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
main = most.pop(process.pid, 0)
print(process.returncode, used.ru_utime + used.ru_stime, main, max(most.values(), default=0))
"""


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu: float
    wall: float
    memory: int
    child: int


def cost(*words: object, root: Path | None = None, program: tuple[str, ...] = ("-m", "ofsted_kg")) -> Cost:
    """Run the program and measure it; ``root`` is the checkout whose program it is."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if root is not None:
        environment["PYTHONPATH"] = str(root)
    command = [sys.executable, "-c", _MEASURE, sys.executable, *program, *map(str, words)]
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=True)
    wall = time.perf_counter() - start
    code, cpu, memory, child = done.stdout.split()[-4:]
    # 1: from some thousand on, made letters hold more grades than were published of all England, and
    # the build, whole for all that, says so.
    if code not in ("0", "1"):
        raise SystemExit(f"{words}: exit code {code}\n{done.stderr}")
    return Cost(float(cpu), wall, int(memory) // 1024, int(child) // 1024)


def disk(folder: Path) -> dict[str, float]:
    """Return the bytes on disk of the build in force, of the store and beside it."""
    build = folder / "builds" / (folder / "CURRENT").read_text().strip()
    sizes = {"store": 0.0, "beside": 0.0}
    for path in build.rglob("*"):
        if path.is_file() and path.name != "reference.nq":
            part = "store" if path.parent.name == "store" else "beside"
            sizes[part] += path.stat().st_blocks * 512
    return sizes


def whole_build(letters: Path, options: tuple[object, ...], kg: Path) -> Cost:
    """Build a graph, or take it from an earlier run together with what it cost then."""
    told = kg.with_suffix(".json")
    if told.exists():
        return Cost(**json.loads(told.read_text()))
    found = cost("build", letters, *options, "--kg", kg)
    told.write_text(json.dumps(asdict(found)))
    return found


def measure(
    count: int, adds: int, folder: Path, before: Path | None, *, short: bool = False, jobs: int = 1
) -> None:
    """Measure with so many letters and print."""
    register, late = folder / "register.csv", folder / "late"
    if not late.exists():
        size, councils = (SHORT, COUNCILS) if short else (LONG, 0)
        register = write_letters(count + adds, folder, councils=councils, size=size)
        late.mkdir()
        for path in sorted((folder / "letters").iterdir())[count:]:
            path.rename(late / path.name)
    more = sorted(late.iterdir())
    letter = min((folder / "letters").iterdir())
    options = ("--register", register, "--jobs", 1)
    with tempfile.TemporaryDirectory() as place:
        one = min(
            (cost("build", letter, *options, "--kg", Path(place) / name) for name in ("one", "two", "three")),
            key=lambda c: c.cpu,
        )
    whole = whole_build(folder / "letters", (*options, "--jobs", jobs), folder / "kg")
    added = [cost("add", path, "--kg", folder / "kg") for path in more]
    same = cost("build", folder / "letters", *more, *options, "--kg", folder / "kg")
    sizes = disk(folder / "kg")
    taken = [cost("remove", path.stem, "--kg", folder / "kg") for path in more]
    rows = {
        "build of one letter": one,
        "whole build": whole,
        "one letter more (median)": median(added),
        "one letter more (largest)": max(added, key=lambda c: c.cpu),
        "one letter less (median)": median(taken),
        "nothing changed": same,
    }
    if before is not None:
        old = folder / "old"
        rows["whole build, commit before"] = cost(
            "build", folder / "letters", *options, "--kg", old, root=before
        )
        rows["one letter more, commit before"] = cost(
            "build", folder / "letters", more[0], *options, "--kg", old, root=before
        )
    print(f"{count:,} letters; load {os.getloadavg()[0]:.1f}")
    for name, found in rows.items():
        print(
            f"  {name:32} {found.cpu:8.2f} s CPU {found.wall:8.2f} s wall {found.memory:6} MB"
            f" {found.child:6} MB {found.cpu / one.cpu:8.2f} times one letter"
        )
    each = {part: size / (count + adds) / 1024 for part, size in sizes.items()}
    print(
        f"  on disk a letter: {each['store']:.1f} KB of store, {each['beside']:.1f} KB beside it", flush=True
    )


def median(costs: list[Cost]) -> Cost:
    """Return the medians of costs, and the most memory of any."""
    return Cost(
        statistics.median(c.cpu for c in costs),
        statistics.median(c.wall for c in costs),
        max(c.memory for c in costs),
        max(c.child for c in costs),
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--letters", default="1000,5000")
    parser.add_argument("--adds", type=int, default=5)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--jobs", type=int, default=1, help="workers of the whole build")
    parser.add_argument("--before", default="")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        before = unpack(options.before, Path(place) / "before") if options.before else None
        for count in map(int, options.letters.split(",")):
            folder = (options.keep or Path(place)) / str(count)
            folder.mkdir(parents=True, exist_ok=True)
            measure(count, options.adds, folder, before, short=options.short, jobs=options.jobs)


if __name__ == "__main__":
    main()
