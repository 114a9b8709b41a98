"""The shapes over a built folder, or over the ontology itself.

In: the folder. Out: lines to print and whether all conforms. Letters that the build
kept out are checked too, each line naming letter, rule, page and quote.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import RdfFormat, parse

from ofsted_kg.rows import source_of
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.validate import Report, Result, Validator, validate_dataset, validate_ontology


def check_folder(kg: KnowledgeGraph, *, warnings: bool = False) -> tuple[list[str], bool]:
    """Validate each letter's graph, then the dataset; with ``warnings`` also what is merely poor."""
    folder = kg.folder
    paths = sorted(
        [*(folder / "graphs").glob("*.nq"), *(folder / "rejected").glob("*.nq")], key=lambda path: path.name
    )
    texts = [path.read_text(encoding="utf-8") for path in paths]
    graphs = [(source_of(text) or path.stem, text) for path, text in zip(paths, texts, strict=True)]
    reference = (folder / "reference.nq").read_text(encoding="utf-8")
    reports = Validator(parse(reference, format=RdfFormat.N_QUADS)).validate(graphs)
    accepted = [path.read_text(encoding="utf-8") for path in paths if path.parent.name == "graphs"]
    totals = validate_dataset([reference, *accepted])
    lines = [text for report in reports for text in _lines(report.letter, report.results, warnings)]
    lines += _lines("dataset", totals, warnings)
    failing = sum(not report.conforms for report in reports)
    conforms = failing == 0 and not any(result.severity == "Violation" for result in totals)
    lines.append(f"{len(reports) - failing} of {len(reports)} letters conform")
    return lines, conforms


def check_ontology(*, warnings: bool = False) -> tuple[list[str], bool]:
    """Validate the ontology against the shapes for vocabularies."""
    report: Report = validate_ontology()
    lines = _lines("ontology", report.results, warnings)
    lines.append("the ontology conforms" if report.conforms else "the ontology does not conform")
    return lines, report.conforms


def _lines(name: str, results: Sequence[Result], warnings: bool) -> list[str]:
    return [
        f"{name}: {result.severity}: {result.shape.rsplit('/', 1)[-1]}: {result.message}"
        + (f" (page {result.page})" if result.page is not None else "")
        + (f" «{' '.join((result.quote or result.value).split())}»" if result.quote or result.value else "")
        for result in results
        if warnings or result.severity == "Violation"
    ]
