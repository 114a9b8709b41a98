"""Reports in every layout: grades, dates, people, council, framework, and doubts that are said."""

from __future__ import annotations

from functools import cache

import pytest
from report_texts import CASES, Case
from two_reports import OF_PROSE, document

from ofsted_kg.errors import NotALetter
from ofsted_kg.model import Council, Letter
from ofsted_kg.register import Register
from ofsted_kg.reports import looks_like_report, parse_report
from ofsted_kg.vocabulary import lexicon


@cache
def register() -> Register:
    return Register(
        (
            Council("Northmoor", "Northmoor Metropolitan Borough Council", "X08000001", ofsted_urn="90001"),
            Council("Southdale", "Southdale County Council", "X10000001", ofsted_urn="90002"),
        )
    )


def read(case: Case) -> Letter:
    return parse_report(document(case.pages, case.source), lexicon.load(), register())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report(case: Case) -> None:
    letter = read(case)
    text = document(case.pages).text
    assert looks_like_report(text)
    assert {rating.area: rating.grade for rating in letter.ratings} == case.grades
    assert letter.framework == case.framework
    assert letter.inspection is not None
    assert str(letter.inspection.start) == case.start
    assert str(letter.inspection.end) == case.end
    assert tuple(person.name for person in letter.inspection.leads) == case.leads
    assert str(letter.date) == (case.published or case.source[-10:])
    assert letter.year == int(case.end[:4])
    days = letter.inspection.evidence
    assert days is not None or "dates-from-header" in case.notices
    assert days is None or case.end[2:4] in days.quote.replace(" ", "")
    printed = case.published and "published-from-file-name" not in case.notices
    assert letter.date_evidence is not None or not printed
    assert letter.council is not None
    assert letter.council_evidence is not None
    if case.printed:
        assert " ".join(letter.council_evidence.quote.split()) == case.printed
    said = [notice.code for notice in letter.notices if notice.code not in OF_PROSE]
    assert sorted(said) == sorted(case.notices)
    quoted = [(rating.evidence, *rating.further) for rating in letter.ratings]
    assert all(len(places) == len(set(places)) for places in quoted)
    evidence = [place for places in quoted for place in places]
    evidence += [section.evidence for section in letter.sections]
    evidence += [finding.evidence for finding in letter.findings]
    evidence += [notice.evidence for notice in letter.notices if notice.evidence]
    evidence += filter(None, [days, letter.date_evidence])
    assert all(text[place.start : place.end] == place.quote for place in evidence)
    assert all(place.page for place in evidence)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Dear Ms Example\nFocused visit to Northmoor local authority children’s services\n", id="visit"
        ),
        pytest.param("Dear Ms Example\nMonitoring visit to Northmoor children’s services\n", id="monitoring"),
        pytest.param(
            "Annual performance assessment of services for children and young people in Northmoor 2008\n"
            "The inspection of children’s services found much.\n",
            id="letter",
        ),
        pytest.param(
            "Inspection of safeguarding and looked after children services\nInspection dates: 3 June 2011",
            id="2011",
        ),
        pytest.param(
            "Inspection of Northmoor local authority children’s services is due next year.\n", id="news"
        ),
        pytest.param(
            "Inspection of Northmoor Primary School\nInspection dates: 4 and 5 June 2019\n", id="school"
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_no_report(text: str) -> None:
    assert not looks_like_report(text)


def test_no_title_is_no_report() -> None:
    with pytest.raises(NotALetter, match="no title"):
        parse_report(document(("A page about Northmoor.",)), lexicon.load(), register())


LISTS = """1
Northmoor
Inspection of children’s social care services
Inspection dates: 3 to 14 June 2019
Lead inspector: Mary Example
What needs to improve
1
\uf06e The quality of plans, including
when families move.
\uf06e Supervision
The experiences and progress of children in care: good
1. Children live in homes that suit them.
Recommendations
4. Make sure that workers:
\uf0b7 see children
\uf0b7 listen to them.
5. Write plans that families
understand.
Summary for children and young people
\uf0b7 You told us that you are heard.
Areas for improvement
9. In order to improve, the council should take the following action.
Immediately:
\uf0b7 finish all late assessments
Within three months:
\uf0b7 write a strategy.
Priority and immediate action
11. There are no areas for priority and immediate action.
Recommendations 8
"""
WANTED = [
    "The quality of plans, including when families move.",
    "Supervision",
    "Make sure that workers: \uf0b7 see children \uf0b7 listen to them.",
    "Write plans that families understand.",
    "finish all late assessments",
    "write a strategy.",
]


def test_recommendations() -> None:
    letter = parse_report(document((LISTS,)), lexicon.load(), register())
    assert [finding.text for finding in letter.findings] == WANTED
    assert {finding.polarity for finding in letter.findings} == {"area-for-improvement"}


def test_running_headers_are_left_out_of_lists() -> None:
    header = "Inspection of Northmoor local authority children’s services\n3 to 14 June 2019 {}\n"
    pages = (
        LISTS.split("What needs")[0] + "What needs to improve\n\uf06e The quality of",
        header.format(2) + "plans and\n\uf06e the voice",
        header.format(3) + "of the child.\nThe experiences and progress of children in care: good\nText.",
        header.format(4) + "More text.\n",
    )
    letter = parse_report(document(pages), lexicon.load(), register())
    assert [finding.text for finding in letter.findings] == [
        "The quality of plans and",
        "the voice of the child.",
    ]
    (section,) = letter.sections
    assert section.title == "The experiences and progress of children in care"
    assert section.grade == "good"
    assert section.evidence.quote.endswith("More text.")


def test_of_dates_that_disagree_the_one_that_was_taken_is_said() -> None:
    case = next(case for case in CASES if case.name == "a running header with other dates")
    letter = read(case)
    (said,) = [notice.message for notice in letter.notices if notice.code == "dates-disagree"]
    assert letter.inspection is not None
    taken = f"{letter.inspection.start} to {letter.inspection.end}"
    assert said.endswith(f"what the report itself says was taken: {taken}")
    assert said.startswith("The running header dates the inspection from 2023-06-03 to 2023-06-07")
