"""Words broken at lines' ends, footnote marks, quoted lines and double blanks: read as if they were not."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_pdf import small_pdf

from ofsted_kg import register
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Letter
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.read.hyphens import unmarked
from ofsted_kg.text.clean import fold
from ofsted_kg.text.lines import unquoted
from ofsted_kg.vocabulary import lexicon

REGISTER = Path(__file__).parents[2] / "samples" / "register.csv"
LETTER = """9 December 2010

Ms Mary Orr
Director of Children's Services
Quayhaven City Council

Dear Ms Orr

Annual children's services assessment

Children's services assessment 2010

Children's services assessment\tPerforms well (3)

{}

Strengths

- Teaching of young children.

Areas for further development

- Results at the age of 16.

Yours sincerely

Dorothy Quill
Divisional Manager
"""
PROSE = (
    "Most nursery schools are good. The fostering service is outstanding, but private fostering is "
    "inadequate. Childminders are satisfactory."
)
FACTS = [
    ("childminders", "satisfactory"),
    ("fostering", "outstanding"),
    ("nursery-schools", "good"),
    ("private-fostering", "inadequate"),
]


def facts(text: str, name: str = "letter.txt", data: bytes | None = None) -> list[tuple[str, str]]:
    document = read_data(Path(name), data or text.encode(), DEFAULT)
    letter: Letter = parse_letter(document, lexicon.load(), register.load((REGISTER,)))
    for judgement in letter.judgements:
        evidence = judgement.evidence
        assert document.text[evidence.start : evidence.end] == evidence.quote
    return sorted((judgement.subject, judgement.grade) for judgement in letter.judgements)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the service is in-\nadequate", "the service is inadequate"),
        ("out-\nstanding", "outstanding"),
        ("child-\nren's homes", "children's homes"),
        ("satis-\n   factory", "satisfactory"),
        ("satis\u2010\nfactory", "satisfactory"),
        ("satis\u2011\nfactory", "satisfactory"),
        ("satis\u00ad\nfactory", "satisfactory"),
        ("satis\u00ad factory", "satisfactory"),
        ("satis\u0002\nfactory", "satisfactory"),
        ("satis¬\nfactory", "satisfactory"),
        ("satis\u001f\nfactory", "satisfactory"),
        ("sat\u001fisfactory", "satisfactory"),
        ("satis\u0002factory and sat\u00adisfactory", "satisfactory and satisfactory"),
        ("multi-\nagency work", "multi-agency work"),
        ("multi\u0002agency work", "multi-agency work"),
        ("well-\nbeing", "well-being"),
        ("in-\nhouse services", "in-house services"),
        ("16-\n18 year olds", "16-18 year olds"),
        ("state-of-the-\nart", "state-of-the-art"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("short- and long-\nterm", "short- and long-term"),
        ("short-\nand long-term", "short- and long-term"),
        ("a plan -\nthe first", "a plan - the first"),
        # What the document itself writes elsewhere decides where the vocabulary does not know.
        ("the skill-\nmix and a skill-mix of", "the skill-mix and a skill-mix of"),
        ("the skill-\nmix of a team", "the skillmix of a team"),
        ("a mark of skill and the skill-\nmark", "a mark of skill and the skill-mark"),
    ],
)
def test_words_are_joined_and_compounds_are_not(text: str, words: str) -> None:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at + len(line) - len(line.lstrip()), at + len(line)))
        at += len(line) + 1
    by_lines = fold(text, lines)
    assert by_lines.text == words
    assert fold(text, [(0, len(text))]).text == words
    start, end = by_lines.span(0, len(words))
    assert (start, end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the nine3 secondary schools", "the nine secondary schools"),
        ("is good.2 The next", "is good. The next"),
        ("is good.[2][3] The next", "is good. The next"),
        ("the schools^2^ are", "the schools are"),
        ("schools,12 which", "schools, which"),
        ("is good[2]. The", "is good. The"),
        ("is good.[12] The", "is good. The"),
        ("good² schools", "good schools"),
        ("schools† and homes‡, nine^3 in all", "schools and homes, nine in all"),
        ("the nine(1) schools [2] are good [3], but", "the nine schools are good, but"),
        ("is good①. Others⑫ ⓐ are poor❸ , but", "is good. Others ⓐ are poor, but"),
        ("is good ②. The next", "is good. The next"),
        ("is good{4}, but {a} poor {15}.", "is good, but {a} poor."),
        ("the homes^[2] and schools^b are¹⁻² good⁽¹⁾", "the homes and schools are good"),
        ("schoolsᵃ are goodᵇ. The 1ˢᵗ", "schools are good. The 1ˢᵗ"),
        ("schools¶ are good‖, homes# poor †.", "schools are good, homes poor."),
        ("① good schools ② poor homes", "① good schools ② poor homes"),
        ("Performs well(3)", "Performs well(3)"),
        ("Grade3", "Grade3"),
        ("Key Stage2 results", "Key Stage2 results"),
        ("since June09", "since June09"),
        ("in 2009.3 per cent", "in 2009.3 per cent"),
        ("well [3]", "well [3]"),
        ("H4 and KS2 and A1", "H4 and KS2 and A1"),
        ("figures of 66%, compared with 61%", "figures of 66%, compared with 61%"),
        ("see www.example.org/page2 for", "see www.example.org/page2 for"),
        ("covid19", "covid19"),
    ],
)
def test_footnote_marks_are_dropped_and_numbers_are_not(text: str, words: str) -> None:
    assert fold(text, [(0, len(text))]).text == words


def _wrapped(prose: str, width: int, hyphen: str) -> str:
    """Break lines at a width, words too."""
    out, line = [], ""
    for word in prose.split(" "):
        while len(line) + len(word) + 1 > width and len(word) > 6 and width - len(line) > 5:
            cut = max(3, min(len(word) - 3, width - len(line) - 2))
            out.append(f"{line} {word[:cut]}{hyphen}".strip())
            line, word = "", word[cut:]
        if len(line) + len(word) + 1 > width:
            out.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*out, line])


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad", "\u0002"])
@pytest.mark.parametrize("width", range(38, 60, 3))
def test_broken_lines_say_the_same(hyphen: str, width: int) -> None:
    assert facts(LETTER.format(_wrapped(PROSE, width, hyphen))) == FACTS


def test_broken_lines_say_the_same_in_a_pdf() -> None:
    lines = LETTER.format(_wrapped(PROSE, 44, "-")).replace("\t", "    ")
    assert facts("", "letter.pdf", small_pdf([lines])) == FACTS


def test_words_of_a_pdf_whose_soft_hyphens_left_no_mark_are_one() -> None:
    lines = LETTER.format(
        "Homes are satis\nfactory. The foster\ning service is out\nstanding, and care is in"
    )
    read = read_data(Path("letter.pdf"), small_pdf([f"{lines}\nadequate detail."]), DEFAULT).text
    joined = ("satis\u00adfactory", "foster\u00ading", "out\u00adstanding")
    assert all(word in read for word in joined)
    assert "in\u00adadequate" not in read


@pytest.mark.parametrize("pages", [("- 2 -", "- 3 -"), ("2", "3"), ("Page 2 of 4", "Page 3 of 4")])
def test_a_running_head_between_pages_breaks_no_sentence(pages: tuple[str, str]) -> None:
    over = "\n\n{}\n\f\nQuayhaven City Council: annual children's services assessment\n\n"
    prose = f"Childcare is{over.format(pages[0])}good. Fostering is{over.format(pages[1])}adequate."
    assert facts(LETTER.format(prose)) == [("childcare", "good"), ("fostering", "adequate")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The fostering service is  adequate.",
        "The fostering service is   adequate.",
        "The  fostering   service  is    adequate.",
        "The fostering service has been judged  adequate.",
        "The fostering service is\u00a0 adequate.",
        "The fostering service,  which is new, is  adequate.",
        "Staff work hard.  The fostering service is  adequate.",
        "The fostering service is\tadequate.",
        "The\tfostering service has\tbeen judged\tadequate.",
    ],
)
def test_blanks_in_a_sentence_are_no_table(sentence: str) -> None:
    assert facts(LETTER.format(sentence)) == [("fostering", "adequate")]


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > ", " > ", "| "])
def test_quoted_lines_are_read_without_their_marks(mark: str) -> None:
    quoted = "".join(f"{mark}{line}\n" for line in LETTER.format(PROSE).split("\n"))
    assert facts(quoted) == FACTS
    assert len(unquoted(quoted)) == len(quoted)


@pytest.mark.parametrize(
    "line",
    ["Page 2", "www.example.org   Page 2", "Continued...", "(continued overleaf)", "[2]", "PAGE 2 OF 4"],
)
def test_what_stands_at_a_pages_end_breaks_no_sentence(line: str) -> None:
    text = LETTER.format(f"The fostering service is\n\n{line}\n\nadequate.")
    assert facts(text) == [("fostering", "adequate")]


def test_the_day_on_which_a_mail_went_off_is_not_the_letters() -> None:
    head = "Begin forwarded message:\n\n> From: a\n> Date: 13 December 2010\n> To: b\n>\n"
    text = head + "".join(f"> {line}\n" for line in LETTER.format(PROSE).split("\n"))
    letter = parse_letter(
        read_data(Path("letter.txt"), text.encode(), DEFAULT), lexicon.load(), register.load((REGISTER,))
    )
    assert str(letter.date) == "2010-12-09"


def test_two_quoted_lines_are_none() -> None:
    assert unquoted("> 10 places\n> 20 places") == "> 10 places\n> 20 places"


@pytest.mark.parametrize("mark", ["①", "{4}", " ②", "†", "⁽¹⁾", "^[3]"])
def test_a_grade_with_a_footnotes_mark_is_read(mark: str) -> None:
    said = f"Most childminders are good{mark}. The youth service is poor{mark}, but it improves."
    assert facts(LETTER.format(said)) == [("childminders", "good"), ("youth-service", "poor")]


@pytest.mark.parametrize("mark", ["°", "⟨2⟩", "/2/"])
def test_a_grade_beside_a_mark_that_nobody_knows_is_no_silence(mark: str) -> None:
    text = LETTER.format(f"Most childminders are good{mark}.")
    document = read_data(Path("letter.txt"), text.encode(), DEFAULT)
    letter = parse_letter(document, lexicon.load(), register.load((REGISTER,)))
    assert "unread-grade" in {notice.code for notice in letter.notices}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Schools are satis\nfactory.", [17]),
        ("Schools are out\nstanding.", [15]),
        # Two words as they stand: the second is one of the vocabulary, or of the document.
        ("Schools are in\nadequate premises.", []),
        ("Schools are out\nstanding, and staff are standing by.", []),
        # No word of the vocabulary.
        ("Schools are up\nright.", []),
    ],
)
def test_words_broken_without_a_hyphen(text: str, ends: list[int]) -> None:
    assert unmarked(text) == ends
