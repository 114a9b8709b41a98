"""Headings with their grade beside them: which of them a sentence below stands under."""

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

"""
TAIL = "\n\nYours sincerely\n\nUna Blakey\nDivisional Manager, Ofsted\n"
TABLE = (
    "Assessment judgement area\tAPA grade\n"
    "Overall effectiveness of children's services\t3\n"
    "Being healthy\t3\nStaying safe\t3\nEnjoying and achieving\t3\nMaking a positive contribution\t3\n"
    "Achieving economic well-being\t3\n"
    "Capacity to improve, including the management of services for children and young people\t3"
)
OVERALL = "Overall effectiveness of children's services\tGrade 3"
HEALTHY, SAFE = "Being healthy\tGrade 3", "Staying safe\tGrade 3"
SAID = "The contribution of services to this outcome is good."
UNSAID = "The work with young parents is well led. Outcomes are good."


def outcomes(*parts: str) -> tuple[list[str | None], list[str | None]]:
    """Return what the judgements of a letter of these parts are of, and what its findings stand under."""
    document = document_of(HEAD + "\n\n".join(parts) + TAIL)
    letter = parse_letter(document, lexicon.load(), REGISTER)
    return [said.outcome or said.subject for said in letter.judgements], [f.outcome for f in letter.findings]


LIST = "Major strengths\n\n- School nurses."


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([TABLE, OVERALL, HEALTHY, SAID], id="behind-a-table"),
        pytest.param([TABLE.replace("\n", "\n\n"), OVERALL, HEALTHY, SAID], id="behind-a-loose-table"),
        pytest.param([TABLE, OVERALL, HEALTHY, UNSAID], id="that-the-sentence-does-not-point-to"),
        pytest.param([TABLE.replace("\n", "\n\n"), OVERALL, HEALTHY, UNSAID], id="named-in-a-loose-table"),
        pytest.param([OVERALL, HEALTHY, SAID], id="without-a-table"),
        pytest.param([f"{OVERALL}\n{HEALTHY}\n{SAID}"], id="without-blank-lines"),
        pytest.param([TABLE, "Nurses visit.", OVERALL, SAFE, HEALTHY, SAID], id="three-behind-prose"),
        pytest.param([TABLE, OVERALL, HEALTHY], id="nothing-but-a-list"),
    ],
)
def test_the_last_of_some_headings_opens_the_section(parts: list[str]) -> None:
    judged, found = outcomes(*parts, LIST)
    assert set(judged) <= {"being-healthy"}
    assert found == ["being-healthy"]


@pytest.mark.parametrize("table", [TABLE, TABLE.replace("\n", "\n\n")], ids=["close", "loose"])
def test_the_last_row_of_a_table_is_no_heading(table: str) -> None:
    assert outcomes(table, UNSAID, LIST) == (["all-outcomes"], [None])
