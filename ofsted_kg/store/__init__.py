"""The dataset on disk: its folder, its letters one by one, and the store that answers queries.

In: N-Quads and texts. Out: ``KnowledgeGraph``, and the build in force in a folder. Standard:
SPARQL 1.1 by Oxigraph. Nothing in a build changes once it is there.
"""

from ofsted_kg.store.disk import DiskStore, read_graphs, write_store
from ofsted_kg.store.folder import BuildFacts, build_facts, current_build
from ofsted_kg.store.graph import KnowledgeGraph
from ofsted_kg.store.manifest import Letter, Manifest

__all__ = [
    "BuildFacts",
    "DiskStore",
    "KnowledgeGraph",
    "Letter",
    "Manifest",
    "build_facts",
    "current_build",
    "read_graphs",
    "write_store",
]
