"""Every stored query of a commit before beside today's, on the same letters, in one run.

usage: query_versions.py COMMIT [--letters 300] [--runs 3] [QUERY ...]

Each version writes its own graph of the same generated letters (`query_speed.py`) and opens it as the
command line does. The two take turns, query by query. Prints a line a query: rows, the least of some runs
in milliseconds of processor, the ratio, and what the answer has gained: a query that was changed to say
more, or to count other rows, is known by that.
"""

from __future__ import annotations

import argparse
import inspect
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from commits import ROOT, unpack


def child(tree: str, letters: int, runs: int) -> None:
    """Build the graph with the code of a tree; then answer a query's name, a line, with its figures."""
    sys.path[:0] = [tree, f"{tree}/benchmarks"]
    import query_speed

    import ofsted_kg
    from ofsted_kg import query
    from ofsted_kg.store import KnowledgeGraph

    if not str(ofsted_kg.__file__).startswith(tree):
        sys.exit(f"another version is in the way: {ofsted_kg.__file__}")
    with tempfile.TemporaryDirectory() as folder:
        kg = KnowledgeGraph.open(query_speed.build(Path(folder), letters))
        names = [stored.name for stored in query.load_queries()]
        print(json.dumps(names), flush=True)
        for line in sys.stdin:
            name, values = json.loads(line)
            known = {parameter.name for parameter in query.stored_query(name).parameters}
            given = {key: value for key, value in values.items() if key in known}
            best = math.inf
            for _ in range(runs):
                start = time.process_time()
                table = query.run(name, given, kg)
                best = min(best, time.process_time() - start)
            print(json.dumps([best * 1000, len(table.rows), table.columns]), flush=True)


class _Version:
    """A version of the program at work in a process of its own."""

    def __init__(self, tree: Path, letters: int, runs: int) -> None:
        words = [sys.executable, __file__, "--child", str(tree), str(letters), str(runs)]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(words, env=os.environ | {"PYTHONPATH": str(tree)}, **pipes)
        self.names = self._read()

    def _read(self) -> list[Any]:
        assert self.process.stdout is not None  # noqa: S101 - it was asked for
        found: list[Any] = json.loads(self.process.stdout.readline())
        return found

    def ask(self, name: str, values: dict[str, Any]) -> list[Any]:
        assert self.process.stdin is not None  # noqa: S101 - it was asked for
        self.process.stdin.write(json.dumps([name, values]) + "\n")
        self.process.stdin.flush()
        return self._read()

    def close(self) -> None:
        assert self.process.stdin is not None  # noqa: S101 - it was asked for
        self.process.stdin.close()
        self.process.wait()


def main() -> None:
    """Run and print."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    args = argparse.ArgumentParser(description=inspect.cleandoc(__doc__ or "").splitlines()[0])
    args.add_argument("commit")
    args.add_argument("queries", nargs="*")
    args.add_argument("--letters", type=int, default=300)
    args.add_argument("--runs", type=int, default=3)
    opts = args.parse_args()
    from query_speed import VALUES

    with tempfile.TemporaryDirectory() as folder:
        old = _Version(unpack(opts.commit, Path(folder).resolve()), opts.letters, opts.runs)
        new = _Version(ROOT, opts.letters, opts.runs)
        print(f"{opts.letters} letters; milliseconds of processor, the least of {opts.runs} runs")
        print(f"{'query':22} {'rows':>6} {'rows':>6} {'before':>9} {'now':>9} {'ratio':>6}")
        ratios = []
        for name in opts.queries or new.names:
            values: dict[str, Any] = dict(VALUES.get(name, {}))
            now, rows, columns = new.ask(name, values)
            if name not in old.names:
                print(f"{name:22} {'':6} {rows:6} {'':9} {now:9.1f}    new", flush=True)
                continue
            before, rows_before, columns_before = old.ask(name, values)
            ratios.append(now / before)
            gained = [column for column in columns if column not in columns_before]
            print(
                f"{name:22} {rows_before:6} {rows:6} {before:9.1f} {now:9.1f} {ratios[-1]:6.2f}"
                f"  {'+ ' if gained else ''}{' '.join(gained)}",
                flush=True,
            )
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else math.nan
        print(f"geometric mean of the ratios: {mean:.2f}")
        old.close()
        new.close()


if __name__ == "__main__":
    main()
