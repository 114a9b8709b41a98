"""Every stored query in our store, by Oxigraph alone and on an rdflib graph, over generated letters.

usage: query_speed.py [--letters 1000] [--limit SECONDS] [--whole SECONDS] [--runs 5] [--disk]

Prints a line a query: rows, milliseconds on disk (as the command line opens the store), in
memory (as the server does) and on a flat rdflib ``Graph``, and how many times faster; and how many times
as long ours takes as Oxigraph alone over the same store with the same text, its answer read to the end
(the two take turns, in seconds of processor, and the least of each counts). A query that rdflib does not end
within the limit counts with the limit, so its ratio is "at least"; with a limit of 0 rdflib is left out. It
has ``--whole`` seconds for all of it, the reading of the graph included, and what is cut is named at the end:
so the run ends whatever the number of letters. With ``--disk`` nothing is loaded into memory.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gc
import hashlib
import math
import os
import random
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TypeVar

import rdflib

from ofsted_kg import graph, query
from ofsted_kg.cli import COLLECT
from ofsted_kg.errors import QueryError
from ofsted_kg.graph import reference
from ofsted_kg.model import (
    Comparison,
    Council,
    Document,
    Evidence,
    Finding,
    Inspection,
    Judgement,
    Letter,
    Notice,
    Person,
    Rating,
    Review,
)
from ofsted_kg.pipeline.direct import write_folder
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.lexicon import Framework, Lexicon
from ofsted_kg.vocabulary.namespaces import Base

_T = TypeVar("_T")
REGISTER = ("gss_code", "official_name", "name", "type", "region")
COUNCILS = 120
# What a query needs, or what makes it answer as one asks it.
VALUES: dict[str, dict[str, query.Value]] = {
    "council-history": {"council": "Council 007"},
    "neighbours": {"council": "Council 007"},
    "then-and-now": {"then": "2010-12-31"},
    "wait": {"on": "2024-06-01"},
}


class _Writer:
    """Makes a letter's text and facts, a sentence at a time."""

    def __init__(self, rng: random.Random, words: Lexicon) -> None:
        self.rng = rng
        self.words = words
        self.text = ""

    def say(self, sentence: str) -> Evidence:
        start = len(self.text)
        self.text += sentence + "\n"
        return Evidence(start, start + len(sentence), sentence)

    def one(self, scheme: str) -> str:
        return self.rng.choice(self.words.concepts(scheme)).slug

    def judgement(self) -> Judgement:
        subject = self.one("setting") if self.rng.random() < 0.8 else self.one("outcome")
        grade = self.rng.choice(self.words.scale("prose")).slug
        quantity = self.one("quantity") if self.rng.random() < 0.4 else None
        exception = self.one("setting") if self.rng.random() < 0.1 else None
        said = self.say(f"{quantity or 'All'} of {subject} is {grade}, number {self.rng.random()}.")
        return Judgement(subject, grade, self.rng.random() < 0.3, said, quantity, exception)

    def comparison(self) -> Comparison:
        subject, direction, comparator = self.one("setting"), self.one("direction"), self.one("comparator")
        said = self.say(f"{subject} is {direction} {comparator}, number {self.rng.random()}.")
        return Comparison(subject, direction, comparator, said)

    def finding(self) -> Finding:
        text = f"point number {self.rng.random()}"
        return Finding(self.one("outcome"), self.one("polarity"), text, self.say(text))

    def ratings(self, framework: Framework) -> tuple[Rating, ...]:
        grades = [grade for grade in self.words.scale(framework.scale) if grade.rank > 0]
        found = []
        for area in framework.areas:
            grade = self.rng.choice(grades)
            found.append(Rating(area, grade.slug, grade.score, self.say(f"{area} {grade.slug}")))
        return tuple(found)


