# ruff: noqa: E501 - a page's lines are as long as they are
"""Front pages of invented reports, in every layout we can think of.

In: nothing. Out: ``CASES``: an id, the pages' text, and what must be understood. Only the
fixed labels are those of real reports; councils, people and prose are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

R, G, O, I, N = "requires-improvement", "good", "outstanding", "inadequate", "not-judged"  # noqa: E741
SIF = (
    "overall-effectiveness",
    "help-and-protection",
    "looked-after-and-permanence",
    "adoption",
    "care-leavers",
    "leadership",
)
ILACS = ("leadership", "help-and-protection", "in-care", "care-leavers", "overall-effectiveness")
JOINT = ("leadership", "help-and-protection", "in-care-and-care-leavers", "overall-effectiveness")

# The last lines of a single inspection's report.
TEAM = "The inspection team\nLead inspector: {lead}\nDeputy lead inspector: Paul Deputy\nTeam inspectors: Ann Other, Ben Third"
BOARD_TITLE = "and\nReview of the effectiveness of the Local Safeguarding Children \nBoard1"
SIF_TITLE = "Inspection of services for children in need of help and \nprotection, children looked after and care leavers"
PROSE = (
    "Leaders know where the work is not yet good\nenough, and families told inspectors that they are heard.\n"
)


@dataclass(frozen=True)
class Case:
    """A report's pages and what they say."""

    name: str
    pages: tuple[str, ...]
    framework: str
    grades: dict[str, str]
    start: str = "2019-06-03"
    end: str = "2019-06-14"
    council: str = "Northmoor"
    leads: tuple[str, ...] = ("Mary Example",)
    published: str = ""
    source: str = "northmoor-2019-07-26"
    notices: tuple[str, ...] = ("published-from-file-name",)
    printed: str = field(default="")


def _grades(areas: tuple[str, ...], *grades: str, **more: str) -> dict[str, str]:
    return dict(zip(areas, grades, strict=True)) | more


def _ilacs(
    title: str, dates: str, table: str, lead: str = "Lead inspector: Mary Example, His Majesty’s Inspector"
) -> tuple[str, ...]:
    first = f"{title}\n{dates}\n{lead}\nJudgement Grade\n{table}\n{PROSE}"
    return (first, f"2\nWhat needs to improve\n\uf06e The quality of plans.\n{PROSE}")


_IMPACT = "The impact of leaders on social work \npractice with children and families"
_HELP = "The experiences and progress of \nchildren who need help and protection"
_CARE = "The experiences and progress of \nchildren in care"
_LEAVERS = "The experiences and progress of care \nleavers"
_BOTH = "The experiences and progress of \nchildren in care and care leavers"
_TITLE = "Inspection of Northmoor local authority \nchildren’s services"
_OLD = "1\nNorthmoor\nInspection of children’s social care services"

_APART = f"{_IMPACT}\nGood\n{_HELP}\nRequires improvement to be good\n{_CARE}\nGood \n{_LEAVERS}\nOutstanding\nOverall effectiveness Good "
_TOGETHER = f"{_IMPACT} Good\n{_HELP}\nRequires improvement\nto be good\n{_BOTH} Inadequate\nOverall effectiveness Requires improvement\nto be good"
_BESIDE = (
    "The impact of leaders on social work Good\npractice with children and families\n"
    "The experiences and progress of children Requires improvement\nwho need help and protection to be good\n"
    "The experiences and progress of children Good\nin care\n"
    "The experiences and progress of care Outstanding\nleavers\nOverall effectiveness Good"
)
_APART_GRADES = _grades(ILACS, G, R, G, O, G)
_TOGETHER_GRADES = _grades(JOINT, G, R, I, R)
_IN_2019 = "Inspection dates: 3 to 14 June 2019"
_IN_2024 = "Inspection dates: 3 to 7 June 2024"


def _short(name: str, pages: tuple[str, ...], **changes: Any) -> Case:  # noqa: ANN401 - any field
    """A short inspection of 2024."""
    case = Case(name, pages, "ilacs-short", _APART_GRADES, "2024-06-03", "2024-06-07")
    return replace(case, source="northmoor-2024-07-26", **changes)


