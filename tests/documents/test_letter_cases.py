# ruff: noqa: E501 - a case a line
"""Single cases of a letter's head, ratings and notices, one a line."""

from __future__ import annotations

import pytest
from letters import REGISTER, document_of

from ofsted_kg import register
from ofsted_kg.errors import NotALetter
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Letter
from ofsted_kg.vocabulary import lexicon

LETTER = """9 December 2009

Ms Jane Orr
Director of Children's Services
Northmoor Metropolitan Borough Council
Town Hall
Northmoor NM1 1AA

Dear Ms Orr

Children's services annual rating

Children's services rating   Performs well (3)

Most schools are good.

Yours sincerely

Juliet Marsh
Divisional Manager, CAA
"""
RATING = "Children's services rating   Performs well (3)"


def read(text: str) -> Letter:
    document = document_of(text)
    return parse_letter(document, lexicon.load(), REGISTER)


def notices(letter: Letter) -> set[str]:
    return {notice.code for notice in letter.notices}


@pytest.mark.parametrize(
    ("printed", "ratings", "notice"),
    [
        ("Children's services rating   Performs superbly (5)", [("performs-superbly", 5)], "unread-grade"),
        ("Children's services rating: Performs well (2)", [("performs-well", 2)], "grade-and-score-differ"),
        (
            f"{RATING}\n\nChildren's services in Northmoor Council perform poorly.",
            [("performs-well", 3), ("performs-poorly", None)],
            "ratings-differ",
        ),
        (f"{RATING}\n\nChildren's services in Northmoor perform well.", [("performs-well", 3)], None),
        ("Children's services in Northmoor Council perform adequately.", [("performs-adequately", None)], None),
        ("**Children's services rating**\n\n**Performs well (3)**", [("performs-well", 3)], None),
        ("Children's services rating 2009    3    Performs well", [("performs-well", 3)], None),
        ("Children's services rating\tPerforms\nwell (3)", [("performs-well", 3)], None),
        ("Overall rating: Performs poorly", [("performs-poorly", None)], None),
        ("Annual rating 3", [(None, 3)], None),
        ("CHILDREN'S SERVICES RATING: PERFORMS EXCELLENTLY (4)", [("performs-excellently", 4)], None),
        ("4\tPerforms excellently\tFar beyond minimum requirements", [], "no-rating"),
        ("A rating of 'performs poorly' does not mean that nothing is good.", [], "no-rating"),
    ],
)  # fmt: skip
def test_ratings(printed: str, ratings: list[tuple[str | None, int | None]], notice: str | None) -> None:
    letter = read(LETTER.replace(RATING, printed))
    assert [(rating.grade, rating.score) for rating in letter.ratings] == ratings
    assert (notice in notices(letter)) if notice else not notices(letter)


