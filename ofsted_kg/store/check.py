"""The shapes over a built folder, or over the ontology itself.

In: the folder. Out: lines to print and whether all conforms. Letters that the build
kept out are checked too, each line naming letter, rule, page and quote.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import RdfFormat, parse

from ofsted_kg.read.arguments import Engine
from ofsted_kg.rows import TYPE, Row, read_rows
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.manifest import COUNCILS_COUNTED
from ofsted_kg.validate import Link, Report, Result, Validator, hold, links, validate_ontology
from ofsted_kg.vocabulary.namespaces import DEF, OA, RDFS

# Letters that are in memory at a time.
CHUNK = 100


def check_folder(
    kg: KnowledgeGraph, *, warnings: bool = False, engine: Engine = Engine.AUTO, beside: Iterable[str] = ()
) -> tuple[list[str], bool]:
    """Validate each letter's graph, then the dataset; with ``warnings`` also what is merely poor.

    That is what a shape warns of, and what the letter's graph itself says could not be read or is in doubt;
    and ``beside``, what the build found of no one letter.
    """
    reference = kg.reference()
    validator = Validator(parse(reference, format=RdfFormat.N_QUADS), fast_path=engine is not Engine.PYSHACL)
    lines: list[str] = []
    found: set[Link] = set()
    count = failing = 0
    letters = kg.letters(kept_out=True)
    while chunk := list(itertools.islice(letters, CHUNK)):
        texts = [(letter.source, nquads.decode("utf-8")) for letter, nquads in chunk]
        for report, (source, text) in zip(validator.validate(texts), texts, strict=True):
            lines += _lines(report.letter, report.results, warnings)
            lines += _said(source, text) if warnings else ()
            failing += not report.conforms
        for (letter, _), (_, text) in zip(chunk, texts, strict=True):
            if letter.accepted:
                found.update(links(text))
        count += len(chunk)
    totals = hold([reference], Counter((link.framework, link.grade) for link in found))
    lines += _lines("dataset", totals, warnings)
    lines += [line for line in beside if line not in lines]
    conforms = failing == 0 and not any(result.severity == "Violation" for result in totals)
    lines.append(f"{count - failing} of {count} letters conform")
    return lines, conforms


def above_totals(kg: KnowledgeGraph) -> list[Result]:
    """Hold what a folder counts against the published national totals, without reading its letters."""
    counts = {(framework, grade): count for framework, grade, count in kg.manifest.rows(COUNCILS_COUNTED)}
    return hold([kg.reference()], counts)


def check_ontology(*, warnings: bool = False) -> tuple[list[str], bool]:
    """Validate the ontology against the shapes for vocabularies."""
    report: Report = validate_ontology()
    lines = _lines("ontology", report.results, warnings)
    lines.append("the ontology conforms" if report.conforms else "the ontology does not conform")
    return lines, report.conforms


def _said(name: str, nquads: str) -> list[str]:
    """Return the warnings that a letter's graph holds, in the order of its text."""
    about: dict[str, dict[str, Row]] = defaultdict(dict)
    selectors: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(nquads):
        about[row.subject][row.predicate] = row
        if row.predicate == OA + "hasSelector":
            selectors[row.subject].append(row.text)
    said = []
    for rows in list(about.values()):
        if TYPE not in rows or rows[TYPE].text != DEF + "Warning":
            continue
        span = rows[DEF + "evidence"].text if DEF + "evidence" in rows else ""
        words = {
            predicate: row.text for selector in selectors[span] for predicate, row in about[selector].items()
        }
        page = f" (page {about[span][DEF + 'page'].text})" if DEF + "page" in about[span] else ""
        quote = f" «{' '.join(words[OA + 'exact'].split())}»" if OA + "exact" in words else ""
        code, message = rows[DEF + "code"].text, rows[RDFS + "comment"].text
        said.append((int(words.get(OA + "start", -1)), f"{name}: Warning: {code}: {message}{page}{quote}"))
    return [line for _, line in sorted(said)]


def _lines(name: str, results: Sequence[Result], warnings: bool) -> list[str]:
    return [
        f"{name}: {result.severity}: {result.shape.rsplit('/', 1)[-1]}: {result.message}"
        + (f" (page {result.page})" if result.page is not None else "")
        + (f" «{' '.join((result.quote or result.value).split())}»" if result.quote or result.value else "")
        for result in results
        if warnings or result.severity == "Violation"
    ]
