"""What a change costs: one letter more, and nothing more, in graphs of several sizes.

    python benchmarks/change_speed.py [--letters 1000,5000] [--adds 5] [--before COMMIT]

For each size, in one run: a build of one letter, a whole build, ``add`` of one letter (median and
largest of several), a ``build`` in which nothing changed, and where a commit is named the same two
by that commit, which knows no ``add``: a build of one letter more. Each is a process of its own; seconds
are of a processor's time, children included, and by the clock. Prints the ratios to a build of one
letter, the memory of the main process and of the largest worker, and the disk that a letter takes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from commits import unpack
from made_letters import write_letters

# Runs a command and prints, last, what its children took: user, system, most memory of one (KB).
_MEASURE = """
import os, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu: float
    wall: float
    memory: int


def cost(*words: object, root: Path | None = None) -> Cost:
    """Run the program and measure it; ``root`` is the checkout whose program it is."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if root is not None:
        environment["PYTHONPATH"] = str(root)
    command = [sys.executable, "-c", _MEASURE, sys.executable, "-m", "ofsted_kg", *map(str, words)]
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=True)
    wall = time.perf_counter() - start
    code, cpu, memory = done.stdout.split()[-3:]
    # 1: from some thousand on, made letters hold more grades than were published of all England, and
    # the build, whole for all that, says so.
    if code not in ("0", "1"):
        raise SystemExit(f"{words}: exit code {code}\n{done.stderr}")
    return Cost(float(cpu), wall, int(memory) // 1024)


def disk(folder: Path) -> dict[str, float]:
    """Return the bytes on disk of the build in force, of the store and beside it."""
    build = folder / "builds" / (folder / "CURRENT").read_text().strip()
    sizes = {"store": 0.0, "beside": 0.0}
    for path in build.rglob("*"):
        if path.is_file() and path.name != "reference.nq":
            part = "store" if path.parent.name == "store" else "beside"
            sizes[part] += path.stat().st_blocks * 512
    return sizes


def measure(count: int, adds: int, folder: Path, before: Path | None) -> None:
    """Measure with so many letters and print."""
    register = write_letters(count + adds, folder)
    letters = sorted((folder / "letters").iterdir())
    late = folder / "late"
    late.mkdir()
    more = [path.rename(late / path.name) for path in letters[count:]]
    options = ("--register", register, "--jobs", 1)
    one = cost("build", letters[0], *options, "--kg", folder / "one")
    again = cost("build", letters[0], *options, "--kg", folder / "two")
    one = min(one, again, key=lambda c: c.cpu)
    whole = cost("build", folder / "letters", *options, "--kg", folder / "kg")
    added = [cost("add", path, "--kg", folder / "kg") for path in more]
    same = cost("build", folder / "letters", *more, *options, "--kg", folder / "kg")
    rows = {
        "build of one letter": one,
        "whole build": whole,
        "one letter more (median)": Cost(
            statistics.median(c.cpu for c in added),
            statistics.median(c.wall for c in added),
            max(c.memory for c in added),
        ),
        "one letter more (largest)": max(added, key=lambda c: c.cpu),
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
    print(f"{count:,} letters")
    for name, found in rows.items():
        print(
            f"  {name:32} {found.cpu:8.2f} s CPU {found.wall:8.2f} s wall {found.memory:6} MB"
            f" {found.cpu / one.cpu:8.2f} times one letter"
        )
    sizes = disk(folder / "kg")
    each = {part: size / (count + adds) / 1024 for part, size in sizes.items()}
    print(
        f"  on disk a letter: {each['store']:.1f} KB of store, {each['beside']:.1f} KB beside it", flush=True
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--letters", default="1000,5000")
    parser.add_argument("--adds", type=int, default=5)
    parser.add_argument("--before", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        before = unpack(options.before, Path(place) / "before") if options.before else None
        for number, count in enumerate(map(int, options.letters.split(","))):
            folder = Path(place) / str(number)
            folder.mkdir()
            measure(count, options.adds, folder, before)


if __name__ == "__main__":
    main()
