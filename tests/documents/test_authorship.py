"""Who speaks: letters of Ofsted's in every dress, and papers that only speak of them."""

from __future__ import annotations

import pytest
from letters import document_of

from ofsted_kg import register
from ofsted_kg.errors import NotALetter
from ofsted_kg.letters import parse_letter
from ofsted_kg.letters.authorship import read_authorship, without
from ofsted_kg.vocabulary import lexicon

TITLE = "Annual children's services assessment 2010"
LETTERHEAD = "Aviation House\n125 Kingsway\nLondon\nWC2B 6SE\n\nT 0300 123 1231\nwww.ofsted.gov.uk\n\n"
DAY = "9 December 2010\n\n"
ADDRESS = "Ms Gita Rao\nDirector of Children's Services\nNorthmoor Council\nTown Hall\nNorthmoor NM1 1AA\n\n"
GREETING = "Dear Ms Rao\n\n"
BODY = (
    f"{TITLE}\n\nGuidance says how it is made.\n\nChildren's services assessment\tPerforms well (3)"
    "\n\nChildren's services in Northmoor Council perform well. The fostering service is good.\n\n"
)
FORMULA = (
    "This assessment is provided for the purpose of section 138 of the Education and Inspections Act 2006.\n"
)
SIGNED = "\nYours sincerely\n\nFlo Marsh\nDivisional Manager\n"
LETTER = LETTERHEAD + DAY + ADDRESS + GREETING + BODY + FORMULA + SIGNED
MAIL = "From: Jo Vane\nSent: 10 December 2010 09:12\nTo: Members\nSubject: FW: assessment\n\n"

OURS = {
    "whole": LETTER,
    "no letterhead": DAY + ADDRESS + GREETING + BODY + FORMULA + SIGNED,
    "no letterhead, no formula": DAY + ADDRESS + GREETING + BODY + SIGNED,
    "no signature": LETTERHEAD + DAY + ADDRESS + GREETING + BODY + FORMULA,
    "no closing": LETTER.replace("Yours sincerely\n\n", ""),
    "no address": DAY + GREETING + BODY + SIGNED,
    "cut off": (DAY + ADDRESS + GREETING + BODY)[:-40],
    "to a lead member": LETTER.replace(
        "Ms Gita Rao\nDirector of Children's Services", "Councillor Gita Rao\nLead Member for Children"
    ),
    "greeting an office": LETTER.replace("Ms Rao", "Director"),
    "another letterhead": LETTER.replace(LETTERHEAD, "OFSTED\nraising standards, improving lives\n\n"),
    "the Commission too": LETTER.replace(
        "Divisional Manager\n",
        "Divisional Manager\nOffice for Standards in Education\n\nJonah Peel\nRegional Director\n"
        "Commission for Social Care Inspection\n",
    ),
    "forwarded": MAIL + LETTER,
    "on a web page": f"Home > Letters\n\n{LETTER}\n\nCookies | Privacy\n",
    "no greeting": LETTER.replace(GREETING, ""),
    "a report to members is spoken of": LETTER.replace(
        "Guidance says", "The council's report to members says that it is well led. Guidance says"
    ),
}


@pytest.mark.parametrize("text", OURS.values(), ids=OURS)
def test_letters_of_ofsted(text: str) -> None:
    assert (read_authorship(text).reason, read_authorship(text).span) == ("", None)


SAYS = (
    "Children's services in Northmoor perform well (3), Ofsted says. Our fostering service is outstanding.\n"
)

