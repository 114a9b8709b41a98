"""How large a release of many letters is, and what publishing one letter more costs.

Usage: release_size.py [--letters 5000] [--jobs 1] [--runs 3] [--before COMMIT] [--keep FOLDER]

Builds and publishes made letters about as many councils as England has; then publishes the graph with
one letter more over a copy of the release, several times, and, in turn with it, a graph of that letter
alone. Each is a process of its own. Prints seconds of processor time (the least of the runs), what one
letter more takes of a whole release and how many times what publishing that letter alone takes (limit 2, as
for builds: most of either is the start, the map and a page for each council), the most memory that the
process and the largest of its children took, files and bytes, with the limits that a release of 5,000
documents has to stay below (500 MB and 10,000 files: what static hosts take). Where a commit is named, its
program publishes the same in turn with this one. With ``--keep`` the builds stay below a folder, and the
next run takes them from there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from change_speed import Cost, cost
from commits import unpack
from made_letters import write_letters

FIRST, SECOND = "2026-01-31", "2026-02-28"
COUNCILS = 153  # upper-tier councils of England
MOST_FILES = 10_000
MOST_MB = 500
MOST_TIMES = 2.0  # one letter more over a release of that letter alone
MB = 1_000_000


def told(what: str, found: Cost) -> None:
    """Print what a command took."""
    print(
        f"{what:34} {found.cpu:8.2f} s of processor time, {found.wall:6.0f} s in all,"
        f" {found.memory:6} MB, its largest child {found.child} MB",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--letters", type=int, default=5000)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--before", default="")
    options.add_argument("--keep", type=Path)
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        before = unpack(args.before, Path(place) / "before") if args.before else None
        folder = (args.keep or Path(place)) / f"{args.letters}"
        folder.mkdir(parents=True, exist_ok=True)
        build(folder, args.letters, args.jobs)
        measure(folder, args.runs, {"before": before, "now": None} if before else {"now": None})


def build(folder: Path, count: int, jobs: int) -> None:
    """Build the graphs of so many letters, and of one more."""
    if (folder / "more").exists():
        return
    register = write_letters(count + 1, folder, councils=COUNCILS)
    letters = folder / "letters"
    last = min(letters.iterdir())
    aside = folder / last.name
    last.rename(aside)
    built = cost("build", letters, "--register", register, "--kg", folder / "kg", "--jobs", jobs)
    told(f"{count:,} letters built", built)
    cost("build", aside, "--register", register, "--kg", folder / "alone")
    shutil.copytree(folder / "kg", folder / "more", symlinks=True)
    told("one letter more added", cost("add", aside, "--kg", folder / "more"))


def measure(folder: Path, runs: int, programs: dict[str, Path | None]) -> None:
    """Publish the letters and one more, with each program in turn, and print the figures."""
    whole: dict[str, Cost] = {}
    more: dict[str, list[Cost]] = {name: [] for name in programs}
    alone: dict[str, list[Cost]] = {name: [] for name in programs}
    for name, root in programs.items():
        shutil.rmtree(folder / f"site-{name}", ignore_errors=True)
        whole[name] = publish(folder / "kg", folder / f"site-{name}", FIRST, root)
    for _ in range(runs):
        for name, root in programs.items():
            site = folder / f"next-{name}"
            shutil.rmtree(site, ignore_errors=True)
            shutil.copytree(folder / f"site-{name}", site)
            more[name].append(publish(folder / "more", site, SECOND, root))
            apart = folder / f"apart-{name}"
            shutil.rmtree(apart, ignore_errors=True)
            alone[name].append(publish(folder / "alone", apart, SECOND, root))
    print(f"load {os.getloadavg()[0]:.1f}")
    for name in programs:
        least, one = (min(found[name], key=lambda cost: cost.cpu) for found in (more, alone))
        times = least.cpu / one.cpu
        kept = "kept" if times <= MOST_TIMES else "BROKEN"
        told(f"{name}: published whole", whole[name])
        told(f"{name}: published again, one more", least)
        told(f"{name}: that letter alone", one)
        print(f"{name}: one letter more is {least.cpu / whole[name].cpu:.1%} of the whole", end=", ")
        print(f"{times:.2f} times that letter alone  limit {MOST_TIMES:.0f}: {kept}")
    sizes(folder / "next-now")


def publish(kg: Path, site: Path, date: str, root: Path | None) -> Cost:
    """Publish a graph, with the program of a folder or this one."""
    return cost("publish", "--kg", kg.resolve(), "--out", site.resolve(), "--date", date, root=root)


def sizes(site: Path) -> None:
    """Print how many files a release has, and how large they are."""
    files = [path for path in site.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    for name, value, most in (("files", len(files), MOST_FILES), ("MB", size / MB, MOST_MB)):
        print(f"  {name:6} {value:12,.0f}  limit {most:,}: {'kept' if value < most else 'BROKEN'}")
    parts: Counter[str] = Counter()
    for path in files:
        parts["/".join(path.relative_to(site).parts[:-1][:2])] += path.stat().st_size
    numbers = Counter("/".join(path.relative_to(site).parts[:-1][:2]) for path in files)
    for part, total in parts.most_common(8):
        print(f"    {part or '.':24} {numbers[part]:7,} files {total / MB:8.1f} MB", flush=True)


if __name__ == "__main__":
    main()
