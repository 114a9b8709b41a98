"""How many rows are read otherwise than they should be when their words are changed in a known way.

    python benchmarks/metamorphic.py [--relation NAME ...] [--examples 3] [--most 0.05]
    python benchmarks/metamorphic.py --shares > shares.json && mv shares.json tests/metamorphose/

The changes stand in tests/metamorphose, family by family; every row of tests/grammar/rows that bears one is
read with it. Printed for each relation: to how many rows it applies, how many of them break it, the share,
and examples with what was expected (-) and what was found (+). --shares reads the sample of
tests/test_metamorphic.py only, and prints what that test has on file. The last line is JSON. Exit status 1
where a larger share of a relation breaks than --most.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from metamorphose import RELATIONS
from metamorphose.rows import rows
from metamorphose.score import sample, score, written


def main() -> int:
    """Run."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--relation", nargs="+", choices=RELATIONS, default=list(RELATIONS), metavar="NAME")
    options.add_argument("--examples", type=int, default=3)
    options.add_argument("--most", type=float, default=0.05)
    options.add_argument("--shares", action="store_true")
    asked = options.parse_args()
    relations = [RELATIONS[name] for name in asked.relation]
    if asked.shares:
        sampled = (one for one in relations if not one.whole)
        print(written({one.name: score(sample(one)).percent for one in sampled}), end="")
        return 0
    started, family = time.perf_counter(), ""
    figures = {}
    for one in relations:
        if family != one.family:
            family = one.family
            print(f"\n{family}")
        found = score(one.make(rows()))
        figures[one.name] = {
            "rows": found.applies,
            "breaks": len(found.breaks),
            "share": round(found.share, 4),
        }
        print(
            f"  {one.name:24} {found.applies:5} {len(found.breaks):4} {found.share:7.2%}  {one.says}",
            flush=True,
        )
        for broken in found.breaks[: asked.examples]:
            print("      " + str(broken).replace("\n", "\n      "))
    print(f"\n{len(rows())} rows, {time.perf_counter() - started:.0f} s")
    print(json.dumps(figures))
    return 1 if any(one["share"] > asked.most for one in figures.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