ILACS_CASES = (
    Case("joined", _ilacs(_OLD, _IN_2019, _TOGETHER), "ilacs-standard", _TOGETHER_GRADES),
    _short(
        "apart",
        _ilacs(_TITLE, _IN_2024, _APART),
    ),
    _short(
        "full stops behind labels and grades",
        _ilacs(
            _TITLE,
            _IN_2024,
            _APART.replace("\nGood\n", ".\nGood.\n").replace("effectiveness", "effectiveness."),
        ),
    ),
    _short(
        "a word missing from a label",
        _ilacs(
            _TITLE,
            _IN_2024,
            _APART.replace("progress of care \nleavers", "progress of \nchildren care leavers"),
        ),
    ),
    _short(
        "misspelt words of labels",
        _ilacs(_TITLE, _IN_2024, _APART.replace("experiences", "experinces").replace("practice", "practise")),
    ),
    _short(
        "footnote digits behind grades",
        _ilacs(_TITLE, _IN_2024, _APART.replace("Outstanding", "Outstanding1")),
    ),
    _short(
        "capitals",
        _ilacs(
            _TITLE,
            _IN_2024,
            _APART.replace("improvement", "Improvement").replace("Outstanding", "OUTSTANDING"),
        ),
    ),
    _short(
        "grades in a column behind their labels",
        _ilacs(
            _TITLE,
            _IN_2024,
            f"{_IMPACT}\n{_HELP}\n{_CARE}\n{_LEAVERS}\nOverall effectiveness\n"
            "Good\nRequires improvement to be good\nGood\nOutstanding\nGood",
        ),
        notices=("published-from-file-name", *("table-by-columns",) * 5),
    ),
    _short(
        "overall effectiveness first",
        _ilacs(
            _TITLE,
            _IN_2024,
            "Overall effectiveness Good\n" + _APART.removesuffix("\nOverall effectiveness Good "),
        ),
    ),
    Case(
        "no grade for the whole since April 2026",
        _ilacs(
            _TITLE,
            "Inspection dates: 8 to 19 June 2026",
            _APART.removesuffix("\nOverall effectiveness Good "),
        ),
        "ilacs-2026",
        {area: grade for area, grade in _APART_GRADES.items() if area != "overall-effectiveness"},
        start="2026-06-08",
        end="2026-06-19",
        source="northmoor-2026-08-03",
    ),
    _short(
        "a running header above the title",
        _ilacs(
            f"Inspection of Northmoor local authority children’s services\n3 June 2024\n{_TITLE}",
            _IN_2024,
            _APART,
        ),
    ),
    _short(
        "the name with the kind of council",
        _ilacs(
            "Inspection of Northmoor Metropolitan Borough Council local authority children’s \nservices",
            _IN_2024,
            _APART,
        ),
        printed="Northmoor Metropolitan Borough Council",
    ),
    _short(
        "a trust for the council",
        _ilacs(
            "Inspection of Northmoor Children and Families Trust\nlocal authority children’s services",
            _IN_2024,
            _APART,
        ),
        printed="Northmoor Children and Families Trust",
        notices=("published-from-file-name", "body-for-council"),
    ),
    _short(
        "a trust alone in the title",
        _ilacs("Inspection of Northmoor Children’s Trust", _IN_2024, _APART),
        printed="Northmoor Children’s Trust",
        notices=("published-from-file-name", "body-for-council"),
    ),
    Case(
        "two visits",
        _ilacs(_OLD, "Inspection dates: 3 to 7 June 2019 and 2 to 3 July 2019", _TOGETHER),
        "ilacs-short",
        _TOGETHER_GRADES,
        end="2019-07-03",
    ),
    Case(
        "two leads",
        _ilacs(
            _OLD,
            _IN_2019,
            _TOGETHER,
            "Lead inspectors: Mary Example and Tom Second-Name, Her Majesty’s Inspectors",
        ),
        "ilacs-standard",
        _TOGETHER_GRADES,
        leads=("Mary Example", "Tom Second-Name"),
    ),
    Case(
        "two leads, each with a role and a line",
        _ilacs(
            _OLD,
            _IN_2019,
            _TOGETHER,
            "Lead inspectors: Mary Example, Her Majesty’s Inspector\nTom O’Second, Her Majesty’s Inspector",
        ),
        "ilacs-standard",
        _TOGETHER_GRADES,
        leads=("Mary Example", "Tom O’Second"),
    ),
    Case(
        "no lead",
        _ilacs(_OLD, _IN_2019, _TOGETHER, ""),
        "ilacs-standard",
        _TOGETHER_GRADES,
        leads=(),
        notices=("published-from-file-name", "no-lead-inspector"),
    ),
    Case(
        "role on the next line",
        _ilacs(_OLD, _IN_2019, _TOGETHER, "Lead inspector: Mary Example\nHer Majesty’s Inspector"),
        "ilacs-standard",
        _TOGETHER_GRADES,
    ),
    Case(
        "HMI",
        _ilacs(_OLD, _IN_2019, _TOGETHER, "Lead inspector: Mary Example HMI"),
        "ilacs-standard",
        _TOGETHER_GRADES,
    ),
    Case(
        "the label cut off at the end",
        _ilacs(_OLD, _IN_2019, _TOGETHER.replace(_BOTH, "The experiences and progress of children in care")),
        "ilacs-standard",
        _TOGETHER_GRADES,
        notices=("published-from-file-name", "area-from-date"),
    ),
    Case(
        "grades beside the first lines of their labels, care leavers apart though it is 2019",
        _ilacs(_OLD, _IN_2019, _BESIDE),
        "ilacs-standard",
        _APART_GRADES,
        notices=("published-from-file-name", *("table-by-columns",) * 5),
    ),
    _short(
        "grades beside the first lines of their labels",
        _ilacs(_TITLE, _IN_2024, _BESIDE),
        notices=("published-from-file-name", *("table-by-columns",) * 5),
    ),
    _short(
        "the name behind the title",
        _ilacs("Inspection of children’s social care services in the Borough of Northmoor", _IN_2024, _APART),
        printed="Borough of Northmoor",
    ),
    _short(
        "torn label of the dates",
        (
            *_ilacs(_TITLE, "Inspec tion da tes: 3 to 7 June 2024", _APART),
            "Inspection of Northmoor local authority children’s services\n3 to 7 June 2024 3\nText.",
        ),
        notices=("published-from-file-name", "dates-without-label"),
    ),
    _short(
        "the labels in one line",
        _ilacs(_TITLE, _IN_2024 + " Lead inspector: Mary Example, HMI", _APART, ""),
    ),
    _short(
        "torn letters",
        _ilacs(
            _TITLE,
            _IN_2024,
            _APART.replace("Outstanding", "Outst anding").replace("Overall eff", "Over all eff"),
        ),
        notices=("published-from-file-name", "letters-apart", "letters-apart"),
    ),
    _short(
        "dates on site only in the running header",
        (
            *_ilacs(_TITLE, "Inspection dates: to follow", _APART),
            "Inspection of Northmoor local authority children’s services\n3 to 7 June 2024 3\nText.",
        ),
        notices=("published-from-file-name", "dates-from-header"),
    ),
    _short(
        "a running header with other dates",
        (
            *_ilacs(_TITLE, _IN_2024, _APART),
            "Inspection of Northmoor local authority children’s services\n3 to 7 June 2023 3\nText.",
        ),
        notices=("published-from-file-name", "dates-disagree"),
    ),
    _short(
        "a grade that is none",
        _ilacs(_TITLE, _IN_2024, _APART.replace("Outstanding", "Splendid")),
        grades={area: grade for area, grade in _APART_GRADES.items() if area != "care-leavers"},
        notices=("published-from-file-name", "missing-area"),
    ),
    _short(
        "a heading says otherwise",
        (
            *_ilacs(_TITLE, _IN_2024, _APART),
            f"3\nThe experiences and progress of care leavers: good\n{PROSE}",
        ),
        notices=("published-from-file-name", "grades-disagree"),
    ),
    _short(
        "only the heading has the grade",
        (
            *_ilacs(_TITLE, _IN_2024, _APART.replace(f"{_LEAVERS}\nOutstanding\n", "")),
            f"3\nThe experiences and progress of care leavers: outstanding\n{PROSE}",
        ),
        notices=("published-from-file-name", "grade-from-heading"),
    ),
)

