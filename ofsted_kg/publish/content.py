"""What a release is made from: the built graph, taken apart by thing.

In: an open ``KnowledgeGraph``. Out: ``Content``: the vocabulary, the councils and each
letter with its triples, and the paths at which a release puts the documents about them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ofsted_kg.errors import StoreError
from ofsted_kg.namespaces import DCTERMS, DEF, ONTOLOGY_GRAPH, ORG, RDF, SKOS, Base
from ofsted_kg.store import KnowledgeGraph

TYPE = NamedNode(RDF + "type")
_CHANGE = {NamedNode(ORG + "originalOrganization"), NamedNode(ORG + "resultingOrganization")}


@dataclass(frozen=True, slots=True)
class LetterContent:
    """One letter: its names, its triples, its text, the digest of its graph."""

    source: str
    iri: str
    graph: str
    council: str
    framework: str
    issued: str
    title: str
    triples: tuple[Triple, ...]
    text: str
    digest: str

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property, sorted."""
        return sorted(
            triple.object.value
            for triple in self.triples
            if triple.subject.value == subject
            and triple.predicate.value == predicate
            and isinstance(triple.object, NamedNode | Literal)
        )

    def ratings(self) -> list[str]:
        """Return the IRIs of the formal ratings, sorted."""
        kind = NamedNode(DEF + "Rating")
        return sorted(t.subject.value for t in self.triples if t.predicate == TYPE and t.object == kind)


@dataclass(frozen=True, slots=True)
class Content:
    """The whole of a built graph.

    Attributes:
        base: of the IRIs.
        version: of the tool that built it.
        digest: of the build's content.
        vocabulary: triples of the ontology.
        register: triples of the councils and the software agent.
        letters: by source name.
        folder: where the build is.
    """

    base: Base
    version: str
    digest: str
    vocabulary: tuple[Triple, ...]
    register: tuple[Triple, ...]
    letters: tuple[LetterContent, ...]
    folder: Path

    def quads(self) -> list[Quad]:
        """Return every quad of the dataset."""
        rows = [
            Quad(t.subject, t.predicate, t.object, NamedNode(graph))
            for graph, triples in (
                (ONTOLOGY_GRAPH, self.vocabulary),
                (self.base.councils_graph, self.register),
            )
            for t in triples
        ]
        for letter in self.letters:
            graph = NamedNode(letter.graph)
            rows.extend(Quad(t.subject, t.predicate, t.object, graph) for t in letter.triples)
        return rows

    def councils(self) -> dict[str, tuple[Triple, ...]]:
        """Return each council's own triples, and those of the changes it took part in, by IRI."""
        by_subject: dict[str, list[Triple]] = defaultdict(list)
        for triple in self.register:
            by_subject[triple.subject.value].append(triple)
        council = NamedNode(DEF + "Council")
        found: dict[str, list[Triple]] = {
            triple.subject.value: list(by_subject[triple.subject.value])
            for triple in self.register
            if triple.predicate == TYPE and triple.object == council
        }
        for triple in self.register:
            if triple.predicate in _CHANGE and triple.object.value in found:
                found[triple.object.value].extend(by_subject[triple.subject.value])
        return {iri: tuple(dict.fromkeys(triples)) for iri, triples in sorted(found.items())}

    def schemes(self) -> dict[str, tuple[Triple, ...]]:
        """Return each concept scheme with its concepts, by IRI."""
        in_scheme = NamedNode(SKOS + "inScheme")
        home = {t.subject.value: t.object.value for t in self.vocabulary if t.predicate == in_scheme}
        schemes = {
            t.subject.value
            for t in self.vocabulary
            if t.predicate == TYPE and t.object == NamedNode(SKOS + "ConceptScheme")
        }
        found: dict[str, list[Triple]] = {scheme: [] for scheme in sorted(schemes)}
        for triple in self.vocabulary:
            scheme = triple.subject.value if triple.subject.value in found else home.get(triple.subject.value)
            if scheme in found:
                found[scheme].append(triple)
        return {scheme: tuple(triples) for scheme, triples in found.items()}

    def newest(self) -> str:
        """Return the date of the newest letter, ISO 8601; empty for an empty graph."""
        return max((letter.issued for letter in self.letters), default="")


def read_content(kg: KnowledgeGraph) -> Content:
    """Read a built folder whole.

    Raises:
        StoreError: it is damaged.
    """
    folder = kg.folder
    if folder is None:
        raise StoreError("a graph that was never built has no folder to publish", remedy="Build it first")
    try:
        facts = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        reference = list(parse(path=folder / "reference.nq", format=RdfFormat.N_QUADS))
        letters = [_letter(path, folder) for path in sorted((folder / "graphs").glob("*.nq"))]
    except (OSError, ValueError, SyntaxError) as error:
        raise StoreError(f"the graph is damaged ({error})", file=folder, remedy="Build it again") from error
    ontology = NamedNode(ONTOLOGY_GRAPH)
    return Content(
        Base(facts["base"]),
        facts["version"],
        facts["digest"],
        tuple(quad.triple for quad in reference if quad.graph_name == ontology),
        tuple(quad.triple for quad in reference if quad.graph_name != ontology),
        tuple(letters),
        folder,
    )


def _letter(path: Path, folder: Path) -> LetterContent:
    data = path.read_bytes()
    rows = list(parse(data, format=RdfFormat.N_QUADS))
    letter = next(q.subject for q in rows if q.predicate == TYPE and q.object == NamedNode(DEF + "Letter"))
    own = {q.predicate.value: q.object.value for q in rows if q.subject == letter and q.predicate != TYPE}
    with (folder / "texts" / f"{path.stem}.txt").open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    return LetterContent(
        path.stem,
        letter.value,
        rows[0].graph_name.value,
        own.get(DEF + "council", ""),
        own[DEF + "framework"],
        own.get(DCTERMS + "issued", ""),
        own.get(DCTERMS + "title", ""),
        tuple(quad.triple for quad in rows),
        text,
        hashlib.sha256(data).hexdigest(),
    )
