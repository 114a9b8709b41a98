"""Up to what size the embedded store serves: graphs of several sizes, one row each, in one run.

    python benchmarks/store_size.py [--letters 500,2000,8000]

For each: quads; disk a letter, of the store and of the packs; seconds to open it and to load it into
memory, and the memory that takes; the median and the slowest stored query on disk and in memory; seconds
and bytes a letter of ``dump --bulk``. Each size has a process of its own.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from query_speed import VALUES, build

from ofsted_kg import query
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.bulk import bulk


def taken(action: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def size(folder: Path, pattern: str) -> int:
    """Return the bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def queries(kg: KnowledgeGraph) -> str:
    """Return the median and the slowest of the stored queries, in milliseconds, once warm."""
    times = {}
    for stored in query.load_queries():
        values = VALUES.get(stored.name)
        query.run(stored, values, kg)
        times[stored.name] = 1000 * taken(lambda: query.run(stored, values, kg))  # noqa: B023 - called at once
    slowest = max(times, key=times.__getitem__)
    return f"{statistics.median(times.values()):8.0f} {times[slowest]:8.0f} ({slowest})"


def measure(letters: int) -> None:
    """Print the row of one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kg = build(folder, letters)
        opened = taken(lambda: KnowledgeGraph.open(kg).ask("ASK { ?s ?p ?o }"))
        disk = KnowledgeGraph.open(kg)
        on_disk = queries(disk)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        memory = KnowledgeGraph.in_memory(kg)
        loaded = time.perf_counter() - start
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        in_memory = queries(memory)
        dumped = taken(lambda: bulk(disk, folder / "bulk"))
        print(
            f"{letters:7} {len(memory):10,} {size(kg, 'builds/*/store/*') / letters / 1024:7.0f}"
            f" {size(kg, 'builds/*/letters/*') / letters / 1024:6.1f} {opened * 1000:6.0f}"
            f" {loaded:7.1f} {more:7.0f} | {on_disk} | {in_memory} | {dumped:6.1f}"
            f" {size(folder / 'bulk', '*') / letters / 1024:6.1f}",
            flush=True,
        )


def main() -> None:
    """Print a row a size."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--letters", default="500,2000,8000")
    args.add_argument("--one", type=int, help=argparse.SUPPRESS)
    opts = args.parse_args()
    if opts.one:
        measure(opts.one)
        return
    print(
        "letters      quads  KB store  pack  ms open  s load  MB more | ms on disk | in memory | s bulk  KB"
    )
    for letters in opts.letters.split(","):
        subprocess.run([sys.executable, __file__, "--one", letters], check=True)


if __name__ == "__main__":
    main()