_ROWS = """1. Children who need help and protection {1}
2. Children looked after and achieving
permanence
{2}
2.1 Adoption performance {3}
2.2 Experiences and progress of care leavers {4}
3. Leadership, management and governance {5}"""
_NOTE = "\n \n1 Ofsted produces this report under its powers, as a footnote says at length.\n"
_RI = "Requires improvement"
_IN_2016 = "Inspection date: 12 September to 6 October 2016 \nReport published: 25 November 2016"
_SIF_GRADES = _grades(SIF, R, G, R, G, R, G)


def _table(*grades: str) -> str:
    return _ROWS.format("", *grades)


_MIXED = _table("Good", _RI, "Good", _RI, "Good")
_OPENING = "Children’s services in Northmoor require improvement to be good"


_GOOD_BOARD = "The Local Safeguarding Children Board is good \nExecutive summary\n"
_SLOW = "Partners meet and talk. The LSCB requires improvement because it is slow.\n"


def _sif(
    front: str,
    *,
    name: str = "Northmoor Council",
    title: str = f"{SIF_TITLE}\n{BOARD_TITLE}",
    dates: str = _IN_2016,
    heading: str = "The Local Safeguarding Children Board (LSCB)",
    board: str = _GOOD_BOARD,
) -> tuple[str, ...]:
    return (
        f"1\n{name}\n{title}\n{dates}\n{front}{_NOTE}",
        f"2\nExecutive summary\n{PROSE}",
        f"3\n{heading}\n{board}{PROSE}",
        "4\n" + TEAM.format(lead="Mary Example"),
    )


