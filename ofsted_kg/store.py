"""The dataset: named graphs in an embedded Oxigraph store.

In: sorted N-Quads files (one a letter, one for ontology and councils). Out: a store on
disk, and ``KnowledgeGraph``, which opens a built folder read-only, so that any number
of readers can have it open at once. SPARQL 1.1 runs on the union of all graphs.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ofsted_kg.errors import QueryError, StoreError
from ofsted_kg.filenames import stored_name
from ofsted_kg.namespaces import Base
from ofsted_kg.rows import source_of

if TYPE_CHECKING:  # rdflib costs 200 ms to import, and few callers want it
    from rdflib import Dataset, Graph
    from rdflib.term import Node

# Quads go to the store's bulk loader in portions of about this many bytes: a load writes
# files of its own to disk, so one a letter would leave thousands of small ones.
PORTION = 64 * 1024 * 1024

_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")
_REBUILD = "Make it again with `ofsted-kg build`"


def write_store(folder: Path, graphs: Iterable[tuple[Path, bytes]]) -> None:
    """Write a new store on disk from N-Quads.

    Args:
        folder: where; it must not exist or be empty.
        graphs: the graphs to load, each with the file to name where it is no N-Quads.

    Raises:
        StoreError: a graph is no N-Quads, or the disk refuses.
    """
    try:
        store = ox.Store(folder)
        _fill(store, graphs)
        store.optimize()
        store.flush()
    except OSError as error:
        raise StoreError(f"the store cannot be written ({error})", file=folder) from error


def read_graphs(files: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """Yield files of N-Quads with their bytes."""
    for path in files:
        yield path, path.read_bytes()


def _fill(store: ox.Store, graphs: Iterable[tuple[Path, bytes]]) -> None:
    portion: list[tuple[Path, bytes]] = []
    for graph in graphs:
        portion.append(graph)
        if sum(len(data) for _, data in portion) > PORTION:
            _load(store, portion)
            portion = []
    _load(store, portion)


def _load(store: ox.Store, portion: Sequence[tuple[Path, bytes]]) -> None:
    try:
        store.bulk_load(b"\n".join(data for _, data in portion), ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        culprit = next((path for path, data in portion if not _parses(data)), portion[0][0])
        raise StoreError(f"no N-Quads: {error}", file=culprit, remedy=_REBUILD) from error


def _parses(data: bytes) -> bool:
    try:
        for _ in ox.parse(data, format=ox.RdfFormat.N_QUADS):
            pass
    except (SyntaxError, ValueError):
        return False
    return True


def current_build(kg: Path) -> Path:
    """Return the folder of the build in force below ``kg``.

    Raises:
        StoreError: there is none, or it is unfinished.
    """
    try:
        name = (kg / "CURRENT").read_text(encoding="utf-8").strip()
    except OSError as error:
        if (kg / "builds").is_dir():
            raise StoreError("the build of this graph was not finished", file=kg, remedy=_REBUILD) from error
        what = "there is no graph here" if kg.is_dir() else "there is no such folder"
        remedy = "Make a graph with `ofsted-kg build LETTERS --kg DIR`, or name its folder with --kg"
        raise StoreError(what, file=kg, remedy=remedy) from error
    folder = kg / "builds" / name
    if not name or not folder.is_dir():
        raise StoreError("the graph's folder is damaged: its build is gone", file=kg, remedy=_REBUILD)
    return folder


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


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """What a build says of itself: the base of its IRIs, the tool's version, a digest of its content."""

    base: Base
    version: str
    digest: str


def build_facts(folder: Path) -> BuildFacts:
    """Return what the build in a folder says of itself.

    Raises:
        StoreError: the folder is damaged.
    """
    path = folder / "build.json"
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        return BuildFacts(Base(str(facts["base"])), str(facts["version"]), str(facts["digest"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"the graph is damaged ({error})", file=path, remedy=_REBUILD) from error


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

    def __init__(self, store: ox.Store, folder: Path | None = None) -> None:
        self.store = store
        self._folder = folder

    # -- opening

    @classmethod
    def open(cls, kg: Path) -> KnowledgeGraph:
        """Open the graph of a folder, read-only, from disk.

        A store that this version of Oxigraph cannot open is read from the N-Quads
        files beside it instead: slower, with the same answers.

        Raises:
            StoreError: the folder holds no graph, an unfinished or a damaged one.
        """

        def opened(folder: Path) -> KnowledgeGraph:
            try:
                return cls(ox.Store.read_only(str(folder / "store")), folder)
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
        files = [folder / "reference.nq", *sorted((folder / "graphs").glob("*.nq"))]
        store = ox.Store()
        try:
            _fill(store, read_graphs(files))
        except OSError as error:
            raise StoreError(f"the graph is damaged ({error})", file=folder, remedy=_REBUILD) from error
        return cls(store, folder)

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
            for text in texts:
                store.bulk_load(text.encode("utf-8"), ox.RdfFormat.N_QUADS)
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
            raise QueryError(f"the query could not be answered: {error}") from error

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
        return build_facts(self.folder)

    def letter(self, source: str) -> tuple[str, str]:
        """Return a letter's graph as N-Quads, and its text; also of a letter that was kept out.

        Args:
            source: the letter's source name.

        Raises:
            StoreError: there is no such letter here.
        """
        # A letter that did not conform is no part of the dataset, but it can be looked at.
        kept_out = (self.folder / "rejected" / f"{stored_name(source)}.nq").is_file()
        return self._part("rejected" if kept_out else "graphs", source, ".nq"), self.text(source)

    def text(self, source: str) -> str:
        """Return the text of a letter that its offsets count in.

        Args:
            source: the letter's source name.

        Raises:
            StoreError: there is no such letter here.
        """
        return self._part("texts", source, ".txt")

    def _part(self, place: str, source: str, ending: str) -> str:
        path = self.folder / place / f"{stored_name(source)}{ending}"
        try:
            # Offsets count every character: no translation of line ends.
            return path.read_bytes().decode("utf-8")
        except (OSError, ValueError) as error:
            names = [source_of(other.read_text("utf-8")) for other in (self.folder / "graphs").glob("*.nq")]
            near = difflib.get_close_matches(source, names, n=3, cutoff=0.5)
            remedy = "`ofsted-kg query letters` lists what the graph holds"
            if near:
                remedy = f"Did you mean {' or '.join(near)}?"
            raise StoreError(f"there is no letter {source!r} in this graph", remedy=remedy) from error

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
