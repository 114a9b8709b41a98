"""Built folders for the tests, made without a build: from N-Quads texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ofsted_kg.namespaces import DEFAULT_BASE
from ofsted_kg.store import KnowledgeGraph, read_graphs, write_store


def write_folder(kg: Path, reference: str, letters: Mapping[str, tuple[str, str]]) -> KnowledgeGraph:
    """Write a folder as a build leaves it; ``letters`` maps source names to graph and text."""
    build = kg / "builds" / f"b{len(list(kg.glob('builds/*')))}"
    for part in ("graphs", "texts", "rejected"):
        (build / part).mkdir(parents=True)
    (build / "reference.nq").write_text(reference, encoding="utf-8")
    for source, (nquads, text) in letters.items():
        (build / "graphs" / f"{source}.nq").write_text(nquads, encoding="utf-8")
        (build / "texts" / f"{source}.txt").write_text(text, encoding="utf-8", newline="")
    facts = {"base": DEFAULT_BASE, "version": "0.1.0", "digest": "0123456789abcdef"}
    (build / "build.json").write_text(json.dumps(facts), encoding="utf-8")
    (build / "ledger.json").write_text('{"entries": [], "dataset": []}', encoding="utf-8")
    files = [build / "reference.nq", *sorted((build / "graphs").glob("*.nq"))]
    write_store(build / "store", read_graphs(files))
    (kg / "CURRENT").write_text(build.name + "\n", encoding="utf-8")
    return KnowledgeGraph.open(kg)
