"""How large a release of many letters is, and what publishing one letter more costs.

Usage: release_size.py [--letters 5000] [--jobs 1]

Builds and publishes made letters about as many councils as England has; then adds one,
builds and publishes again over the release. Each is a process of its own. Prints seconds of
processor time, the most memory that the process and the largest of its children took, files
and bytes of each, with the limits that a release of 5,000 documents has to stay below (500 MB
and 10,000 files: what static hosts take).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from change_speed import Cost, cost
from made_letters import write_letters

DATES = ("2026-01-31", "2026-02-28")
COUNCILS = 153  # upper-tier councils of England
MOST_FILES = 10_000
MOST_MB = 500
MB = 1_000_000


def told(what: str, found: Cost) -> None:
    """Print what a command took."""
    print(
        f"{what}: {found.cpu:8.1f} s of processor time, {found.wall:6.0f} s in all,"
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
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), args.letters, args.jobs)


def measure(folder: Path, count: int, jobs: int) -> None:
    """Publish ``count`` letters, then one more, and print the figures."""
    register = write_letters(count + 1, folder, councils=COUNCILS)
    letters = folder / "letters"
    last = min(letters.iterdir())
    aside = folder / last.name
    last.rename(aside)
    for date in DATES:
        _step(folder, letters, register, jobs, date)
        if aside.exists():
            aside.rename(last)


def _step(folder: Path, letters: Path, register: Path, jobs: int, date: str) -> None:
    count = sum(1 for _ in letters.iterdir())
    kg, site = folder / "kg", folder / "site"
    told(
        f"{count:6,} letters built",
        cost("build", letters, "--register", register, "--kg", kg, "--jobs", jobs),
    )
    told(f"{'':14} published", cost("publish", "--kg", kg, "--out", site, "--date", date))
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
