"""What happened to a text on its way changes nothing of what is read, nor where it is said to stand."""

from __future__ import annotations

import functools
import re
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from letters import REGISTER

from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Document, Letter
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.text.encodings import broken_encodings
from ofsted_kg.text.repair import WIDEST_GAP, repaired
from ofsted_kg.vocabulary import lexicon

LETTER = """12 December 2009

Mr Ivor Penrose
Corporate Director, Children and Young People
City of Penhallow Council
Quay House
ZZ1 6HP

Dear Mr Penrose

Children's services annual rating

This letter summarises the findings of the annual rating of children's services.

Children's services rating\tPerforms well (3)

Children's services in Penhallow perform well.

Most nursery schools are good or better. The only children's home is satisfactory, and the adoption service is outstanding. Fostering is good except for private fostering, where it is inadequate. The off-site provision is good.

The number of young people who offend is lower than in similar areas. Attainment at the age of 11 is in line with the national average, and fewer children are excluded than nationally. Rates of re-referral are higher than those of statistical neighbours.

What needs to improve

• Attendance in secondary schools.
• The efficiency of one children's home.

Strengths

• Good special schools.
• Stable placements for looked after children.

This children's services rating is provided in accordance with section 138 of the Education and Inspections Act 2006.

Yours sincerely

Béatrix Loomis
Divisional Manager, Ofsted
"""  # noqa: E501 - a paragraph is a line
CURLY = LETTER.replace("'", "’")
WRAPPED = "\n".join(
    textwrap.fill(line, 64) if "\t" not in line and len(line) > 64 else line for line in LETTER.split("\n")
)
HEADING = re.compile("^(?:What needs to improve|Strengths)$", re.MULTILINE)


def _apart(found: re.Match[str]) -> str:
    return " ".join(found[0]).replace("   ", "  ")


WAYS: dict[str, Callable[[], str | bytes]] = {
    "UTF-8 taken for Windows-1252": lambda: CURLY.encode().decode("cp1252"),
    "UTF-8 taken for Latin-1": lambda: CURLY.encode().decode("latin-1"),
    "UTF-8 taken for Mac Roman": lambda: CURLY.encode().decode("mac_roman"),
    "twice": lambda: CURLY.encode().decode("cp1252").encode().decode("cp1252"),
    "UTF-16 without a mark": lambda: CURLY.encode("utf-16-le"),
    "UTF-16 without a mark, the other way": lambda: CURLY.encode("utf-16-be"),
    "UTF-32 without a mark": lambda: CURLY.encode("utf-32-le"),
    "UTF-32 without a mark, the other way": lambda: CURLY.encode("utf-32-be"),
    "old Mac's line ends": lambda: LETTER.replace("\n", "\r"),
    "line ends of both kinds": lambda: LETTER.replace("\n", "\r\r\n"),
    "NEL": lambda: LETTER.replace("\n", "\x85"),
    "NEL as a byte": lambda: LETTER.replace("\n", "\x85").replace("•", "·").encode("latin-1"),
    "U+2028": lambda: LETTER.replace("\n", "\u2028"),
    "U+2029": lambda: LETTER.replace("\n\n", "\u2029").replace("\n", "\u2028"),
    "vertical tabs": lambda: LETTER.replace("\n", "\v"),
    "NUL at the end": lambda: LETTER + "\0" * 500,
    "NUL within": lambda: LETTER.replace(". ", ".\0 ", 2),
    "marks of direction": lambda: LETTER.replace(" ", " \u200e"),
    "marks within words": lambda: LETTER.replace("good", "go\u200fod").replace("adequate", "ade\u200bquate"),
    "embeddings": lambda: LETTER.replace("good", "\u202agood\u202c").replace("3", "\u20683\u2069"),
    "narrow blanks": lambda: LETTER.replace(" ", "\u202f"),
    "figure spaces": lambda: LETTER.replace(" ", "\u2007"),
    "ideographic blanks": lambda: LETTER.replace(" ", "\u3000"),
    "no-break hyphens": lambda: LETTER.replace("-", "\u2011").replace("• ", "\u2011 "),
    "minus signs": lambda: LETTER.replace("-", "\u2212").replace("• ", "\u2212 "),
    "ligatures": lambda: LETTER.replace("ffi", "\ufb03").replace("ff", "\ufb00").replace("fi", "\ufb01"),
    "a ligature of st": lambda: LETTER.replace("st", "\ufb06"),
    "full width": lambda: LETTER.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}),
    "accents apart": lambda: unicodedata.normalize("NFD", LETTER),
    "acute accents": lambda: LETTER.replace("'", "´"),
    "grave accents": lambda: LETTER.replace("'", "`"),
    "primes": lambda: LETTER.replace("'", "′"),
    "modifier letters": lambda: LETTER.replace("'", "ʼ"),
    "lost apostrophes": lambda: LETTER.replace("'", "?"),
    "lost characters": lambda: LETTER.replace("'", "\ufffd").replace("•", "\ufffd"),
    "lost dots": lambda: LETTER.replace("•", "?"),
    "letterspaced headings": lambda: HEADING.sub(_apart, LETTER),
    "struck in Markdown": lambda: LETTER.replace("service is", "service is ~~poor~~").replace(
        "\n\nStrengths", "\n\n~~• The old\n  archive.~~\n\nStrengths"
    ),
    "struck by tags": lambda: LETTER.replace("service is", "service is <del>poor</del><s id='x'>bad</s>"),
    "notes of Markdown": lambda: (
        LETTER.replace("outstanding.", "outstanding[^1].").replace("satisfactory", "satisfactory[^home]")
        + "\n[^1]: Schools were poor once.\n[^home]: It is small.\n    Childminders are poor.\n"
    ),
    "numbers of lines": lambda: "\n".join(f"{n:4d}  {line}" for n, line in enumerate(WRAPPED.split("\n"), 1)),
    "two blanks": lambda: LETTER.replace(" ", "  "),
    "a blank line between all lines": lambda: WRAPPED.replace("\n", "\n\n"),
    "a blank line between lines, two between paragraphs": lambda: re.sub(
        "\n+", lambda gap: "\n\n" if len(gap[0]) == 1 else "\n\n\n", WRAPPED
    ),
}  # fmt: skip


