"""A report that somebody wrote out in Markdown is read as one, and is quoted as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from letters import REGISTER

from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Document, Letter
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.vocabulary import lexicon

REPORT = """\
# Penhallow City Council

## Inspection of children’s social care services

**Inspection dates:** 4 March 2019 to 15 March 2019

**Lead inspector:** *Rosamund Teague*, Her Majesty’s Inspector

| Judgement | Grade |
| --- | :---: |
| The impact of leaders on social work practice with children and families | **Good** |
| The experiences and progress of children who need help and protection | **Inadequate** |
| The experiences and progress of children in care and care leavers | **Outstanding** |
| __Overall effectiveness__ | **Good** |

Families in the city get help sooner than they did in 2015. In 2018, 61% of assessments were made in
time, which is *below* the national average of 83%.

### What needs to improve

- The help given to children who are on the quays at night.
- The care with which strategy meetings are written down.
"""
PLAIN = "".join(
    line.strip("| ").replace(" | ", "\n") + "\n"
    for line in REPORT.translate({ord(mark): "" for mark in "#*_"}).splitlines()
    if "---" not in line
).replace("- ", "• ")


def _read(text: str) -> tuple[Document, Letter]:
    document = read_data(Path("penhallow-2019-04-12.md"), text.encode(), DEFAULT)
    return document, parse_letter(document, lexicon.load(), REGISTER)


def _facts(letter: Letter) -> list[object]:
    return [
        letter.framework,
        letter.council,
        letter.inspection and (letter.inspection.start, letter.inspection.end),
        letter.inspection and [lead.name for lead in letter.inspection.leads],
        {(rating.area, rating.grade) for rating in letter.ratings},
        {(found.subject, found.direction, found.comparator) for found in letter.comparisons},
        [found.text for found in letter.findings],
        {notice.code for notice in letter.notices},
    ]


@pytest.mark.parametrize("apart", ["\n", "\r\n"], ids=["lines", "Windows"])
def test_marks_change_nothing_of_what_is_read(apart: str) -> None:
    document, letter = _read(REPORT.replace("\n", apart))
    assert document.media_type == "text/markdown"
    assert _facts(letter) == _facts(_read(PLAIN)[1])
    assert len(letter.ratings) == 4
    assert letter.comparisons
    assert letter.council is not None


def test_what_is_quoted_stands_in_the_file() -> None:
    document, letter = _read(REPORT)
    spans = [
        letter.council_evidence,
        *(rating.evidence for rating in letter.ratings),
        *(found.evidence for found in letter.comparisons),
        *(found.evidence for found in letter.findings),
    ]
    for evidence in filter(None, spans):
        assert document.text[evidence.start : evidence.end] == evidence.quote
    assert letter.council_evidence is not None
    assert letter.council_evidence.quote == "Penhallow City Council"