@pytest.mark.parametrize(
    ("old", "new", "addressee"),
    [
        ("Ms Jane Orr\n", "MS JANE ORR OBE\n", ("Ms", "Jane Orr", "Director of Children's Services")),
        ("Ms Jane Orr\n", "Jane Orr\n", ("Ms", "Jane Orr", "Director of Children's Services")),
        ("Ms Jane Orr\n", "Jane Orr, CBE, MA\n", ("Ms", "Jane Orr", "Director of Children's Services")),
        ("Ms Jane Orr\n", "Cllr Dr Jane Orr\n", ("Councillor Dr", "Jane Orr", "Director of Children's Services")),
        ("Ms Jane Orr\n", "For the attention of: Ms Jane Orr\n", ("Ms", "Jane Orr", "Director of Children's Services")),
        ("Ms Jane Orr\n", "", ("Ms", "Orr", "")),
        ("Dear Ms Orr", "Dear Jane", ("Ms", "Jane Orr", "Director of Children's Services")),
        ("Ms Jane Orr\n", "Ms Jane Orr and Mr Tom Peel\n", ("Ms", "Jane Orr", "Director of Children's Services")),
        ("Dear Ms Orr", "Dear Ms Orr and Mr Peel", ("Ms", "Jane Orr", "Director of Children's Services")),
        ("Dear Ms Orr", "Dear Colleague", ("Ms", "Jane Orr", "Director of Children's Services")),
        (
            "Services\nNorthmoor",
            "Services and Lifelong\nLearning\nNorthmoor",
            ("Ms", "Jane Orr", "Director of Children's Services and Lifelong"),
        ),
    ],
)  # fmt: skip
def test_addressee(old: str, new: str, addressee: tuple[str, str, str]) -> None:
    person = read(LETTER.replace(old, new)).addressee
    assert person is not None
    assert (person.honorific, person.name, person.role) == addressee


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("p.p. JULIET MARSH OBE\nDivisional Manager\n\ncc: Mr John Smith, Chief Executive", ["Juliet Marsh"]),
        ("Juliet Marsh OBE\nDivisional Manager\n\ncc   John Smith, Chief Executive", ["Juliet Marsh"]),
        ("| Flo Marsh | Jonah Peel |\n|---|---|\n| Manager | Director |", ["Flo Marsh", "Jonah Peel"]),
        ("**Juliet Marsh**  \n*Divisional Manager, CAA*", ["Juliet Marsh"]),
        ("FLO MARSH            JONAH PEEL\nManager              Director", ["Flo Marsh", "Jonah Peel"]),
        ("Flo Marsh\nManager\nOfsted\nJonah Peel\nDirector\nCSCI", ["Flo Marsh", "Jonah Peel"]),
        ("(signed)\n\nJoan de Souza\n\nDivisional Manager\nNorth West", ["Joan de Souza"]),
        ("Signed: Juliet Marsh\nDivisional Manager", ["Juliet Marsh"]),
        ("Electronically signed by Juliet Marsh\nManager", ["Juliet Marsh"]),
        ("[signed electronically]\nJuliet Marsh\nManager", ["Juliet Marsh"]),
        ("For and on behalf of Ofsted\nJuliet Marsh\nManager", ["Juliet Marsh"]),
        ("Juliet Marsh\non behalf of Peter Lowe\nManager", ["Juliet Marsh"]),
        ("Signature: ________\nName: Juliet Marsh\nPosition: Manager", ["Juliet Marsh"]),
        ("Juliet Marsh HMI\nManager", ["Juliet Marsh"]),
        ("Flo Marsh and Jonah Peel\nManagers", ["Flo Marsh", "Jonah Peel"]),
        (
            "Flo Marsh\nManager, Children's Services Assessment\n\nJonah Peel\nManager",
            ["Flo Marsh", "Jonah Peel"],
        ),
        # where Ofsted is
        ("Flo Marsh\nDivisional Manager\nFreshford House\n2 Redcliffe Way\nBristol", ["Flo Marsh"]),
        (
            "Flo Marsh\nManager\nPiccadilly Gate\n2 Store Street\n\nJonah Peel\nDirector",
            ["Flo Marsh", "Jonah Peel"],
        ),
        ("Joan House\nRegional Director\nPeter Hall\nManager", ["Joan House", "Peter Hall"]),
        ("", []),
        ("*Flo Marsh*\n\nFlo Marsh\nDivisional Manager", ["Flo Marsh"]),  # a signature, and the name below it
    ],
)
def test_signatories(below: str, names: list[str]) -> None:
    letter = read(LETTER.replace("Juliet Marsh\nDivisional Manager, CAA", below))
    assert [person.name for person in letter.signatories] == names
    assert ("no-signatory" in notices(letter)) == (not names)


@pytest.mark.parametrize(
    "below",
    [
        "Flo Marsh\tJonah Peel\nDivisional Manager\tBusiness Director\nOfsted\tCSCI",
        "Flo Marsh            Jonah Peel\nDivisional Manager   Business Director",
        "Flo Marsh\nDivisional Manager\n\nJonah Peel\nBusiness Director",
    ],
)
def test_two_sign_without_a_closing(below: str) -> None:
    closing = LETTER[LETTER.index("Yours") : LETTER.index("Juliet Marsh")]
    letter = read(LETTER.replace(f"{closing}Juliet Marsh\nDivisional Manager, CAA", below))
    assert [person.name for person in letter.signatories] == ["Flo Marsh", "Jonah Peel"]


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("Flo Marsh, Divisional Manager, Ofsted", ["Flo Marsh"]),
        ("Flo Marsh\nDivisional Manager\n\nCopied to: Tom Peel\nNia Rudd, Regional Director", ["Flo Marsh"]),
        ("Flo Marsh\nDivisional Manager\n\ncc Tom Peel, Chief Executive\nNia Rudd, Director", ["Flo Marsh"]),
        ("Copies to: Nia Rudd\nRegional Director", []),
    ],
)
def test_who_signs_without_a_closing(below: str, names: list[str]) -> None:
    closing = LETTER[LETTER.index("Yours") : LETTER.index("Juliet Marsh")]
    letter = read(LETTER.replace(f"{closing}Juliet Marsh\nDivisional Manager, CAA", below))
    assert [person.name for person in letter.signatories] == names


