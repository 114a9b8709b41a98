"""Can another SHACL engine take the place of our quick check? Conformance, agreement, speed, in one run.

    pip install shacl shacl-rust pyshifty pyrudof
    python benchmarks/shacl_engines.py [--letters 100] [--mutants 300] [--core FOLDER]

For each engine that is installed, beside pyshacl: how many of the W3C's core tests it passes (results held
against the expected ones by focus, path, component and severity; a folder with its manifests, if given); on
how many letters changed at random it finds the same (focus, shape) as pyshacl, and how often it misses or
adds; letters a second of a processor's time, each letter whole and by itself, shapes read once. Our own
``Validator`` stands in the same table, with the letters that it gets at a time in a build.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import random
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyshacl
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import BNode, Graph
from rdflib.namespace import RDF, SH, Namespace
from validation_speed import EXAMPLES, letter, ntriples

from ofsted_kg.pipeline.workers import CHUNK
from ofsted_kg.validate import Validator, engine
from ofsted_kg.validate.letters import LETTER_FILES, shipped_reference
from ofsted_kg.validate.notes import Notes
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import DEF, XSD

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
GRAPH = "https://example.org/graph"
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
# A result: focus, path, component, severity, shape; empty where blank.
Found = tuple[str, str, str, str, str]
# An engine gave up.
REFUSED: Found = ("https://example.org/refused", "", "", "", "")
Check = Callable[[str], list[Found]]


def bare(text: object) -> str:
    """Return an IRI without brackets, a literal by its value; nothing for a blank node or a path."""
    term = str(text or "")
    if term.startswith(("_:", "(", "^")) or isinstance(text, BNode):
        return ""
    if term.startswith("<") and term.find(">") != len(term) - 1:
        return ""
    if term.startswith('"'):
        return term[1:].rpartition('"')[0]
    return term.removeprefix("<").removesuffix(">")


def local(text: object) -> str:
    """Return the last part of an IRI."""
    return bare(text).rpartition("#")[2]


def of_graph(report: Graph) -> list[Found]:
    """Return the results of a report as RDF."""
    results = list(report.subjects(RDF.type, SH.ValidationResult))
    parts = (SH.focusNode, SH.resultPath, SH.sourceConstraintComponent, SH.resultSeverity, SH.sourceShape)
    found = []
    for result in results:
        focus, path, component, severity, shape = (report.value(result, part) for part in parts)
        found.append((bare(focus), bare(path), local(component), local(severity), bare(shape)))
    return found


def with_pyshacl(shapes: str) -> Check:
    """Return pyshacl as its manual shows it."""
    graph = Graph().parse(data=shapes, format="nt")

    def check(data: str) -> list[Found]:
        _, report, _ = pyshacl.validate(Graph().parse(data=data, format="nt"), shacl_graph=graph)
        return of_graph(report)

    return check


def with_shacl(shapes: str) -> Check:
    """Return ``shacl`` (Winstanley)."""
    compiled: Any = importlib.import_module("shacl").Shapes.from_text(shapes, "ntriples")

    def check(data: str) -> list[Found]:
        return [
            (bare(r.focus_node), bare(r.path), r.component, r.severity, bare(r.source_shape))
            for r in compiled.validate_text(data, "ntriples").results
        ]

    return check


def with_shacl_rust(shapes: str) -> Check:
    """Return ``shacl-rust`` (Erol), which reads the shapes each time."""
    module: Any = importlib.import_module("shacl_rust")
    keys = ("focusNode", "resultPath", "sourceConstraintComponent", "severity", "sourceShape")

    def check(data: str) -> list[Found]:
        report = module.validate(data, shapes, data_format="nt", shapes_format="nt", experimental_index=True)
        rows = [[r.get(key) for key in keys] for r in report["results"]]
        return [(bare(a), bare(b), local(c), local(d), bare(e)) for a, b, c, d, e in rows]

    return check


def with_shifty(shapes: str) -> Check:
    """Return ``pyshifty`` (Fierro)."""
    module: Any = importlib.import_module("shifty")
    prepared = module.PreparedValidator(shapes)

    def check(data: str) -> list[Found]:
        return of_graph(prepared.validate(data, infer=False)[1])

    return check


def with_rudof(shapes: str) -> Check:
    """Return ``pyrudof`` (WESO)."""
    module: Any = importlib.import_module("pyrudof")
    rudof = module.Rudof(module.RudofConfig())
    rudof.read_shacl(shapes)

    def check(data: str) -> list[Found]:
        rudof.reset_data()
        rudof.read_data(data, format=module.RDFFormat.NTriples)
        try:
            report = rudof.validate_shacl()
        except module.RudofError:
            return [REFUSED]
        return [
            (
                bare(r.focus_node),
                bare(r.path),
                local(r.constraint_component),
                str(r.severity),
                bare(r.source_shape),
            )
            for r in report.violations
        ]

    return check


ENGINES: dict[str, Callable[[str], Check]] = {
    "pyshacl": with_pyshacl,
    "shacl": with_shacl,
    "shacl-rust": with_shacl_rust,
    "pyshifty": with_shifty,
    "pyrudof": with_rudof,
}


# -- the W3C's tests


def tests(manifest: Path) -> Iterator[tuple[str, str, str, list[Found] | None]]:
    """Yield name, data, shapes and expected results (None: it must be refused) of each test."""
    if not manifest.is_file():  # SHACL-SPARQL's, which our shapes do without
        return
    graph = Graph().parse(manifest, format="turtle", publicID=manifest.as_uri())
    for _, included in graph.subject_objects(MF.include):
        yield from tests(Path(str(included).removeprefix("file://")))
    for test in graph.subjects(RDF.type, SHT.Validate):
        action, result = graph.value(test, MF.action), graph.value(test, MF.result)
        texts = []
        for part in (SHT.dataGraph, SHT.shapesGraph):
            path = Path(str(graph.value(action, part)).removeprefix("file://"))
            texts.append(ntriples(parse(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri())))
        expected = None
        if result != SHT.Failure:
            report = Graph()
            for each in graph.objects(result, SH.result):
                for triple in graph.triples((each, None, None)):
                    report.add(triple)
            expected = of_graph(report)
        yield str(test).rpartition("/")[2], *texts, expected  # type: ignore[misc]


def passes(make: Callable[[str], Check], data: str, shapes: str, expected: list[Found] | None) -> bool:
    """Tell whether an engine finds just what a test expects."""
    try:
        found = make(shapes)(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a Rust panic is no Exception
        return expected is None
    return expected is not None and Counter(r[:4] for r in found) == Counter(r[:4] for r in expected)


# -- our shapes


ODD: tuple[NamedNode | Literal, ...] = (
    Literal(""),
    Literal("two\nlines"),
    Literal("odd", language="en"),
    *(
        Literal(text, datatype=NamedNode(XSD + kind))
        for text, kind in (
            ("3", "integer"),
            ("many", "integer"),
            ("-4", "nonNegativeInteger"),
            ("2009-12-32", "date"),
            ("2009-12-09", "date"),
            ("1899-01-01", "date"),
            ("perhaps", "boolean"),
            ("1.5", "decimal"),
        )
    ),
    NamedNode("https://example.org/odd"),
    *(
        NamedNode(DEF + name)
        for name in ("grade/sif/good", "Judgement", "Finding", "setting/primary-schools")
    ),
)


def mutants(count: int, seed: int = 12) -> Iterator[list[Triple]]:
    """Yield letters of every framework, each changed in one to three places; the same every time."""
    chance = random.Random(seed)
    paths = sorted((EXAMPLES / "valid").glob("*.ttl"))
    whole = [
        [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]
        for path in paths
        if path.stem not in ("totals", "vocabulary")
    ]
    for number in range(count):
        rows = list(whole[number % len(whole)])
        for _ in range(chance.randint(1, 3)):
            at, other = chance.randrange(len(rows)), chance.choice(rows)
            row = rows[at]
            kind = chance.randrange(5)
            if kind == 0:
                del rows[at]
            elif kind == 1:
                rows[at] = Triple(row.subject, row.predicate, chance.choice(ODD))
            elif kind == 2:
                rows.append(Triple(row.subject, row.predicate, chance.choice(ODD)))
            elif kind == 3:
                rows[at] = Triple(row.subject, row.predicate, other.object)
            else:
                rows.append(Triple(row.subject, other.predicate, other.object))
        yield rows


def triples_of(rows: Iterable[Quad | Triple]) -> Iterator[Triple]:
    """Yield triples, whatever graph they are in."""
    return (row.triple if isinstance(row, Quad) else row for row in rows)


def text_of(rows: Iterable[Triple]) -> str:
    """Return triples as N-Triples, each once."""
    return "".join(sorted({f"{row} .\n" for row in rows}))


def ours(validator: Validator, rows: str) -> set[tuple[str, str]]:
    """Return what the package finds in a letter."""
    graph = "".join(f"{line.removesuffix(' .')} <{GRAPH}> .\n" for line in rows.splitlines())
    (report,) = validator.validate([("a", graph)])
    return {(result.focus, result.shape) for result in report.results}


def speed(check: Callable[[list[str]], object], texts: list[str]) -> float:
    """Return how many a second of a processor's time."""
    check(texts[:1])
    start = time.process_time()
    check(texts)
    return len(texts) / (time.process_time() - start)


