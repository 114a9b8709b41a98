"""Two invented reports, and how tests read them.

In: nothing. Out: the texts of a report since 2018 and of one before, what they grade, and
``read``, which makes a document of a text (``\f`` ends a page) and a letter of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ofsted_kg.model import Council, Document, Letter, Page
from ofsted_kg.register import Register
from ofsted_kg.reports import looks_like_report, parse_report
from ofsted_kg.vocabulary import lexicon

ILACS = """Inspection of Northmoor local authority
children’s services
Inspection dates: 3 to 14 June 2024
Lead inspector: Mary Example, His Majesty’s Inspector
Judgement Grade
The impact of leaders on social work
practice with children and families
Good
The experiences and progress of
children who need help and protection
Requires improvement to be good
The experiences and progress of
children in care
Outstanding
The experiences and progress of care
leavers
Inadequate
Overall effectiveness Requires improvement to be good
Leaders listen to families, and families say so.
What needs to improve
• The quality of plans.
"""
ILACS_GRADES = {
    "leadership": "good",
    "help-and-protection": "requires-improvement",
    "in-care": "outstanding",
    "care-leavers": "inadequate",
    "overall-effectiveness": "requires-improvement",
}
SIF = """1
Northmoor Council
Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1
Inspection dates: 3 to 26 June 2015
Report published: 7 August 2015
Children’s services in Northmoor require improvement to be good
1. Children who need help and protection Requires improvement
2. Children looked after and achieving
permanence
Good
2.1 Adoption performance Outstanding
2.2 Experiences and progress of care leavers Inadequate
3. Leadership, management and governance Good
\f
The Local Safeguarding Children Board (LSCB)
The Local Safeguarding Children Board requires improvement
Partners know each other.
The inspection team
Lead inspector: Mary Example HMI
Deputy lead inspector: Tom Other HMI
"""
SIF_GRADES = {
    "overall-effectiveness": "requires-improvement",
    "help-and-protection": "requires-improvement",
    "looked-after-and-permanence": "good",
    "adoption": "outstanding",
    "care-leavers": "inadequate",
    "leadership": "good",
    "lscb": "requires-improvement",
}
# What a report's prose leaves open.
OF_PROSE = frozenset({"unread-grade", "grades-outside-summary"})


@cache
def register() -> Register:
    """Three councils; the name of one is the end of another's."""
    return Register(
        (
            Council("Northmoor", "Northmoor Metropolitan Borough Council", "X08000001"),
            Council("Southdale and Northmoor", "Southdale and Northmoor Council", "X08000002"),
            Council("Eastmere", "Eastmere Council", "X08000003"),
        )
    )


def document(pages: Sequence[str], source: str = "northmoor-2019-07-26") -> Document:
    """Return a report of some pages, as a PDF would be read."""
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page) + 1)
    text = "\n".join(pages)
    listed = tuple(
        Page(number, start, min(end, len(text)), 595, 842)
        for number, (start, end) in enumerate(pairwise(starts), 1)
    )
    return Document(source, f"{source}.pdf", "application/pdf", "00" * 32, len(text), text, listed)


def read(text: str, source: str) -> Letter:
    """Read a report, and check that the quotes of its ratings are there."""
    report = document(text.split("\f"), source)
    assert looks_like_report(report.text)
    letter = parse_report(report, lexicon.load(), register())
    for rating in letter.ratings:
        assert report.text[rating.evidence.start : rating.evidence.end] == rating.evidence.quote
    return letter


def facts(letter: Letter) -> dict[str, object]:
    """What a table of reports says of one."""
    assert letter.inspection is not None
    return {
        "framework": letter.framework,
        "council": letter.council,
        "days": (letter.inspection.start, letter.inspection.end),
        "published": letter.date,
        "leads": [person.name for person in letter.inspection.leads],
        "grades": {rating.area: rating.grade for rating in letter.ratings},
    }


def codes(letter: Letter) -> set[str]:
    """What is doubted of head and grades, but for a day of publication that only the file name has."""
    return {notice.code for notice in letter.notices} - {"published-from-file-name"} - OF_PROSE
