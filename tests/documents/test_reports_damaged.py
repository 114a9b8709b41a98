"""Reports damaged: misprints, words run together or torn, tables in another order.

What is still plain must be read, and said to be doubtful; what is not must be missed with a
notice. Documents of Ofsted's that are no reports of ours are passed over by name.
"""

from __future__ import annotations

import re

import pytest
from two_reports import ILACS, ILACS_GRADES, SIF, SIF_GRADES, codes, facts, read

from ofsted_kg.errors import NotALetter
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Document
from ofsted_kg.register import Register
from ofsted_kg.reports import looks_like_report
from ofsted_kg.vocabulary import lexicon

REPORTS = {
    "ilacs": (ILACS, "northmoor-2024-07-26", ILACS_GRADES),
    "sif": (SIF, "northmoor-2015-08-07", SIF_GRADES),
}


def _changed(kind: str, old: str, new: str) -> tuple[str, str, dict[str, str]]:
    text, source, grades = REPORTS[kind]
    assert old in text
    return text.replace(old, new, 1), source, grades


TITLES = [
    ("ilacs", "Inspection of N", "Inspction of N"),
    ("ilacs", "Inspection of N", "inspection of N"),
    ("ilacs", "of Northmoor local authority\nchildren’s services", "of Northmoor local\nauthority:\nsevices"),
    ("ilacs", "Inspection of N", "Inspectionof N"),
    ("sif", "Inspection of services", "Inspection services"),
    ("sif", "in need of help", "in nedd of help"),
    ("sif", "Council\nInspection", "Council Inspection"),
    ("sif", "help and\nprotection", "help andprotection"),
]


@pytest.mark.parametrize(("kind", "old", "new"), TITLES)
def test_a_title_that_is_not_understood(kind: str, old: str, new: str) -> None:
    text, source, _ = REPORTS[kind]
    letter = read(text.replace(old, new, 1), source)
    assert facts(letter) == facts(read(text, source))
    assert "title-not-understood" in codes(letter)
    assert codes(letter) <= {"title-not-understood", "council-among-words"}


def test_a_reinspection_whose_title_is_not_understood() -> None:
    title = SIF[SIF.index("Inspection of") : SIF.index("Inspection dates")]
    text = SIF.replace(title, "Re-inspection of sevices for children in need of help\n")
    assert read(text, "northmoor-2015-08-07").framework == "sif-reinspection"


def test_a_shire_is_no_reinspection() -> None:
    text = SIF.replace("Northmoor Council\nInspection of services", "Northmoorshire\nInspection of sevices")
    letter = read(text, "northmoor-2015-08-07")
    assert letter.framework == "sif"
    assert codes(letter) == {"title-not-understood", "council-from-file-name"}


def test_neither_title_nor_dates_are_announced() -> None:
    text = ILACS.replace("Inspection of N", "Inspec tion of N").replace("Inspection dates: ", "Da tes: ")
    letter = read(text, "northmoor-2024-07-26")
    assert facts(letter) == facts(read(ILACS, "northmoor-2024-07-26"))
    assert codes(letter) == {"title-not-understood", "dates-without-label", "council-among-words"}


def test_a_name_on_a_line_of_its_own_is_surer_than_the_file_name() -> None:
    letter = read(
        SIF.replace("Northmoor Council\n", "Some words\nNorthmoor Council\n"), "eastmere-2015-08-07"
    )
    assert letter.council is not None
    assert letter.council.name == "Northmoor"
    assert codes(letter) == {"council-differs-from-file-name"}


def test_a_part_of_a_name_gives_way_to_the_file_name() -> None:
    text = SIF.replace("Northmoor Council\n", "Suthdale and\nNorthmoor Council\n")
    letter = read(text, "southdale-and-northmoor-2015-08-07")
    assert letter.council is not None
    assert letter.council.name == "Southdale and Northmoor"
    assert codes(letter) == {"council-from-file-name"}


