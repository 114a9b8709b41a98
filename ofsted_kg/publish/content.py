"""What a release is made from: the built graph, taken apart by thing.

In: an open ``KnowledgeGraph``. Out: ``Content``: the vocabulary, the councils and each
letter with its triples, and the paths at which a release puts the documents about them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ofsted_kg.errors import StoreError
from ofsted_kg.rows import TYPE, Row, read_rows
from ofsted_kg.store import KnowledgeGraph, Letter, Manifest
from ofsted_kg.store.folder import whole
from ofsted_kg.store.manifest import FILE as MANIFEST
from ofsted_kg.store.pack import PACKS
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, ONTOLOGY_GRAPH, ORG, OWL, SKOS, Base

_CHANGE = (ORG + "originalOrganization", ORG + "resultingOrganization")


@dataclass(frozen=True, slots=True)
class LetterContent:
    """One letter, loaded: its names, its triples, its text, the digest of both."""

    source: str
    iri: str
    graph: str
    council: str
    framework: str
    issued: str
    title: str
    rows: tuple[Row, ...]
    text: str
    digest: str

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property, sorted."""
        return sorted(row.text for row in self.rows if row.subject == subject and row.predicate == predicate)

    def ratings(self) -> list[str]:
        """Return the IRIs of the formal ratings, sorted."""
        return sorted(
            row.subject for row in self.rows if row.predicate == TYPE and row.text == DEF + "Rating"
        )


@dataclass(frozen=True, slots=True)
class Content:
    """The whole of a built graph. Letters are loaded one by one: all at once would not fit into memory.

    Attributes:
        base: of the IRIs.
        version: of the tool that built it.
        digest: of the build's content.
        vocabulary: rows of the ontology.
        register: rows of the councils and the software agent.
        letters: by their sources, in order.
        folder: where the build is.
        manifest: its letters.
        whole: whether these were read and are what was written.
    """

    base: Base
    version: str
    digest: str
    vocabulary: tuple[Row, ...]
    register: tuple[Row, ...]
    letters: Mapping[str, Letter]
    folder: Path
    manifest: Manifest
    whole: bool = False

    def letter(self, source: str) -> LetterContent:
        """Load a letter.

        Raises:
            StoreError: it is damaged.
        """
        kept = self.letters[source]
        stored = self.manifest.read(kept)
        text = stored.text.decode("utf-8")
        found = taken_apart(read_rows(stored.nquads), text, source, _digest(kept))
        if found is None:
            what = "the graph is damaged (no letter with a framework is in it)"
            raise StoreError(what, file=source, remedy="Build it again")
        return found

    def letter_digest(self, source: str) -> str:
        """Return the digest of a letter without taking it apart.

        Raises:
            StoreError: it is damaged.
        """
        letter = self.letters[source]
        if not self.whole:
            # Which one is not what was written is told by itself.
            self.manifest.read(letter)
        return _digest(letter)

    def councils(self) -> dict[str, tuple[Row, ...]]:
        """Return the rows of each council, of what hangs below it and of changes it took part in, by IRI."""
        by_subject: dict[str, list[Row]] = defaultdict(list)
        for row in self.register:
            by_subject[row.subject].append(row)
        found = {
            row.subject: list(by_subject[row.subject])
            for row in self.register
            if row.predicate == TYPE and row.text == DEF + "Council"
        }
        below = f"{self.base.thing('council')}/"
        for subject, rows in by_subject.items():
            # "…/council/bury/neighbour/1": told of on the council's page.
            name, slash, _ = subject.removeprefix(below).partition("/")
            if slash and below + name in found:
                found[below + name].extend(rows)
        for row in self.register:
            if row.predicate in _CHANGE and row.text in found:
                found[row.text].extend(by_subject[row.subject])
        return {iri: tuple(dict.fromkeys(rows)) for iri, rows in sorted(found.items())}

    @property
    def vocabulary_versions(self) -> list[str]:
        """The names of the vocabulary's versions, this and those before, as its header tells of them."""
        told = (OWL + "versionIRI", OWL + "priorVersion")
        header = (row for row in self.vocabulary if row.subject == DEF)
        return [row.text.removeprefix(DEF) for row in header if row.predicate in told]

    def with_concepts(self, rows: Iterable[Row]) -> Content:
        """Return it with the concepts that letters describe themselves: counts, of which there is no end."""
        own = tuple(row for row in rows if row.subject.startswith(DEF))
        return replace(self, vocabulary=(*self.vocabulary, *own))

    def schemes(self) -> dict[str, tuple[Row, ...]]:
        """Return each concept scheme with its concepts, by IRI."""
        home = {row.subject: row.text for row in self.vocabulary if row.predicate == SKOS + "inScheme"}
        schemes = {
            row.subject
            for row in self.vocabulary
            if row.predicate == TYPE and row.text == SKOS + "ConceptScheme"
        }
        found: dict[str, list[Row]] = {scheme: [] for scheme in sorted(schemes)}
        for row in self.vocabulary:
            scheme = row.subject if row.subject in found else home.get(row.subject)
            if scheme in found:
                found[scheme].append(row)
        return {scheme: tuple(rows) for scheme, rows in found.items()}


def read_content(kg: KnowledgeGraph) -> Content:
    """Read what the letters of a built folder share, and which letters there are.

    Raises:
        StoreError: it is damaged, or was never built.
    """
    reference = read_rows(kg.reference())
    facts = kg.facts
    letters = {letter.source: letter for letter in kg.manifest.letters()}
    packs = {f"{PACKS}/{letter.frame.pack}" for letter in letters.values()}
    return Content(
        facts.base,
        facts.version,
        facts.digest,
        tuple(row for row in reference if row.graph == ONTOLOGY_GRAPH),
        tuple(row for row in reference if row.graph != ONTOLOGY_GRAPH),
        letters,
        kg.folder,
        kg.manifest,
        whole(kg.folder, facts, [MANIFEST, *sorted(packs)]),
    )


def _digest(letter: Letter) -> str:
    return hashlib.sha256(" ".join(letter.frame.content).encode()).hexdigest()


def taken_apart(rows: Sequence[Row], text: str, name: str, digest: str) -> LetterContent | None:
    """Return the letter that the rows of a graph tell of; None where they tell of none.

    Args:
        rows: of one named graph.
        text: of the document; empty where it is not known.
        name: what it is called where the rows do not say.
        digest: of the graph and text.
    """
    letter = next(
        (row.subject for row in rows if row.predicate == TYPE and row.text == DEF + "Assessment"), ""
    )
    own = {row.predicate: row.text for row in rows if row.subject == letter and row.predicate != TYPE}
    if DEF + "framework" not in own:
        return None
    return LetterContent(
        own.get(DCTERMS + "identifier", name),
        letter,
        rows[0].graph,
        own.get(DEF + "council", ""),
        own[DEF + "framework"],
        own.get(DCTERMS + "issued", ""),
        own.get(DCTERMS + "title", ""),
        tuple(rows),
        text,
        digest,
    )
