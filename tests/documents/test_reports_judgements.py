"""What a report's prose judges: in its summary, elsewhere, and of earlier inspections."""

from __future__ import annotations

import pytest
from two_reports import ILACS, SIF, SIF_GRADES, facts, read

from ofsted_kg.model import Judgement, Letter

SUMMARY = "Leaders listen to families, and families say so."


def told(letter: Letter) -> list[str]:
    """What is judged, a line each."""
    return [_line(judgement) for judgement in letter.judgements]


def _line(judgement: Judgement) -> str:
    words = f"{judgement.subject} {judgement.grade}"
    words += f" in {judgement.earlier}" if judgement.earlier else ""
    return words + (" before" if judgement.past else "")


def doubts(letter: Letter) -> list[str]:
    """What a report's prose left open."""
    codes = ("unread-grade", "not-of-this-inspection", "grades-outside-summary")
    return [notice.code for notice in letter.notices if notice.code in codes]


# A sentence of the summary, what it judges, what it leaves open.
IN_SUMMARY = [
    ("Services for care leavers are good.", ["care-leavers good"], []),
    ("Children in Northmoor receive a good service.", ["all-settings good"], []),
    (
        "Since the last inspection in 2021, when children’s services were judged inadequate, much is better.",
        ["all-settings inadequate in 2021 before"],
        [],
    ),
    (
        "Services for care leavers were judged to be good at the last inspection.",
        ["care-leavers good before"],
        [],
    ),
    (
        "Building on the inspection of 2012, services for care leavers continue to be good.",
        ["care-leavers good"],
        [],
    ),
    ("Services for care leavers were good.", [], ["not-of-this-inspection"]),
    ("Leaders believed that services for care leavers are good.", [], []),
    ("North of the river they were judged to be poor in 2015.", [], ["unread-grade"]),
]


@pytest.mark.parametrize(("sentence", "wanted", "open_"), IN_SUMMARY)
def test_the_summary(sentence: str, wanted: list[str], open_: list[str]) -> None:
    letter = read(ILACS.replace(SUMMARY, f"{SUMMARY} {sentence}"), "northmoor-2024-07-26")
    assert told(letter) == wanted
    assert doubts(letter) == open_


# A sentence behind the summary, and what it judges.
BEHIND = [
    ("Care leavers receive a consistently good service.", ["care-leavers good"]),
    ("The adoption service remains inadequate.", ["adoption inadequate"]),
    (
        "The fostering service was rated outstanding at its last inspection in 2013.",
        ["fostering outstanding in 2013"],
    ),
    (
        "An inspection in April 2013 found child protection services to be inadequate.",
        ["safeguarding inadequate in 2013-04"],
    ),
    # Whose grade it is stands elsewhere, or it is no service's.
    ("They receive a good service.", []),
    ("The adoption team are good at finding families.", []),
    ("Outcomes for care leavers are good.", []),
    ("The education of looked after children is good.", []),
    ("Inspectors saw good quality plans for care leavers.", []),
    ("The council tackled the poor performance on adoption.", []),
    ("The graded judgement for adoption performance is that it is good.", []),
]


@pytest.mark.parametrize(("sentence", "wanted"), BEHIND)
def test_only_plain_sentences_count_outside_the_summary(sentence: str, wanted: list[str]) -> None:
    letter = read(f"{ILACS}Adoption\nPanels meet. {sentence}\n", "northmoor-2024-07-26")
    assert told(letter) == wanted
    assert doubts(letter) == ([] if wanted else ["grades-outside-summary"])


def test_a_list_of_previous_inspections() -> None:
    listed = """Previous Ofsted inspections
 The previous inspection of the local authority’s safeguarding arrangements was in
May 2012. The local authority was judged to be good.
 The last inspection of Northmoor’s services for looked after children was in August
2011. The local authority was judged adequate.
 The previous inspection of Northmoor’s safeguarding and looked after children services was
published in June 2009. The local authority was judged to require improvement.
"""
    letter = read(SIF.replace("\f", f"{listed}\f", 1), "northmoor-2015-08-07")
    assert facts(letter)["grades"] == SIF_GRADES
    assert told(letter) == [
        "safeguarding good in 2012-05 before",
        "looked-after-children adequate in 2011-08 before",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fixed term exclusions are below current national looked after children comparative data.",
        "Fixed term exclusions are below the latest national trend.",
    ],
)
def test_a_national_figure_in_words_of_its_own_is_read_in_the_body(sentence: str) -> None:
    letter = read(f"{ILACS}Schools\nHeads meet. {sentence}\n", "northmoor-2024-07-26")
    assert [(c.subject, c.direction, c.comparator) for c in letter.comparisons] == [
        ("exclusions", "below", "national")
    ]