DATES = [
    ("Inspection dates: ", "Inspecton dates: ", "dates-without-label"),
    ("Inspection dates: ", "Inspec tion da tes: ", "dates-without-label"),
    ("Inspection dates: ", "", "dates-without-label"),
    ("services\nInspection", "servicesInspection", ""),
    ("June 2024", "Ju ne 2024", ""),
    ("to 14", "· 14", ""),
    ("3 to 14 June 2024", "3 June 2024 14 June 2024", ""),
    ("3 to 14 June 2024", "w/c 3 June to 14 June 2024", ""),
    ("3 to 14 June 2024", "3 to 7 June 2024\n10 to 14 June 2024", ""),
    ("3 to 14 June 2024", "3–7 June / 10–14 June 2024", ""),
    ("June 2024", "June 20241", ""),
]


@pytest.mark.parametrize(("old", "new", "code"), DATES)
def test_dates_on_site(old: str, new: str, code: str) -> None:
    text, source, grades = _changed("ilacs", old, new)
    letter = read(text, source)
    assert letter.inspection is not None
    assert f"{letter.inspection.start} {letter.inspection.end}" == "2024-06-03 2024-06-14"
    assert facts(letter)["grades"] == grades
    assert codes(letter) == ({code} if code else set())


def test_the_days_of_another_inspection_are_not_taken_for_its_own() -> None:
    text, source, grades = _changed(
        "ilacs", "Inspection dates: 3 to 14", "Dates of the previous one: 3 to 14"
    )
    letter = read(text, source)
    assert letter.inspection is not None
    assert letter.inspection.start is None
    assert facts(letter)["grades"] == grades


@pytest.mark.parametrize(
    "line", ["Previous Inspection dates: 1 to 5 May 2017", "Date of last inspection: 1 to 5 May 2017"]
)
def test_the_days_of_another_inspection_above_its_own(line: str) -> None:
    text, source, _ = _changed("ilacs", "Inspection dates", f"{line}\nInspection dates")
    assert facts(read(text, source)) == facts(read(ILACS, source))


def test_without_dates_the_table_tells_whether_grades_are_joined() -> None:
    joined = ILACS.replace("children in care\n", "children in care and care\nleavers\n")
    text = re.sub(r"The experiences and progress of care\nleavers\nInadequate\n", "", joined)
    letter = read(text.replace("3 to 14 June 2024", "to follow"), "northmoor-2022-07-26")
    assert facts(letter)["grades"] == {
        "leadership": "good",
        "help-and-protection": "requires-improvement",
        "in-care-and-care-leavers": "outstanding",
        "overall-effectiveness": "requires-improvement",
    }
    assert codes(letter) == {"no-inspection-dates", "framework-unsure"}
    since = re.sub(r"Overall effectiveness .*\n", "", ILACS).replace("3 to 14 June 2024", "to follow")
    assert read(since, "northmoor-2026-07-26").framework == "ilacs-2026"


ROWS = [
    ("ilacs", "impact of leaders", "impacct of leaders", set()),
    ("ilacs", "impact of leaders", "impatc of leaders", {"misspelt-grade"}),
    ("ilacs", "care\nleavers", "care\nleeavers", set()),
    ("ilacs", "children in care", "chilldren in in care", set()),
    ("ilacs", "Overall effectiveness", "Overall eﬀectiveness", set()),
    ("ilacs", "need help", "need hlep", {"misspelt-grade"}),
    ("ilacs", "children in care", "children in caer", {"misspelt-grade"}),
    ("ilacs", "Inadequate", "Inadequte", {"misspelt-grade"}),
    ("ilacs", "Inadequate", "Inade-\nquate", {"letters-apart"}),
    ("ilacs", "Good", "Godo", {"misspelt-grade"}),
    ("ilacs", "Good", "‘Good’", set()),
    ("ilacs", "Good", "Good (2)", set()),
    ("ilacs", "The impact of leaders", "Leaders", {"row-by-elimination"}),
    ("ilacs", ILACS[ILACS.index("The impact") : ILACS.index("\nGood")], "What heads do", {"missing-area"}),
    ("ilacs", "children who need help and protection", "children who need", {"row-by-elimination"}),
    ("sif", "2.1 Adoption", "2.1 Adopton", set()),
    ("sif", "who need help", "who need hepl", {"misspelt-grade"}),
    ("sif", "performance Outstanding", "performance Outstandng", {"misspelt-grade"}),
]