THEIRS = {
    "a report to members": [
        f"Northmoor Council\n\nReport to Cabinet, 14 December 2010\n\n{TITLE}\n\n{SAYS}",
        f"Overview and Scrutiny Committee\n\n{TITLE}\n\nReport of the Director\n\n{SAYS}",
        f"{TITLE}\n\n1. Recommendations\n\n1.1 That members note the letter.\n\n{SAYS}",
    ],
    "a news release": [
        f"Northmoor Council\n\nNews release\n\n{TITLE}\n\n{SAYS}",
        f"{TITLE}\n\n{SAYS}\nNotes to editors: the scale has four points.\n",
    ],
    "an agenda or minutes": [
        f"AGENDA\n\nCabinet\n\n1 Apologies\n2 {TITLE}\n\n{SAYS}",
        f"Minutes of the Board\n\nPresent: A Smith\n\n{TITLE}\n\n{SAYS}RESOLVED: noted.\n",
    ],
    "a guide": [
        f"{TITLE}: a guide for governors\n\n{SAYS}{FORMULA}",
        f"What is the rating?\n\n{TITLE}\n\n{SAYS}",
    ],
    "a briefing or newsletter": [
        f"Staff newsletter\n\n{TITLE}\n\n{SAYS}",
        f"Briefing note\n\n{TITLE}\n\n{SAYS}",
    ],
    "a letter to Ofsted": [
        f"{DAY}Ms Flo Marsh\nDivisional Manager\nOfsted\nAviation House\n\nDear Ms Marsh\n\n{TITLE}\n\n{SAYS}"
        "\nYours sincerely\n\nGita Rao\nDirector of Children's Services\n"
    ],
    "a letter of somebody else's": [
        f"{DAY}Dear Ms Marsh\n\n{TITLE}\n\nThank you for your letter. {SAYS}\nYours sincerely\n\nGita Rao\n",
        f"Dear parents and carers\n\n{TITLE}\n\n{SAYS}\nYours sincerely\n\nGita Rao\n",
        f"{MAIL}Dear colleagues\n\n{TITLE}\n\n{SAYS}\nKind regards\n\nGita Rao\n",
        f"Dear Mr Oak\n\n{TITLE}\n\n{SAYS}\nYours sincerely\n\nCouncillor A Brown\nLeader of the Council\n",
        f"Dear Mr Oak\n\n{TITLE}\n\nYour request under the Freedom of Information Act.\n\n{SAYS}\n{SIGNED}",
        f"Dear Mr Oak\n\n{TITLE}\n\n{SAYS}\nYours sincerely\n\nA Brown\n",
    ],
    "a letter of somebody else's ": [
        f"Dear Flo\n\n{TITLE}\n\nYou wrote that services in Northmoor do well. {SAYS}\nRegards\n\nGita\n",
        f"Dear Flo\n\n{TITLE}\n\nServices perform well. Our schools are good.\n\nRegards\n\nGita Rao\n",
        f"Dear Flo\n\n{TITLE}\n\nServices perform well.\n\nRegards\n\nGita Rao\nStrategic Director\n",
    ],
    "a table of many councils": [
        f"Ofsted\n\n{TITLE}\n\nCouncil | 2009 | 2010\nNorthmoor | 2 | 3\nOak | 3 | 3\nAlder | 1 | 2\n",
        f"{TITLE}\n\nNorthmoor\tPerforms well (3)\nEastwick\tPerforms poorly\nAlder\tPerforms well\nOfsted\n",
        f"{TITLE}\n\n| Northmoor | Performs well |\n| Oak | Performs well |\n| Alder | Performs ill |\n",
    ],
    "neither letterhead nor greeting": [
        f"{TITLE}\n\n{SAYS}\nFlo Marsh, Ofsted's regional director, wrote: “Half of the schools are good.”\n",
        f"{TITLE}\n\n{SAYS}\nHer Majesty's Inspector could not be reached\nfor a comment.\n",
        f"{TITLE}\n\n{SAYS}",
        f"Northmoor's plan for children\n\n{TITLE}\n\n{SAYS}We want all schools to be good by 2012.\n",
    ],
}


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        pytest.param(paper, text, id=f"{paper} {n}")
        for paper, texts in THEIRS.items()
        for n, text in enumerate(texts)
    ],
)
def test_papers_that_speak_of_it(paper: str, text: str) -> None:
    reason = read_authorship(text).reason
    assert reason.startswith("it quotes Ofsted's assessment; it is not from Ofsted")
    assert paper.strip() in reason


