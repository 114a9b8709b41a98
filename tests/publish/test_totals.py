"""More councils with a grade than were published: what the build says, and that it is not put online."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline import Options as BuildOptions
from ofsted_kg.pipeline import build
from ofsted_kg.publish import publish
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.check import check_folder
from ofsted_kg.verify import verify_graph
from publish.conftest import DATED, SAMPLES

# Ten councils performed excellently in 2009.
NAMES = (
    *("Ashmouth", "Birkley", "Coldwater", "Dunholme", "Easthaven"),
    *("Fernleigh", "Gorsedale", "Holmsea", "Inglestone", "Kestrelby", "Larkstead"),
)


@pytest.fixture(scope="module")
def one_too_many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("totals")
    register = (SAMPLES / "register.csv").read_text(encoding="utf-8").splitlines()
    row = next(line for line in register if "Quayhaven" in line)
    letter = (SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt").read_text(encoding="utf-8")
    (folder / "letters").mkdir()
    rows = register[:1]
    for number, name in enumerate(NAMES):
        rows.append(row.replace("Quayhaven", name).replace("E06999903", f"E069990{number + 50}"))
        text = letter.replace("Quayhaven", name)
        (folder / "letters" / f"annual-rating-2009-{name.lower()}.txt").write_text(text, encoding="utf-8")
    (folder / "register.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    settings = BuildOptions(registers=(folder / "register.csv",), jobs=1)
    result = build([folder / "letters"], folder / "kg", settings)
    assert not result.ledger.conforms
    return folder / "kg"


TOLD = (
    "Performs excellently, 2009: 10 of 152 councils; held are 11: "
    "`ofsted-kg query ratings -p framework=annual-rating-2009 -p grade=performs-excellently` lists them"
)


def test_it_is_said_of_which_grade_and_what_lists_its_documents(one_too_many: Path) -> None:
    lines, conforms = check_folder(KnowledgeGraph.open(one_too_many))
    assert not conforms
    assert any(TOLD in line for line in lines)


def test_it_is_not_published(one_too_many: Path, tmp_path: Path) -> None:
    with pytest.raises(OfstedKGError, match=r"is not published: .* held are 11"):
        publish(KnowledgeGraph.open(one_too_many), tmp_path / "release", DATED)
    assert not (tmp_path / "release").exists()


def test_it_is_a_fault_to_verify(one_too_many: Path) -> None:
    assert any(TOLD in line for _, line in verify_graph(one_too_many).faults)
