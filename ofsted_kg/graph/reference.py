"""What stands beside the letters in every dataset: the ontology, the councils, the tool.

In: ontology/ and the user's registers. Out: sorted N-Quads in two graphs that share no
triple: the vocabulary in ``def/``, the councils (and the software agent that the
letters' provenance names) in ``set/councils``.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ofsted_kg import __version__, register
from ofsted_kg.graph import software_iri
from ofsted_kg.model import Council
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import (
    DCTERMS,
    DEF,
    DEFAULT_BASE,
    FOAF,
    GEO,
    ONTOLOGY_GRAPH,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
    Base,
    concept,
    slug,
)

_NEIGHBOURS_OF = "2026-08"
_NEIGHBOURS_SOURCE = "https://github.com/JT-39/ofsted-ilacs-scrape-tool"
_MONTH = NamedNode(XSD + "gYearMonth")
# A council as it is called elsewhere, by the column of record/elsewhere.csv that says so.
WIKIDATA = "http://www.wikidata.org/entity/"
OPEN_DATA_COMMUNITIES = "http://opendatacommunities.org/id/"
_ELSEWHERE = {"wikidata": WIKIDATA, "open_data_communities": OPEN_DATA_COMMUNITIES}
# Ofsted's own pages on what it inspects; 44 are local authorities.
_PROVIDERS = "https://reports.ofsted.gov.uk/provider/44/"
STATISTICAL_GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"


@functools.cache
def nquads(base: Base, registers: tuple[Path, ...] = ()) -> str:
    """Return the reference graphs as sorted N-Quads.

    Raises:
        VocabularyError: a register of the user's is wrong.
    """
    lines: set[str] = set()
    for graph, rows in _graphs(base, registers):
        # A graph's name at the end of a line is written quicker than quads are made.
        data = (serialize(rows, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")
        lines.update(f"{line[:-1]}<{graph}> ." for line in data.split("\n") if line)
    return "".join(f"{line}\n" for line in sorted(lines))


def triples(base: Base, registers: tuple[Path, ...] = ()) -> Iterator[Triple]:
    """Yield the triples of the reference graphs.

    Raises:
        VocabularyError: a register of the user's is wrong.
    """
    for _, rows in _graphs(base, registers):
        yield from rows


@functools.cache
def _graphs(base: Base, registers: tuple[Path, ...]) -> tuple[tuple[str, tuple[Triple, ...]], ...]:
    """Return the names of the two graphs, and what each holds."""
    vocabulary: list[Triple] = []
    councils: list[Triple] = []
    for path in resources.files("ontology", ".ttl"):
        rows = councils if path.name == resources.COUNCILS_FILE else vocabulary
        shipped = resources.triples(path)
        rows.extend(shipped if base.iri == DEFAULT_BASE else (_rebased(row, base) for row in shipped))
    known = register.load(registers).councils
    names = {council.gss_code: council.name for council in known}
    ours = {council.gss_code for council in register.load().councils}
    for council in known:
        if council.gss_code not in ours:
            councils.extend(_council(council, base, names))
    councils.extend(_providers(known, base))
    councils.extend(_neighbours(base))
    councils.extend(_elsewhere(base))
    councils.extend(_software(base))
    return (ONTOLOGY_GRAPH, tuple(vocabulary)), (base.councils_graph, tuple(councils))


def _providers(councils: Iterable[Council], base: Base) -> Iterator[Triple]:
    """Yield the page that Ofsted has on each council, by the number that its register gives it."""
    for council in councils:
        if council.ofsted_urn.isdigit():
            page = NamedNode(_PROVIDERS + council.ofsted_urn)
            yield _triple(base.council(council.name), FOAF + "page", page)


def _neighbours(base: Base) -> Iterator[Triple]:
    """Yield each council's statistical neighbours, nearest first: dated, with their source."""
    kind = NamedNode(RDF + "type")
    dated = Literal(_NEIGHBOURS_OF, datatype=_MONTH)
    names = {council.gss_code: council.name for council in register.load().councils}
    with (resources.folder("record") / "neighbours.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            name, rank = names[row["gss_code"]], row["rank"]
            council, other = (base.council(names[row[key]]) for key in ("gss_code", "neighbour_gss_code"))
            node = NamedNode(f"{council}/neighbour/{rank}")
            label = f"{name}'s statistical neighbour {rank}: {names[row['neighbour_gss_code']]}"
            yield Triple(NamedNode(council), NamedNode(DEF + "statisticalNeighbour"), node)
            yield Triple(node, kind, NamedNode(DEF + "Neighbour"))
            yield Triple(node, NamedNode(RDFS + "label"), Literal(label, language="en"))
            yield Triple(node, NamedNode(DEF + "neighbour"), NamedNode(other))
            yield Triple(node, NamedNode(DEF + "place"), Literal(rank, datatype=NamedNode(XSD + "integer")))
            yield Triple(node, NamedNode(DCTERMS + "date"), dated)
            yield Triple(node, NamedNode(DCTERMS + "source"), NamedNode(_NEIGHBOURS_SOURCE))


def _elsewhere(base: Base) -> Iterator[Triple]:
    """Yield what other datasets call each council (not its area), where a source says so."""
    names = {council.gss_code: council.name for council in register.load().councils}
    with (resources.folder("record") / "elsewhere.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for column, space in _ELSEWHERE.items():
                if row[column]:
                    council = base.council(names[row["gss_code"]])
                    yield _triple(council, OWL + "sameAs", NamedNode(space + row[column]))


def _rebased(triple: Triple, base: Base) -> Triple:
    """Move the things of ours to the user's base; the ontology's own terms stay where they are."""
    subject, value = _moved(triple.subject, base), _moved(triple.object, base)
    if isinstance(subject, Literal):
        raise TypeError(f"a literal is no subject: {subject}")
    return Triple(subject, triple.predicate, value)


def _moved(node: object, base: Base) -> NamedNode | Literal:
    if isinstance(node, NamedNode):
        for part in ("id/", "doc/", "set/"):
            if node.value.startswith(DEFAULT_BASE + part):
                return NamedNode(base.iri + node.value.removeprefix(DEFAULT_BASE))
        return node
    if isinstance(node, Literal):
        return node
    raise TypeError(f"the ontology must hold no blank node: {node}")


def _council(council: Council, base: Base, names: Mapping[str, str]) -> Iterator[Triple]:
    """Describe a council of the user's register as councils.ttl describes the shipped ones."""
    node = base.council(council.name)
    yield _triple(node, RDF + "type", NamedNode(DEF + "Council"))
    yield _triple(node, RDF + "type", NamedNode(ORG + "FormalOrganization"))
    yield _triple(node, SKOS + "prefLabel", Literal(council.name, language="en"))
    area = NamedNode(STATISTICAL_GEOGRAPHY + council.gss_code)
    yield _triple(node, DEF + "statisticalGeography", area)
    texts = {
        "officialName": (council.official_name,),
        "gssCode": (council.gss_code,),
        "formerGssCode": council.former_gss_codes,
        "dfeCode": (council.dfe_code,),
        "ofstedUrn": (council.ofsted_urn,),
    }
    for name, values in texts.items():
        for value in filter(None, values):
            yield _triple(node, DEF + name, Literal(value))
    for name, day in (("startDate", council.start), ("endDate", council.end)):
        if day is not None:
            yield _triple(node, DEF + name, typed(day.isoformat(), "date"))
    for name, scheme, entry in (
        ("councilType", "council-type", council.kind),
        ("region", "region", council.region),
    ):
        if entry:
            yield _triple(node, DEF + name, NamedNode(concept(scheme, entry)))
    for name, number in (("lat", council.latitude), ("long", council.longitude)):
        if number:
            yield _triple(node, GEO + name, typed(number, "decimal"))
    yield from _succession(council, base, names)


def _succession(council: Council, base: Base, names: Mapping[str, str]) -> Iterator[Triple]:
    successors = [base.council(names[code]) for code in council.replaced_by if code in names]
    if not successors:
        return
    first = council.end + dt.timedelta(days=1) if council.end is not None else None
    year = f"-{first.year}" if first is not None else ""
    old, event = base.council(council.name), base.thing(f"change/{slug(council.name)}{year}")
    heirs = " and ".join(sorted(names[code] for code in council.replaced_by if code in names))
    told = f"{council.name} gave way to {heirs}{f' in {first.year}' if first is not None else ''}"
    yield _triple(event, RDF + "type", NamedNode(ORG + "ChangeEvent"))
    yield _triple(event, SKOS + "prefLabel", Literal(told, language="en"))
    yield _triple(event, ORG + "originalOrganization", NamedNode(old))
    yield _triple(old, ORG + "changedBy", NamedNode(event))
    if first is not None:
        yield _triple(event, DCTERMS + "date", typed(first.isoformat(), "date"))
    for new in successors:
        yield _triple(event, ORG + "resultingOrganization", NamedNode(new))
        yield _triple(new, ORG + "resultedFrom", NamedNode(event))


def _software(base: Base) -> Iterator[Triple]:
    node = software_iri(base)
    yield _triple(node, RDF + "type", NamedNode(PROV + "SoftwareAgent"))
    yield _triple(node, RDFS + "label", Literal(f"ofsted-kg {__version__}", language="en"))
    yield _triple(node, FOAF + "name", Literal("ofsted-kg"))
    yield _triple(node, DCTERMS + "hasVersion", Literal(__version__))


def typed(value: str, kind: str) -> Literal:
    """Return a literal of an XSD type."""
    return Literal(value, datatype=NamedNode(XSD + kind))


def _triple(subject: str, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), value)