def test_a_post_may_have_a_word_of_tables() -> None:
    below = "Flo Marsh\nDirector of Inspection Judgements\nOfsted\n\nJonah Peel\nChief Inspector"
    letter = read(LETTER.replace("Juliet Marsh\nDivisional Manager, CAA", below))
    assert [person.role for person in letter.signatories] == [
        "Director of Inspection Judgements, Ofsted",
        "Chief Inspector",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "APA final judgements 2008: Northmoor Council",
        "Northmoor: final judgments",
        "Final judgements",
        "4: A service that is far better than it must be for those who use it",
        "Page 4",
    ],
)
def test_what_stands_below_is_no_role(table: str) -> None:
    below = f"Flo Marsh\nManager\nOfsted\n\nJonah Peel\nDirector – Methods\nCSCI\n\n{table}\n"
    letter = read(LETTER.replace("Juliet Marsh\nDivisional Manager, CAA", below))
    assert [person.role for person in letter.signatories] == ["Manager, Ofsted", "Director – Methods, CSCI"]


@pytest.mark.parametrize(
    ("printed", "council", "notice"),
    [
        ("Northmoor Metropolitan Borough Council", "Northmoor", None),
        ("NORTHMOOR MBC", "Northmoor", None),
        ("Royal Borough of Alderdale", "Alderdale", None),
        ("The Council of the City of Penhallow", "Penhallow", None),
        ("Eastwick & Vale Council", "Eastwick and Vale", None),
        ("St. Brannoc Council", "St. Brannoc", None),
        ("Farfield Borough Council", None, "no-council"),
    ],
)
def test_council_of_the_address(printed: str, council: str | None, notice: str | None) -> None:
    text = LETTER.replace(
        "Northmoor Metropolitan Borough Council\nTown Hall\nNorthmoor NM1 1AA", printed + "\nTown Hall"
    )
    letter = read(text)
    assert (letter.council.name if letter.council else None) == council
    assert notices(letter) == ({notice} if notice else set())


@pytest.mark.parametrize("body", ["Slough Children's Services Trust", "Slough Children First"])
def test_who_runs_the_services_today_is_no_council_of_these_letters(body: str) -> None:
    text = LETTER.replace("Northmoor Metropolitan Borough Council", body).replace("Northmoor NM1 1AA", "")
    document = document_of(text)
    letter = parse_letter(document, lexicon.load(), register.load())
    assert letter.council is None
    assert "no-council" in notices(letter)


def test_a_place_in_an_address_is_no_council() -> None:
    text = LETTER.replace("Town Hall\nNorthmoor NM1 1AA", "Town Hall\nPenhallow Road\nGreat Haven\nPenhallow")
    council = read(text).council
    assert council is not None
    assert council.name == "Northmoor"


def test_a_council_the_register_has_not_is_said() -> None:
    text = LETTER.replace(RATING, "Children's services in Farfield Council perform well.")
    text = text.replace("Northmoor Metropolitan Borough Council", "Town Hall")
    letter = read(text)
    assert letter.council is None
    assert "unknown-council" in notices(letter)


