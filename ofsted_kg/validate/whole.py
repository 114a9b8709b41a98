"""The ontology, and the dataset as a whole, against shapes/.

In: ontology/, or the N-Quads of the reference and of all letters. Out: a ``Report``
on the ontology; the results of holding the letters against published national totals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ofsted_kg.validate.fast_path import FastPath
from ofsted_kg.validate.letters import SHAPES, shipped_reference
from ofsted_kg.validate.notes import Notes
from ofsted_kg.validate.results import Citations, Report, Result, report
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import DEF, RDF, RDFS, XSD

ONTOLOGY_FILE = "ontology-shapes.ttl"
DATASET_FILE = "dataset-shapes.ttl"

_TYPE = RDF + "type"
_TOTAL = DEF + "NationalTotal"
_RATING = DEF + "Rating"
_FRAMEWORK = DEF + "framework"
_COUNCIL = DEF + "council"
_GRADE = DEF + "grade"
_IN_LETTER = DEF + "inLetter"
_INTEGER = NamedNode(XSD + "integer")
_COUNTS = NamedNode(SHAPES + "counts")

_LINKS = frozenset((_TYPE, _FRAMEWORK, _COUNCIL, _GRADE, _IN_LETTER))


def validate_ontology(triples: Iterable[Quad | Triple] | None = None) -> Report:
    """Validate the ontology and the register: by default those that ship with the package."""
    rows = list(shipped_reference() if triples is None else triples)
    return report("ontology", _results(ONTOLOGY_FILE, rows))


def validate_dataset(graphs: Iterable[str]) -> list[Result]:
    """Hold the ratings of all letters against the published national totals.

    Args:
        graphs: N-Quads texts: the reference (with the totals) and each letter's graph.

    Returns:
        The results, in order; empty where no count is above its total.
    """
    reference: list[str] = []
    found: set[Link] = set()
    for text in graphs:
        if f"<{_TOTAL}>" in text:
            reference.append(text)
        else:
            found.update(links(text))
    return hold(reference, Counter((link.framework, link.grade) for link in found))


def hold(reference: Iterable[str], counts: Mapping[tuple[str, str], int]) -> list[Result]:
    """Hold counts against the published national totals.

    Args:
        reference: N-Quads texts with the totals.
        counts: how many councils have a letter (grade ``""``) or a grade, by framework and grade.
    """
    totals = [triple for text in reference for triple in _totals(text)]
    derived = _beside(totals, counts)
    if not derived or _kept_to(totals, derived):
        return []
    results = report("dataset", _results(DATASET_FILE, [*totals, *derived])).results
    return [replace(result, message=_told(result, totals)) for result in results]


def _told(result: Result, totals: Sequence[Quad]) -> str:
    """Return a rule with the total that it is about, what is held and how to find what is mistaken."""
    about = {row.predicate.value: row.object for row in totals if _iri(row.subject) == result.focus}
    label = about.get(RDFS + "label")
    framework, grade = (_slug(about.get(predicate)) for predicate in (_FRAMEWORK, _GRADE))
    if not isinstance(label, Literal):
        return result.message
    asked = f"-p framework={framework}" + (f" -p grade={grade}" if "held" in result.shape else "")
    query = f"ofsted-kg query {'ratings' if 'held' in result.shape else 'letters'} {asked}"
    return (
        f"{result.message} {label.value}; held are {result.value}: `{query}` lists them. "
        "One is misread, of another year or no document of Ofsted's; take it out with `ofsted-kg remove`."
    )


def _slug(node: object) -> str:
    return _iri(node).rpartition("/")[2]


def _kept_to(totals: Sequence[Quad], derived: Sequence[Triple]) -> bool:
    """Tell whether it is certain, without pyshacl, that no count is above its total."""
    shapes = list(parse(path=resources.folder("shapes") / DATASET_FILE, format=RdfFormat.TURTLE))
    check = FastPath(shapes, Notes(shapes), (), _TOTAL)
    rows = [*totals, *(Quad(row.subject, row.predicate, row.object, _COUNTS) for row in derived)]
    asked = [row for row in rows if row.predicate.value in check.wanted]
    return check.faults((serialize(asked, format=RdfFormat.N_QUADS) or b"").decode("utf-8")) == []


class Link(NamedTuple):
    """That a letter under a framework, of a council, has a grade; or (grade ``""``) that there is one."""

    framework: str
    grade: str
    council: str


def links(text: str) -> tuple[Link, ...]:
    """Return what the totals are held against, of a letter's graph; in order, each once."""
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in _links(text):
        values[predicate][subject].append(value)
    found: set[Link] = set()
    for letter, frameworks in values[_FRAMEWORK].items():
        for framework in frameworks:
            found.update(Link(framework, "", council) for council in values[_COUNCIL].get(letter, ()))
    for rating, kinds in values[_TYPE].items():
        if _RATING not in kinds:
            continue
        for letter in values[_IN_LETTER].get(rating, ()):
            for framework in values[_FRAMEWORK].get(letter, ()):
                for grade in values[_GRADE].get(rating, ()):
                    found.update(
                        Link(framework, grade, council) for council in values[_COUNCIL].get(letter, ())
                    )
    return tuple(sorted(found))


def _beside(totals: Sequence[Quad | Triple], counts: Mapping[tuple[str, str], int]) -> list[Triple]:
    """Return the counts as triples of the totals that they are to be held against."""
    framework_of = {_iri(q.subject): _iri(q.object) for q in totals if q.predicate.value == _FRAMEWORK}
    grade_of = {_iri(q.subject): _iri(q.object) for q in totals if q.predicate.value == _GRADE}
    rows = []
    for total, framework in sorted(framework_of.items()):
        held = counts.get((framework, ""), 0)
        if held:
            rows.append(_count(total, "councilsHeld", held))
            if total in grade_of:
                rows.append(_count(total, "held", counts.get((framework, grade_of[total]), 0)))
    return rows


def _results(shapes_file: str, triples: Sequence[Quad | Triple]) -> list[Result]:
    # Late, for its half second.
    from ofsted_kg.validate import engine

    path = resources.folder("shapes") / shapes_file
    notes = Notes(parse(path=path, format=RdfFormat.TURTLE))
    shapes = engine.Shapes([path], notes)
    data = engine.graph(engine.Terms(shapes.nodes()).triples(triples))
    nothing = Citations((), notes.places)
    return [nothing.cite(fault) for fault in shapes.validate(data)]


def _totals(text: str) -> list[Quad]:
    """Return what a reference says of national totals."""
    lines = [line for line in text.split("\n") if "/total/" in line]
    return list(parse("\n".join(lines), format=RdfFormat.N_QUADS))


def _links(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what counting needs of a letter's graph, in N-Quads as pyoxigraph writes it.

    Parsing the whole of a thousand letters would take longer than the rest of the check.
    """
    for line in text.split("\n"):
        # "<…/rating/overall> <…/def/grade> <…/performs-well> <…graph> ."
        parts = line.split("> <", 3)
        if len(parts) == 4 and parts[1] in _LINKS:
            yield parts[0].removeprefix("<"), parts[1], parts[2]


def _count(total: str, name: str, number: int) -> Triple:
    return Triple(NamedNode(total), NamedNode(SHAPES + name), Literal(str(number), datatype=_INTEGER))


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else ""
