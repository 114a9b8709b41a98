"""A graph's folder from graphs that are ready made, without a letter being read.

In: N-Quads and texts by source. Out: the folder, as a build leaves it: for benchmarks, tests, and
who makes the graphs elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from ofsted_kg.errors import StoreError
from ofsted_kg.model import Origin
from ofsted_kg.pipeline.builds import writing
from ofsted_kg.pipeline.draft import Draft, Made
from ofsted_kg.pipeline.ledger import Entry, Status
from ofsted_kg.pipeline.record import Record
from ofsted_kg.store import KnowledgeGraph, write_store
from ofsted_kg.store.folder import STORE
from ofsted_kg.store.pack import ENDING, PackWriter
from ofsted_kg.validate import links
from ofsted_kg.vocabulary.namespaces import Base


def write_folder(
    kg: Path,
    reference: str,
    letters: Mapping[str, tuple[str, str]],
    kept_out: Mapping[str, tuple[str, str]] | None = None,
) -> KnowledgeGraph:
    """Write a folder and open it.

    Args:
        kg: the folder.
        reference: the ontology and the councils as N-Quads.
        letters: graph as N-Quads, and text, of each letter of the dataset by its source.
        kept_out: the same of letters that do not conform.

    Raises:
        StoreError: a graph is no N-Quads, or the folder cannot be written.
    """
    with writing(kg, make=True), Draft(kg, None) as draft:
        draft.write_reference(reference, ())
        packs = PackWriter(draft.packs / f".0001{ENDING}")
        for status, given in ((Status.CONVERTED, letters), (Status.NOT_CONFORMING, kept_out or {})):
            for source, (nquads, text) in given.items():
                name = f"{source}.txt"
                entry = Entry(source, name, status, graph=_graph(source, nquads), path=name)
                path = b"/" + name.encode("utf-8", "replace")
                frame = packs.append(text, nquads)
                record = Record(path, path, name, source, Origin(), "", status, entry, links(nquads), frame)
                draft.records.put(record)
        packs.close()
        graphs = [(source, nquads.encode("utf-8")) for source, (nquads, _) in letters.items()]
        write_store(draft.folder / STORE, [("reference", reference.encode("utf-8")), *graphs])
        draft.finish([], Made(Base(), "", {}, "build"))
    return KnowledgeGraph.open(kg)


def _graph(source: str, nquads: str) -> str:
    try:
        name = next((quad.graph_name for quad in parse(nquads, format=RdfFormat.N_QUADS)), None)
    except SyntaxError as error:
        raise StoreError(f"no N-Quads ({error})", file=source) from error
    return name.value if isinstance(name, NamedNode) else ""