@pytest.mark.parametrize(("kind", "old", "new", "said"), ROWS)
def test_rows_misprinted(kind: str, old: str, new: str, said: set[str]) -> None:
    text, source, grades = _changed(kind, old, new)
    letter = read(text, source)
    if said != {"missing-area"}:
        assert facts(letter)["grades"] == grades
    assert codes(letter) == said


def test_a_grade_cut_down_to_its_end_is_no_other_grade() -> None:
    text, source, grades = _changed(
        "ilacs", "protection\nRequires improvement to be good", "protection\nto be good"
    )
    letter = read(text, source)
    assert facts(letter)["grades"] == {area: g for area, g in grades.items() if area != "help-and-protection"}
    assert codes(letter) == {"missing-area"}


@pytest.mark.parametrize("words", ["Not judged1", "N/A", "Insufficient evidence to\njudge", "Not inspected"])
def test_a_row_that_was_not_judged(words: str) -> None:
    text, source, grades = _changed("ilacs", "leavers\nInadequate", f"leavers\n{words}")
    letter = read(text, source)
    assert facts(letter)["grades"] == grades | {"care-leavers": "not-judged"}
    assert codes(letter) == set()


def _table(lines: str) -> str:
    start, end = ILACS.index("The impact"), ILACS.index("Leaders listen")
    return ILACS[:start] + lines + ILACS[end:]


