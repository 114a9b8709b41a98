"""A sentence goes on behind a page's foot and the next one's head; what is the sentence's own stays in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from letters import REGISTER, document_of
from small_pdf import small_pdf
from two_reports import document

from ofsted_kg.letters import parse_letter
from ofsted_kg.letters.sections import read_outline
from ofsted_kg.model import Document
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.text.page_artefacts import find_furniture
from ofsted_kg.vocabulary import lexicon

HEAD = """9 December 2010

Ms Una Blakey
Director of Children's Services
Northmoor Council

Dear Ms Blakey
Annual children's services assessment
Children's services assessment Performs well (3)
Children's services in Northmoor perform well. The council and its partners have set out what they
want to do in their plan for children and young people, and have reviewed it each year with those who
use the services. """
TAIL = """, but most of the young people who spoke to us knew whom to ask for help.
Yours sincerely

Juliet Marsh
Divisional Manager, Ofsted"""
TITLE = "Annual children's services assessment 2010"
FOOT = "Northmoor Council Page {} of 2"


def facts(document: Document) -> list[tuple[str, str]]:
    letter = parse_letter(document, lexicon.load(), REGISTER)
    for judgement in letter.judgements:
        evidence = judgement.evidence
        assert document.text[evidence.start : evidence.end] == evidence.quote
    return [(judgement.subject, judgement.grade) for judgement in letter.judgements]


EDGES = {
    "foot and head": (FOOT.format(1), TITLE),
    "foot, head and the next foot": (FOOT.format(1), f"{TITLE}\n{FOOT.format(2)}"),
    "two lines of each": (f"Northmoor Council\n{FOOT.format(1)}", f"{TITLE}\nChildren's Trust Board"),
    "foot without a number": ("Northmoor Council", TITLE),
    "numbers alone": ("1", f"2\n{TITLE}"),
    "foot alone": (FOOT.format(1), ""),
    "head alone": ("", TITLE),
    "address on the web": ("www.northmoor.gov.uk", f"{TITLE}\nPage 2"),
}


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("As we saw in all our visits this year the adoption service in particular is now", "outstanding"),
        ("As we saw in all our visits this year the adoption service in particular is now out-", "standing"),
    ],
)
def test_sentence_over_two_pages(edge: tuple[str, str], above: str, below: str) -> None:
    foot, head = (f"{words}\n" if words else "" for words in edge)
    pages = [f"{HEAD}\n{above}\n{foot}", f"{head}{below}{TAIL}"]
    text = "\f".join(pages)
    assert facts(document_of(text)) == [("adoption", "outstanding")]
    read = read_data(Path("letter.pdf"), small_pdf([page.rstrip("\n") for page in pages]), DEFAULT)
    assert facts(read) == [("adoption", "outstanding")]


LISTED = (
    "Areas for further development\n• Attendance at the special schools of the town.\n{}• Places for boys.\n"
)
STRAPLINE = "Northmoor Council is proud to print on recycled paper"


@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "not numbered"])
@pytest.mark.parametrize("below", [True, False], ids=["at the foot", "at the head"])
def test_what_runs_along_ends_no_list(below: bool, numbered: bool) -> None:
    """Two lines of it, one a sentence, between two items of a list."""
    runs = [f"{STRAPLINE} {n if numbered else ''}\n{TITLE}: Northmoor Council\n" for n in (1, 2)]
    text = LISTED.format(f"{runs[0]}\f" if below else f"\f{runs[1]}")
    whole = f"{HEAD}\n{text}{runs[1]}" if below else f"{runs[0]}{HEAD}\n{text}"
    letter = parse_letter(document_of(whole), lexicon.load(), REGISTER)
    assert [finding.text for finding in letter.findings] == [
        "Attendance at the special schools of the town.",
        "Places for boys.",
    ]


def test_the_sentences_own_lines_stay_in_it() -> None:
    """A line on which the next word would have found no room is no running head."""
    above = "Of all that we saw in our visits this year, what has been done best is what is offered by the"
    own = "Adoption and Permanence Service of Northmoor Council and its Neighbours in the West, which by"
    text = f"{HEAD}\n{above}\n{own}\n\fall accounts is outstanding{TAIL}"
    document = document_of(text)
    assert any(f"{above} {own} all" in block.text for block in read_outline(document, lexicon.load()).blocks)


def test_compound_of_capitals_stays_one() -> None:
    page = f"{HEAD}\nWe met staff of the Multi-\nAgency Team, who help families in the town."
    assert "Multi-Agency" in read_data(Path("letter.pdf"), small_pdf([page]), DEFAULT).text


@pytest.mark.parametrize(
    ("foot", "read"),
    [
        ("Northmoor Council Page 1 of 2", "out-\nNorthmoor Council"),
        ("2", "out-\n2"),
        ("standing", "out\u00adstanding"),
        ("Reach Team", "out-\nReach Team"),
    ],
)
def test_line_end_that_a_broken_word_swallowed(foot: str, read: str) -> None:
    page = f"{HEAD}\nAs we saw in all our visits the adoption service is now out-\n{foot}"
    assert read in read_data(Path("letter.pdf"), small_pdf([page]), DEFAULT).text


def test_the_notes_at_a_reports_foot_are_no_part_of_its_sentences() -> None:
    report = document(
        (
            "1\nNorthmoor\nThe plan is sound.\nPartners meet and talk of what matters to\n \n"
            "1 The board brings the partners together.\n",
            "2\nthose they serve. 31 March is near.\n",
        )
    )
    clean = find_furniture(report).clean(report.text, 0, len(report.text))
    assert "what matters to those they serve. 31 March is near." in clean
    assert "brings the partners" not in clean
