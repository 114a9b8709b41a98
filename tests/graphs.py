"""Built folders for the tests, made without reading a letter: from N-Quads texts."""

from __future__ import annotations

from pathlib import Path

from ofsted_kg.pipeline.direct import write_folder
from ofsted_kg.store import KnowledgeGraph

__all__ = ["changed", "write_folder"]


def changed(kg: Path, source: str, nquads: str) -> None:
    """Put another graph in the place of a letter's, as if it had been built so."""
    graph = KnowledgeGraph.open(kg)
    letters = {letter.source: graph.letter(letter.source) for letter in graph.manifest.letters()}
    letters[source] = (nquads, letters[source][1])
    write_folder(kg, graph.reference(), letters)
