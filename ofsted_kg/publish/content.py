"""What a release is made from: the built graph, taken apart by thing.

In: an open ``KnowledgeGraph``. Out: ``Content``: the vocabulary, the councils and each
letter with its triples, and the paths at which a release puts the documents about them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from ofsted_kg.errors import StoreError
from ofsted_kg.namespaces import DCTERMS, DEF, ONTOLOGY_GRAPH, ORG, SKOS, Base
from ofsted_kg.rows import TYPE, Row, read_rows
from ofsted_kg.store import KnowledgeGraph

_CHANGE = (ORG + "originalOrganization", ORG + "resultingOrganization")


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
    """The whole of a built graph.

    Attributes:
        base: of the IRIs.
        version: of the tool that built it.
        digest: of the build's content.
        vocabulary: rows of the ontology.
        register: rows of the councils and the software agent.
        letters: by source name.
        folder: where the build is.
    """

    base: Base
    version: str
    digest: str
    vocabulary: tuple[Row, ...]
    register: tuple[Row, ...]
    letters: tuple[LetterContent, ...]
    folder: Path

    def rows(self) -> list[Row]:
        """Return every row of the dataset."""
        return [*self.vocabulary, *self.register, *(row for letter in self.letters for row in letter.rows)]

    def councils(self) -> dict[str, tuple[Row, ...]]:
        """Return each council's own rows, and those of the changes it took part in, by IRI."""
        by_subject: dict[str, list[Row]] = defaultdict(list)
        for row in self.register:
            by_subject[row.subject].append(row)
        found = {
            row.subject: list(by_subject[row.subject])
            for row in self.register
            if row.predicate == TYPE and row.text == DEF + "Council"
        }
        for row in self.register:
            if row.predicate in _CHANGE and row.text in found:
                found[row.text].extend(by_subject[row.subject])
        return {iri: tuple(dict.fromkeys(rows)) for iri, rows in sorted(found.items())}

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

    def newest(self) -> str:
        """Return the date of the newest letter, ISO 8601; empty for an empty graph."""
        return max((letter.issued for letter in self.letters), default="")


def read_content(kg: KnowledgeGraph) -> Content:
    """Read a built folder whole.

    Raises:
        StoreError: it is damaged, or was never built.
    """
    folder = kg.folder
    reference = read_rows(folder / "reference.nq")
    found = [_letter(path, folder) for path in (folder / "graphs").glob("*.nq")]
    letters = sorted(found, key=lambda letter: letter.source)
    facts = kg.facts
    return Content(
        facts.base,
        facts.version,
        facts.digest,
        tuple(row for row in reference if row.graph == ONTOLOGY_GRAPH),
        tuple(row for row in reference if row.graph != ONTOLOGY_GRAPH),
        tuple(letters),
        folder,
    )


def _letter(path: Path, folder: Path) -> LetterContent:
    try:
        data = path.read_bytes()
        with (folder / "texts" / f"{path.stem}.txt").open(encoding="utf-8", newline="") as handle:
            text = handle.read()
    except OSError as error:
        raise StoreError(f"the graph is damaged ({error})", file=path, remedy="Build it again") from error
    rows = read_rows(data)
    letter = next(
        (row.subject for row in rows if row.predicate == TYPE and row.text == DEF + "Assessment"), ""
    )
    own = {row.predicate: row.text for row in rows if row.subject == letter and row.predicate != TYPE}
    if DEF + "framework" not in own:
        what = "the graph is damaged (no letter with a framework is in it)"
        raise StoreError(what, file=path, remedy="Build it again")
    return LetterContent(
        own.get(DCTERMS + "identifier", path.stem),
        letter,
        rows[0].graph,
        own.get(DEF + "council", ""),
        own[DEF + "framework"],
        own.get(DCTERMS + "issued", ""),
        own.get(DCTERMS + "title", ""),
        tuple(rows),
        text,
        hashlib.sha256(data).hexdigest(),
    )