def _broken(row: str) -> tuple[str, ...]:
    """The table goes on, from that row, on the second page, behind the first one's footnote."""
    first, *others = _sif(f"{_OPENING}\n{_MIXED}")
    above, below = first.split(row)
    return (above.rstrip() + _NOTE, f"2\n{row}{below.removesuffix(_NOTE)}\n", *others)


def _single(name: str, pages: tuple[str, ...], grades: dict[str, str], **changes: Any) -> Case:  # noqa: ANN401 - any field
    """A single inspection of 2016."""
    case = Case(name, pages, "sif", grades, "2016-09-12", "2016-10-06", published="2016-11-25")
    return replace(case, **{"source": "northmoor-2016-11-25", "notices": ()} | changes)


SIF_CASES = (
    _single("late", _sif(f"{_OPENING}\n{_MIXED}"), _SIF_GRADES | {"lscb": G}),
    _single(
        "council of the title",
        _sif(
            f"Children’s services in the Borough of Northmoor area\nrequire improvement to be Good\n{_MIXED}"
        ),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "good with a stop",
        _sif(f"Children’s services in St. Northmoor are good.\n{_MIXED}"),
        _SIF_GRADES | {"overall-effectiveness": G, "lscb": G},
    ),
    _single(
        "early",
        _sif(
            f"The overall judgement is requires improvement\n{PROSE}{_MIXED}\nThe effectiveness of the Local Safeguarding Children Board (LSCB) is\ngood"
        ),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "early, in a clause",
        _sif(
            f"The overall judgement is that children’s services require \nimprovement\n{PROSE}The judgements on areas of the service that contribute to overall effectiveness are:\n{_MIXED}"
        ),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "the board without a verb",
        _sif(
            f"The overall judgement is requires improvement.\n{_MIXED}\nThe effectiveness of the Local Safeguarding Children Board (LSCB)\nRequires improvement.\n",
            board="",
        ),
        _SIF_GRADES | {"lscb": R},
    ),
    _single(
        "the board named after the place",
        _sif(
            f"{_OPENING}\n{_MIXED}",
            board="The Northmoor and Southdale Safeguarding Children Board \nrequires improvement to be good\n",
        ),
        _SIF_GRADES | {"lscb": R},
    ),
    _single(
        "the board in prose",
        _sif(f"{_OPENING}\n{_MIXED}", heading="The Local Safeguarding Children Board", board=_SLOW),
        _SIF_GRADES | {"lscb": R},
        notices=("grade-from-prose",),
    ),
    _single(
        "the whole in prose below the table",
        tuple(
            page.replace(
                "Executive summary\n",
                "Executive summary\nThis local authority requires improvement and is slow.\n",
                1,
            )
            for page in _sif(_MIXED)
        ),
        _SIF_GRADES | {"lscb": G},
        notices=("grade-from-prose",),
    ),
    _single(
        "the scale explained",
        _sif(
            f"{_OPENING}\n{_MIXED}",
            board="A Local Safeguarding Children Board (LSCB) is good\nif it does its work.\nThe Local Safeguarding Children Board is inadequate\n",
        ),
        _SIF_GRADES | {"lscb": I},
    ),
    _single(
        "a board under a heading, not in the title",
        _sif(f"{_OPENING}\n{_MIXED}", title=SIF_TITLE, board=""),
        _SIF_GRADES,
        notices=("missing-area",),
    ),
    _single(
        "the board missing",
        _sif(f"{_OPENING}\n{_MIXED}", board=""),
        _SIF_GRADES,
        notices=("missing-area",),
    ),
    _single(
        "again",
        _sif(f"{_OPENING}\n{_MIXED}", title="Re-" + SIF_TITLE[0].lower() + SIF_TITLE[1:], board=""),
        _SIF_GRADES,
        framework="sif-reinspection",
    ),
    _single(
        "mis-numbered",
        _sif(f"{_OPENING}\n{_MIXED.replace('2.2 ', '2.1 ').replace('3. ', '2. ')}"),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "cells broken",
        _sif(_OPENING + "\n" + _MIXED.replace(_RI, "Requires \nimprovement")),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "not judged",
        _sif(
            f"Children’s services in Northmoor are good\n{_table('Good', 'Not Judged', 'Not judged', 'Not judged', 'Outstanding')}"
        ),
        _grades(SIF, G, G, N, N, N, O) | {"lscb": G},
    ),
    _single("over two pages", _broken("2.2 "), _SIF_GRADES | {"lscb": G}),
    _single(
        "the inspection before listed as bullets",
        (
            *_sif(f"{_OPENING}\n{_MIXED}"),
            "5\nPrevious inspections\n\uf0b7 Overall effectiveness: inadequate\n• Leadership, management and governance: inadequate.\n",
        ),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "labels in one column, grades in the other",
        _sif(
            f"{_OPENING}\n1. Children who need help and protection\n2. Children looked after and achieving\npermanence\n"
            "2.1 Adoption performance\n2.2 Experiences and progress of care leavers\n3. Leadership, management and governance\n"
            "Good\nRequires improvement\nGood\nRequires improvement\nGood"
        ),
        _SIF_GRADES | {"lscb": G},
        notices=("table-by-columns",) * 5,
    ),
    _single(
        "dates and publication in one line",
        _sif(f"{_OPENING}\n{_MIXED}", dates=_IN_2016.replace("\n", "")),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "a word missing from the sentence",
        _sif(f"Children’s services in Northmoor require improvement be good\n{_MIXED}"),
        _SIF_GRADES | {"lscb": G},
        notices=("grade-from-prose",),
    ),
    _single(
        "a letter wrong in the sentence",
        _sif(f"Children’s services in Northmoor require improvment to be good\n{_MIXED}"),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "a grade denied",
        _sif(f"Children’s services in Northmoor are not yet good\n{_MIXED}"),
        {area: grade for area, grade in _SIF_GRADES.items() if area != "overall-effectiveness"} | {"lscb": G},
        notices=("missing-area",),
    ),
    _single(
        "slashes",
        _sif(
            f"{_OPENING}\n{_MIXED}",
            dates="Inspection date: 12/09/2016 to 06/10/2016\nReport published: 25/11/2016",
        ),
        _SIF_GRADES | {"lscb": G},
    ),
    _single(
        "published only in the file name",
        _sif(f"{_OPENING}\n{_MIXED}", dates="Inspection dates: 12 September 2016 – 6 October 2016"),
        _SIF_GRADES | {"lscb": G},
        published="",
        notices=("published-from-file-name",),
    ),
    _single(
        "published otherwise than the file says",
        _sif(f"{_OPENING}\n{_MIXED}", dates=_IN_2016.replace("25 N", "18 N")),
        _SIF_GRADES | {"lscb": G},
        published="2016-11-18",
        notices=("published-differs-from-file-name",),
    ),
    _single(
        "published before the visit",
        _sif(f"{_OPENING}\n{_MIXED}", dates=_IN_2016.replace("25 November", "25 August")),
        _SIF_GRADES | {"lscb": G},
        notices=("published-from-file-name", "implausible-dates"),
    ),
    _single(
        "another council in the file's name",
        _sif(f"{_OPENING}\n{_MIXED}"),
        _SIF_GRADES | {"lscb": G},
        source="southdale-2016-11-25",
        notices=("council-differs-from-file-name",),
    ),
    _single(
        "a council that nobody knows",
        _sif(f"{_OPENING}\n{_MIXED}", name="Nowhere Council"),
        _SIF_GRADES | {"lscb": G},
        printed="Nowhere Council",
        notices=("council-from-file-name",),
    ),
    _single(
        "words above the council's name",
        _sif(f"{_OPENING}\n{_MIXED}", name="A report for everyone\nNorthmoor Council"),
        _SIF_GRADES | {"lscb": G},
    ),
)