COVER = (
    "Northmoor Council\nScrutiny Committee\nAgenda item 6\nReport by the Director\n"
    "Members will see the letter below. Last year services performed adequately (2).\nAppendix A\n\n"
)

PACKS = {
    "a cover": (COVER, ""),
    "a cover and more behind": (
        COVER,
        "\nAppendix B\n\nOur plan: the fostering service will be outstanding.\n",
    ),
    "a mail with words of its own": (
        f"{MAIL}Dear all\n\nOur adoption service is outstanding.\n\nKind regards\n\nJo\n\n",
        "",
    ),
    "a mail above another's header": (
        "Dear all\n\nOur adoption service is outstanding.\n\nBest wishes\nTom\n\n-----Original Message-----\n"
        "From: Ofsted\nSent: 9 December 2010\nTo: Gita\nSubject: letter\n\n",
        "",
    ),
    "a paper of a board": ("Northmoor Trust Board\nPaper 7\nThe board is asked to note this letter.\n\n", ""),
    "a covering letter of the council": (
        "3 May 2011\n\nDear Councillor Pym\n\nI enclose a letter. Our adoption service is outstanding.\n\n"
        "Yours sincerely\n\nGita Rao\nDirector of Children's Services\n\nOfsted\n",
        "",
    ),
    "an appendix behind": ("", "\nAppendix 2\n\nOur plan\n\nThe fostering service will be outstanding.\n"),
    "a news release behind": ("", "\nNews release\n\nWe are outstanding.\n"),
}


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_the_letter_in_a_pack_of_papers_is_read_alone(pack: tuple[str, str]) -> None:
    above, below = pack
    text = above + LETTER + below
    found = read_authorship(text)
    assert found.reason == ""
    assert found.span is not None
    alone = without(text, found.span)
    assert len(alone) == len(text)
    assert alone.strip().removeprefix("Ofsted\n").strip() == LETTER.strip()
    assert alone.index("Aviation") == len(above)


@pytest.mark.parametrize("below", ["", "Ofsted\n", "\nJonah Peel\nBusiness Director\n"])
def test_a_letter_without_a_closing_ends_with_who_signs_it(below: str) -> None:
    letter = LETTER.replace("Yours sincerely\n\n", "") + below
    minute = "\n\nMinute 12 Any other business\n\nMembers felt that the youth service is inadequate.\n"
    found = read_authorship(letter + minute)
    assert found.span is not None
    assert without(letter + minute, found.span).strip() == letter.strip()


def test_a_post_alone_at_the_end_is_a_signature() -> None:
    letter = LETTER.replace(SIGNED, "\nDivisional Manager, Ofsted\n\nThis letter is on our website.\n")
    assert (read_authorship(letter).reason, read_authorship(letter).span) == ("", None)


def test_the_grades_of_a_letter_may_stand_in_what_is_appended_to_it() -> None:
    table = "\nAnnex\n\nAPA final judgements 2005\n\nThe contribution of children's services\t3\n"
    letter = DAY + ADDRESS + GREETING + "The fostering service is good.\n\n" + FORMULA + SIGNED
    assert read_authorship(letter + table).span is None


JOINT = (
    "\nJonah Peel\nDirector of Quality, Commission for Social Care Inspection\n\n",
    "APA final judgements 2005: Northmoor\n\nAreas for judgement\tFinal judgements\n"
    "The contribution of social care services\t2\nThe contribution of education services\t4\n"
    "\n4: A service that delivers well above minimum requirements.\n",
)