_LABELS = [
    "The impact of leaders on social work\npractice with children and families",
    "The experiences and progress of\nchildren who need help and protection",
    "The experiences and progress of\nchildren in care",
    "The experiences and progress of care\nleavers",
    "Overall effectiveness",
]
_GRADES = [
    "Good",
    "Requires improvement to be good",
    "Outstanding",
    "Inadequate",
    "Requires improvement to be good",
]
ORDERS = {
    "grades first": "\n".join((*_GRADES, *_LABELS)),
    "grade before label": "\n".join(
        f"{grade}\n{label}" for label, grade in zip(_LABELS, _GRADES, strict=True)
    ),
    "grade amid its label": "\n".join(
        label.replace("\n", f" {grade} ") if "\n" in label else f"{label} {grade}"
        for label, grade in zip(_LABELS, _GRADES, strict=True)
    ),
    "grade on a line amid its label": "\n".join(
        label.replace("\n", f"\n{grade}\n") if "\n" in label else f"{label} {grade}"
        for label, grade in zip(_LABELS, _GRADES, strict=True)
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_tables_in_another_order(name: str) -> None:
    letter = read(_table(ORDERS[name] + "\n"), "northmoor-2024-07-26")
    assert facts(letter)["grades"] == ILACS_GRADES
    assert codes(letter) == {"table-by-columns"}


def test_one_grade_too_few_is_no_order() -> None:
    letter = read(_table("\n".join((*_GRADES[1:], *_LABELS)) + "\n"), "northmoor-2024-07-26")
    assert "missing-area" in codes(letter)
    assert "table-by-columns" not in codes(letter)


def test_a_heading_that_says_otherwise_than_a_table_in_another_order() -> None:
    heading = "The experiences and progress of children in care: good\nHomes suit them.\n"
    letter = read(_table(ORDERS["grades first"] + "\n") + heading, "northmoor-2024-07-26")
    assert facts(letter)["grades"] == ILACS_GRADES
    assert codes(letter) == {"table-by-columns", "grades-disagree"}


def test_two_grades_in_a_row_are_not_guessed_at() -> None:
    letter = read(
        _table(
            "\n".join(f"{label}\nInadequate\n{grade}" for label, grade in zip(_LABELS, _GRADES, strict=True))
            + "\n"
        ),
        "northmoor-2024-07-26",
    )
    assert "missing-area" in codes(letter)


LEADS = [
    ("Mary d’Example, His Majesty’s Inspector", ["Mary d’Example"]),
    ("Mary Exam ple, His Majesty’s Inspector", ["Mary Example"]),
    ("Mary ExampleHMI", ["Mary Example"]),
    ("Mary ExampleHer Majesty’s Inspector", ["Mary Example"]),
    ("Mary Example, Hs Majesty’s Inspector", ["Mary Example"]),
    ("Mary Example MBE", ["Mary Example"]),
    ("Mary Griﬃn", ["Mary Griffin"]),
]


@pytest.mark.parametrize(("printed", "names"), LEADS, ids=[case[0] for case in LEADS])
def test_leads(printed: str, names: list[str]) -> None:
    text, source, _ = _changed("ilacs", "Mary Example, His Majesty’s Inspector", printed)
    assert facts(read(text, source))["leads"] == names


LEAD_LINES = [
    "Lead\ninspector: Mary Example",
    "Lead inspec tor: Mary Example",
    "Lead inspector; Mary Example",
    "Mary Example HMI (lead inspector)",
    "Inspectors: Mary Example, lead inspector",
]


@pytest.mark.parametrize("line", LEAD_LINES)
def test_the_line_of_the_lead(line: str) -> None:
    text, source, _ = _changed("sif", "Lead inspector: Mary Example HMI", line)
    assert facts(read(text, source))["leads"] == ["Mary Example"]


OTHERS = [
    ("Focused visit to Northmoor local authority children’s services", "focused visit"),
    ("Inspection of Northmoor local authority children’s services\nFocused visit", "focused visit"),
    ("Second monitoring visit of Northmoor children’s services", "monitoring visit"),
    ("Joint targeted area inspection of Northmoor", "joint inspection or review"),
    ("Area SEND inspection of Northmoor Local Area Partnership", "special educational needs"),
    ("Inspection of Cafcass", "Cafcass"),
    ("SC0001\nInformation about this children’s home", "children's home"),
    ("Inspection of Northmoor independent fostering agency children’s services", "agency"),
    ("Inspection of safeguarding and looked after children services", "safeguarding and looked after"),
    ("Inspection of local authority arrangements for the protection of children", "protection of children"),
]


@pytest.mark.parametrize(("title", "name"), OTHERS)
def test_other_documents_are_passed_over_by_name(title: str, name: str) -> None:
    rows = ILACS[ILACS.index("Inspection dates") :]
    text = f"{title}\n{rows}"
    assert not looks_like_report(text)
    document = Document("paper", "paper.pdf", "application/pdf", "00" * 32, len(text), text, ())
    with pytest.raises(NotALetter, match=name):
        parse_letter(document, lexicon.load(), Register(()))


SPOKEN_OF = [
    "Ofsted regulates children’s homes",
    "This report covers the fostering service and the adoption service.",
    "Area SEND inspections",
]


@pytest.mark.parametrize("words", SPOKEN_OF)
def test_other_services_may_be_spoken_of_above_the_dates(words: str) -> None:
    for text, source, _ in REPORTS.values():
        letter = read(f"{words}\n{text}", source)
        assert facts(letter) == facts(read(text, source))


def test_a_letter_is_no_report_whatever_it_quotes() -> None:
    assert not looks_like_report("Dear Ms Quill\n" + ILACS)


def test_a_visit_in_the_prose_makes_no_other_document() -> None:
    text = ILACS.replace("Leaders listen", "Focused visit or not, leaders listen")
    assert facts(read(text, "northmoor-2024-07-26")) == facts(read(ILACS, "northmoor-2024-07-26"))


@pytest.mark.parametrize(
    ("grade", "said"), [("outstanding", set()), ("good", {"unexpected-area", "grade-from-heading"})]
)
def test_a_cut_heading_before_2023_is_doubtful_only_if_it_says_otherwise(grade: str, said: set[str]) -> None:
    joined = ILACS.replace("children in care\n", "children in care and care\nleavers\n")
    table = re.sub(r"The experiences and progress of care\nleavers\nInadequate\n", "", joined)
    text = (
        f"{table.replace('June 2024', 'June 2019')}Much is done.\nCare leavers: {grade}\nHomes suit them.\n"
    )
    letter = read(text, "northmoor-2019-07-26")
    assert "care-leavers" not in facts(letter)["grades"]  # type: ignore[operator]
    assert codes(letter) == said
