"""The catalogue entry against the official DCAT-AP 3.0.1 shapes, classes of values included."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate
from rdflib.namespace import DCAT, DCTERMS, RDF, SH

SHAPES = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "dcat-ap"
FILES = ("dcat-ap-3.0.1-shapes.ttl", "dcat-ap-3.0.1-ranges.ttl")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    if not SHAPES.is_dir():
        pytest.skip("the DCAT-AP shapes are not beside the checkout")
    graph = rdflib.Graph()
    for name in FILES:
        graph.parse(SHAPES / name)
    # As published the two files name five property shapes that neither of them defines.
    empty = [
        (shape, prop) for shape, prop in graph.subject_objects(SH.property) if (prop, None, None) not in graph
    ]
    assert len(empty) <= 5
    for shape, prop in empty:
        graph.remove((shape, SH.property, prop))
    return graph


def entry(release: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(release / "dcat.ttl")


def faults(data: rdflib.Graph, shapes: rdflib.Graph) -> list[str]:
    _, report, _ = validate(data, shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    return sorted(
        f"{report.value(result, SH.resultPath)}: {report.value(result, SH.resultMessage)}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def test_it_conforms(release: Path, shapes: rdflib.Graph) -> None:
    assert faults(entry(release), shapes) == []


def test_it_conforms_with_an_endpoint_and_a_publisher(marked: Path, shapes: rdflib.Graph) -> None:
    data = entry(marked)
    assert len(list(data.subjects(RDF.type, DCAT.DataService))) == 1
    assert faults(data, shapes) == []


def test_the_shapes_find_what_is_missing(release: Path, shapes: rdflib.Graph) -> None:
    data = entry(release)
    data.remove((None, DCTERMS.title, None))
    assert len(faults(data, shapes)) > 3


def test_each_distribution_is_a_file_of_that_size_and_digest(release: Path) -> None:
    data = entry(release)
    distributions = set(data.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) > 20
    for node in distributions:
        url = str(data.value(node, DCAT.downloadURL))
        content = (release / url.removeprefix("https://w3id.org/ofsted-kg/")).read_bytes()
        assert int(str(data.value(node, DCAT.byteSize))) == len(content)
        checksum = data.value(node, SPDX.checksum)
        assert str(data.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
