"""Letters a second for the whole build, and where the time goes.

Usage: build_speed.py [--letters 1000] [--jobs 1]

Builds the letters as the command does, validation included; then runs the same steps one
after the other in this process, on one core, and prints what each costs. The rival of the
validation is stock pyshacl called as its documentation has it, a letter at a time with the
ontology beside it, on a part of the letters in the same run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from made_letters import write_letters
from pyoxigraph import RdfFormat, parse

from ofsted_kg import graph, register
from ofsted_kg.graph import reference
from ofsted_kg.letters import parse_letter
from ofsted_kg.pipeline import Options, build
from ofsted_kg.pipeline.account import Account
from ofsted_kg.pipeline.ledger import Status
from ofsted_kg.read import read_document
from ofsted_kg.store import write_store
from ofsted_kg.validate import Validator
from ofsted_kg.vocabulary import lexicon, resources
from ofsted_kg.vocabulary.namespaces import Base

Result = TypeVar("Result")

CHUNK = 20
RIVAL_LETTERS = 10


def timed(label: str, count: int, work: Callable[[], Result]) -> tuple[Result, float]:
    """Run a step; print its time and rate."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"{label:42} {seconds:8.2f} s {count / seconds:10.1f} letters/s")
    return result, seconds


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--letters", type=int, default=1000)
    options.add_argument("--jobs", type=int, default=1)
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), args.letters, args.jobs)


def measure(folder: Path, count: int, jobs: int) -> None:
    """Build ``count`` letters in ``folder`` and print the figures."""
    councils = write_letters(count, folder)
    files = sorted((folder / "letters").iterdir())
    settings = Options(registers=(councils,), jobs=jobs)
    result, _ = timed(
        f"whole build, {jobs} worker(s)", count, lambda: build([folder / "letters"], folder / "kg", settings)
    )
    kept_out = len(result.ledger.with_status(Status.NOT_CONFORMING))
    with Account(result.folder) as account:
        print(f"  facts: {account.facts()}, letters kept out: {kept_out}")
    print("steps, one core:")
    known = register.load((councils,))
    words = lexicon.load()
    beside = reference.nquads(Base(), (councils,))
    validator = Validator(parse(beside, format=RdfFormat.N_QUADS))
    documents, _ = timed("  read", count, lambda: [read_document(path) for path in files])
    letters, _ = timed("  parse", count, lambda: [parse_letter(d, words, known) for d in documents])
    pairs = list(zip(letters, documents, strict=True))
    graphs, _ = timed("  graph", count, lambda: [graph.nquads(a, d, words, Base()) for a, d in pairs])
    named = [(document.source, text) for document, text in zip(documents, graphs, strict=True)]
    chunks = [named[i : i + CHUNK] for i in range(0, count, CHUNK)]
    _, ours = timed("  validate", count, lambda: [validator.validate(chunk) for chunk in chunks])
    stored = [(source, text.encode()) for source, text in named]
    timed("  store", count, lambda: write_store(folder / "store", stored))
    rival = graphs[:RIVAL_LETTERS]
    _, theirs = timed("  stock pyshacl, a letter at a time", len(rival), lambda: stock(rival))
    ratio = (theirs / len(rival)) / (ours / count)
    print(f"  validation: {ratio:.1f} times the speed of stock pyshacl, a letter at a time")


def stock(graphs: list[str]) -> None:
    """Validate each graph as pyshacl's documentation has it."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph()
    for path in resources.files("shapes", ".ttl"):
        if not path.name.startswith(("ontology", "dataset")):
            shapes.parse(path)
    ontology = rdflib.Graph()
    for path in resources.files("ontology", ".ttl"):
        ontology.parse(path)
    for text in graphs:
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=text, format="nquads")
        data = rdflib.Graph()
        for triple in dataset.triples((None, None, None)):
            data.add(triple)
        for triple in ontology:
            data.add(triple)
        pyshacl.validate(data, shacl_graph=shapes)


if __name__ == "__main__":
    main()