@pytest.mark.parametrize(
    ("old", "new", "day"),
    [
        ("9 December 2009\n", "\n", None),
        ("9 December 2009\n", "At the meeting held on 3 May 2009\n", None),
        ("9 December 2009\n", "Our ref: 4/2009        9th December, 2009\n", "2009-12-09"),
        ("9 December 2009\n", "Date: 09/12/2009\n", "2009-12-09"),
        ("9 December 2009\n", "9\u00a0December\u00a02009\n", "2009-12-09"),
        ("9 December 2009\n", "9 Dec '09\n", "2009-12-09"),
        ("9 December 2009\n", "09.12.09\n", "2009-12-09"),
        ("9 December 2009\n", "09-DEC-2009\n", "2009-12-09"),
        ("9 December 2009\n", "December 2009\n", None),
        ("9 December 2009\n", "Our ref: 12.11.09\n", None),
        ("9 December 2009\n", "Our ref: 12.11.09\nDate: 9 December 2009\n", "2009-12-09"),
        ("9 December 2009\n", "Inspection dates: 3–7 June 2009\n", None),
        ("9 December 2009\n", "Visit date: 4 July 2009\n", None),
        ("9 December 2009\n", "Fieldwork: 1 June 2009 to 5 June 2009\n9 December 2009\n", "2009-12-09"),
        ("9 December 2009\n", "Published: 3 March 2014\n\n9 December 2009\n", "2009-12-09"),
        ("9 December 2009\n", "NORTHMOOR COUNCIL\nRECEIVED\n10 DEC 2009\n\n9 December 2009\n", "2009-12-09"),
        (
            "9 December 2009\n",
            "From: A\nDate: 3 May 2013\nTo: B\nSubject: C\n\n9 December 2009\n",
            "2009-12-09",
        ),
    ],
)
def test_date(old: str, new: str, day: str | None) -> None:
    letter = read(LETTER.replace(old, new))
    assert (letter.date.isoformat() if letter.date else None) == day
    assert ("no-date" in notices(letter)) == (day is None)


@pytest.mark.parametrize("greeting", ["Dear Director", "Dear Sir or Madam", "Dear colleague"])
def test_a_name_without_honorific_has_a_role_at_a_council(greeting: str) -> None:
    person = read(LETTER.replace("Ms Jane Orr", "Jane Orr").replace("Dear Ms Orr", greeting)).addressee
    assert person is not None
    assert (person.honorific, person.name, person.role) == ("", "Jane Orr", "Director of Children's Services")


def test_several_addressees_are_said() -> None:
    assert notices(read(LETTER.replace("Dear Ms Orr", "Dear Ms Orr and Mr Peel"))) == {"several-addressees"}


def test_what_is_no_letter_is_refused() -> None:
    with pytest.raises(NotALetter, match="no title"):
        read(LETTER.replace("Children's services annual rating", "Minutes of a meeting").replace(RATING, ""))


LISTS = """# Annual performance assessment of services for children and young people in Northmoor 2008

1 December 2008

Dear Ms Orr

{body}

Yours sincerely
"""


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        (
            "Being healthy\n\nOutcomes are good.\n\nMajor strengths\n- one\n- two\nAreas for development\n- three",
            [("being-healthy", "strength", "one"), ("being-healthy", "strength", "two"), ("being-healthy", "area-for-improvement", "three")],
        ),
        ("Strengths\n\n- one\n\nThese are above average:\n\n- two\n\nAlso:\n\n- three", [(None, "strength", "one"), (None, "strength", "two"), (None, "strength", "three")]),
        ("Staying safe\n\nMajor strengths\n\n- one\n\nSchools\n\nMajor strengths\n\n- two", [("staying-safe", "strength", "one"), ("staying-safe", "strength", "two")]),
        ("Staying safe\n\nMajor strengths\n\n- one\n\nNext steps\n\nMajor strengths\n\n- two", [("staying-safe", "strength", "one"), (None, "strength", "two")]),
        ("Staying safe\n\nKey strengths include:\n\n1. one\n2. two", [("staying-safe", "strength", "one"), ("staying-safe", "strength", "two")]),
        ("## Staying safe\n\nAll is well.\n\n## Strengths and areas for improvement\n\n### Strengths\n\n- one", [(None, "strength", "one")]),
        ("## Staying safe\n\n### Strengths and areas for improvement\n\n### Strengths\n\n- one", [("staying-safe", "strength", "one")]),
        ("Staying safe\n\nThe council plans to:\n\n- review fostering", []),
        ("Areas for exploration in the joint area review\n\nStaying safe\n\n- trends", []),
        ("Strengths\n\n- one\n\nThe council will:\n\n- do more", [(None, "strength", "one")]),
        ("Capacity to improve\n\nStrengths\n\n- sound finances", [("capacity-to-improve", "strength", "sound finances")]),
        ("Being healthy\n\nMajor strengths\n\n- None identified.", []),
        ("Being healthy\n\nMajor strengths\n\none thing\n\nanother\n\nAreas for development\n\nNone identified.", [("being-healthy", "strength", "one thing"), ("being-healthy", "strength", "another")]),
        ("Being healthy\nMajor strengths\nOne thing\nAnother\nAreas for development\na third", [("being-healthy", "strength", "One thing"), ("being-healthy", "strength", "Another"), ("being-healthy", "area-for-improvement", "a third")]),
        ("Being healthy\n\nMajor strengths\n1 one\n2 two", [("being-healthy", "strength", "one"), ("being-healthy", "strength", "two")]),
        ("Being healthy\n\nMajor strengths\n\nAll children are well.\n\nMost schools take part.", []),
        ("**Staying safe.** Outcomes here are good. Homes are safe.\n\nMajor strengths\n\n- one", [("staying-safe", "strength", "one")]),
        (
            "## Strengths\n\n### Being healthy\n\n- one\n\n### Staying safe\n\n- two\n\n## Weaknesses\n\n### Staying safe\n\n- three",
            [("being-healthy", "strength", "one"), ("staying-safe", "strength", "two"), ("staying-safe", "area-for-improvement", "three")],
        ),
        (
            "| Outcome | Strengths | Areas for improvement |\n|---|---|---|\n| Being healthy | one | two |\n| Staying safe | three | |",
            [("being-healthy", "strength", "one"), ("being-healthy", "area-for-improvement", "two"), ("staying-safe", "strength", "three")],
        ),
    ],
)  # fmt: skip
def test_findings(body: str, findings: list[tuple[str | None, str, str]]) -> None:
    letter = read(LISTS.format(body=body))
    assert [(f.outcome, f.polarity, f.text) for f in letter.findings] == findings


