"""Letters against shapes/: a verdict each, whatever they were validated beside.

In: each letter's graph as N-Quads, and the reference quads (ontology, councils).
Out: a ``Report`` each, in the order given. Standard: SHACL Core, by pyshacl.

Most letters break no rule, or lack something whose lack only warns. A quick check finds
those of which that is certain; all others go to pyshacl, whose word is the one that
counts, in chunks. pyshacl and rdflib are not even imported before a letter needs them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from ofsted_kg.errors import StoreError
from ofsted_kg.validate.fast_path import FastPath
from ofsted_kg.validate.notes import Notes
from ofsted_kg.validate.results import VIOLATION, Citations, Fault, Report, Result, report
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import DEF, RDF

SHAPES = "https://w3id.org/ofsted-kg/shapes/"
LETTER_FILES = (
    *("letter-shapes.ttl", "rating-shapes.ttl", "statement-shapes.ttl", "evidence-shapes.ttl"),
    "correction-shapes.ttl",
)
CHUNK = 25

_TYPE = NamedNode(RDF + "type")
_LETTER = NamedNode(DEF + "Assessment")
_TOPIC_SHAPE = SHAPES + "DocumentShape-primaryTopic"


@dataclass(frozen=True, slots=True)
class _Letter:
    source: str
    quads: tuple[Quad, ...]
    subjects: frozenset[str]


class Judge:
    """pyshacl with the rules for letters and what these need of the reference."""

    def __init__(self, notes: Notes, reference: Iterable[Quad | Triple]) -> None:
        """Read the shapes."""
        # Late, since it costs half a second that most commands need not pay.
        from ofsted_kg.validate import engine

        self._graph = engine.graph
        self.shapes = engine.Shapes([resources.folder("shapes") / name for name in LETTER_FILES], notes)
        self.terms = engine.Terms(self.shapes.nodes())
        self.reference = self.terms.triples(self.shapes.relevant(reference))

    def faults(self, letters: Sequence[_Letter]) -> list[Fault]:
        """Return what is wrong with any of some letters."""
        terms = self.terms.copy()
        parts = [terms.triples(letter.quads) for letter in letters]
        return self.shapes.validate(self._graph(self.reference, *parts))


class Validator:
    """Validates letters; build one a process, since it reads shapes and ontology once."""

    def __init__(
        self,
        reference: Iterable[Quad | Triple] | None = None,
        *,
        chunk: int = CHUNK,
        fast_path: bool = True,
    ) -> None:
        """Read the shapes.

        Args:
            reference: ontology and councils; by default those that ship with the package.
            chunk: how many letters pyshacl is to validate in one go.
            fast_path: spare pyshacl the letters that certainly break no rule, or merely lack
                something. The reports are the same without it, and take longer.
        """
        shapes = _shapes()
        self._notes = Notes(shapes)
        self._reference = tuple(shipped_reference() if reference is None else reference)
        self._chunk = max(1, chunk)
        self._fast_path = FastPath(shapes, self._notes, self._reference) if fast_path else None

    @functools.cached_property
    def judge(self) -> Judge:
        """The SHACL engine, loaded for the first letter that needs it."""
        return Judge(self._notes, self._reference)

    def validate(self, graphs: Sequence[tuple[str, str]]) -> list[Report]:
        """Return a report a letter, in the order given.

        Args:
            graphs: pairs of a letter's source and its graph as N-Quads.

        Raises:
            StoreError: a graph is not N-Quads.
        """
        known = [self._known(source, text) for source, text in graphs]
        suspects = [graph for graph, told in zip(graphs, known, strict=True) if told is None]
        judged = iter([each for letters in self._chunks(suspects) for each in self._validate(letters)])
        return [next(judged) if told is None else told for told in known]

    def _known(self, source: str, text: str) -> Report | None:
        """Return the report on a letter of which it is certain without pyshacl."""
        faults = self._fast_path.faults(text) if self._fast_path is not None else None
        if not faults:
            return None if faults is None else Report(source, True, ())
        return self._report(_read(source, text), faults)

    def _chunks(self, graphs: Sequence[tuple[str, str]]) -> Iterator[list[_Letter]]:
        """Yield letters in groups that share no subject, so that none can change another's verdict."""
        letters: list[_Letter] = []
        taken: set[str] = set()
        for source, text in graphs:
            letter = _read(source, text)
            if letters and (len(letters) == self._chunk or not taken.isdisjoint(letter.subjects)):
                yield letters
                letters, taken = [], set()
            letters.append(letter)
            taken |= letter.subjects
        if letters:
            yield letters

    def _validate(self, letters: Sequence[_Letter]) -> list[Report]:
        found: list[list[Fault]] = [[] for _ in letters]
        for fault in self.judge.faults(letters):
            for index in _owners(fault, letters):
                found[index].append(fault)
        return [self._report(letter, own) for letter, own in zip(letters, found, strict=True)]

    def _report(self, letter: _Letter, faults: Sequence[Fault]) -> Report:
        results: list[Result] = []
        if faults:
            citations = Citations(letter.quads, self._notes.places)
            results.extend(citations.cite(fault) for fault in faults)
        if not any(quad.predicate == _TYPE and quad.object == _LETTER for quad in letter.quads):
            # Nothing to target, so the shapes cannot say it.
            results.append(
                Result(
                    focus=letter.quads[0].graph_name.value if letter.quads else "",  # type: ignore[union-attr]
                    shape=_TOPIC_SHAPE,
                    severity=VIOLATION,
                    message=self._notes.messages[_TOPIC_SHAPE],
                    value="",
                    path="foaf:primaryTopic",
                    quote="",
                    page=None,
                )
            )
        return report(letter.source, results)


def shipped_reference() -> Iterator[Triple]:
    """Yield the triples of the ontology and the register that ship with the package."""
    for path in resources.files("ontology", ".ttl"):
        yield from resources.triples(path)


def _shapes() -> list[Quad]:
    """Return the shapes for letters, blank nodes kept apart by file."""
    paths = [resources.folder("shapes") / name for name in LETTER_FILES]
    return [
        row for path in paths for row in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    ]


def _read(source: str, text: str) -> _Letter:
    try:
        quads = tuple(parse(text, format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise StoreError("the letter's graph is not N-Quads", file=source, place=str(error)) from error
    subjects = frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    return _Letter(source, quads, subjects)


def _owners(fault: Fault, letters: Sequence[_Letter]) -> list[int]:
    """Return which letters a fault is about: the one that describes its focus, or those that name it."""
    described = [index for index, letter in enumerate(letters) if fault.focus in letter.subjects]
    if described:
        return described
    return [
        index
        for index, letter in enumerate(letters)
        if any(
            isinstance(quad.object, NamedNode) and quad.object.value == fault.focus for quad in letter.quads
        )
    ]
