"""A number at a page's end counts pages or grades an area: its label and the other pages tell."""

from __future__ import annotations

from itertools import pairwise

import pytest
from letters import REGISTER, document_of

from ofsted_kg.letters import parse_letter
from ofsted_kg.vocabulary import lexicon

HEAD = """17 December 2008

Mr Colm Ardagh
Director of Services for Children and Young People
Quayhaven Council

Dear Mr Ardagh
Annual performance assessment of services for children and young people in Quayhaven Council 2008
The following table sets out the grades awarded for performance in 2008.
{}Being healthy 3
"""
TAIL = """
Being healthy
The contribution of services to this outcome is good. Most schools are good, and the young people
who spoke to us like them.
Yours sincerely
Una Blakey
Divisional Manager, Ofsted"""
LABEL = "Capacity to improve, including the\nmanagement of services for children and\nyoung people\n"


def score(*parts: str, cover: bool = True) -> int | None:
    """Return the grade of capacity to improve in a letter of these parts."""
    text = ("Agenda: a letter of Ofsted\n\f" if cover else "") + HEAD.format("") + "".join(parts) + TAIL
    document = document_of(text)
    letter = parse_letter(document, lexicon.load(), REGISTER)
    return next((rating.score for rating in letter.ratings if rating.area == "capacity-to-improve"), None)


@pytest.mark.parametrize(
    ("parts", "cover", "wanted"),
    [
        pytest.param([LABEL, "3\n\f"], True, 3, id="grade-at-the-foot-of-unnumbered-pages"),
        pytest.param([LABEL, "\f3\n"], True, 3, id="grade-at-the-head-of-unnumbered-pages"),
        pytest.param(
            [LABEL.replace("\nyoung people", "\n3\n\fyoung people")], True, 3, id="within-its-label"
        ),
        pytest.param(
            [LABEL, "Page 1 of 2\n\f3\n", "Being healthy\n", "2 of 2"], False, 3, id="below-a-numbered-foot"
        ),
        pytest.param(
            [LABEL, "2\n\f", "Notes\nAll grades are printed.\n3\n\f"], True, None, id="numbered-at-the-foot"
        ),
        pytest.param([LABEL, "\f2\n"], False, None, id="may-be-either"),
    ],
)
def test_grade_or_page_number(parts: list[str], cover: bool, wanted: int | None) -> None:
    assert score(*parts, cover=cover) == wanted


RATED = """9 December 2009

Ms Una Blakey
Director of Children's Services
Northmoor Council

Dear Ms Blakey
Annual children's services rating
Once a year Ofsted tells each council in England what it makes of the
services for its children and young people, and why. It weighs what
inspectors saw and what the figures say. Each gets one of four grades:
4 Performs excellently An organisation that significantly exceeds minimum requirements
3 Performs well An organisation that exceeds minimum requirements
2 Performs adequately An organisation that meets only minimum requirements
1 Performs poorly An organisation that does not meet minimum requirements
Children's services rating 2009
Children's services rating Performs well (3)
Children's services in Northmoor Council perform well.
Most childminders are good, and so are the two colleges that serve
this area. The council has been quick to act where a setting has been
found to be inadequate. Fewer children than elsewhere are excluded from
their schools.
Yours sincerely
Juliet Marsh
Divisional Manager, Ofsted"""
LINES = RATED.split("\n")
FIRST = LINES.index("Annual children's services rating")


@pytest.mark.parametrize(
    "head", ["", "Annual rating - Northmoor Council\nPage {} of 9\n"], ids=["bare", "headed"]
)
@pytest.mark.parametrize("size", range(2, 8))
@pytest.mark.parametrize("first", range(FIRST, FIRST + 10))
def test_the_line_of_the_rating_is_read_wherever_pages_end(first: int, size: int, head: str) -> None:
    ends = [0, *range(first, len(LINES), size), len(LINES)]
    pages = ["\n".join(LINES[start:end]) + "\n" for start, end in pairwise(ends)]
    text = "\f".join(head.format(number) + page for number, page in enumerate(pages, 1))
    letter = parse_letter(document_of(text), lexicon.load(), REGISTER)
    assert [(r.area, r.grade, r.score) for r in letter.ratings] == [("overall", "performs-well", 3)]
