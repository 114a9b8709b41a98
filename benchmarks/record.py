"""Run the benchmarks that end in a ratio, and keep it: one line a run.

    python benchmarks/record.py [--reports FOLDER] [--only reports,validation,queries]

Appends to history/runs.csv: day, commit, machine, benchmark, what it is measured beside, and the ratio.
Both sides of a ratio are run in one go on one machine, so that ratios of different machines can stand in
one plot; the documentation draws it. Run it on a quiet machine, from a clean checkout.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HISTORY = HERE / "history" / "runs.csv"
COLUMNS = ("day", "commit", "machine", "benchmark", "beside", "ratio")


@dataclass(frozen=True)
class Benchmark:
    """A script, its arguments, what its ratio is to, and where the ratio stands in what it prints."""

    script: str
    arguments: tuple[str, ...]
    beside: str
    ratio: str


BENCHMARKS = {
    "reports": Benchmark(
        "reports_speed.py",
        ("--jobs", "1"),
        "time of a build over that of reading the text alone (less is better)",
        r"^ratio\s+([\d.]+)",
    ),
    "validation": Benchmark(
        "build_speed.py",
        ("--letters", "200"),
        "letters a second over those of stock pyshacl (more is better)",
        r"validation: ([\d.]+) times",
    ),
    "queries": Benchmark(
        "query_speed.py",
        ("--letters", "100"),
        "speed over that of rdflib, geometric mean on disk (more is better)",
        r"geometric mean: on disk (\d+)x",
    ),
}


def commit() -> str:
    """Return the commit that is checked out, with a plus where something is changed."""
    said = [
        subprocess.run(["git", "-C", HERE, *words], capture_output=True, text=True, check=True).stdout.strip()
        for words in (("rev-parse", "--short", "HEAD"), ("status", "--porcelain", "--untracked-files=no"))
    ]
    changed = [line for line in said[1].splitlines() if not line.endswith(HISTORY.name)]
    return said[0] + ("+" if changed else "")


def measured(benchmark: Benchmark, first: tuple[str, ...]) -> str:
    """Run a benchmark; return its ratio as it prints it."""
    command = [sys.executable, str(HERE / benchmark.script), *first, *benchmark.arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(benchmark.ratio, done.stdout, re.MULTILINE)
    if found is None:
        raise SystemExit(f"{benchmark.script} printed no ratio:\n{done.stdout}")
    return found[1]


def main() -> None:
    """Measure, print, and append."""
    parser = argparse.ArgumentParser(description="Keep the ratios of the benchmarks.")
    parser.add_argument("--reports", type=Path, help="a folder of inspection reports as PDF")
    parser.add_argument("--only", default=",".join(BENCHMARKS))
    options = parser.parse_args()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python " + ".".join(
        platform.python_version_tuple()[:2]
    )
    rows = []
    for name in options.only.split(","):
        if name == "reports" and options.reports is None:
            print("reports: not measured; name a folder with --reports")
            continue
        first = (str(options.reports),) if name == "reports" else ()
        ratio = measured(BENCHMARKS[name], first)
        print(f"{name}: {ratio}, {BENCHMARKS[name].beside}", flush=True)
        rows.append((dt.date.today().isoformat(), commit(), machine, name, BENCHMARKS[name].beside, ratio))
    HISTORY.parent.mkdir(exist_ok=True)
    new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS] * new)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