def _read(written: str | bytes) -> tuple[Document, Letter]:
    data = written.encode() if isinstance(written, str) else written
    document = read_data(Path("letter.txt"), data, DEFAULT)
    return document, parse_letter(document, lexicon.load(), REGISTER)


def test_what_was_struck_and_notes_are_told_of() -> None:
    _, letter = _read(LETTER.replace("outstanding.", "~~poor~~ outstanding[^1].") + "\n[^1]: Seen twice.\n")
    assert {"hidden-text", "footnotes-unread"} <= {notice.code for notice in letter.notices}


def _facts(letter: Letter) -> tuple[object, ...]:
    return (
        letter.council,
        letter.date,
        [signatory.name for signatory in letter.signatories],
        [(rating.area, rating.grade, rating.score) for rating in letter.ratings],
        [(j.subject, j.grade, j.at_least, j.quantity, j.exception) for j in letter.judgements],
        [(c.subject, c.direction, c.comparator) for c in letter.comparisons],
        [(f.polarity, f.text.translate({0x2019: "'", 0xFFFD: "'"})) for f in letter.findings],
    )


@functools.cache
def _sound() -> tuple[object, ...]:
    facts = _facts(_read(LETTER)[1])
    assert all(facts)
    return facts


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_reads_what_was_meant(way: Callable[[], str | bytes]) -> None:
    document, letter = _read(way())
    assert _facts(letter) == _sound()
    facts = (letter.ratings, letter.judgements, letter.comparisons, letter.findings)
    for evidence in (fact.evidence for kind in facts for fact in kind):
        assert document.text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote.strip()


def test_keeps_the_text_as_it_came() -> None:
    broken = CURLY.encode().decode("cp1252")
    document, letter = _read(broken)
    assert document.text == broken
    assert any(notice.code == "broken-encoding" for notice in letter.notices)


def test_says_what_was_lost() -> None:
    _, letter = _read(LETTER.replace("'", "\ufffd"))
    assert any(notice.code == "lost-characters" for notice in letter.notices)