@pytest.mark.parametrize(
    "odd",
    ["-" * 300_000 + "x", "<tr>" * 100_000, "a  b " * 60_000, "*a " * 100_000, "|" * 300_000, "\n" * 300_000],
    ids=["dashes", "tags", "gaps", "stars", "pipes", "blank"],
)
def test_odd_text_does_not_stall(odd: str) -> None:
    # Quadratic work on any of these would take hours, not seconds.
    assert read(LETTER.replace("Most schools are good.", odd)).ratings


def test_a_title_without_year_or_date_is_said() -> None:
    text = LETTER.replace("services annual rating", "services annual assessment").replace(
        "9 December 2009", ""
    )
    with pytest.raises(NotALetter, match="year"):
        read(text.replace(RATING, "Children's services assessment: Performs well (3)"))


@pytest.mark.parametrize(
    ("table", "ratings"),
    [
        (
            "The contribution of local authority's children's\nservices in maintaining and improving outcomes for    3\nchildren and young people\nThe council's overall capacity to improve its\nservices for children and young people                2",
            {"childrens-services": "3", "capacity-to-improve": "2"},
        ),
        (
            "The contribution of the local authority's social care 3\nservices in maintaining and improving outcomes for children\nand young people\nThe council's overall capacity to improve its services for 1\nchildren and young people",
            {"social-care-services": "3", "capacity-to-improve": "1"},
        ),
        (
            "+--------------------+---+\n| The contribution   | 2 |\n| of social care     |   |\n| services           |   |\n+--------------------+---+\n| Capacity to improve | 3 |\n+---------+---+",
            {"social-care-services": "2", "capacity-to-improve": "3"},
        ),
        ("- Capacity to improve: Good\n- The contribution of social care services: Adequate", {"capacity-to-improve": "good", "social-care-services": "adequate"}),
        ("Capacity to improve\n\n3\n\nThe contribution of social care services\nGrade 2", {"capacity-to-improve": "3", "social-care-services": "2"}),
        ("| **Capacity to improve** | _**3**_ |\n|---|---|\n| *The contribution of social care services* | **2** |", {"capacity-to-improve": "3", "social-care-services": "2"}),
        ("<table><tr><td><p>Capacity to\nimprove</p></td><td><b>3</b></td></tr></table>", {"capacity-to-improve": "3"}),
    ],
)  # fmt: skip
def test_tables_of_grades(table: str, ratings: dict[str, str]) -> None:
    letter = read(
        "1 December 2005\n\nDear Ms Rao\n\nAnnual performance assessment of Northmoor Council's education and "
        f"children's social care services 2005\n\n{table}\n"
    )
    assert {r.area: str(r.score or r.grade) for r in letter.ratings} == ratings


def test_what_may_be_a_list_or_prose_is_said() -> None:
    body = "Being healthy\n\nMajor strengths\n\nAll children are well.\n\nMost schools take part."
    assert "unmarked-list" in notices(read(LISTS.format(body=body)))


