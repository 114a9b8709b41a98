"""What a letter that a mail quotes says is Ofsted's; the answers between its lines are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from letters import REGISTER

from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Letter
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.vocabulary import lexicon

LETTER = """9 December 2010

Ms Gita Rao
Director of Children's Services
Northmoor Council

Dear Ms Rao

Annual children's services assessment 2010

Children's services assessment: Performs well (3)

The fostering service is inadequate. All the homes
that were seen in the year are good.

The adoption service is outstanding.

Yours sincerely

Flo Marsh
Divisional Manager, Ofsted
"""
FACTS = {("fostering", "inadequate"), ("childrens-homes", "good"), ("adoption", "outstanding")}
ANSWER = "We do not accept this. The fostering service is good.\n"
HEADER = "From: clerk@example.org\nMIME-Version: 1.0\nContent-Type: text/plain\n\n"


LONG = "service, which inspectors saw in March and again in June, is\n"
QUOTING = "> Annual rating: we asked for more\n" * 12 + "\n"


def quoted(text: str, mark: str = "> ") -> str:
    return "".join(f"{mark}{line}".rstrip() + "\n" for line in text.rstrip("\n").split("\n"))


def read(text: str, name: str) -> Letter:
    header = HEADER.replace("plain", "html") if name.startswith("page") else HEADER
    data = f"{header if name.endswith('.eml') else ''}{text}".encode()
    document = read_data(Path(name), data, DEFAULT)
    letter = parse_letter(document, lexicon.load(), REGISTER)
    for evidence in (*(j.evidence for j in letter.judgements), *(n.evidence for n in letter.notices)):
        assert evidence is None or document.text[evidence.start : evidence.end] == evidence.quote
    return letter


def answers(letter: Letter) -> list[str]:
    return [n.evidence.quote.strip() for n in letter.notices if n.code == "answers" and n.evidence]


PLACES = {
    "between paragraphs": "> The adoption",
    "within a paragraph": "> that were seen",
    "below all": "> Flo Marsh\n> Divisional Manager, Ofsted\n",
}


@pytest.mark.parametrize("name", ["mail.eml", "mail.txt"])
@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "| "])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_answers_are_not_ofsteds(place: str, mark: str, name: str) -> None:
    first, _, last = quoted(LETTER).partition(place)
    text = f"{first}{place}{ANSWER}" if not last.strip() else f"{first}{ANSWER}\n{place}{last}"
    text = re.sub("^> ?", mark, text, flags=re.MULTILINE)
    letter = read(f"On 9 December 2010, Ofsted wrote:\n{text}", name)
    assert {(judgement.subject, judgement.grade) for judgement in letter.judgements} == FACTS
    assert ANSWER.strip() in answers(letter)
    assert [person.name for person in letter.signatories] == ["Flo Marsh"]


def page(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in text.split("\n\n") if part.strip()).replace("\n", "<br>")


@pytest.mark.parametrize("place", ["The adoption", "Yours sincerely", ""])
def test_answers_between_the_quotes_of_a_page(place: str) -> None:
    above, _, below = LETTER.partition(place) if place else (LETTER, "", "")
    parts = [above, place + below] if place else [above]
    quotes = [f'<blockquote type="cite">{page(part)}</blockquote>' for part in parts]
    mail = page(f"They wrote:\n\n{quotes[0]}\n\n{ANSWER}\n\n{''.join(quotes[1:])}\n\nRegards\n\nPercy Grout")
    letter = read(mail, "page.eml")
    assert {(judgement.subject, judgement.grade) for judgement in letter.judgements} == FACTS
    assert any(ANSWER.strip() in answer for answer in answers(letter))
    assert [person.name for person in letter.signatories] == ["Flo Marsh"]


@pytest.mark.parametrize(
    "mail",
    [
        pytest.param(f"<p>For you:</p><blockquote>{page(LETTER)}</blockquote>", id="forwarded"),
        pytest.param(
            page(LETTER).replace("<p>The adoption", "<blockquote>A note</blockquote><p>The adoption"),
            id="indented",
        ),
    ],
)
def test_a_page_that_only_quotes_has_no_answers(mail: str) -> None:
    letter = read(mail, "page.eml")
    assert {(judgement.subject, judgement.grade) for judgement in letter.judgements} == FACTS
    assert answers(letter) == []
    assert all(">" not in judgement.evidence.quote for judgement in letter.judgements)


def test_answer_to_an_answer_is_none_of_the_letter() -> None:
    mail = quoted(quoted(LETTER).replace("> The adoption", f"{ANSWER}> The adoption"))
    letter = read(mail.replace("> > The adoption", f"{ANSWER}> > The adoption"), "mail.eml")
    assert {(judgement.subject, judgement.grade) for judgement in letter.judgements} == FACTS
    assert len(answers(letter)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(quoted(LETTER), id="quoted-whole"),
        pytest.param("As you asked.\n\n" + quoted(LETTER), id="words-above"),
        pytest.param(
            quoted(LETTER.replace("service is ", LONG, 1)).replace("> inad", "inad"), id="a-long-line-broken"
        ),
        pytest.param(LETTER.replace("The adoption", f"{QUOTING}The adoption"), id="the-letter-quotes"),
    ],
)
def test_what_is_no_answer(text: str) -> None:
    letter = read(text, "mail.eml")
    assert {(judgement.subject, judgement.grade) for judgement in letter.judgements} == FACTS
    assert answers(letter) == []
