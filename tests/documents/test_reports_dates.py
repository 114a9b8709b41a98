"""Dates as reports print them, and names of those who led."""

from __future__ import annotations

import pytest

from ofsted_kg.model import Document
from ofsted_kg.reports.people import read_leads
from ofsted_kg.text.periods import month_number, read_dates, read_day

ON_SITE = [
    ("3 to 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 June to 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 June 2019 to 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 June 2019 to 14 June", "2019-06-03/2019-06-14", 12),
    ("3–14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 ─ 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3rd to 14th June 2019.", "2019-06-03/2019-06-14", 12),
    ("3to14 June2019", "2019-06-03/2019-06-14", 12),
    ("Monday 3 to Friday 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("from 3 until\n14 June 2019", "2019-06-03/2019-06-14", 12),
    ("22 February 2016 – 17 March 2016", "2016-02-22/2016-03-17", 25),
    ("26 February 2018–22 March 2018", "2018-02-26/2018-03-22", 25),
    ("18 Feb 2014 – 12 March 2014", "2014-02-18/2014-03-12", 23),
    ("12/09/2016 to 06/10/2016", "2016-09-12/2016-10-06", 25),
    ("12-09-2016 to 06-10-2016", "2016-09-12/2016-10-06", 25),
    ("12.9.16 – 6.10.16", "2016-09-12/2016-10-06", 25),
    ("2016-09-12 to 2016-10-06", "2016-09-12/2016-10-06", 25),
    ("16 December to 10 January 2020", "2019-12-16/2020-01-10", 26),
    ("13 December 2021 to 14 January", "2021-12-13/2022-01-14", 33),
    ("14 December 2020 to 15 January", "2020-12-14/2021-01-15", 33),
    ("16 December 2019 to 10 January 2020", "2019-12-16/2020-01-10", 26),
    ("1 9 June 2019 to 2 8 June 20 19", "2019-06-19/2019-06-28", 10),
    ("4 Febuary to 8 Febuary 2019", "2019-02-04/2019-02-08", 5),
    ("5 to 9 December 2022 and 14 to 15 February 2023", "2022-12-05/2023-02-15", 7),
    ("19 November-11 December 2013 and 28 – 30 \nJanuary 2014", "2013-11-19/2014-01-30", 26),
    ("8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019", "2019-07-08/2019-08-08", 7),
    ("30 November to 4 December 2020, 7 to 11 December 2020", "2020-11-30/2020-12-11", 10),
    ("3 June 2019", "2019-06-03/2019-06-03", 1),
    ("3 June - to the 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 ═ 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 • 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 June 2019 • 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 June · to the 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("16 December 2019 · 10 January", "2019-12-16/2020-01-10", 26),
    ("3 · 7 and 10 · 14 June 2019", "2019-06-03/2019-06-14", 10),
    ("3 June 2019\n– 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 June 2019 14 June 2019", "2019-06-03/2019-06-14", 12),
    ("3 June 14 June 2019", "2019-06-03/2019-06-14", 12),
]


@pytest.mark.parametrize(("text", "ends", "days"), ON_SITE, ids=[case[0] for case in ON_SITE])
def test_dates_on_site(text: str, ends: str, days: int) -> None:
    dates = read_dates("Dates: " + text + "\nLead inspector: Mary Example", 7)
    assert dates is not None
    assert f"{dates.periods[0].start}/{dates.periods[-1].end}" == ends
    assert dates.days == days
    assert text.rstrip(".") == ("Dates: " + text)[7 : dates.end]


@pytest.mark.parametrize(
    "text", ["", "soon", "31 June 2019", "3 to 14 Nonsense 2019", "3 to 14", "June 2019", "1234"]
)
def test_no_dates(text: str) -> None:
    assert read_dates(text) is None


# What is printed behind the dates is not theirs.
BEHIND = [
    ("3 to 14 June 2019", " | 1"),
    ("3 to 14 June 2019", " – 1"),
    ("3 to 14 June 2019", ", 2 inspectors"),
    ("3 to 14 June 2019", "\n• 2 inspectors"),
    ("3 to 14 June 2019", "\n- 2 inspectors"),
    ("3 to 14 June 2019", "\n\n# 1 Summary"),
    ("3 to 14 June 2019", "\n• 4 March 2020"),
    ("3 to 14 June 2019", "\n- 4 March 2020"),
    ("3 to 14 June 2019", " • 24 June 2019"),
    ("3 to 14 June 2019", " 24 June 2019"),
    ("3 · 14 June 2019", " - 2"),
    ("3 June 2019 · 14 June", "\n- 2 inspectors"),
    ("3 June 2019 – 28 June 2019", " ♦ 8 August 2019"),
    ("3 June 2019 and 14 June 2019", " ♦ 28 June 2019"),
    ("28 June 2019", " 8 August 2019"),
    ("28 June 2019", " ♦ 8 August 2019"),
    ("28 June 2019", "\n• 5 July 2019"),
    ("28 June 2019", " | 5 July 2019"),
]


@pytest.mark.parametrize(("text", "behind"), BEHIND, ids=[repr("".join(case)) for case in BEHIND])
def test_what_stands_behind_the_dates(text: str, behind: str) -> None:
    assert read_dates(text + behind) == read_dates(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "2 | 3 to 14 June 2019",
        "2 · 3 to 14 June 2019",
        "3 to 7 June 2019 and 14",
        "3 to 7 June 2019, 14 Jxxx 2019",
    ],
)
def test_doubtful_dates_are_not_read(text: str) -> None:
    assert read_dates(text) is None


def test_one_day() -> None:
    assert str(read_day("7 July 2017\nChildren")) == "(datetime.date(2017, 7, 7), 11)"
    assert read_day("7 to 9 July 2017") is None


def test_misspelt_months_are_told() -> None:
    dates = read_dates("4 Febuary to 8 February 2019")
    assert dates is not None
    assert dates.guessed == ("Febuary",)
    assert month_number("xyz") == (None, False)


AFTER_A_NAME = ["with", "accompanied", "supported", "was", "visited", "tel", "ofsted", "overseen"]
LEADS = [
    ("Lead inspector: Mary Example", ["Mary Example"]),
    ("Lead inspector: Mary Example HMI", ["Mary Example"]),
    ("Lead inspector: Mary HMI", []),  # one word is no name, and an office no surname
    ("Lead inspector: Mary Example (HMI)", ["Mary Example"]),
    ("Lead inspector: Mary Example, His Majesty’s Inspector", ["Mary Example"]),
    ("Lead inspector: Mary Example Her Majesty’s Inspector", ["Mary Example"]),
    ("Lead inspector: Mary Example\nHer Majesty's Inspector", ["Mary Example"]),
    ("Lead inspector: Mary Example, Senior His Majesty’s Inspector", ["Mary Example"]),
    ("Lead inspector: Mary Example, Social Care Regulatory Inspector", ["Mary Example"]),
    ("Lead Inspector – Mary Example", ["Mary Example"]),
    ("Reporting inspector Mary Example HMI", ["Mary Example"]),
    ("Lead inspector: Mary-Jane O’Example", ["Mary-Jane O’Example"]),
    ("Lead inspector: Mary de la Tour-Example", ["Mary de la Tour-Example"]),
    ("Lead inspector: Mary J. Example", ["Mary J. Example"]),
    ("Lead inspector: Mary McExample", ["Mary McExample"]),
    ("Lead inspectors: Mary Example and Tom Other, Her Majesty’s Inspectors", ["Mary Example", "Tom Other"]),
    ("Lead inspectors: Mary Example, Tom Other HMI", ["Mary Example", "Tom Other"]),
    ("Lead inspectors: Mary Example HMI & Tom Other HMI", ["Mary Example", "Tom Other"]),
    ("Lead inspectors: Mary Example and Tom\nOther, His Majesty’s Inspectors", ["Mary Example", "Tom Other"]),
    (
        "Lead inspectors: Mary Example, Her Majesty’s Inspector\nTom Other, Her Majesty’s Inspector",
        ["Mary Example", "Tom Other"],
    ),
    ("Lead inspectors: Mary Example, Her Majesty’s Inspector,\nand Tom Other", ["Mary Example", "Tom Other"]),
    ("Deputy lead inspector: Tom Other", []),
    ("Lead inspectors met Children Young and others", []),
    ("Lead inspector:\nMary Example", ["Mary Example"]),
    *((f"Lead inspector: Mary Example {word}\nTom Other", ["Mary Example"]) for word in AFTER_A_NAME),
    ("Lead inspector: Mary Example with Tom Other HMI", ["Mary Example"]),
    ("Lead inspector: Mary Example acting HMI", ["Mary Example"]),
    ("Lead inspector Mary Example visited\nthe council.", []),
    # Torn or not? Nobody is better than half a name.
    ("Lead inspector: Mary Exam ple", []),
    ("Lead inspector: Mary Exam ple, Tom Other", []),
    ("Lead inspector: Mary Exa mple, HMI", []),
    ("Lead inspector: Mary Exampl on, HMI", []),
    ("Lead inspector: Mary Exampl her, HMI", []),
    ("Lead inspector Mary Exam ple HMI", []),
]


TORN = [
    "Mary Exam ple, His Majesty’s Inspector",
    "Mary Exam ple HMI",
    "Mary Exam ple (HMI)",
    "Mary Ex ample, HMI",
    "Mary Exam ple, Regulatory Inspection Manager",
]


@pytest.mark.parametrize("printed", TORN)
def test_a_torn_name_before_its_role(printed: str) -> None:
    document = Document(
        "x", "x.pdf", "application/pdf", "", 0, f"Lead inspector: {printed}\nJudgement Grade\n"
    )
    assert [person.name for person in read_leads(document)] == ["Mary Example"]


@pytest.mark.parametrize(("text", "names"), LEADS, ids=[case[0] for case in LEADS])
def test_lead_inspectors(text: str, names: list[str]) -> None:
    whole = f"Inspection dates: 3 June 2019\n{text}\nJudgement Grade\nThe impact of leaders Good\n"
    document = Document("x", "x.pdf", "application/pdf", "", 0, whole)
    leads = read_leads(document)
    assert [person.name for person in leads] == names
    for person in leads:
        assert person.evidence is not None
        assert " ".join(person.evidence.quote.split()) == person.name
