"""How much of composed sentences is read: recall, precision, the worst pairs of slots, examples.

    python benchmarks/composed.py [--count 20000] [--seed 2009] [--pairs 15] [--examples 2] [--family NAME]

The sentences come from tests/compose with facts that are known by construction; each slot's values
meet all values of every other slot that they may meet. Near misses must yield nothing. Printed: the
figures by family, how many pairs were covered, the values and the pairs of values at which most
fails beyond what the family fails anyway, and sentences that fail there, with what was missed (-)
and what was read in its place (+). The last line is JSON. Exit status 1 where recall or precision
of the whole falls below --least.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from compose.facts import Composed, Fact
from compose.families import FAMILIES
from compose.reader import read
from compose.score import Outcome, Report, report

LEAST_SEEN = 8  # a pair that occurs less often says nothing
NOTHING = ("", "-", "none")  # a slot that is empty is not where it fails


def fact(one: Fact) -> str:
    """Return a fact in a line."""
    return " ".join(part for part in (one.subject, *one.key(), *one.detail()) if part not in ("", "False"))


def show(one: Outcome) -> None:
    """Print a sentence that fails."""
    print(f"    {one.sentence.text}")
    for missed in one.missed:
        print(f"      - {fact(missed)}")
    for extra in one.extra:
        print(f"      + {fact(extra)}")
    if one.sentence.refusal:
        print(f"      ({one.sentence.refusal})")


def worst(found: Report, pairs: int, examples: int) -> None:
    """Print the values and the pairs of values at which most fails, with sentences."""
    base = {name: score.failing / score.sentences for name, score in found.families.items()}
    single = sorted(
        (
            (fails - base[key[0]] * seen, fails, seen, key)
            for key, (fails, seen) in found.values.items()
            if key[2] not in NOTHING
        ),
        reverse=True,
    )
    print("\nworst values of a slot")
    for _, fails, seen, (family, slot, value) in single[:pairs]:
        print(f"  {fails:5} of {seen:5}  {family}: {slot} = {value!r}")
    rate = {key: fails / seen for key, (fails, seen) in found.values.items()}
    double = []
    for (family, pair), (fails, seen) in found.pairs.items():
        first, a, second, b = pair
        if seen >= LEAST_SEEN and fails and a not in NOTHING and b not in NOTHING:
            alone = max(rate[(family, first, a)], rate[(family, second, b)])
            double.append((fails - alone * seen, fails, seen, family, pair))
    double.sort(key=lambda row: (-row[0], row[3], row[4]))
    print("\nworst pairs, beyond the worse of their two values")
    for _, fails, seen, family, (first, a, second, b) in double[:pairs]:
        print(f"  {fails:5} of {seen:5}  {family}: {first} = {a!r}, {second} = {b!r}")
        held = [
            one
            for one in found.failures
            if one.sentence.family == family
            and dict(one.sentence.slots)[first] == a
            and dict(one.sentence.slots)[second] == b
        ]
        for one in sorted(held, key=lambda o: len(o.sentence.text))[:examples]:
            show(one)
    print("\nshortest sentences that fail at the worst values")
    for _, _, _, (family, slot, value) in single[:pairs]:
        held = [
            one
            for one in found.failures
            if one.sentence.family == family and dict(one.sentence.slots)[slot] == value
        ]
        print(f"  {family}: {slot} = {value!r}")
        for one in sorted(held, key=lambda o: len(o.sentence.text))[:examples]:
            show(one)


def main() -> int:
    """Run."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=2009)
    options.add_argument("--pairs", type=int, default=15)
    options.add_argument("--examples", type=int, default=2)
    options.add_argument("--family", choices=[family.name for family in FAMILIES])
    options.add_argument("--least", type=float, default=0.995)
    asked = options.parse_args()
    started = time.perf_counter()
    sentences: list[Composed] = []
    for family in FAMILIES:
        if asked.family in (None, family.name):
            cover = family.cover(asked.seed)
            total = cover.left
            sentences += [family.write(row) for row in cover.rows(asked.count * family.share // 1000)]
            print(
                f"{family.name}: {total - cover.left} of {total} pairs of values settled "
                f"({len(cover.impossible)} of them cannot be), {cover.left} left"
            )
    composed = time.perf_counter()
    found = report(read(sentences))
    print(
        f"{len(sentences)} sentences, {composed - started:.0f} s to compose, "
        f"{time.perf_counter() - composed:.0f} s to read and score\n"
    )
    for name, score in found.families.items():
        print(f"{name:11} {score.line()}")
    whole = found.whole
    print(f"{'all':11} {whole.line()}")
    worst(found, asked.pairs, asked.examples)
    print(
        json.dumps(
            {
                "sentences": whole.sentences,
                "failing": whole.failing,
                "recall": round(whole.recall, 4),
                "precision": round(whole.precision, 4),
                "details": round(whole.details, 4),
                "silent": whole.silent,
            }
        )
    )
    return 0 if min(whole.recall, whole.precision) >= asked.least else 1


if __name__ == "__main__":
    sys.exit(main())