def things(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the results about things: our reports cite no literal, whose owner has a result of its own."""
    return {(focus, shape) for focus, shape in pairs if "://" in focus and focus != GRAPH}


def main() -> None:
    """Print a line an engine."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--letters", type=int, default=100)
    args.add_argument("--mutants", type=int, default=300)
    args.add_argument("--core", type=Path, help="folder of the W3C's core tests, with manifest.ttl")
    opts = args.parse_args()
    warnings.simplefilter("ignore")
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    files = [resources.folder("shapes") / name for name in LETTER_FILES]
    quads = [
        row for path in files for row in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    ]
    shapes = ntriples(quads)
    councils = parse(path=EXAMPLES / "councils.ttl", format=RdfFormat.TURTLE)
    reference = [*shipped_reference(), *(quad.triple for quad in councils)]
    relevant = text_of(triples_of(engine.Shapes(files, Notes(quads)).relevant(reference)))
    changed = [text_of(rows) for rows in mutants(opts.mutants)]
    letters = [ntriples(parse(letter(n), format=RdfFormat.N_QUADS)) for n in range(opts.letters)]
    core = list(tests((opts.core / "manifest.ttl").resolve())) if opts.core else []
    quick, judge = Validator(reference), Validator(reference, fast_path=False)
    expected = [things(ours(judge, rows)) for rows in changed]
    faulty = sum(map(bool, expected))
    print(f"{len(core)} core tests; {len(changed)} changed letters, {faulty} wrong; {len(letters)} letters")
    print(f"{'engine':12} {'core':>6} {'same':>6} {'missed':>7} {'added':>6} {'letters/s':>10}")

    def row(name: str, core_passed: str, found: list[set[tuple[str, str]]], rate: float) -> None:
        same = sum(map(set.__eq__, found, expected))
        missed = sum(len(e - f) for e, f in zip(expected, found, strict=True))
        added = sum(len(f - e) for e, f in zip(expected, found, strict=True))
        print(f"{name:12} {core_passed:>6} {same:6} {missed:7} {added:6} {rate:10.0f}", flush=True)

    found = [things(ours(quick, rows)) for rows in changed]
    graphs = {text: letter(number) for number, text in enumerate(letters)}

    def as_built(texts: list[str]) -> None:
        for start in range(0, len(texts), CHUNK):
            quick.validate([(text, graphs[text]) for text in texts[start : start + CHUNK]])

    row("ofsted-kg", "-", found, speed(as_built, letters))
    for name, make in ENGINES.items():
        try:
            check = make(shapes)
        except ModuleNotFoundError:
            print(f"{name:12} is not installed")
            continue
        passed = sum(passes(make, *test[1:]) for test in core)
        few = letters if name != "pyshacl" else letters[:20]
        pairs = expected
        if name != "pyshacl":
            pairs = [things((r[0], r[4]) for r in check(rows + relevant)) for rows in changed]
        rate = speed(lambda texts: [check(text + relevant) for text in texts], few)  # noqa: B023 - called at once
        row(name, f"{passed}", pairs, rate)


if __name__ == "__main__":
    main()
