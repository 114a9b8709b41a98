# Past 300 lines: one class, and the questions that it answers.
"""The dataset: named graphs in an embedded Oxigraph store.

In: a built folder. Out: ``KnowledgeGraph``, which opens it read-only, so that any number
of readers can have it open at once. SPARQL 1.1 runs on the union of all graphs; the
letters can be had one by one, each checked against the build's manifest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ofsted_kg.errors import QueryError, StoreError, unanswered
from ofsted_kg.store.disk import fill
from ofsted_kg.store.folder import REBUILD, STORE, BuildFacts, check, current_build
from ofsted_kg.store.manifest import Letter, Manifest

if TYPE_CHECKING:  # rdflib costs 200 ms to import, and few callers want it
    from rdflib import Dataset, Graph
    from rdflib.term import Node

_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")


def _of_current_build(kg: Path, load: Callable[[Path], KnowledgeGraph]) -> KnowledgeGraph:
    """Load the build in force; one that was replaced meanwhile may have been cleared away half read."""
    folder = current_build(kg)
    while True:
        try:
            graph = load(folder)
        except StoreError:
            if current_build(kg) == folder:
                raise
        else:
            if current_build(kg) == folder:
                return graph
        folder = current_build(kg)


class KnowledgeGraph:
    """A graph that can be asked, on disk or in memory.

    Attributes:
        store: the Oxigraph store; on disk it is open for reading only.

    >>> graph = KnowledgeGraph.from_nquads(
    ...     "<http://a.example/s> <http://a.example/p> 'x' <http://a.example/g> .".replace("'", '"')
    ... )
    >>> graph.ask("ASK { ?s ?p 'x' }")
    True
    """

    def __init__(self, store: ox.Store, folder: Path | None = None, facts: BuildFacts | None = None) -> None:
        self.store = store
        self._folder = folder
        self._facts = facts
        self._manifest: Manifest | None = None

    # -- opening

    @classmethod
    def open(cls, kg: Path) -> KnowledgeGraph:
        """Open the graph of a folder, read-only, from disk.

        A store that this version of Oxigraph cannot open is read from the packs
        beside it instead: slower, with the same answers.

        Raises:
            StoreError: the folder holds no graph, an unfinished or a damaged one.
        """

        def opened(folder: Path) -> KnowledgeGraph:
            facts = check(folder)
            try:
                return cls(ox.Store.read_only(str(folder / STORE)), folder, facts)
            except (OSError, RuntimeError):
                return cls._loaded(folder)

        return _of_current_build(kg, opened)

    @classmethod
    def in_memory(cls, kg: Path) -> KnowledgeGraph:
        """Load the graph of a folder into memory: a second for 1,000 letters, then the fastest answers.

        Raises:
            StoreError: as `open`.
        """
        return _of_current_build(kg, cls._loaded)

    @classmethod
    def _loaded(cls, folder: Path) -> KnowledgeGraph:
        graph = cls(ox.Store(), folder, check(folder))
        fill(graph.store, graph._parts())
        return graph

    def _parts(self) -> Iterator[tuple[str, bytes]]:
        yield "reference.nq", self.reference().encode("utf-8")
        for letter, nquads in self.letters():
            yield letter.source, nquads

    @classmethod
    def from_files(cls, paths: Iterable[Path]) -> KnowledgeGraph:
        """Load N-Quads or TriG files into memory, by their endings.

        Raises:
            StoreError: a file is missing or no such text.
        """
        store = ox.Store()
        for path in paths:
            try:
                store.bulk_load(path=path)
            except (OSError, SyntaxError, ValueError) as error:
                raise StoreError(f"the file cannot be loaded ({error})", file=path) from error
        return cls(store)

    @classmethod
    def from_nquads(cls, *texts: str) -> KnowledgeGraph:
        """Load N-Quads texts into memory.

        Raises:
            StoreError: a text is no N-Quads.
        """
        store = ox.Store()
        try:
            # Of some dozen letters bulk loading takes twice as long.
            for text in texts:
                store.load(text, ox.RdfFormat.N_QUADS)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"no N-Quads: {error}") from error
        return cls(store)

    # -- asking

    def query(self, sparql: str) -> ox.QuerySolutions | bool | list[ox.Triple]:
        """Run any SPARQL 1.1 query on the union of all graphs.

        Returns:
            Solutions for SELECT, a truth value for ASK, and for CONSTRUCT and DESCRIBE the
            triples, sorted, each once.

        Raises:
            QueryError: the text is no SPARQL, or the store could not answer.
        """
        try:
            answer = self.store.query(sparql, use_default_graph_as_union=True)
            if isinstance(answer, ox.QueryTriples):
                return sorted(set(answer), key=str)
            return bool(answer) if isinstance(answer, ox.QueryBoolean) else answer
        except SyntaxError as error:
            raise QueryError(f"this is no SPARQL 1.1 query: {error}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise unanswered(error) from error

    def select(self, sparql: str) -> ox.QuerySolutions:
        """Run a SELECT query.

        Raises:
            QueryError: as `query`, or the text is another kind of query.
        """
        answer = self.query(sparql)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("this is no SELECT query")
        return answer

    def ask(self, sparql: str) -> bool:
        """Run an ASK query.

        Raises:
            QueryError: as `select`.
        """
        answer = self.query(sparql)
        if not isinstance(answer, bool):
            raise QueryError("this is no ASK query")
        return answer

    def construct(self, sparql: str) -> list[ox.Triple]:
        """Run a CONSTRUCT or DESCRIBE query.

        Raises:
            QueryError: as `select`.
        """
        answer = self.query(sparql)
        if not isinstance(answer, list):
            raise QueryError("this is no CONSTRUCT or DESCRIBE query")
        return answer

    # -- looking

    def __len__(self) -> int:
        return len(self.store)

    def graph_names(self) -> list[str]:
        """Return the IRIs of all named graphs, sorted."""
        return sorted(g.value for g in self.store.named_graphs() if isinstance(g, ox.NamedNode))

    def graph(self, name: str) -> list[ox.Triple]:
        """Return the triples of one named graph, sorted."""
        quads = self.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
        return sorted((quad.triple for quad in quads), key=str)

    @property
    def folder(self) -> Path:
        """The folder of the build.

        Raises:
            StoreError: the graph was never on disk.
        """
        if self._folder is None:
            raise StoreError("this graph was loaded from elsewhere and has no folder")
        return self._folder

    @property
    def facts(self) -> BuildFacts:
        """What the build says of itself.

        Raises:
            StoreError: the graph was never on disk, or is damaged.
        """
        if self._facts is None:
            self._facts = check(self.folder)
        return self._facts

    @property
    def manifest(self) -> Manifest:
        """The letters of the build.

        Raises:
            StoreError: the graph was never on disk, or is damaged.
        """
        if self._manifest is None:
            self._manifest = Manifest(self.folder)
        return self._manifest

    def reference(self) -> str:
        """Return the ontology and the councils as N-Quads.

        Raises:
            StoreError: the graph was never on disk, or is damaged.
        """
        path = self.folder / "reference.nq"
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError(f"the graph is damaged ({error})", file=path, remedy=REBUILD) from error
        kept = self.facts.files.get(path.name)
        if kept is None or hashlib.sha256(data).hexdigest() != kept.sha256:
            raise StoreError(
                "the graph is damaged: this file is not what was written", file=path, remedy=REBUILD
            )
        return data.decode("utf-8")

    def letters(self, *, kept_out: bool = False) -> Iterator[tuple[Letter, bytes]]:
        """Yield each letter with its graph as N-Quads, in the order of the sources.

        Args:
            kept_out: also the letters that do not conform, which are no part of the dataset.

        Raises:
            StoreError: a letter is not what was written; it names the letter.
        """
        for letter in self.manifest.letters(kept_out=kept_out):
            yield letter, self.manifest.read(letter).nquads

    def letter(self, source: str) -> tuple[str, str]:
        """Return a letter's graph as N-Quads, and its text; also of a letter that was kept out.

        Args:
            source: the file name of the letter without its ending.

        Raises:
            StoreError: there is no such letter here, or it is damaged.
        """
        stored = self.manifest.read(self.manifest.letter(source))
        return stored.nquads.decode("utf-8"), stored.text.decode("utf-8")

    def text(self, source: str) -> str:
        """Return the text of a letter that its offsets count in.

        Args:
            source: the file name of the letter without its ending.

        Raises:
            StoreError: there is no such letter here, or it is damaged.
        """
        return self.letter(source)[1]

    def to_rdflib(self) -> Dataset:
        """Return a copy as an rdflib ``Dataset`` whose default graph is the union of its graphs."""
        import rdflib

        nodes: dict[object, rdflib.term.Node] = {}

        def node(term: object) -> rdflib.term.Node:
            found = nodes.get(term)
            if found is None:
                found = nodes[term] = _rdflib_node(term)
            return found

        dataset = rdflib.Dataset(default_union=True)
        graphs: dict[object, Graph] = {}
        for quad in self.store:
            graph = graphs.get(quad.graph_name)
            if graph is None:
                graph = dataset.default_graph
                if not isinstance(quad.graph_name, ox.DefaultGraph):
                    graph = dataset.graph(node(quad.graph_name))  # type: ignore[arg-type]
                graphs[quad.graph_name] = graph
            graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
        return dataset


def _rdflib_node(term: object) -> Node:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise StoreError(f"rdflib has no term for {term}")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == _STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
