"""What stands round a letter's prose: a title over several headings, a date under the greeting, its terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_kg import register
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Letter
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.vocabulary import lexicon

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Children's services annual rating 2009"
TERMS = (
    "You may re-use this information free of charge in any format, under the terms of the "
    "Open Government Licence."
)


def letter(title: str, body: str = "Primary schools are good.", *, date: str = "9 December 2009") -> Letter:
    text = (
        f"{date}\n\nDr Imran Castellane\nDirector of Children's Services\nQuayhaven City Council\n\n"
        f"Dear Dr Castellane\n\n{title}\n\n{body}\n\nYours sincerely\n\nAda Brooke\n"
    )
    councils = register.load((ROOT / "samples" / "register.csv",))
    return parse_letter(read_data(Path("letter.txt"), text.encode(), DEFAULT), lexicon.load(), councils)


@pytest.mark.parametrize(
    "title",
    [
        "Annual performance assessment\n\nin Quayhaven 2007",
        "Annual performance\n\nassessment of services for children 2007",
    ],
)
def test_a_title_goes_on_over_several_headings(title: str) -> None:
    assert letter(title, date="9 December 2008").framework == "apa-2007"


def test_a_date_may_stand_under_the_greeting() -> None:
    title = "Our reference 12\n\nBy post\n\n9 December 2009\n\nChildren's services annual rating"
    read = letter(title, date="")
    assert str(read.date) == "2009-12-09"
    assert read.framework == "annual-rating-2009"


def test_well_is_short_for_performs_well() -> None:
    (rating,) = letter(TITLE, "Children's services rating: Well\n\nPrimary schools are good.").ratings
    assert rating.grade == "performs-well"


def test_a_section_ends_where_the_next_begins() -> None:
    body = "Being healthy\n\nPrimary schools are good.\n\nStaying safe\n\nAdoption is poor."
    sections = letter("Annual performance assessment 2007", body, date="9 December 2007").sections
    assert [(section.outcome, section.evidence.quote.split("\n")[-1]) for section in sections] == [
        ("being-healthy", "Primary schools are good."),
        ("staying-safe", "Adoption is poor."),
    ]


def test_a_paragraph_right_under_a_bullet_is_none_of_it() -> None:
    body = (
        "Strengths\n\n* the work of the adoption panel with its many partners in every part of the city\n"
        "* good homes.\nPrimary schools are good in the whole of the city and in the villages round it."
    )
    assert letter(TITLE, body).findings[-1].text == "good homes."


def test_terms_of_use_are_read_with_their_licence() -> None:
    rights = letter(TITLE, f"Primary schools are good.\n\n{TERMS}").rights
    assert rights is not None
    assert rights.evidence.quote == TERMS
    assert rights.licence is not None
    assert "open-government-licence" in rights.licence
    assert letter(TITLE).rights is None
