"""A graph built from the sample letters, and releases of it, made once for all tests here."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import graphs
import pytest

from ofsted_kg.pipeline import Options as BuildOptions
from ofsted_kg.pipeline import build
from ofsted_kg.pipeline.ledger import Status
from ofsted_kg.publish import Options, Settings, publish
from ofsted_kg.store import KnowledgeGraph

DATE = "2026-01-31"
DATED = Options(date=DATE)
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
# What the smaller graph lacks: one letter of a council that has others.
ADDED = "annual-rating-2009-quayhaven"
# A letter whose words are an attack, in the release with the full text.
HOSTILE = "annual-assessment-2010-aldersea"
ATTACK = """<img src=x onerror=alert(1)><script>alert("x")</script></div>\'"""
# A name like a letter's words is text and never markup.
PUBLISHER = 'Example <script>alert("x")</script> & Trust'


def documents() -> list[Path]:
    return sorted([*(SAMPLES / "letters").iterdir(), *(SAMPLES / "reports").glob("*.pdf")])


def build_kg(files: list[Path], kg: Path) -> Path:
    result = build(files, kg, BuildOptions(registers=(SAMPLES / "register.csv",), jobs=1))
    assert sum(entry.status is Status.CONVERTED for entry in result.ledger.entries) == len(files)
    return kg


@pytest.fixture(scope="session")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_kg(documents(), tmp_path_factory.mktemp("publish") / "kg")


@pytest.fixture(scope="session")
def smaller_kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = [file for file in documents() if file.stem != ADDED]
    return build_kg(files, tmp_path_factory.mktemp("publish") / "smaller")


@pytest.fixture(scope="session")
def release(kg: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with the default options."""
    out = tmp_path_factory.mktemp("publish") / "release"
    publish(KnowledgeGraph.open(kg), out, DATED)
    return out


@pytest.fixture(scope="session")
def marked(kg: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with the full text, an endpoint and a publisher; one letter of it is hostile."""
    place = tmp_path_factory.mktemp("publish")
    out, hostile = place / "marked", place / "kg"
    shutil.copytree(kg, hostile)
    nquads, _ = KnowledgeGraph.open(hostile).letter(HOSTILE)
    attack = ATTACK.replace('"', '\\"')
    text, count = re.subn(r'(terms/title>|oa#exact>|def/text>) "[^"\\]*"', rf'\1 "{attack}"', nquads)
    assert count > 5
    graphs.changed(hostile, HOSTILE, text)
    options = Options(
        date=DATE,
        settings=Settings(
            publisher=PUBLISHER,
            publisher_iri="https://trust.example/id",
            contact="mailto:data@trust.example",
            endpoint="https://trust.example/sparql",
        ),
        full_text=True,
    )
    publish(KnowledgeGraph.open(hostile), out, options)
    return out


@pytest.fixture(scope="session")
def smaller(smaller_kg: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the graph without one letter."""
    out = tmp_path_factory.mktemp("publish") / "smaller-release"
    publish(KnowledgeGraph.open(smaller_kg), out, DATED)
    return out


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
