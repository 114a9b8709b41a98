"""Reports varied: what a page can do to a text must not change what is read of it.

An invented report of each framework is read, then read again with its lines broken anew, its
rows in another order, its dates, names and titles in other forms. Either the facts are the
same, or a notice says that they are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from two_reports import ILACS, ILACS_GRADES, SIF, SIF_GRADES, codes, facts, read

from ofsted_kg.reports import looks_like_report

TEXTS = {
    "ilacs": (ILACS, ILACS_GRADES, "northmoor-2024-07-26"),
    "sif": (SIF, SIF_GRADES, "northmoor-2015-08-07"),
}
_GRADE = re.compile(r"(?<=[ \n])(Requires improvement(?: to be good)?|Good|Outstanding|Inadequate)(?=\n)")
_ROW = re.compile(
    r"(?<=\n)((?:The (?:impact|experiences)|Overall|\d\.)(?:(?!Good\n|Outst|Inad|Requires)[\s\S])+?)\s"
    r"(Requires improvement(?: to be good)?|Good|Outstanding|Inadequate)\n"
)


def grades(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: _GRADE.sub(lambda found: change(found[1]), text)


def _rows(order: Callable[[list[str]], list[str]]) -> Callable[[str], str]:
    def change(text: str) -> str:
        rows = [found[0] for found in _ROW.finditer(text)]
        start, end = text.index(rows[0]), text.index(rows[-1]) + len(rows[-1])
        return text[:start] + "".join(order(rows)) + text[end:]

    return change


def _labels(width: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        return _ROW.sub(lambda found: f"{_wrapped(found[1], width)}\n{found[2]}\n", text)

    return change


def _wrapped(words: str, width: int) -> str:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width and lines[-1]:
            lines.append("")
        lines[-1] += word + " "
    return "\n".join(lines)


# No notice at all.
SAME: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "two spaces": lambda text: text.replace(" ", "  "),
    "spaces at line ends": lambda text: text.replace("\n", " \n"),
    "empty lines": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: text.replace("\n", "\n  "),
    "tabs": lambda text: text.replace(" ", "\t"),
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "left quotes for apostrophes": lambda text: text.replace("’", "‘"),
    "grades on their own lines": grades(lambda grade: "\n" + grade),
    "grades a word a line": grades(lambda grade: grade.replace(" ", "\n")),
    "grades broken before be": grades(lambda grade: grade.replace(" be ", "\nbe ")),
    "grades in capitals": grades(str.upper),
    "grades in small letters": grades(str.lower),
    "grades with stops": grades(lambda grade: grade + "."),
    "grades with notes": grades(lambda grade: grade + "1"),
    "grades cut short": grades(lambda grade: grade.replace(" to be good", "")),
    "labels in narrow cells": _labels(16),
    "labels in wide cells": _labels(60),
    "rows upside down": _rows(lambda rows: rows[::-1]),
    "last row first": _rows(lambda rows: rows[-1:] + rows[:-1]),
    "table over two pages": _rows(lambda rows: [*rows[:2], "\f2\n", *rows[2:]]),
    "a cover page": lambda text: text.split("Inspection dates")[0] + "\f" + text,
    "no number before a row": lambda text: re.sub(r"\n(?:\d\.\d?) ", "\n", text),
    "a row numbered wrongly": lambda text: text.replace("2.2 ", "2.1 "),
    "no head of the table": lambda text: text.replace("Judgement Grade\n", ""),
    "colons behind labels": lambda text: _ROW.sub(r"\1: \2\n", text),
}
# The same facts, and a notice.
SAID: dict[str, Callable[[str], str]] = {
    "column by column": _rows(
        lambda rows: [
            *(found[1] + "\n" for row in rows if (found := _ROW.match("\n" + row, 1))),
            *(found[2] + "\n" for row in rows if (found := _ROW.match("\n" + row, 1))),
        ]
    ),
}


@pytest.mark.parametrize("framework", TEXTS)
@pytest.mark.parametrize("name", SAME)
def test_same(name: str, framework: str) -> None:
    text, table, source = TEXTS[framework]
    letter = read(SAME[name](text), source)
    plain = read(text, source)
    assert facts(plain)["grades"] == table
    assert facts(letter) == facts(plain)
    assert codes(letter) == set()


@pytest.mark.parametrize("framework", TEXTS)
@pytest.mark.parametrize("name", SAID)
def test_said(name: str, framework: str) -> None:
    text, _, source = TEXTS[framework]
    letter = read(SAID[name](text), source)
    assert facts(letter) == facts(read(text, source))
    assert codes(letter)


DATES = [
    ("3 June – to the 14 June 2024", "2024-06-03/2024-06-14"),
    ("3 June 2024 -- 14 June 2024", "2024-06-03/2024-06-14"),
    ("3rd of June to the 14th of June 2024", "2024-06-03/2024-06-14"),
    ("3 ~ 14 June 2024", "2024-06-03/2024-06-14"),
    ("3 June 2024 \uf02d 14 June 2024", "2024-06-03/2024-06-14"),
    ("3 June 2024 and 14 June 2024", "2024-06-03/2024-06-14"),
    ("3 Jnue to 14 June 2024", "2024-06-03/2024-06-14"),
    ("Monday, 3 June to Friday, 14 June 2024", "2024-06-03/2024-06-14"),
    ("29 Nov - 17 Dec 2021", "2021-11-29/2021-12-17"),
    ("28 February to 4 March 2022", "2022-02-28/2022-03-04"),
    ("30 December 2024 to 10 January 2025", "2024-12-30/2025-01-10"),
    ("25 February –\n19 March\n2014", "2014-02-25/2014-03-19"),
]


@pytest.mark.parametrize(("printed", "days"), DATES, ids=[case[0] for case in DATES])
def test_dates(printed: str, days: str) -> None:
    letter = read(ILACS.replace("3 to 14 June 2024", printed), "northmoor-2025-01-30")
    assert letter.inspection is not None
    assert f"{letter.inspection.start}/{letter.inspection.end}" == days


LABELS = [
    "Inspection\ndates: ",
    "Onsite inspection dates: ",
    "Inspection period: ",
    "Date of the inspection: ",
]


@pytest.mark.parametrize("label", LABELS)
def test_label_of_the_dates(label: str) -> None:
    letter = read(ILACS.replace("Inspection dates: ", label), "northmoor-2024-07-26")
    assert facts(letter) == facts(read(ILACS, "northmoor-2024-07-26"))


# What cannot be: the dates that are kept, and none is said to be right without a notice.
IMPOSSIBLE = [
    ("published too early", SIF, "7 August 2015", "7 August 2014", "2015-06-03", "2015-08-07"),
    ("published years later", SIF, "7 August 2015", "7 August 2025", "2015-06-03", "2015-08-07"),
    ("ends before it starts", SIF, "3 to 26 June 2015", "3 June 2015 to 26 June 2014", "None", "2015-08-07"),
    ("after its publication", SIF, "3 to 26 June 2015", "3 to 26 June 2016", "None", "2015-08-07"),
]


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "start", "published"), IMPOSSIBLE, ids=lambda v: v[:24]
)
def test_impossible_dates(name: str, text: str, old: str, new: str, start: str, published: str) -> None:
    letter = read(text.replace(old, new), "northmoor-2015-08-07")
    assert letter.inspection is not None
    assert (str(letter.inspection.start), str(letter.date)) == (start, published), name
    assert "implausible-dates" in codes(letter)
    assert facts(letter)["grades"] == SIF_GRADES


def test_dates_of_the_running_header_for_impossible_ones() -> None:
    header = "\fInspection of Northmoor local authority children’s services\n3 to 14 June 2024 2\nText.\n"
    letter = read(
        ILACS.replace("3 to 14 June 2024", "13 June 2024 to 4 June 2024") + header, "northmoor-2024-07-26"
    )
    assert letter.inspection is not None
    assert (str(letter.inspection.start), str(letter.inspection.end)) == ("2024-06-03", "2024-06-14")
    assert codes(letter) == {"implausible-dates", "dates-from-header"}


def test_one_day_on_site_is_doubted() -> None:
    letter = read(ILACS.replace("3 to 14 June 2024", "3 June 2024"), "northmoor-2024-07-26")
    assert codes(letter) == {"implausible-dates"}


LEADS = [
    ("Mary Example, Regulatory Inspection Manager", ["Mary Example"]),
    ("Mary Example Regulatory Inspection Manager", ["Mary Example"]),
    ("Mary Example Social Care Regulatory Inspector", ["Mary Example"]),
    ("Mary Example, National Lead, Social Care", ["Mary Example"]),
    ("Mary Example, HM Inspector", ["Mary Example"]),
    ("Mary Example. His Majesty’s Inspector", ["Mary Example"]),
    ("Mary Example Deputy lead inspector: Tom Other", ["Mary Example"]),
    ("Mary Example, His Majesty’s Inspector, Social Care", ["Mary Example"]),
    ("MARY EXAMPLE HMI", ["Mary Example"]),
    ("Mrs Mary Example", ["Mary Example"]),
    ("Dr Mary Example, Ofsted Inspector", ["Mary Example"]),
    ("Mary\nExample, His Majesty’s Inspector", ["Mary Example"]),
    ("Mary Example-\nOther, His Majesty’s Inspector", ["Mary Example-Other"]),
    ("Mary O‘Example, His Majesty’s Inspector", ["Mary O‘Example"]),
    ("Mary Senior, His Majesty’s Inspector", ["Mary Senior"]),
    ("Mary J. Example, His Majesty’s Inspector", ["Mary J. Example"]),
    ("Mary Example and Tom Other, His Majesty’s Inspectors", ["Mary Example", "Tom Other"]),
    ("to be named", []),
]


@pytest.mark.parametrize(("printed", "names"), LEADS, ids=[case[0] for case in LEADS])
def test_leads(printed: str, names: list[str]) -> None:
    letter = read(ILACS.replace("Mary Example, His Majesty’s Inspector", printed), "northmoor-2024-07-26")
    assert facts(letter)["leads"] == names
    assert ("no-lead-inspector" in codes(letter)) == (not names)
    assert facts(letter)["grades"] == ILACS_GRADES


SEVERAL = [
    ("Mary Example, His Majesty’s Inspector; and Tom Other, His Majesty’s Inspector", 2),
    ("Mary Example, His Majesty’s Inspector and Tom Other, His Majesty’s Inspector", 2),
    ("Mary Example HMI; Tom Other HMI", 2),
    ("Mary Example, His Majesty’s Inspector", 1),
]


@pytest.mark.parametrize(("printed", "count"), SEVERAL, ids=[case[0] for case in SEVERAL])
def test_several_leads(printed: str, count: int) -> None:
    text = ILACS.replace(
        "Lead inspector: Mary Example, His Majesty’s Inspector", f"Lead inspectors: {printed}"
    )
    letter = read(text, "northmoor-2024-07-26")
    assert facts(letter)["leads"] == ["Mary Example", "Tom Other"][:count]
    assert codes(letter) == (set() if count > 1 else {"one-lead-inspector"})


def test_a_label_glued_to_the_year() -> None:
    letter = read(ILACS.replace("2024\nLead", "2024Lead"), "northmoor-2024-07-26")
    assert facts(letter) == facts(read(ILACS, "northmoor-2024-07-26"))


BOARDS = [
    ("The effectiveness of Northmoor Local Safeguarding Children Board is\ngood", "good", False),
    ("The Local Safeguarding Childrens Board is inadequate", "inadequate", False),
    ("The Local Safeguarding Children Board of Northmoor is good", "good", False),
    ("The Local Safeguarding Children Board is judged to require improvement", "requires-improvement", False),
    ("The overall judgement is that the LSCB is inadequate", "inadequate", False),
    ("The Local Safeguarding Children Board is good and knows its partners.", "good", True),
    ("The Board requires improvement in order to be good.", "requires-improvement", True),
]


@pytest.mark.parametrize(("sentence", "grade", "said"), BOARDS, ids=[case[0] for case in BOARDS])
def test_board(sentence: str, grade: str, said: bool) -> None:
    text = SIF.replace("The Local Safeguarding Children Board requires improvement", sentence)
    letter = read(text, "northmoor-2015-08-07")
    assert facts(letter)["grades"] == SIF_GRADES | {"lscb": grade}
    assert codes(letter) == ({"grade-from-prose"} if said else set())


def test_a_board_without_a_grade_is_missed_whatever_the_title() -> None:
    title = "and\nReview of the effectiveness of the Local Safeguarding Children\nBoard1\n"
    text = SIF.replace(title, "").replace("Safeguarding Children Board requires improvement", "partners meet")
    letter = read(text, "northmoor-2015-08-07")
    assert codes(letter) == {"missing-area"}


TITLES = [
    (SIF, "Inspection of services", "Single inspection of services", "sif"),
    (SIF, "children in need of help", "children who need help", "sif"),
    (SIF, ", children looked after and care leavers", "", "sif"),
    (SIF, "help and\nprotection", "help &\nprotection", "sif"),
    (SIF, "Inspection of services", "Reinspection of services", "sif-reinspection"),
    (ILACS, "Inspection of N", "Standard inspection of N", "ilacs-standard"),
    (ILACS, "Inspection of N", "Re-inspection of N", "ilacs-standard"),
]


@pytest.mark.parametrize(
    ("text", "old", "new", "framework"), TITLES, ids=[case[2] or "cut" for case in TITLES]
)
def test_titles(text: str, old: str, new: str, framework: str) -> None:
    assert old in text
    source = "northmoor-2015-08-07" if text is SIF else "northmoor-2024-07-26"
    letter = read(text.replace(old, new, 1), source)
    assert letter.framework == framework
    expected = SIF_GRADES if text is SIF else ILACS_GRADES
    assert facts(letter)["grades"] == expected


REVIEWS = [
    "Northmoor\nReview of the effectiveness of the Local Safeguarding Children\nBoard1",
    "Northmoor\nRe-review of the effectiveness of the Local Safeguarding Children Board",
    "Northmoor\nRe-inspection of the Local Safeguarding Children Board",
    "Northmoor Safeguarding\nChildren Board\n"
    "Inspection of the effectiveness of the local safeguarding\nchildren board",
]
SENTENCES = [
    ("The Local Safeguarding Children Board is good", False),
    ("The overall judgement is that the LSCB is good", False),
    ("The overall judgement is good", True),
]


@pytest.mark.parametrize("title", REVIEWS)
@pytest.mark.parametrize(("sentence", "said"), SENTENCES)
def test_reviews_of_the_board_alone(title: str, sentence: str, said: bool) -> None:
    text = (
        f"1\n{title}\nInspection date: 3 – 14 November 2014\nReport published: 12 December 2014\n{sentence}\n"
        "Partners meet.\nLead inspector: Mary Example HMI\n"
    )
    letter = read(text, "northmoor-2014-12-12")
    assert letter.framework == "lscb-review"
    assert facts(letter)["grades"] == {"lscb": "good"}
    assert letter.council is not None
    assert codes(letter) == ({"grade-from-prose"} if said else set())


def test_overall_effectiveness_after_april_2026_is_doubted() -> None:
    letter = read(ILACS.replace("June 2024", "June 2026"), "northmoor-2026-07-26")
    assert letter.framework == "ilacs-standard"
    assert codes(letter) == {"framework-unsure"}
    without = re.sub(r"Overall effectiveness .*\n", "", ILACS).replace("June 2024", "June 2026")
    assert read(without, "northmoor-2026-07-26").framework == "ilacs-2026"


@pytest.mark.parametrize(
    ("days", "framework", "said"),
    [
        ("3 to 7 June 2024", "ilacs-short", False),
        ("6 to 12 June 2024", "ilacs-short", False),
        ("3 to 7 June and 18 to 19 June 2024", "ilacs-short", False),
        ("3 to 10 June 2024", "ilacs-standard", True),
        ("3 to 7 June and 10 to 14 June 2024", "ilacs-standard", False),
        ("3 to 14 June 2024", "ilacs-standard", False),
    ],
)
def test_short_or_standard(days: str, framework: str, said: bool) -> None:
    letter = read(ILACS.replace("3 to 14 June 2024", days), "northmoor-2024-07-26")
    assert letter.framework == framework
    assert codes(letter) == ({"framework-unsure"} if said else set())


def test_a_joint_grade_before_2023_leaves_no_part() -> None:
    text = ILACS.replace("June 2024", "June 2019").replace(
        "children in care\n", "children in care and care\n"
    )
    torn = text.replace("and care\nOutstanding", "and care Outstanding\nleavers")
    more = (
        "The experiences and progress of children in care and care leavers: outstanding\nHomes suit them.\n"
    )
    letter = read(torn.replace("Leaders listen", f"Leaders listen\n{more}"), "northmoor-2019-07-26")
    assert "in-care" not in facts(letter)["grades"]  # type: ignore[operator]
    assert "unexpected-area" in codes(letter)


@pytest.mark.parametrize(
    "source", ["northmoor-2024-07-26-2", "northmoor-2024-07-26 (1)", "northmoor_2024-07-26_v2"]
)
def test_file_names_with_more_behind_the_date(source: str) -> None:
    assert str(read(ILACS, source).date) == "2024-07-26"


NO_REPORTS = [
    "Dear Ms Quill\nFocused visit to Northmoor local authority children’s services\n"
    "Inspection dates: 3 and 4 June 2024",
    "Monitoring visit of Northmoor children’s services\nVisit dates: 3 and 4 June 2024\n"
    "Lead inspector: Mary Example",
    "Joint targeted area inspection of Northmoor\nInspection dates: 3 to 7 June 2019",
    "Area SEND inspection of Northmoor Local Area Partnership\nInspection dates: 3 to 7 June 2024",
    "1234567\nInformation about this children’s home\nInspection dates: 3 to 4 June 2019\n"
    "Overall experiences and progress of children and young people Good",
    "Inspection of Northmoor advice service\nInspection dates: 4 to 8 March 2024\n"
    "The impact of leaders on the work of advisers Good\nOverall effectiveness Good",
    "Inspection of local authority arrangements for the protection of children\nNorthmoor\n"
    "Inspection dates: 3 – 12 September 2012\nReporting inspector Mary Example HMI",
]


@pytest.mark.parametrize("text", NO_REPORTS, ids=lambda text: text.split("\n")[0][:40])
def test_no_reports(text: str) -> None:
    assert not looks_like_report(text)