@pytest.mark.parametrize("text", [LETTER, CURLY, WRAPPED], ids=["letter", "curly", "wrapped"])
def test_leaves_a_sound_text_alone(text: str) -> None:
    document = read_data(Path("letter.txt"), text.encode(), DEFAULT)
    assert repaired(document) is document


@pytest.mark.parametrize(
    "text",
    [
        "the CAFÉ”",
        "Is it good? The schools are.",
        "Zoë’s naïve “façade”",
        "A B and C",
        "Grades A B C D are none. Ångström, Äpfel, Îles",
        "£5 – 10",
        "years 1 2 3 4 5",
    ],
)
def test_takes_nothing_sound_for_damage(text: str) -> None:
    document = read_data(Path("x.txt"), f"{text}\n\nThe schools are good.\n".encode(), DEFAULT)
    assert repaired(document).text.split("\n", 1)[0] in (text, text.replace("A B C D", "ABCD"))


@pytest.mark.parametrize("character", "’‘“–•éü£€™…½\xad\xa0\uf0b7")
@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman", "cp1252"])
def test_finds_each_character_again(character: str, encoding: str) -> None:
    broken = f"a{character}b".encode().decode(encoding)
    assert broken_encodings(broken) == [(1, len(broken) - 1, character)]


@pytest.mark.parametrize(
    "gap", [" " * 5000, "\t" * 5000, " " * 3000 + "\n" + " " * 3000, "\n" * 4000, "\u00a0" * 999]
)
def test_gaps_wider_than_a_page_are_narrowed_and_places_still_hold(gap: str) -> None:
    text = f"Homes are good.{gap}Schools are better."
    document = Document("a", "a.txt", "text/plain", "0" * 64, 1, text)
    read = repaired(document)
    assert len(read.text) <= len(text) - len(gap) + WIDEST_GAP + 2
    assert ("\n" in read.text) == ("\n" in gap)
    start = read.text.index("Schools")
    assert read.evidence(start, start + 7).quote == "Schools"
    assert text[read.evidence(start, start + 7).start :].startswith("Schools are")


def test_a_gap_of_a_page_stays() -> None:
    document = Document("a", "a.txt", "text/plain", "0" * 64, 1, "Staying safe" + " " * 120 + "3\n")
    assert repaired(document) is document


def test_characters_that_nobody_can_mend_are_told() -> None:
    document, letter = _read(LETTER.replace("Most nursery", "Most \ufffd nursery"))
    assert "lost-characters" in {notice.code for notice in letter.notices}
    assert repaired(document).text == document.text


ONE_LINE = " ".join(LETTER.replace("•", "").split())


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_letter_on_one_line_says_who_when_and_how_rated(end: str) -> None:
    letter = _read(ONE_LINE + end)[1]
    assert str(letter.date) == "2009-12-12"
    assert letter.addressee is not None
    assert letter.addressee.name == "Ivor Penrose"
    assert [(person.name, person.role) for person in letter.signatories] == [
        ("Béatrix Loomis", "Divisional Manager, Ofsted")
    ]
    assert [(rating.grade, rating.score) for rating in letter.ratings] == [("performs-well", 3)]
    for rating in letter.ratings:
        assert ONE_LINE[rating.evidence.start : rating.evidence.end] == rating.evidence.quote


@pytest.mark.parametrize(
    "line",
    [
        "We wrote: Dear Mr Penrose, all is good. " * 40,
        f"On 1 May 2009 and on 2 May 2009 we heard: Dear Mr Penrose {'and so on ' * 120}Yours ever they said",
    ],
)
def test_prose_that_quotes_a_greeting_is_no_letter_on_one_line(line: str) -> None:
    document = Document("x", "x.txt", "text/plain", "0" * 64, len(line), line)
    assert repaired(document) is document


@pytest.mark.parametrize(
    ("printed", "scores"),
    [
        ("Children's services rating 2009 Performs well (3)", [3]),
        ("A council whose services perform well (3) has the children's services grade", [None]),
    ],
)
def test_a_rating_that_runs_on_keeps_its_number(printed: str, scores: list[int | None]) -> None:
    text = LETTER.replace("Children's services rating\tPerforms well (3)\n\n", printed + " ")
    text = text.replace("perform well.\n\n", "perform well. ")
    assert [rating.score for rating in _read(text)[1].ratings] == scores