@pytest.mark.parametrize(
    ("above", "closing", "behind", "kept"),
    [
        ("", "", "", True),
        (
            "Final judgements\n\nPlease see the judgements attached at the end of this letter.\n\n",
            "",
            "",
            True,
        ),
        ("Final judgements\n\nThey stand below, at the end.\n\n", "Yours sincerely\n\n", "", True),
        ("", "", "\nMembers felt that the youth service is inadequate.\n", True),
        (JOINT[1], "", "", False),
    ],
)
def test_grades_behind_the_signatures(above: str, closing: str, behind: str, kept: bool) -> None:
    letter = DAY + ADDRESS + GREETING + "The fostering service is good.\n\n" + above + FORMULA
    letter += SIGNED.replace("Yours sincerely\n\n", closing) + JOINT[0]
    text = letter + JOINT[1] + behind
    found = read_authorship(text)
    whole = text if found.span is None else without(text, found.span)
    assert ("final judgements 2005" in whole[len(letter) :]) is kept
    assert "youth service" not in whole


def test_a_pack_of_several_letters_is_to_be_split() -> None:
    assert "split it" in read_authorship(LETTER + "\n\n" + LETTER.replace("2010", "2009")).reason


DRAFTS = {
    "DRAFT\n\n": "DRAFT",
    "DRAFT – FOR FACTUAL ACCURACY CHECK\n\n": "DRAFT – FOR FACTUAL ACCURACY CHECK",
    "Not for publication\n\n": "Not for publication",
    "EMBARGOED until 9 December\n\n": "EMBARGOED until 9 December",
    "Provisional\n\n": "Provisional",
    "": None,
    "This is the final letter. The draft was sent in November.\n\n": None,
    "Thank you for your comments on factual accuracy.\n\n": None,
    "It has been checked for factual accuracy and is now sent to you.\n\n": None,
}