OTHER_CASES = (
    Case(
        "looked after",
        (
            "Inspection of looked after children \nservices\nNorthmoor Council\nInspection dates: 24 – 28 June 2013\nReporting inspector Mary Example HMI\nAge group: All\nPublished: 2 August 2013",
            "Northmoor Inspection of looked after children services 1\nContents\nOverall effectiveness 4\nCapacity to improve 4\nRecord of main findings 19",
            "Northmoor Inspection of looked after children services 2\nThe scale\nOutstanding (Grade 1) A service that is more than good\nCapacity to improve\nGrade 2 (Good)\n11. The capacity is there.",
            "Northmoor Inspection of looked after children services 3\nRecord of main findings\nServices for looked after children\nOverall effectiveness Adequate\nCapacity to improve Good\nOutcomes for looked after children and \nyoung people\nAdequate\nQuality of provision Inadequate\nLeadership and management Adequate",
        ),
        "looked-after-2013",
        {
            "overall-effectiveness": "adequate",
            "capacity-to-improve": "good",
            "outcomes-for-looked-after-children": "adequate",
            "quality-of-provision": "inadequate",
            "leadership-and-management": "adequate",
        },
        start="2013-06-24",
        end="2013-06-28",
        published="2013-08-02",
        source="northmoor-2013-08-02",
        printed="Northmoor Council",
        notices=(),
    ),
    _single(
        "the board alone, below a running header",
        (
            "Inspection of the effectiveness of the local safeguarding children board: Northmoor 1\n"
            "Northmoor Safeguarding\nChildren Board\n"
            "Inspection of the effectiveness of the local safeguarding \nchildren board \n"
            f"{_IN_2016}\nThe Local Safeguarding Children Board is inadequate\n{PROSE}",
            "2\n" + TEAM.format(lead="Mary Example"),
        ),
        {"lscb": I},
        framework="lscb-review",
        printed="Northmoor Safeguarding Children Board",
    ),
    _single(
        "the board alone",
        (
            "Northmoor Safeguarding \nChildren Board\nReview of the effectiveness of the local safeguarding \nchildren board \n"
            f"Inspection date: 12 September – 6 October 2016\nReport published: 25 November 2016\nThe Local Safeguarding Children Board requires improvement\n{PROSE}",
            "2\nSummary of findings\nThe Board requires improvement because it is slow.\n",
            "3\n" + TEAM.format(lead="Mary Example"),
        ),
        {"lscb": R},
        framework="lscb-review",
        printed="Northmoor Safeguarding Children Board",
    ),
)

CASES = (*ILACS_CASES, *SIF_CASES, *OTHER_CASES)
