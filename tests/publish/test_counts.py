"""A count that the vocabulary does not list, and what a document permits, lead to words like all else."""

from __future__ import annotations

from pathlib import Path

import pytest
from servers import nginx
from walking import Walk

from ofsted_kg.publish import publish
from ofsted_kg.store import KnowledgeGraph
from publish.conftest import DATED, SAMPLES, build_kg

COUNTED = "def/quantity/five-of-eleven"


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a letter with a count of its own."""
    place = tmp_path_factory.mktemp("counted")
    letter = next((SAMPLES / "letters").glob("annual-rating-2009-quayhaven.*"))
    before = "Seven in ten childminders"
    text = letter.read_text(encoding="utf-8")
    assert before in text
    own = place / letter.name
    more = f"Five of the eleven children's homes are good. {before}"
    own.write_text(text.replace(before, more), encoding="utf-8")
    publish(KnowledgeGraph.open(build_kg([own], place / "kg")), place / "site", DATED)
    return place / "site"


def test_a_count_of_a_letter_has_a_page_and_data(counted: Path) -> None:
    page = (counted / f"{COUNTED}.html").read_text(encoding="utf-8")
    assert "<h1>Five of eleven</h1>" in page
    assert "Five of the eleven children&#39;s homes are good" in page
    assert "0.4545" in (counted / f"{COUNTED}.ttl").read_text(encoding="utf-8")
    assert ">Five of eleven</a>" in (counted / "def/scheme/quantity.html").read_text(encoding="utf-8")
    letter = (counted / "doc/letter/quayhaven/annual-rating-2009/2009-12-09.html").read_text(encoding="utf-8")
    assert '/def/quantity/five-of-eleven.html">Five of eleven</a>' in letter


@pytest.mark.server
def test_its_iris_lead_to_words(counted: Path, tmp_path: Path) -> None:
    with nginx(tmp_path, counted) as root:
        assert list(Walk(counted).faults(root, ("def/quantity", "def/scheme", "id/letter"))) == []