SAID = [
    "This is a draft. It may yet change.",
    "Not yet final. To be read by the council alone.",
    "Restricted: pre-publication copy. Write to us by 4 May.",
    "Tell us of any factual errors by 3 December.",
    "For the checking of facts only",
    "You have ten days to comment on the factual\naccuracy of what we say.",
    "This letter has not been published.",
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(
    "below", ["", "It is sent to the director of the council.\n\n"], ids=["", "and more"]
)
def test_drafts_that_say_so_in_a_sentence(said: str, below: str) -> None:
    text = f"{said}\n\n{below}{LETTER}"
    found = read_authorship(text)
    assert found.draft is not None
    assert text[slice(*found.draft)] == said


@pytest.mark.parametrize("mark", DRAFTS)
def test_drafts(mark: str) -> None:
    found = read_authorship(mark + LETTER)
    assert found.reason == ""
    assert (found.draft and (mark + LETTER)[slice(*found.draft)]) == DRAFTS[mark]


def test_what_is_not_final_beside_the_letter_makes_no_draft() -> None:
    text = LETTER.replace(GREETING, f"{GREETING}The figures for this year are not yet final.\n\n")
    assert read_authorship(text).draft is None


@pytest.mark.parametrize(
    ("at", "mark"),
    [
        (GREETING + TITLE, f"{GREETING}{TITLE} (draft)"),
        ("\n\nChildren's services in", "\n\nDraft\n\nChildren's services in"),
        (SIGNED, f"{SIGNED}\nDRAFT – subject to moderation\n"),
        (SIGNED, f"{SIGNED}\nThis letter is a draft, not for use\n"),
    ],
    ids=["in the title", "between two pages", "at the foot", "in a sentence at the foot"],
)
def test_drafts_marked_elsewhere(at: str, mark: str) -> None:
    text = LETTER.replace(at, mark, 1)
    assert text != LETTER
    found = read_authorship(text)
    assert found.draft is not None
    assert "draft" in text[slice(*found.draft)].lower()


@pytest.mark.parametrize(
    "unit", ["Dear Ms Rao\n", "report to the ", "a\n", "Yours sincerely\n", "x, ", "A\t"]
)
def test_long_texts_cost_no_more_than_their_length(unit: str) -> None:
    assert read_authorship(unit * (200_000 // len(unit))) is not None


def _parsed(text: str) -> object:
    return parse_letter(document_of(text), lexicon.load(), register.load())


PASSING = (
    "In the annual children's services assessment 2010 services in Northmoor perform well (3): good homes."
)
# Bodies of which nothing else is known: the title stands in a sentence only.
ELSEWHERE = {
    "a reviewer": ("Feedback of the peer review", "Thank you for having us. ", "Jo Vane\nReview manager"),
    "an auditor": ("Annual audit letter 2010/11", "Our opinion has no conditions. ", "Jo Vane\nPartner"),
    "a scholar": (
        "A study of services",
        "May we come and talk to you? ",
        "Professor Jo Vane\nUniversity of Stour",
    ),
}


@pytest.mark.parametrize(("headed", "says", "signed"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_who_speaks_of_the_assessment_in_passing_is_somebody_else(
    headed: str, says: str, signed: str
) -> None:
    text = f"{DAY}{ADDRESS}{GREETING}{headed}\n\n{says}{PASSING}\n\nYours sincerely\n\n{signed}\n"
    with pytest.raises(NotALetter, match="somebody else"):
        _parsed(text)
    ours = text.replace(f"\n\n{signed}", "\n\nFlo Marsh\nDivisional Manager")
    with pytest.raises(NotALetter, match="another letter of Ofsted's"):
        _parsed(ours)
    # With a mark of Ofsted's own and a rating it is a letter all the same.
    assert _parsed(ours.replace(headed, "Children's services assessment\tPerforms well (3)"))


def test_assessments_of_adults_services_are_none_of_ours() -> None:
    head = "Commission for Social Care Inspection\n\n9 December 2008\n\nDear Ms Rao\n\n"
    adults = "Annual performance assessment of adult social care 2008: Northmoor Council\n\n"
    children = adults.replace("adult social care", "services for children and young people")
    body = "Safeguarding is adequate.\n\nYours sincerely\n\nFlo Marsh\nRegional Director\n"
    with pytest.raises(NotALetter, match="services for adults"):
        _parsed(f"{head}{adults}{body}")
    assert _parsed(f"{head}{children}{body}")


OTHER_BODIES = {
    "a firm's letterhead": ("Kestrel Consulting Ltd\nThe Brewery\n\n", "Jo Vane\nRegional Director"),
    "a trust's": ("Northmoor Primary Care Trust\n\n", "Jo Vane"),
    "a board's": ("Northmoor Safeguarding Children Board\n\n", "Jo Vane\nRegional Director"),
    "a union below": ("", "Jo Vane\nRegional Director, UNISON"),
    "an office of others": ("", "Jo Vane\nManaging Partner"),
}


@pytest.mark.parametrize(("above", "signed"), OTHER_BODIES.values(), ids=OTHER_BODIES)
def test_another_bodys_name_outweighs_the_title(above: str, signed: str) -> None:
    text = f"{above}{DAY}{ADDRESS}{GREETING}{BODY}\nYours sincerely\n\n{signed}\n"
    assert "somebody else" in read_authorship(text).reason
    # Behind Ofsted's own it is only copied.
    assert not read_authorship(f"{LETTER}\nCopy to: Jo Vane, Northmoor Primary Care Trust\n").reason


def test_appointments_that_name_the_assessment_are_none() -> None:
    subject = "Appointment as inspector, children's services assessment\n\nWe offer you the post.\n"
    with pytest.raises(NotALetter):
        _parsed(f"{LETTERHEAD}{DAY}{GREETING}{subject}{SIGNED}")


def test_patterns_of_letters_are_none() -> None:
    assert read_authorship(LETTER.replace("Dear Ms Rao", "Dear [name]")).reason


def test_of_ofsteds_own_papers_it_is_not_said_that_they_are_anothers() -> None:
    release = f"Ofsted\n\nNews release\n\n{DAY}{TITLE}\n\nServices in Northmoor perform well (3).\n"
    reply = (
        f"{LETTERHEAD}{DAY}Dear Mr Ash\n\nThank you for your letter about the {TITLE}.\n\nYours\n\nJo Vane\n"
    )
    for text, what in ((release, "a news release"), (reply, "a letter on something else")):
        assert read_authorship(text).reason.endswith(f"it is not the letter itself ({what})")
