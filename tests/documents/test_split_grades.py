"""A grade whose cell wraps keeps its number; a page's number and another row's are none of it."""

from __future__ import annotations

import pytest
from letters import REGISTER, document_of
from small_pdf import small_pdf

from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Document
from ofsted_kg.read import DEFAULT
from ofsted_kg.read.pdf import read_pdf
from ofsted_kg.vocabulary import lexicon

LETTER = """9 December 2010

Ms Una Blakey
Director of Children's Services
Northmoor Council

Dear Ms Blakey

Annual children's services assessment

{}

Most of the primary schools are good.

Yours sincerely

Juliet Marsh
Divisional Manager, Ofsted
"""
AREA = "Children's services assessment"
WELL = [("performs-well", 3)]
WORD = [("performs-well", None)]


def ratings(document: Document) -> list[tuple[str | None, int | None]]:
    letter = parse_letter(document, lexicon.load(), REGISTER)
    for rating in letter.ratings:
        assert document.text[rating.evidence.start : rating.evidence.end] == rating.evidence.quote
    return [(rating.grade, rating.score) for rating in letter.ratings]


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        pytest.param(f"{AREA}\tPerforms well\n(3)", WELL, id="tab"),
        pytest.param(f"{AREA}     Performs well\n{' ' * 35}(3)", WELL, id="blanks"),
        pytest.param(f"{AREA}\nPerforms well\n(3)", WELL, id="a-line-each"),
        pytest.param(f"{AREA} Performs well\n[3]", WELL, id="square-brackets"),
        pytest.param(f"{AREA}\tPerforms well\nGrade 3", WELL, id="grade-3"),
        pytest.param(f"{AREA}\n\nPerforms well\n\n(3)", WELL, id="a-paragraph-each"),
        pytest.param("Children's services\nassessment\nPerforms\nwell\n(3)", WELL, id="all-lines-broken"),
        pytest.param(
            "Children's services     Performs well\nassessment              (3)", WELL, id="both-cells-wrap"
        ),
        pytest.param(
            "Children's services     Performs\nassessment              well\n                        (3)",
            WELL,
            id="over-three-lines",
        ),
        pytest.param("Children's services Performs well\nassessment (3)", WELL, id="cells-lost-their-gap"),
        pytest.param("Children's services Performs\nassessment well (3)", WELL, id="gap-lost-in-the-word"),
        pytest.param(f"{AREA}\tPerforms<br>well<br>(3)", WELL, id="a-word-a-line-in-its-cell"),
        pytest.param(f"| {AREA} | Performs well |\n| | (3) |", WELL, id="bars"),
        # near misses
        pytest.param(f"{AREA}\tPerforms well\n\nFostering is good.\n\n(3)", WORD, id="below-a-sentence"),
        pytest.param(f"{AREA}\tPerforms well\n\f2\n\nFostering is good.", WORD, id="number-of-a-page"),
        pytest.param(f"{AREA}\tPerforms well (3)\n\n2\n\nFostering is good.", WELL, id="has-its-number"),
        pytest.param(f"{AREA}\tPerforms well\nBeing healthy\t2", WORD, id="number-of-another-row"),
    ],
)
def test_number_below_its_word(printed: str, wanted: list[tuple[str | None, int | None]]) -> None:
    text = LETTER.format(printed)
    assert ratings(document_of(text)) == wanted


def test_narrow_cell_of_a_pdf(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("pdf") / "letter.pdf"
    page = LETTER.format(f"{AREA} Performs well\n(3)").replace("\n\n", "\n")
    assert ratings(read_pdf(path, small_pdf([page]), DEFAULT.ocr)) == WELL


def test_rows_over_two_lines() -> None:
    """A line below that has only a number in brackets goes on, though its words name an area, too."""
    text = (
        "17 December 2008\n\nMs Una Blakey\nDirector of Children's Services\nNorthmoor Council\n\n"
        "Dear Ms Blakey\n\nAnnual performance assessment of services for children and young people in "
        "Northmoor Council 2008\n\n"
        "Assessment judgement area   APA grade\n"
        "Overall effectiveness of    Good\nchildren's services         (3)\n"
        "Being healthy               Good\n                            (3)\n\n"
        "Yours sincerely\n\nJuliet Marsh\nDivisional Manager, Ofsted\n"
    )
    assert ratings(document_of(text)) == [
        ("good", 3),
        ("good", 3),
    ]
