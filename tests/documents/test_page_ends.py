"""A number at a page's end counts pages or grades an area: its label and the other pages tell."""

from __future__ import annotations

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
