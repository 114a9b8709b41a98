"""Reports behind a council's cover and before its plans: read alone, as if nothing else were there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from two_reports import ILACS, ILACS_GRADES, SIF, SIF_GRADES, document, register

from ofsted_kg.errors import NotALetter
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Document, Letter
from ofsted_kg.vocabulary import lexicon

IMPRINT = "\n\fOfsted, Piccadilly Gate, Store Street, Manchester\n© Crown copyright 2024\n"
TALK = "Inspectors visited in March. Overall effectiveness was inadequate in 2012.\n"
COVERS = {
    "a cover": "Northmoor Council\nReport to Cabinet\nLast year services were inadequate.\nAppendix 1\n",
    "the report's own title": (
        "Scrutiny Committee\nInspection of Northmoor local authority children’s services\n"
        f"Report of the Director\nRecommendations\n{TALK}"
    ),
    "longer than a report's head": f"Agenda item 6\nReport to the Board\n{TALK * 80}Appendix A\n",
    "a stamp": "Agenda item 9\n",
}
PLAN = "\fAppendix B: our plan\nWhat needs to improve\n• The quality of the council's lifts.\n"


def parsed(text: str, *, paged: bool = True) -> Letter:
    report = document(text.split("\f"))
    if not paged:
        report = replace(report, pages=(), media_type="text/plain")
    return parse_letter(report, lexicon.load(), register())


def known(letter: Letter) -> tuple[object, ...]:
    grades = {rating.area: rating.grade for rating in letter.ratings}
    return letter.framework, letter.council, letter.inspection and letter.inspection.end, grades


@pytest.mark.parametrize("paged", [True, False], ids=["pages", "text"])
@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
@pytest.mark.parametrize(
    ("report", "grades"), [(ILACS, ILACS_GRADES), (SIF, SIF_GRADES)], ids=["2024", "2015"]
)
def test_the_report_in_a_pack_is_read_alone(
    report: str, grades: dict[str, str], cover: str, paged: bool
) -> None:
    alone = parsed(report + IMPRINT, paged=paged)
    found = parsed(f"{cover}\f{report}{IMPRINT}{PLAN}", paged=paged)
    assert known(found) == known(alone)
    assert {rating.area: rating.grade for rating in found.ratings} == grades
    assert len(found.findings) == len(alone.findings)
    assert [notice.code for notice in found.notices][:1] == ["pack-of-papers"]
    assert "pack-of-papers" not in {notice.code for notice in alone.notices}


def test_quotes_stand_where_they_stand_in_the_whole_text() -> None:
    text = f"{COVERS['a cover']}\f{ILACS}{IMPRINT}"
    whole: Document = document(text.split("\f"))
    for rating in parsed(text).ratings:
        evidence = rating.evidence
        assert whole.text[evidence.start : evidence.end] == evidence.quote
        assert evidence.page == 2


def test_an_imprint_in_front_is_not_the_end() -> None:
    text = f"{ILACS}{IMPRINT}\fRecord of main findings\n\fGuidance for inspectors\n• A line of it.\n"
    assert "pack-of-papers" not in {notice.code for notice in parsed(text).notices}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Northmoor Council\nReport to Cabinet\n", "2 Recommendations\nThat members note it.\n"),
        ("News release\n", "“We are thrilled,” said the leader.\nNotes to editors: the scale has four.\n"),
        (
            "Rated good by Ofsted\nThe council was told that its services are good.\n",
            "“Thrilled,” he said.\n",
        ),
        ("Post-inspection improvement plan: answer to the\n", "What we will do\nRecruit two workers.\n"),
    ],
    ids=["a report to members", "a news release", "an article", "a plan"],
)
def test_papers_that_quote_the_grades_are_no_report(above: str, below: str) -> None:
    quoted = "\n".join(line for line in ILACS.split("\n") if "Lead inspector" not in line)
    with pytest.raises(NotALetter, match="not from Ofsted"):
        parsed(f"{above}{quoted}{below}", paged=False)


def test_a_table_below_a_title_of_somebody_elses_is_no_report() -> None:
    own = ILACS.replace("Inspection of", "Northmoor and you: the inspection of", 1)
    assert parsed(own).ratings  # misprinted as the title may be, it says who inspected
    with pytest.raises(NotALetter, match="not from Ofsted"):
        parsed("\n".join(line for line in own.split("\n") if "Lead inspector" not in line))


@pytest.mark.parametrize("mark", ["DRAFT\n", "Draft for factual accuracy check\n"])
def test_a_report_marked_as_a_draft_says_so(mark: str) -> None:
    (draft,) = (notice for notice in parsed(mark + ILACS).notices if notice.code == "draft")
    assert draft.evidence is not None
    assert "draft" in draft.evidence.quote.lower()
    assert not [notice for notice in parsed(ILACS).notices if notice.code == "draft"]
