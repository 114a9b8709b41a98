"""A graph of the samples, made once for the tests of forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_kg.pipeline import Options, build
from ofsted_kg.store import KnowledgeGraph

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kg = tmp_path_factory.mktemp("forms") / "kg"
    options = Options(registers=(SAMPLES / "register.csv",), jobs=1)
    build([SAMPLES / "letters", SAMPLES / "reports"], kg, options)
    return kg


@pytest.fixture(scope="session")
def graph(folder: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(folder)