def generate(count: int, rng: random.Random) -> tuple[list[Council], list[tuple[Letter, Document]]]:
    """Return invented councils and as many letters and reports on them."""
    words = lexicon.load()
    kinds = sum(framework.first is not None for framework in words.frameworks)
    councils = [
        Council(f"Council {i:03}", f"The Council of {i:03}", f"X{i:08}", region=f"{i % 9}")
        for i in range(max(COUNCILS, -(-count // kinds)))
    ]
    found: list[tuple[Letter, Document]] = []
    for council in councils:
        for framework in words.frameworks:
            if framework.first is None or len(found) == count:
                continue
            found.append(_letter(council, framework, _Writer(rng, words)))
    return councils, found


def _letter(council: Council, framework: Framework, w: _Writer) -> tuple[Letter, Document]:
    assert framework.first is not None  # noqa: S101 - frameworks without a first day are not asked for
    day = framework.first + dt.timedelta(w.rng.randrange(300))
    listed = framework.slug.startswith("apa")
    report = framework.year is None
    inspection = None
    if report:
        leads = tuple(Person(f"Lead {w.rng.randrange(40)}") for _ in range(w.rng.choice([1, 1, 1, 2])))
        inspection = Inspection(day - dt.timedelta(60), day - dt.timedelta(50), leads)
    letter = Letter(
        f"{framework.slug}-{council.gss_code}",
        framework.slug,
        council,
        day,
        framework.year or day.year,
        title=framework.label,
        addressee=None if report else Person(f"Director {council.name}", "Ms", "Director"),
        signatories=() if report else (Person(f"Inspector {w.rng.randrange(40)}"),),
        inspection=inspection,
        ratings=w.ratings(framework),
        judgements=tuple(
            {(j := w.judgement()).evidence: j for _ in range(4 if listed or report else 14)}.values()
        ),
        comparisons=tuple(w.comparison() for _ in range(0 if report else 5)),
        findings=tuple(w.finding() for _ in range(14 if listed or report else 0)),
        reviews=() if report else (Review(2, "2008-04", "adequate", w.say("Two reviews were adequate.")),),
        notices=(
            Notice("unread-grade", "this was not understood", w.say("A riddle.")),
            Notice("other", "why"),
        ),
    )
    digest = hashlib.sha256(letter.source.encode()).hexdigest()
    document = Document(letter.source, f"{letter.source}.txt", "text/plain", digest, len(w.text), w.text)
    return letter, document


def build(folder: Path, count: int) -> Path:
    """Write a built folder with generated letters; return it."""
    councils, letters = generate(count, random.Random(2009))
    words, base = lexicon.load(), Base()
    register = folder / "register.csv"
    regions = [entry.label for entry in words.concepts("region")]
    with register.open("w", newline="", encoding="utf-8") as handle:
        rows = csv.DictWriter(handle, REGISTER)
        rows.writeheader()
        for i, council in enumerate(councils):
            rows.writerow(
                {
                    "gss_code": council.gss_code,
                    "official_name": council.official_name,
                    "name": council.name,
                    "type": "Unitary authority",
                    "region": regions[i % len(regions)],
                }
            )
    found = {
        letter.source: (graph.nquads(letter, document, words, base), document.text)
        for letter, document in letters
    }
    write_folder(folder / "kg", reference.nquads(base, (register,)), found)
    return folder / "kg"


def flat(kg: KnowledgeGraph) -> rdflib.Graph:
    """Return all triples in one rdflib graph: the quickest that rdflib has."""
    found = rdflib.Graph()
    for part in kg.to_rdflib().graphs():
        found += part
    return found


def timed(ask: Callable[[], _T], runs: int) -> tuple[float, _T]:
    """Return the median time in seconds, and the answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        found = ask()
        times.append(time.perf_counter() - start)
    return statistics.median(times), found


class _TooLong(Exception):  # noqa: N818 - the name says what happened
    pass


def limited(ask: Callable[[], _T], limit: float) -> tuple[float, _T | None]:
    """Run once, and give up after the limit."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        return timed(ask, 1)
    except _TooLong:
        return limit, None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def mean(numbers: list[float]) -> float:
    """Return the geometric mean."""
    return math.exp(statistics.fmean(math.log(number) for number in numbers))


def least_of_both(
    stored: query.StoredQuery, values: dict[str, query.Value], kg: KnowledgeGraph, runs: int
) -> tuple[float, float, query.Table]:
    """Return the least seconds that ours and that Oxigraph alone take, in turns, and the answer."""
    text = query.bind(stored, values, kg)

    def alone() -> list[tuple[object, ...]]:
        found = kg.store.query(text, use_default_graph_as_union=True)
        return [tuple(row) for row in found]  # type: ignore[union-attr]

    ours, theirs = [], []
    for _ in range(runs):
        # Of the processor: beside other programs a clock on the wall tells of them.
        start = time.process_time()
        table = query.run(stored, values, kg)
        ours.append(time.process_time() - start)
        start = time.process_time()
        rows = alone()
        theirs.append(time.process_time() - start)
        if len(rows) != len(table.rows):
            raise QueryError(f"{stored.name}: Oxigraph alone gives other rows")
    return min(ours), min(theirs), table


def main() -> None:
    """Run and print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--letters", type=int, default=1000)
    args.add_argument("--limit", type=float, default=60.0, help="seconds for a query in rdflib; 0: without")
    args.add_argument("--whole", type=float, default=900.0, help="seconds for all of rdflib")
    args.add_argument("--runs", type=int, default=5)
    args.add_argument("--disk", action="store_true", help="only on disk")
    opts = args.parse_args()
    gc.set_threshold(*COLLECT)
    with tempfile.TemporaryDirectory() as folder:
        kg = build(Path(folder), opts.letters)
        disk = KnowledgeGraph.open(kg)
        memory = None if opts.disk else KnowledgeGraph.in_memory(kg)
        left, other, cut = opts.whole, None, list[str]()
        if opts.limit:
            seconds, other = limited(lambda: flat(memory or disk), left)
            left -= seconds
            print(
                f"rdflib read the graph in {seconds:.0f} s"
                if other
                else f"rdflib: cut after {seconds:.0f} s of reading"
            )
        print(f"{opts.letters} letters, {len(disk)} quads; milliseconds; load {os.getloadavg()[0]:.1f}")
        heads = ("disk", "alone", "times", "memory", "rdflib", "disk", "memory")
        print(f"{'query':22} {'rows':>6} " + " ".join(f"{head:>8}" for head in heads))
        speeds: list[tuple[float, float]] = []
        over: list[float] = []
        for stored in query.load_queries():
            values = VALUES.get(stored.name, {})
            on_disk, alone, table = least_of_both(stored, values, disk, opts.runs)
            over.append(on_disk / alone)
            told = [on_disk * 1000, alone * 1000, over[-1]]
            if memory is not None:
                in_memory, same = timed(lambda: query.run(stored, values, memory), opts.runs)  # noqa: B023
                told.append(in_memory * 1000)
                if same != table:
                    raise QueryError(f"{stored.name}: the engines differ")
            least = ""
            if other is not None and left <= 0:
                cut.append(stored.name)
            elif other is not None:
                most = min(opts.limit, left)
                theirs, answer = limited(lambda: query.run(stored, values, other), most)  # noqa: B023
                left -= theirs
                cut += [stored.name] if answer is None else []
                if answer not in (None, table):
                    raise QueryError(f"{stored.name}: the engines differ")
                speeds.append((theirs / on_disk, theirs / in_memory if memory is not None else math.nan))
                told += [theirs * 1000, *speeds[-1]]
                least = "" if answer is not None else " or more: stopped at the limit"
            print(
                f"{stored.name:22} {len(table.rows):6} " + " ".join(f"{n:8.2f}" for n in told) + least,
                flush=True,
            )
        print(f"beside Oxigraph alone: {mean(over):.2f} times as long, at most {max(over):.2f}")
        if cut:
            print(f"cut in rdflib: {' '.join(cut)}")
        if speeds:
            means = [mean(list(column)) for column in zip(*speeds, strict=True)]
            print(f"geometric mean: on disk {means[0]:.0f}x, in memory {means[1]:.0f}x")


if __name__ == "__main__":
    main()
