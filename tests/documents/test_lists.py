"""Whose a list of strengths or areas for improvement is, what announces one, and what ends its bullets."""

from __future__ import annotations

import pytest
from letters import REGISTER, document_of

from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Letter
from ofsted_kg.vocabulary import lexicon

HEAD = """9 December 2006

Ms Una Blakey
Director of Children's Services
Northmoor Council

Dear Ms Blakey

Annual performance assessment of services for children and young people in Northmoor 2006

"""
OUTCOMES = "\n\n".join(
    f"{title}\n\nOutcomes in this area are good. Staff work well together."
    for title in (
        "Being healthy",
        "Staying safe",
        "Enjoying and achieving",
        "Making a positive contribution",
        "Achieving economic well-being",
    )
)
TAIL = "\n\nYours sincerely\n\nJuliet Marsh\nDivisional Manager, Ofsted\n"


def findings(body: str) -> list[tuple[str | None, str, str]]:
    return [(found.outcome, found.polarity, found.text) for found in letter_of(body).findings]


def letter_of(body: str, below: str = "") -> Letter:
    return parse_letter(document_of(HEAD + body + TAIL + below), lexicon.load(), REGISTER)


def test_lists_that_stand_once_behind_all_outcomes_are_of_none() -> None:
    lists = "\n\nMajor strengths\n\n- good nursery schools\n\nImportant weaknesses\n\n- slow assessments"
    assert findings(OUTCOMES + lists) == [
        (None, "strength", "good nursery schools"),
        (None, "area-for-improvement", "slow assessments"),
    ]


def test_lists_under_each_outcome_are_its_own() -> None:
    body = OUTCOMES.replace("together.", "together.\n\nMajor strengths\n\n- good staff")
    slugs = [outcome for outcome, _, _ in findings(body)]
    assert slugs[0] == "being-healthy"
    assert slugs[-1] == "achieving-economic-well-being"


@pytest.mark.parametrize(
    "lead",
    [
        "In the year ahead the council, with its partners, should:",
        "What the council needs to do",
        "The council needs to:",
    ],
)
def test_demands_open_a_list(lead: str) -> None:
    assert findings(f"{lead}\n\n- raise standards at 16\n- recruit more carers") == [
        (None, "area-for-improvement", "raise standards at 16"),
        (None, "area-for-improvement", "recruit more carers"),
    ]


def test_a_sentence_that_only_says_should_opens_none() -> None:
    assert findings("The council said that parents should know:\n\n- who to ask\n- when") == []


def test_the_heading_of_the_prose_below_a_list_without_bullets_is_no_item() -> None:
    items = "good nursery schools\n\nquick assessments of need\n\nstable placements"
    prose = "The council has worked hard. It has moved children closer to home, and its staff know them well."
    assert findings(f"Major strengths\n\n{items}\n\nHow children fare at sixteen\n\n{prose}") == [
        (None, "strength", item) for item in items.split("\n\n")
    ]


def test_a_number_that_ends_a_bullet_is_no_page_number() -> None:
    bullet = "- adoption: children are placed sooner than average, 560 days against\n  625."
    body = f"Major strengths\n\n{bullet}\n- colleges"
    assert findings(body) == [
        (None, "strength", "adoption: children are placed sooner than average, 560 days against 625."),
        (None, "strength", "colleges"),
    ]


def test_a_number_that_a_wrapped_line_begins_with_is_no_item() -> None:
    body = (
        "The gap in results at the age of 16 is 30 points where the average is\n27. Attendance has risen.\n\n"
    )
    letter = parse_letter(document_of(HEAD + OUTCOMES + "\n\n" + body + TAIL), lexicon.load(), REGISTER)
    printed = [(found.value, found.comparator_value) for found in letter.comparisons]
    assert [[figure.evidence.quote for figure in pair if figure] for pair in printed] == [["30", "27"]]
    assert findings(OUTCOMES + "\n\n" + body) == []


TABLES = {
    "columns": "{:34}{}",
    "tabs": "{}\t{}",
    "bars": "| {} | {} |",
}


@pytest.mark.parametrize("row", TABLES.values(), ids=TABLES)
def test_outcomes_named_in_a_table_part_its_items(row: str) -> None:
    rows = (
        ("Key strengths", "Key areas for improvement"),
        ("Being healthy", "Being healthy"),
        ("low rates of smoking", "late births"),
        ("Staying safe", "Staying safe"),
        ("quick assessments", "many referrals"),
    )
    assert sorted(findings("\n".join(row.format(*cells) for cells in rows))) == [
        ("being-healthy", "area-for-improvement", "late births"),
        ("being-healthy", "strength", "low rates of smoking"),
        ("staying-safe", "area-for-improvement", "many referrals"),
        ("staying-safe", "strength", "quick assessments"),
    ]


@pytest.mark.parametrize(
    "below",
    [
        "Related\n\n- Colleges are poor: see our report",
        "- Colleges are poor",
        "cc The Chief Executive\n\n1. Colleges are poor.\n2. The adoption service is poor.",
        "Strengths of our service\n\nRelated pages\n\n* Colleges are poor",
    ],
)
def test_a_list_behind_the_signature_says_nothing(below: str) -> None:
    letter = letter_of("Being healthy\n\nMajor strengths\n\n- Good colleges.", f"\n{below}\n")
    assert [(said.subject, said.grade) for said in letter.judgements] == [("colleges", "good")]
    assert [found.text for found in letter.findings] == ["Good colleges."]


@pytest.mark.parametrize(
    ("below", "outcome"),
    [
        ("Major strengths\n\n- good colleges", None),
        ("Being healthy\n\nMajor strengths\n\n- good colleges", "being-healthy"),
    ],
)
def test_lists_under_their_headings_behind_the_signature_are_the_letters(
    below: str, outcome: str | None
) -> None:
    letter = letter_of("All is well.", f"\n{below}\n")
    assert [(said.subject, said.grade) for said in letter.judgements] == [("colleges", "good")]
    assert [(found.outcome, found.text) for found in letter.findings] == [(outcome, "good colleges")]