def test_a_page_number_below_a_heading_is_no_grade() -> None:
    pages = "\n".join(f"Line {number} of the letter says that work is sound." for number in range(40))
    body = f"{pages}\nStaying safe\n1\n\fOutcomes are good.\n{pages}\n2\n\fThe end."
    assert not read(LISTS.format(body=body)).ratings


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_a_heading_with_its_grade_right_below_the_table_is_no_row_of_it(blank: str) -> None:
    rows = blank.join(("Being healthy\t3", "Staying safe\t2", "Capacity to improve\t2"))
    below = "Staying safe\tGrade 2\n\nThe contribution of services to this outcome is adequate."
    letter = read(LISTS.format(body=f"{rows}\n\n\n{below}"))
    assert {r.area: r.score for r in letter.ratings} == {
        "being-healthy": 3,
        "staying-safe": 2,
        "capacity-to-improve": 2,
    }
    assert [judgement.subject for judgement in letter.judgements] == ["staying-safe"]


@pytest.mark.parametrize(
    "printed",
    [
        "Most schools are good.\tThe adoption service is outstanding.",
        "1.1\tThe adoption service is outstanding.",
        "12\tThe adoption service is\noutstanding.",
        "(3)\tMost of what the council offers is liked and the adoption service is outstanding.",
        "The adoption\tservice is outstanding. Most schools are good.",
        "The adoption service is\noutstanding. Two schools are poor.\tMost schools in the borough are good.",
        "Families\tThe adoption service is outstanding.\nSchools\tMost schools are good.",
    ],
)
def test_a_tab_in_prose_makes_no_table(printed: str) -> None:
    letter = read(LETTER.replace("Most schools are good.", printed))
    assert "adoption" in {judgement.subject for judgement in letter.judgements}


def test_grades_and_what_explains_them_are_no_prose() -> None:
    scale = "4\tExcellent\tA service that is good in all it does.\n3\tGood\tA service that is sound.\n"
    letter = read(LETTER.replace("Most schools are good.", scale))
    assert letter.judgements == ()


@pytest.mark.parametrize(
    "head",
    [
        "Ofsted\nPage 2 of 4\n\fNorthmoor Council\nAnnual children's services rating 2009",
        "Ofsted | Annual children's services rating | Northmoor\n3",
        "Annual children's services rating 2009\t2 of 4",
        "www.ofsted.gov.uk\n2",
    ],
)
def test_a_running_head_in_a_sentence_is_none_of_it(head: str) -> None:
    halves = "Of the seven special schools, five\n\n{}\n\nare good and two are satisfactory."
    letter = read(LETTER.replace("Most schools are good.", halves.format(head)))
    assert [(j.subject, j.grade, j.quantity) for j in letter.judgements] == [
        ("special-schools", "good", "five-of-seven"),
        ("special-schools", "satisfactory", "two-of-seven"),
    ]


@pytest.mark.parametrize(
    ("printed", "quantity"),
    [("Half2 of the schools", "half"), ("Most2 of the schools", "most"), ("All3 schools", "all")],
)
def test_the_mark_of_a_footnote_at_the_first_word(printed: str, quantity: str) -> None:
    letter = read(LETTER.replace("Most schools are good.", f"{printed} are good."))
    assert [(j.subject, j.quantity) for j in letter.judgements] == [("schools", quantity)]


def test_a_grade_behind_the_last_line_of_its_label() -> None:
    label = "Capacity to improve, including the\nmanagement of services for children and\nyoung people 3\n"
    table = f"Assessment judgement area APA grade\nBeing healthy 2\n{label}"
    letter = read(
        LETTER.replace(
            "Children's services annual rating",
            "Annual performance assessment of services for "
            "children and young people in Northmoor Metropolitan Borough Council 2008",
        )
        .replace(RATING, table)
        .replace("9 December 2009", "17 December 2008")
    )
    assert {rating.area: rating.score for rating in letter.ratings}["capacity-to-improve"] == 3


def test_a_heading_in_a_broken_list_is_no_running_head() -> None:
    body = "Strengths\n\n- fostering\n\nTheir care\n\n\fAreas for improvement, council\n\nadoption\n\nfostering\n"
    letter = read(LISTS.format(body=body))
    assert {f.polarity for f in letter.findings} == {"strength", "area-for-improvement"}
