"""How fast letters are validated: our way and the usual way, the same shapes, one run.

In: the number of letters. Out: letters a second and core of (a) the package's
``Validator``, (b) the same without its quick check, so that pyshacl reads every letter,
and (c) ``pyshacl.validate`` as its manual shows it, a letter at a time with the whole
ontology merged in; and whether all find the same. The letters are copies of a test
example, one in ten of them wrong. The time to load
pyshacl is left out.

    python benchmarks/validation_speed.py [LETTERS]
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyshacl
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph
from rdflib.namespace import SH

from ofsted_kg.validate import Validator
from ofsted_kg.validate.letters import LETTER_FILES, shipped_reference
from ofsted_kg.vocabulary import resources

EXAMPLES = Path(__file__).resolve().parent.parent / "tests" / "shapes"
COPIES = 4  # the example's statements and spans, multiplied to the number in a real letter
SLOW = 12  # letters for the usual way, which would take minutes over all
PART = re.compile(r"/(span|judgement|comparison|finding|section)/")  # "…/span/120-180"
Found = set[tuple[str, str]]


def ntriples(quads: Iterable[Quad]) -> str:
    """Return quads as N-Triples."""
    return "".join(f"{quad.triple} .\n" for quad in quads)


def letter(number: int) -> str:
    """Return a letter's graph: the example at another place, its statements multiplied."""
    example = ntriples(parse(path=EXAMPLES / "valid" / "annual-rating-2009.ttl", format=RdfFormat.TURTLE))
    moved = example.replace("/letter/exampleton/", f"/letter/exampleton-{number}/")
    lines = {line for copy in range(COPIES) for line in PART.sub(rf"/\1/{copy}", moved).splitlines()}
    if number % 10 == 0:
        lines = {line for line in lines if "/polarity>" not in line}
    graph = f"<https://example.org/graph/{number}>"
    return "".join(f"{line.removesuffix('.')}{graph} .\n" for line in sorted(lines))


def ours(
    graphs: Sequence[tuple[str, str]], reference: Sequence[Quad], *, fast_path: bool = True
) -> tuple[float, Found]:
    """Return letters a second and what was found."""
    validator = Validator(reference, fast_path=fast_path)
    _ = validator.judge  # loaded before the clock runs
    start = time.process_time()
    reports = validator.validate(graphs)
    speed = len(graphs) / (time.process_time() - start)
    return speed, {(result.focus, result.shape) for report in reports for result in report.results}


def usual(graphs: Sequence[tuple[str, str]], reference: Sequence[Quad]) -> tuple[float, Found]:
    """Return the same for pyshacl a letter at a time, beside the whole ontology."""
    shapes = Graph()
    for name in LETTER_FILES:
        shapes.parse(resources.folder("shapes") / name, format="turtle")
    ontology = Graph().parse(data=ntriples(reference), format="nt")
    found: Found = set()
    start = time.process_time()
    for _, text in graphs:
        data = ontology + Graph().parse(data=ntriples(parse(text, format=RdfFormat.N_QUADS)), format="nt")
        _, outcome, _ = pyshacl.validate(data, shacl_graph=shapes)
        for result in outcome.subjects(SH.sourceShape):
            focus, shape = outcome.value(result, SH.focusNode), outcome.value(result, SH.sourceShape)
            found.add((str(focus), str(shape)))
    return len(graphs) / (time.process_time() - start), found


def main(letters: int) -> None:
    """Print the figures."""
    councils = parse(path=EXAMPLES / "councils.ttl", format=RdfFormat.TURTLE)
    reference = [*shipped_reference(), *councils]
    graphs = [(str(number), letter(number)) for number in range(letters)]
    size = sum(text.count("\n") for _, text in graphs) / letters
    quick, found = ours(graphs, reference)
    right, none = ours([pair for number, pair in enumerate(graphs) if number % 10], reference)
    judged, all_found = ours(graphs, reference, fast_path=False)
    _, same = ours(graphs[:SLOW], reference)
    slow, expected = usual(graphs[:SLOW], reference)
    print(f"{letters} letters of {size:.0f} triples, one core")
    print(f"  package                      {quick:7.1f} letters a second")
    print(f"  package, without the wrong   {right:7.1f} letters a second ({len(none)} results)")
    print(f"  package, all to pyshacl      {judged:7.1f} letters a second")
    print(f"  pyshacl, a letter at a time  {slow:7.1f} letters a second (on {SLOW} letters)")
    print(
        f"  same results with and without the check: {'yes' if found == all_found else 'NO'} ({len(found)})"
    )
    print(f"  same results on those {SLOW}: {'yes' if same == expected else 'NO'} ({len(same)} results)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
